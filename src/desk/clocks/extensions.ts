import type { Duration } from '../calendar/working.ts'

/** What a person may add to a deadline at once, by its name in the form. */
export const extensions: Readonly<Record<string, Duration>> = {
  '30m': { amount: 30, unit: 'minutes' },
  '2h': { amount: 120, unit: 'working-minutes' },
  '1d': { amount: 1, unit: 'working-days' },
  '3d': { amount: 3, unit: 'working-days' },
  '5d': { amount: 5, unit: 'working-days' },
}
