const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const FORM = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2}) (\d{4})$/
/** China keeps UTC+8 all year. */
const SHANGHAI_MS = 8 * 3_600_000

/**
 * Reads Weibo's `created_at`, e.g. `Mon Jul 16 18:09:20 +0800 2012`, as milliseconds UTC (whole seconds);
 * undefined for anything else. Not `Date.parse`, which promises nothing for this form.
 */
export function parseCreatedAt(value: unknown): number | undefined {
  const parts = typeof value === 'string' ? FORM.exec(value) : null
  if (parts === null) return undefined
  const [, monthName = '', day, hour, minute, second, sign, offsetHour, offsetMinute, year] = parts
  const month = MONTHS.indexOf(monthName)
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second))
  const shown = new Date(local)
  const exists = month >= 0 && shown.getUTCMonth() === month && shown.getUTCDate() === Number(day) && Number(hour) < 24
  if (!exists || Number(minute) > 59 || Number(second) > 59) return undefined
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000
  return sign === '+' ? local - offset : local + offset
}

/** Writes a moment (milliseconds UTC) as Weibo does, in Beijing time. */
export function formatCreatedAt(at: number): string {
  const date = new Date(at + SHANGHAI_MS)
  const two = (n: number): string => String(n).padStart(2, '0')
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')
  const day = `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())}`
  return `${day} ${time} +0800 ${date.getUTCFullYear()}`
}
