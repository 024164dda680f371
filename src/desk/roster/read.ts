import { isDay } from '../calendar/day.ts'
import type { StaffMember } from '../settings.ts'
import type { Shift, ShiftDays } from './shift.ts'

/** A line of the roster as somebody wrote it. Several people are separated by 、 , ; / or a space. */
export interface WrittenShift {
  readonly date: string
  readonly from: string
  readonly to: string
  readonly duty: string
  readonly deputy: string
  readonly leader: string
}

const KINDS = new Map<string, ShiftDays>([
  ['工作日', 'workday'],
  ['workday', 'workday'],
  ['workdays', 'workday'],
  ['休息日', 'day-off'],
  ['节假日', 'day-off'],
  ['holiday', 'day-off'],
  ['holidays', 'day-off'],
  ['每天', 'daily'],
  ['每日', 'daily'],
  ['daily', 'daily'],
])

export type ReadShift =
  | { readonly ok: true; readonly shift: Shift }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads one line of the roster, or says everything that is wrong with it. */
export function readShift(line: WrittenShift, staff: readonly StaffMember[]): ReadShift {
  const problems: string[] = []
  const on = readDays(line.date)
  if (on === undefined) problems.push(`“${line.date}”不是日期，应为 2026-10-10 这样的日期，或“工作日”“节假日”“每天”`)
  const from = readTime(line.from)
  const to = readTime(line.to)
  if (from === undefined || from === 1440) problems.push(`开始时间“${line.from}”应为 00:00 至 23:59`)
  if (to === undefined) problems.push(`结束时间“${line.to}”应为 00:00 至 24:00`)
  const people = (text: string, what: string, leader: boolean): string[] =>
    namesIn(text).flatMap((name) => {
      const member = staff.find((one) => one.id === name || one.name === name)
      if (member === undefined) problems.push(`${what}“${name}”不在 staff 中，请写 id 或姓名`)
      else if (member.roles.length === 0) problems.push(`${what}“${name}”没有审批角色，不能值班`)
      else if (leader && !member.roles.includes('leader')) problems.push(`${what}“${name}”不是领导（roles: [leader]）`)
      return member === undefined ? [] : [member.id]
    })
  const duty = people(line.duty, '值班人员', false)
  if (namesIn(line.duty).length === 0) problems.push('没有写值班人员')
  const deputies = people(line.deputy, '副班', false)
  const leaders = people(line.leader, '带班领导', true)
  if (problems.length > 0 || on === undefined || from === undefined || to === undefined) return { ok: false, problems }
  return { ok: true, shift: { on, from, to: to > from ? to : to + 1440, duty, deputies, leaders } }
}

const namesIn = (text: string): string[] => text.split(/[、，,;；/\s]+/).filter((name) => name !== '')

/** `2026-10-10`, `2026/10/1`, `2026年10月1日`, or a kind of days. */
function readDays(text: string): ShiftDays | undefined {
  const kind = KINDS.get(text.trim().toLowerCase())
  if (kind !== undefined) return kind
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim())
  if (match === null) return undefined
  const day = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

/** `8:30` or `08:30`, as minutes since midnight. */
function readTime(text: string): number | undefined {
  const match = /^(\d{1,2})[:：]([0-5]\d)$/.exec(text.trim())
  if (match === null) return undefined
  const minute = Number(match[1]) * 60 + Number(match[2])
  return minute <= 1440 ? minute : undefined
}
