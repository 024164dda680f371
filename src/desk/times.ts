/** Times as people of the desk read them. All input is milliseconds UTC. */

const formats = new Map<string, Intl.DateTimeFormat>()

/** What calendar and clock on the wall show: `year`, `month`, `day`, `hour`, `minute`, `second`, as digits. */
export function parts(at: number, timeZone: string): Record<string, string> {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(timeZone, format)
  }
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
}

const days = new Map<string, { from: number; until: number; day: string }>()

/** The calendar day as `YYYY-MM-DD`. Remembered by the hour, since every message asks. */
export function dayOf(at: number, timeZone: string): string {
  const known = days.get(timeZone)
  if (known !== undefined && at >= known.from && at < known.until) return known.day
  const p = parts(at, timeZone)
  const day = `${p.year}-${p.month}-${p.day}`
  const hour = 3_600_000
  const from = Math.floor(at / hour) * hour
  // A zone's midnight can lie within an hour of UTC (Kathmandu), so only whole quarters are remembered.
  const quarter = Math.floor(at / (hour / 4)) * (hour / 4)
  days.set(timeZone, { from: Math.max(from, quarter), until: quarter + hour / 4, day })
  return day
}

/** `11-24 15:03`, for cards and lists. */
export function clock(at: number, timeZone: string): string {
  const p = parts(at, timeZone)
  return `${p.month}-${p.day} ${p.hour}:${p.minute}`
}
