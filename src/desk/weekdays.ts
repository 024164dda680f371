import { startOfDay } from './calendar/day.ts'
import { dayOf } from './times.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The hour at which the desk's week begins. */
const AT_HOUR = 9

/** Nine o'clock of the day in which `noon` lies: whatever the clocks do at night, noon is in its own day. */
const nineOf = (noon: number, timeZone: string): number => startOfDay(noon, timeZone) + AT_HOUR * HOUR_MS

/** The week that was asked for last, by time zone: every wake of the desk asks. */
const weeks = new Map<string, { readonly after: number; readonly monday: number }>()

/** The first Monday 09:00 of the time zone at or after `at`. Milliseconds UTC. */
export function mondayFrom(at: number, timeZone: string): number {
  const known = weeks.get(timeZone)
  if (known !== undefined && at > known.after && at <= known.monday) return known.monday
  const noon = startOfDay(at, timeZone) + DAY_MS / 2
  const sinceMonday = (new Date(dayOf(noon, timeZone)).getUTCDay() + 6) % 7
  const thisWeek = noon - sinceMonday * DAY_MS
  const monday = at <= nineOf(thisWeek, timeZone) ? thisWeek : thisWeek + 7 * DAY_MS
  const week = { after: nineOf(monday - 7 * DAY_MS, timeZone), monday: nineOf(monday, timeZone) }
  weeks.set(timeZone, week)
  return week.monday
}

/** The last Monday 09:00 of the time zone at or before `at`. Milliseconds UTC. */
export function mondayBefore(at: number, timeZone: string): number {
  const next = mondayFrom(at, timeZone)
  return next === at ? at : nineOf(next - 7 * DAY_MS + DAY_MS / 8, timeZone)
}
