import { isWorkingDay, type WorkCalendar } from '../calendar/calendar.ts'
import { type Day, instantOf, localOf, plusDays } from '../calendar/day.ts'

/** On which days a shift begins: one day, or every day of a kind. */
export type ShiftDays = Day | 'workday' | 'day-off' | 'daily'

/** One line of the roster. Staff ids. */
export interface Shift {
  readonly on: ShiftDays
  /** Minutes since midnight; `to` is over 1440 when the shift ends on the next day. */
  readonly from: number
  readonly to: number
  readonly duty: readonly string[]
  readonly deputies: readonly string[]
  readonly leaders: readonly string[]
}

/** Somebody's place in the shifts of one day is taken by somebody else. */
export interface Swapped {
  readonly day: Day
  readonly asker: string
  readonly other: string
}

/** A shift of one day. Milliseconds UTC. */
export interface Watch extends Omit<Shift, 'on' | 'from' | 'to'> {
  readonly day: Day
  readonly from: number
  readonly to: number
}

/**
 * The shifts that begin on a day, in order of time. What the roster says about the very day comes before what it says
 * about its kind.
 */
export function watchesOf(
  shifts: readonly Shift[],
  calendar: WorkCalendar,
  day: Day,
  swaps: readonly Swapped[],
): Watch[] {
  const dated = shifts.filter((shift) => shift.on === day)
  const kind = isWorkingDay(calendar, day) ? 'workday' : 'day-off'
  const general = shifts.filter((shift) => shift.on === kind || shift.on === 'daily')
  const ofDay = swaps.filter((swap) => swap.day === day)
  const at = (minute: number): number =>
    minute <= 1440
      ? instantOf(day, minute, calendar.timeZone)
      : instantOf(plusDays(day, 1), minute - 1440, calendar.timeZone)
  return (dated.length > 0 ? dated : general)
    .map((shift) => ({
      day,
      from: at(shift.from),
      to: at(shift.to),
      duty: ofDay.reduce(exchange, shift.duty),
      deputies: ofDay.reduce(exchange, shift.deputies),
      leaders: ofDay.reduce(exchange, shift.leaders),
    }))
    .toSorted((a, b) => a.from - b.from)
}

/** One in place of the other, wherever either stands. */
const exchange = (people: readonly string[], { asker, other }: Swapped): readonly string[] =>
  people.map((person) => (person === asker ? other : person === other ? asker : person))

/** The shifts that are on at a time. */
export function watchesAt(
  shifts: readonly Shift[],
  calendar: WorkCalendar,
  now: number,
  swaps: readonly Swapped[],
): Watch[] {
  const { day } = localOf(now, calendar.timeZone)
  return [plusDays(day, -1), day]
    .flatMap((one) => watchesOf(shifts, calendar, one, swaps))
    .filter((watch) => watch.from <= now && now < watch.to)
}

/** Times between `from` and `to` at which nobody is on duty, in order. */
export function gapsBetween(
  watches: readonly Pick<Watch, 'from' | 'to'>[],
  from: number,
  to: number,
): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = []
  let covered = from
  for (const watch of watches.toSorted((a, b) => a.from - b.from)) {
    if (watch.from > covered) gaps.push({ from: covered, to: Math.min(watch.from, to) })
    covered = Math.max(covered, watch.to)
    if (covered >= to) return gaps
  }
  return [...gaps, { from: covered, to }]
}
