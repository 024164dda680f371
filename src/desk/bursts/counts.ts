import type { Burst } from '../../store/bursts.ts'
import type { DeskContext } from '../context.ts'

/** How many members of a burst stand where. */
export interface BurstCounts {
  readonly waiting: number
  readonly leaving: number
  readonly failed: number
  readonly answered: number
}

export function countsOf(desk: DeskContext, burst: Pick<Burst, 'id'>, now: number): BurstCounts {
  const states = desk.bursts.states(burst.id, now)
  const of = (...names: Parameters<typeof states.get>[0][]): number =>
    names.reduce((sum, name) => sum + (states.get(name) ?? 0), 0)
  return {
    waiting: of('listening', 'waiting'),
    leaving: of('holding', 'sending'),
    failed: of('failed'),
    answered: of('answered'),
  }
}
