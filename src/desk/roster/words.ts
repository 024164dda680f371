import { type Day, instantOf, localOf, plusDays } from '../calendar/day.ts'
import { dayInWords } from '../calendar/explain.ts'
import type { DeskContext } from '../context.ts'
import { nameOf } from '../people.ts'
import type { Watch } from './shift.ts'

export const dayWords = (desk: DeskContext, day: Day): string => dayInWords(desk.say.calendar, day)

export const namesOf = (desk: DeskContext, ids: readonly string[]): string =>
  ids.map((id) => nameOf(desk, id)).join(desk.say.list)

/** `20:00-次日08:00` */
export function spanWords(desk: DeskContext, { from, to }: { readonly from: number; readonly to: number }): string {
  const { timeZone } = desk.settings
  const start = localOf(from, timeZone)
  const end = localOf(to, timeZone)
  const time = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const last = time(end.minute)
  if (end.day === start.day) return `${time(start.minute)}-${last}`
  if (to === instantOf(plusDays(start.day, 1), 0, timeZone)) return `${time(start.minute)}-24:00`
  return end.day === plusDays(start.day, 1)
    ? `${time(start.minute)}-${desk.say.roster.nextDay(last)}`
    : `${time(start.minute)}-${dayWords(desk, end.day)} ${last}`
}

/** One shift in one line. */
export function watchLine(desk: DeskContext, watch: Watch): string {
  const { roster, bar } = desk.say
  return [
    `${spanWords(desk, watch)} ${namesOf(desk, watch.duty)}`,
    ...(watch.deputies.length === 0 ? [] : [roster.deputies(namesOf(desk, watch.deputies))]),
    ...(watch.leaders.length === 0 ? [] : [roster.leaders(namesOf(desk, watch.leaders))]),
  ].join(bar)
}
