import { daysBetween, localOf, weekdayOf } from '../calendar/day.ts'
import type { DeskContext } from '../context.ts'

const MINUTE_MS = 60_000
/** From here on minutes do not matter, from there on hours do not. Minutes. */
const HOURS_FROM = 60
const DAYS_FROM = 48 * 60

/** A deadline as somebody reads it who has no time: `今天17:30前（还有2小时）`, `已超时3小时（应于周二17:30前）`. */
export function deadlineWords(desk: DeskContext, dueAt: number, now: number): string {
  const { attention } = desk.say
  const when = moment(desk, dueAt, now)
  return dueAt > now
    ? attention.due(when, amount(desk, dueAt - now))
    : attention.overdueBy(amount(desk, now - dueAt), when)
}

function moment(desk: DeskContext, at: number, now: number): string {
  const { attention, calendar } = desk.say
  const { timeZone } = desk.settings
  const { day, minute } = localOf(at, timeZone)
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
  const away = daysBetween(localOf(now, timeZone).day, day)
  if (away === 0) return attention.today(time)
  if (away === 1) return attention.tomorrow(time)
  if (away === -1) return attention.yesterday(time)
  const [, month = '', date = ''] = day.split('-')
  const named = calendar.date(calendar.months[Number(month) - 1] ?? month, String(Number(date)))
  return calendar.far(named, calendar.weekdays[weekdayOf(day)] ?? '', time)
}

function amount(desk: DeskContext, ms: number): string {
  const { attention } = desk.say
  const minutes = Math.max(1, Math.floor(ms / MINUTE_MS))
  if (minutes < HOURS_FROM) return attention.minutes(String(minutes))
  if (minutes < DAYS_FROM) return attention.hours(String(Math.floor(minutes / 60)))
  return attention.days(String(Math.floor(minutes / 1440)))
}
