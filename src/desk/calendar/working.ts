import { isWorkingDay, type WorkCalendar, workOf } from './calendar.ts'
import { type Day, localOf, plusDays } from './day.ts'

/** `minutes` run day and night; the others count only working time. */
export const timeUnits = ['minutes', 'working-minutes', 'working-days'] as const
export type TimeUnit = (typeof timeUnits)[number]

export interface Duration {
  /** A whole number, at least 1. */
  readonly amount: number
  readonly unit: TimeUnit
}

/** Time that does not count. Milliseconds UTC; pauses are in order and do not overlap. */
export interface Pause {
  readonly from: number
  readonly to: number
}

const MINUTE_MS = 60_000

/**
 * When `amount` units have passed since `from` (milliseconds UTC), pauses left out.
 *
 * Working days: the day on which it begins does not count, and the last one ends when the desk closes (Civil Code
 * 民法典, art. 201 and 203). A pause adds the working days that begin in it.
 */
export function addWorking(
  calendar: WorkCalendar,
  from: number,
  amount: number,
  unit: TimeUnit,
  pauses: readonly Pause[] = [],
): number {
  if (unit === 'minutes') return afterPlain(from, amount * MINUTE_MS, pauses)
  if (unit === 'working-minutes') return afterWork(calendar, from, amount * MINUTE_MS, pauses)
  let days = amount
  let due = endOfWorkingDay(calendar, from, days)
  for (const pause of pauses) {
    if (pause.from >= due) break
    if (pause.to <= from) continue
    days += workingDaysBegun(calendar, { from: Math.max(pause.from, from), to: pause.to })
    due = endOfWorkingDay(calendar, from, days)
  }
  return due
}

/** When a time that was set at `since` comes, later by the pauses since then, as the unit counts them. */
export function setLater(
  calendar: WorkCalendar,
  since: number,
  until: number,
  unit: TimeUnit,
  pauses: readonly Pause[],
): number {
  const later = pauses.filter((pause) => pause.to > since && pause.from < until)
  if (later.length === 0) return until
  const counted = countedBetween(calendar, since, until, unit)
  return unit === 'minutes' ? afterPlain(since, counted, later) : afterWork(calendar, since, counted, later)
}

/** Time between two instants that counts: all of it for `minutes`, otherwise working time. Milliseconds. */
export function countedBetween(
  calendar: WorkCalendar,
  from: number,
  to: number,
  unit: TimeUnit,
  pauses: readonly Pause[] = [],
): number {
  if (to <= from) return 0
  if (unit === 'minutes') return without(pauses, from, to).reduce((sum, part) => sum + part.to - part.from, 0)
  const { timeZone } = calendar
  const last = localOf(to, timeZone).day
  let counted = 0
  for (let { day } = localOf(from, timeZone); day <= last; day = plusDays(day, 1)) {
    for (const part of workOf(calendar, day)) {
      const start = Math.max(part.from, from)
      const end = Math.min(part.to, to)
      if (end > start) counted += without(pauses, start, end).reduce((sum, rest) => sum + rest.to - rest.from, 0)
    }
  }
  return counted
}

/** When a share (0 to 1) of the time from `from` to `to` has passed, as the unit counts it. */
export function shareOf(
  calendar: WorkCalendar,
  from: number,
  to: number,
  share: number,
  unit: TimeUnit,
  pauses: readonly Pause[] = [],
): number {
  const counted = Math.floor(countedBetween(calendar, from, to, unit, pauses) * share)
  return unit === 'minutes' ? afterPlain(from, counted, pauses) : afterWork(calendar, from, counted, pauses)
}

function afterPlain(from: number, ms: number, pauses: readonly Pause[]): number {
  let at = from
  let left = ms
  for (const pause of pauses) {
    if (pause.to <= at) continue
    if (at + left <= pause.from) break
    left -= Math.max(0, pause.from - at)
    at = pause.to
  }
  return at + left
}

function afterWork(calendar: WorkCalendar, from: number, ms: number, pauses: readonly Pause[]): number {
  if (ms === 0) return from
  let left = ms
  for (let { day } = localOf(from, calendar.timeZone); ; day = plusDays(day, 1)) {
    for (const part of workOf(calendar, day)) {
      if (part.to <= from) continue
      for (const counted of without(pauses, Math.max(part.from, from), part.to)) {
        const length = counted.to - counted.from
        if (left <= length) return counted.from + left
        left -= length
      }
    }
  }
}

/** When the desk closes on the `count`th working day after the day of `from`. */
function endOfWorkingDay(calendar: WorkCalendar, from: number, count: number): number {
  let { day } = localOf(from, calendar.timeZone)
  for (let left = count; left > 0; ) {
    day = plusDays(day, 1)
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return workOf(calendar, day).at(-1)?.to ?? from
}

function workingDaysBegun(calendar: WorkCalendar, { from, to }: Pause): number {
  const last: Day = localOf(to, calendar.timeZone).day
  let days = 0
  for (let day = plusDays(localOf(from, calendar.timeZone).day, 1); day <= last; day = plusDays(day, 1)) {
    if (isWorkingDay(calendar, day)) days += 1
  }
  return days
}

/** The parts of a stretch that no pause takes away. */
function without(pauses: readonly Pause[], from: number, to: number): Pause[] {
  const parts: Pause[] = []
  let at = from
  for (const pause of pauses) {
    if (pause.to <= at) continue
    if (pause.from >= to) break
    if (pause.from > at) parts.push({ from: at, to: pause.from })
    at = pause.to
  }
  if (at < to) parts.push({ from: at, to })
  return parts
}
