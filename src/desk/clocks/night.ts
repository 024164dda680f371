import { instantOf, localOf, plusDays } from '../calendar/day.ts'
import type { ClockPolicies } from './policy.ts'

/** The first moment from `at` on at which people may be called: at night only what may wake them. Milliseconds UTC. */
export function outOfNight({ night, wake }: ClockPolicies, timeZone: string, at: number, urgency: string): number {
  if (night.from === night.to || wake.some((one) => one === urgency)) return at
  const { day, minute } = localOf(at, timeZone)
  const overMidnight = night.from > night.to
  const evening = minute >= night.from
  const morning = minute < night.to
  if (overMidnight ? !evening && !morning : !evening || !morning) return at
  return instantOf(overMidnight && evening ? plusDays(day, 1) : day, night.to, timeZone)
}
