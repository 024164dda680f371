import { parts } from '../times.ts'

/** A day of the calendar, `YYYY-MM-DD`; which instants it holds depends on the time zone. */
export type Day = string

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

/** The day `count` days later; earlier when negative. */
export const plusDays = (day: Day, count: number): Day =>
  new Date(utc(day) + count * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length)

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: Day): number => new Date(utc(day)).getUTCDay()

export const yearOf = (day: Day): number => Number(day.slice(0, 4))

/** Whether such a day exists: `2026-02-30` does not. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text)) && plusDays(text, 0) === text

/** Whole days from one to the other. */
export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / DAY_MS)

/** Day and minute of the day that the clock on the wall shows. */
export function localOf(at: number, timeZone: string): { readonly day: Day; readonly minute: number } {
  const p = parts(at, timeZone)
  return { day: `${p.year}-${p.month}-${p.day}`, minute: Number(p.hour) * 60 + Number(p.minute) }
}

/**
 * When the clock on the wall shows `minute` (0 to 1440) of `day`, in milliseconds UTC. Of an hour that comes twice the
 * first; for a time that a clock change leaves out, the moment of the change.
 */
export function instantOf(day: Day, minute: number, timeZone: string): number {
  const wall = utc(day) + minute * MINUTE_MS
  const before = wall - offsetOf(wall - DAY_MS, timeZone)
  const after = wall - offsetOf(wall + DAY_MS, timeZone)
  if (before === after) return before
  const shown = [before, after].filter((at) => at + offsetOf(at, timeZone) === wall)
  if (shown.length > 0) return Math.min(...shown)
  let [low, high] = [Math.min(before, after), Math.max(before, after)]
  const offset = offsetOf(low, timeZone)
  while (high - low > MINUTE_MS) {
    const middle = Math.floor((low + high) / 2 / MINUTE_MS) * MINUTE_MS
    if (offsetOf(middle, timeZone) === offset) low = middle
    else high = middle
  }
  return high
}

/** The first millisecond of the day that `at` lies in, also where the clocks have changed since. */
export const startOfDay = (at: number, timeZone: string): number => instantOf(localOf(at, timeZone).day, 0, timeZone)

/** How far the clock on the wall is ahead of UTC. Milliseconds. */
function offsetOf(at: number, timeZone: string): number {
  const p = parts(at, timeZone)
  const wall = Date.UTC(
    Number(p.year),
    Number(p.month) - 1,
    Number(p.day),
    Number(p.hour),
    Number(p.minute),
    Number(p.second),
  )
  return wall - Math.floor(at / 1000) * 1000
}
