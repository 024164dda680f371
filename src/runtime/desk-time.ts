import type { DeskConfig } from '../config.ts'
import type { AttentionPolicies } from '../desk/attention/policies.ts'
import type { SpecialDay, WorkCalendar } from '../desk/calendar/calendar.ts'
import { caseClasses } from '../desk/cases/kind.ts'
import type { ClockPolicies, ClockRule } from '../desk/clocks/policy.ts'
import { urgencies } from '../desk/message.ts'
import { readRoster } from '../desk/roster/csv.ts'
import { readShift } from '../desk/roster/read.ts'
import type { Shift } from '../desk/roster/shift.ts'
import type { Content } from './content.ts'
import { officialDays } from './holidays.ts'

export function calendarOf({ calendar, timeZone }: DeskConfig): WorkCalendar {
  const local = (days: readonly { date: string; name: string }[], work: boolean): [string, SpecialDay][] =>
    days.map(({ date, name }) => [date, { work, name: { zh: name, en: name } }])
  return {
    timeZone,
    periods: calendar.periods,
    official: officialDays.days,
    years: officialDays.years,
    local: new Map([...local(calendar.daysOff, false), ...local(calendar.workdays, true)]),
  }
}

/** How long a citizen who was asked something is waited for. */
const citizenAnswers: readonly ClockRule[] = [
  { clock: 'citizen', class: 'life', within: { amount: 30, unit: 'minutes' } },
  { clock: 'citizen', class: 'utilities', within: { amount: 240, unit: 'minutes' } },
  { clock: 'citizen', within: { amount: 3, unit: 'working-days' } },
]

/** The rules of the configuration; where they say nothing, `deadlineMinutes`, of the desk and of its cases. */
export function clocksOf({ policies, cases }: DeskConfig): ClockPolicies {
  const { deadlineMinutes, night } = policies
  const minutes = (amount: number): ClockRule['within'] => ({ amount, unit: 'minutes' })
  return {
    rules: policies.clocks,
    standard: [
      ...caseClasses.flatMap((one): ClockRule[] => [
        { clock: 'case', class: one, within: minutes(cases.deadlineMinutes[one]) },
        { clock: 'acceptance', class: one, within: minutes(cases.acceptMinutes[one]) },
        { clock: 'report', class: one, within: minutes(cases.reportMinutes[one]) },
      ]),
      ...citizenAnswers,
      { clock: 'follow-up', within: minutes(cases.followUpDays * 1_440) },
      ...urgencies.flatMap((urgency): ClockRule[] => [
        { clock: 'first-response', urgency, within: minutes(deadlineMinutes[urgency]) },
        {
          clock: 'approval',
          urgency,
          within: minutes(urgency === 'emergency' ? deadlineMinutes.emergency : deadlineMinutes.high),
        },
        { clock: 'acknowledge', urgency, within: minutes(policies.acknowledgeMinutes) },
      ]),
    ],
    warnShare: policies.warnShare,
    stepMinutes: {
      emergency: Math.min(deadlineMinutes.emergency, policies.stepMinutes ?? deadlineMinutes.emergency),
      other: policies.stepMinutes ?? deadlineMinutes.high,
    },
    night: { from: night.from, to: night.to },
    wake: night.wake,
  }
}

export const attentionOf = ({ attention: { chatterMinutes, low, digest } }: DeskConfig): AttentionPolicies => ({
  chatterMs: chatterMinutes * 60_000,
  low,
  digest:
    digest.everyMinutes === 0
      ? undefined
      : {
          everyMinutes: digest.everyMinutes,
          from: digest.from,
          to: digest.to,
          workingDays: digest.days === 'working',
        },
})

/** The shifts of the configuration and of its file, with everything that is wrong with them. */
export function rosterOf(
  content: Content,
  desk: DeskConfig,
  at: string,
): { readonly shifts: readonly Shift[]; readonly problems: readonly string[] } {
  const written = desk.roster.shifts.map((shift) => readShift(shift, desk.staff))
  const problems = written.flatMap((read, index) =>
    read.ok ? [] : read.problems.map((problem) => `${at}.roster.shifts.${index}：${problem}`),
  )
  const shifts = written.flatMap((read) => (read.ok ? [read.shift] : []))
  const { file } = desk.roster
  if (file === undefined) return { shifts, problems }
  const text = content.rosters[file]
  if (text === undefined) {
    const there = Object.keys(content.rosters)
    const hint = there.length === 0 ? '配置文件旁边没有 roster 文件夹或其中没有 .csv 文件' : `有 ${there.join('、')}`
    return { shifts, problems: [...problems, `${at}.roster.file：找不到 roster/${file}（${hint}）`] }
  }
  const read = readRoster(text, desk.staff)
  return {
    shifts: [...shifts, ...read.shifts],
    problems: [...problems, ...read.problems.map((problem) => `${at}.roster.file：roster/${file} ${problem}`)],
  }
}

/** Days that the configuration names both as a working day and as a day off. */
export const calendarProblems = ({ calendar }: DeskConfig, at: string): string[] =>
  calendar.workdays
    .filter(({ date }) => calendar.daysOff.some((off) => off.date === date))
    .map(({ date }) => `${at}.calendar：${date} 同时写在 workdays 和 daysOff 中`)
