import { instantOf } from '../times.ts'

const FORM = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sT]+(\d{1,2})[:：](\d{2}))?$/u
/** What a day without a time ends at. */
const DAY_END = { hour: 18, minute: 0 }

/**
 * Reads a time as a person writes it, `2026-12-01 17:30` or `2026年12月1日`, in the desk's time zone; a day alone is 18:00.
 * Milliseconds UTC; undefined when there is no such time.
 */
export function readWhen(text: string, timeZone: string): number | undefined {
  const match = FORM.exec(text.normalize('NFKC').trim())
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const hour = match[4] === undefined ? DAY_END.hour : Number(match[4])
  const minute = match[5] === undefined ? DAY_END.minute : Number(match[5])
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute))
  const exists =
    utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day && utc.getUTCHours() === hour && minute < 60
  return exists ? instantOf(utc.getTime(), timeZone) : undefined
}
