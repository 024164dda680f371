import { instantOf, isDay } from '../calendar/day.ts'

const FORM = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sT]+(\d{1,2})[:：](\d{2}))?$/u
/** What a day without a time ends at. Minutes since midnight. */
const DAY_END = 18 * 60

/**
 * Reads a time as a person writes it, `2026-12-01 17:30` or `2026年12月1日`, in the desk's time zone; a day alone is 18:00.
 * Milliseconds UTC; undefined when there is no such time.
 */
export function readWhen(text: string, timeZone: string): number | undefined {
  const match = FORM.exec(text.normalize('NFKC').trim())
  if (match === null) return undefined
  const two = (digits = ''): string => digits.padStart(2, '0')
  const day = `${match[1]}-${two(match[2])}-${two(match[3])}`
  const minute = match[4] === undefined ? DAY_END : Number(match[4]) * 60 + Number(match[5])
  return isDay(day) && minute < 1440 && Number(match[5] ?? 0) < 60 ? instantOf(day, minute, timeZone) : undefined
}
