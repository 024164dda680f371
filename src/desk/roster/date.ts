import { type Day, isDay, localOf, plusDays } from '../calendar/day.ts'

const WORDS = new Map([
  ['today', 0],
  ['今天', 0],
  ['tomorrow', 1],
  ['明天', 1],
  ['后天', 2],
])

/** A year further away than this is a slip of the pen. */
const YEARS = 50

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
  const thisYear = Number(today.slice(0, 4))
  if (year !== undefined) return Math.abs(Number(year) - thisYear) > YEARS ? undefined : inYear(Number(year))
  // A month and day that were yesterday are meant as such, in January too; half a year ago means the next year.
  return [thisYear - 1, thisYear, thisYear + 1]
    .flatMap((one) => inYear(one) ?? [])
    .find((found) => found >= plusDays(today, -180))
}
