import type { WorkCalendar } from '../../../src/desk/calendar/calendar.ts'
import { instantOf } from '../../../src/desk/calendar/day.ts'
import { officialDays } from '../../../src/runtime/holidays.ts'

/** The calendar of a Chinese office, from nine to twelve and from half past one to five. */
export const calendarOf = (change: Partial<WorkCalendar> = {}): WorkCalendar => ({
  timeZone: 'Asia/Shanghai',
  periods: [
    { from: 9 * 60, to: 12 * 60 },
    { from: 13 * 60 + 30, to: 17 * 60 },
  ],
  official: officialDays.days,
  years: officialDays.years,
  local: new Map(),
  ...change,
})

/** `2026-10-09 16:10` on the clock of Shanghai, in milliseconds UTC. */
export function shanghai(text: string): number {
  const [day = '', time = ''] = text.split(' ')
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return instantOf(day, hour * 60 + minute, 'Asia/Shanghai')
}
