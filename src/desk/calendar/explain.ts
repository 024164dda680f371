import { isKnown, isWeekend, isWorkingDay, specialDay, type WorkCalendar } from './calendar.ts'
import { type Day, daysBetween, localOf, plusDays, weekdayOf, yearOf } from './day.ts'
import type { Duration } from './working.ts'

/** Special days that one explanation names; the calendar has the others. */
const NAMED = 4

/** How a calendar is worded in one language; `desk/catalogue` holds both. */
export interface CalendarWords {
  readonly language: 'zh' | 'en'
  /** From Sunday. */
  readonly weekdays: readonly string[]
  /** From January. */
  readonly months: readonly string[]
  readonly date: (month: string, day: string) => string
  readonly dated: (date: string, weekday: string) => string
  readonly range: (from: string, to: string) => string
  readonly due: (date: string, weekday: string, time: string) => string
  readonly near: (weekday: string, time: string) => string
  readonly far: (date: string, weekday: string, time: string) => string
  readonly since: (moment: string, amount: string) => string
  /** Plain minutes are said in hours or days where that is shorter. */
  readonly amounts: Readonly<Record<Duration['unit'] | 'hours' | 'days', (amount: string) => string>>
  readonly extended: (amount: string) => string
  readonly set: Readonly<Record<SetWhy, string>>
  readonly paused: string
  readonly makeUp: (day: string) => string
  readonly holiday: (days: string, name: string) => string
  readonly localWork: (day: string, name: string) => string
  readonly unknownYear: (year: string) => string
  readonly colon: string
  readonly comma: string
}

/** Why a deadline is a time that was set: by whoever opened the matter, by a leader who granted more time, since the whole matter must be done by then, after an appointment, since a matter that was merged into it was due sooner, or since it was due then before it became graver. */
export type SetWhy = 'set' | 'granted' | 'whole' | 'appointment' | 'merged' | 'before'

/** A deadline that is a time, whatever was counted before. */
export interface SetTime {
  /** Milliseconds UTC. */
  readonly until: number
  readonly why: SetWhy
}

export interface Explained extends Duration {
  readonly from: number
  readonly due: number
  /** What was added or set later. */
  readonly extensions: readonly (Duration | SetTime)[]
  readonly paused: boolean
}

/**
 * A deadline in words: when, since when and how long, and every day on the way that is not what its weekday says.
 * `10月12日周一17:00前：自周五16:10起2个工作日，10月10日（周六）为调休上班`
 */
export function explainDeadline(calendar: WorkCalendar, words: CalendarWords, clock: Explained): string {
  const { timeZone } = calendar
  const from = localOf(clock.from, timeZone)
  const due = localOf(clock.due, timeZone)
  const counted = [clock, ...clock.extensions].filter((part) => 'unit' in part)
  const plain = counted.every(({ unit }) => unit === 'minutes')
  const apart = daysBetween(from.day, due.day)
  const began =
    apart < 7 ? near(words, from) : words.far(dateOf(words, from.day), weekday(words, from.day), timeOf(from))
  const parts = [
    ...howLong(words, words.since(began, amountOf(words, clock)), clock.extensions),
    ...(clock.paused ? [words.paused] : []),
    ...(plain ? [] : notable(calendar, words, from.day, due.day)),
  ]
  return `${words.due(dateOf(words, due.day), weekday(words, due.day), timeOf(due))}${words.colon}${parts.join(words.comma)}`
}

/** The amount, and what changed it; after a time that was set for another reason than more time, only that. */
function howLong(words: CalendarWords, since: string, extensions: Explained['extensions']): string[] {
  let parts = [since]
  for (const extension of extensions) {
    if ('unit' in extension) parts.push(words.extended(amountOf(words, extension)))
    else if (extension.why === 'granted') parts.push(words.set.granted)
    else parts = [words.set[extension.why]]
  }
  return parts
}

const DAY_MINUTES = 1_440

export function amountOf(words: CalendarWords, { amount, unit }: Duration): string {
  if (unit === 'minutes' && amount >= 2 * DAY_MINUTES && amount % DAY_MINUTES === 0) {
    return words.amounts.days(String(amount / DAY_MINUTES))
  }
  if (unit === 'minutes' && amount >= 120 && amount % 60 === 0) return words.amounts.hours(String(amount / 60))
  return words.amounts[unit](String(amount))
}

/** `10月10日（周六）` */
export const dayInWords = (words: CalendarWords, day: Day): string =>
  words.dated(dateOf(words, day), weekday(words, day))

const dateOf = (words: CalendarWords, day: Day): string =>
  words.date(words.months[Number(day.slice(5, 7)) - 1] ?? '', String(Number(day.slice(8))))

const weekday = (words: CalendarWords, day: Day): string => words.weekdays[weekdayOf(day)] ?? ''

const near = (words: CalendarWords, at: { day: Day; minute: number }): string =>
  words.near(weekday(words, at.day), timeOf(at))

const timeOf = ({ minute }: { readonly minute: number }): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The days from one to the other that are not what their weekday says; several days of one holiday are named once. */
function notable(calendar: WorkCalendar, words: CalendarWords, from: Day, to: Day): string[] {
  const named: string[] = []
  const years = new Set<number>()
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    if (!isKnown(calendar, day)) years.add(yearOf(day))
    const special = specialDay(calendar, day)
    if (special === undefined) continue
    const name = special.name[words.language]
    if (special.work) {
      if (!isWeekend(day) && !calendar.local.has(day)) continue
      named.push(
        calendar.local.has(day) ? words.localWork(dayInWords(words, day), name) : words.makeUp(dayInWords(words, day)),
      )
      continue
    }
    const first = day
    let onWeekday = !isWeekend(day)
    for (let next = plusDays(day, 1); next <= to && sameHoliday(calendar, first, next); next = plusDays(next, 1)) {
      day = next
      onWeekday ||= !isWeekend(next)
    }
    // A holiday that takes nothing but a weekend changes no deadline.
    if (!onWeekday) continue
    const days = first === day ? dayInWords(words, day) : words.range(dateOf(words, first), dateOf(words, day))
    named.push(words.holiday(days, name))
  }
  return [...named.slice(0, NAMED), ...[...years].map((year) => words.unknownYear(String(year)))]
}

const sameHoliday = (calendar: WorkCalendar, first: Day, day: Day): boolean =>
  !isWorkingDay(calendar, day) && specialDay(calendar, day)?.name.zh === specialDay(calendar, first)?.name.zh
