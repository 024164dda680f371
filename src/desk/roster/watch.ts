import { instantOf, localOf, plusDays } from '../calendar/day.ts'
import type { DeskContext } from '../context.ts'
import { checkGaps } from './gaps.ts'
import { raiseHandover } from './handover.ts'
import { onDuty, watchesOn } from './on-duty.ts'
import { lapseSwaps, ROSTER_DUE } from './swaps.ts'

/** When gaps of the coming days are looked for, in minutes since midnight. */
const CHECK_AT = 9 * 60
const ON = 'roster-on'
const CHECKED = 'roster-checked'

/** Does what the roster makes due: a change of shift, swaps that nobody answered in time, the daily look for gaps. */
export function watchRoster(desk: DeskContext, now: number): void {
  if (desk.settings.roster.length === 0 || dueAt(desk) > now) return
  const { day, minute } = localOf(now, desk.settings.timeZone)
  lapseSwaps(desk, now)
  changeShift(desk, now)
  const checked = desk.journal.fact(CHECKED)
  if (checked === undefined || checked === '' || (checked < day && minute >= CHECK_AT)) {
    checkGaps(desk, now)
    desk.journal.setFact(CHECKED, day)
  }
  desk.journal.setFact(ROSTER_DUE, String(nextDue(desk, now)))
}

/** When the roster makes something due next; null without one. */
export const nextRosterDue = (desk: DeskContext): number | null =>
  desk.settings.roster.length === 0 ? null : dueAt(desk)

/** After a start: the roster may be another one. */
export function recoverRoster(desk: DeskContext): void {
  if (desk.settings.roster.length === 0) return
  desk.journal.setFact(ROSTER_DUE, '0')
  desk.journal.setFact(CHECKED, '')
}

const dueAt = (desk: DeskContext): number => Number(desk.journal.fact(ROSTER_DUE) ?? '0')

/** However many shifts have passed since anybody looked, there is one handover: from those who were on to those who are. */
function changeShift(desk: DeskContext, now: number): void {
  const { duty } = onDuty(desk, now)
  const known = desk.journal.fact(ON)
  const before: string[] = known === undefined ? [] : JSON.parse(known)
  if (known !== undefined && before.length === duty.length && before.every((id) => duty.includes(id))) return
  desk.journal.setFact(ON, JSON.stringify(duty))
  if (known === undefined) return
  const { day } = localOf(now, desk.settings.timeZone)
  const begun = watchesOn(desk, [plusDays(day, -1), day])
    .flatMap((watch) => [watch.from, watch.to])
    .filter((at) => at <= now)
  raiseHandover(desk, { at: begun.length === 0 ? now : Math.max(...begun), from: before, to: duty }, now)
}

function nextDue(desk: DeskContext, now: number): number {
  const { timeZone } = desk.settings
  const { day, minute } = localOf(now, timeZone)
  const check = instantOf(minute < CHECK_AT ? day : plusDays(day, 1), CHECK_AT, timeZone)
  const changes = watchesOn(desk, [plusDays(day, -1), day, plusDays(day, 1)])
    .flatMap((watch) => [watch.from, watch.to])
    .filter((at) => at > now)
  return Math.min(check, ...changes)
}
