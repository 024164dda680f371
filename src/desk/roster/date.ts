import { type Day, isDay, localOf, plusDays } from '../calendar/day.ts'

const WORDS = new Map([
  ['today', 0],
  ['今天', 0],
  ['tomorrow', 1],
  ['明天', 1],
  ['后天', 2],
])

/** A day as people write it in a command: `2026-10-10`, `10-10`, `10月10日`, `today`; of a date without a year the next. */
export function readDay(text: string, now: number, timeZone: string): Day | undefined {
  const today = localOf(now, timeZone).day
  const word = WORDS.get(text.toLowerCase())
  if (word !== undefined) return plusDays(today, word)
  const match = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (match === null) return undefined
  const [, year, month = '', day = ''] = match
  const inYear = (of: number): Day | undefined => {
    const found = `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    return isDay(found) ? found : undefined
  }
  if (year !== undefined) return inYear(Number(year))
  const thisYear = Number(today.slice(0, 4))
  const found = inYear(thisYear)
  // A month and day that were yesterday are meant as such; half a year ago means the next year.
  return found === undefined || found >= plusDays(today, -180) ? found : inYear(thisYear + 1)
}
