import { type Day, instantOf, weekdayOf, yearOf } from './day.ts'

/** Part of a day, in minutes since midnight: `from` belongs to it, `to` (at most 1440) does not. */
export interface Period {
  readonly from: number
  readonly to: number
}

/** A day that is not what its weekday says, and why. */
export interface SpecialDay {
  readonly work: boolean
  readonly name: { readonly zh: string; readonly en: string }
}

/** When a desk works. Plain data, checked at start. */
export interface WorkCalendar {
  readonly timeZone: string
  /** In order, without overlap, at least one. */
  readonly periods: readonly Period[]
  /** Public holidays and make-up working days as the State Council sets them. */
  readonly official: ReadonlyMap<Day, SpecialDay>
  /** Years of which `official` is complete; in others Monday to Friday are working days. */
  readonly years: ReadonlySet<number>
  /** The desk's own days off and working days; they come before the official ones. */
  readonly local: ReadonlyMap<Day, SpecialDay>
}

export const isWeekend = (day: Day): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6

/** What a day is called besides its weekday; undefined for an ordinary one. */
export const specialDay = (calendar: WorkCalendar, day: Day): SpecialDay | undefined =>
  calendar.local.get(day) ?? calendar.official.get(day)

export const isWorkingDay = (calendar: WorkCalendar, day: Day): boolean =>
  specialDay(calendar, day)?.work ?? !isWeekend(day)

/** Whether the official holidays of the day's year are known. */
export const isKnown = (calendar: WorkCalendar, day: Day): boolean => calendar.years.has(yearOf(day))

/** The working periods of a day in milliseconds UTC; none on a day off. */
export function workOf(calendar: WorkCalendar, day: Day): readonly { readonly from: number; readonly to: number }[] {
  if (!isWorkingDay(calendar, day)) return []
  const { periods, timeZone } = calendar
  return periods.map(({ from, to }) => ({
    from: instantOf(day, from, timeZone),
    to: instantOf(day, to, timeZone),
  }))
}

/** Working minutes of a working day. */
export const minutesADay = ({ periods }: WorkCalendar): number =>
  periods.reduce((sum, { from, to }) => sum + to - from, 0)
