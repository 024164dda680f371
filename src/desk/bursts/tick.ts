import type { DeskContext } from '../context.ts'
import { syncDeskCard } from '../desk-cards.ts'
import { alertLeaders } from './alert.ts'
import { burstKey, nextLook } from './burst.ts'
import { gather } from './gather.ts'
import { workOnBurst } from './send.ts'

/** Does what has become due for bursts: portions of replies, calls to the leaders, cards that follow their numbers. */
export function tickBursts(desk: DeskContext, now: number): void {
  for (const burst of desk.bursts.toWork(now)) workOnBurst(desk, burst, now)
  for (const burst of desk.bursts.toAlert(now)) alertLeaders(desk, burst, now)
  for (const burst of desk.bursts.toDraw(now)) {
    gather(desk, burst, now)
    const drawAt = nextLook(desk, desk.bursts.get(burst.id) ?? burst, now)
    desk.bursts.update(burst.id, { drawAt, drawnAt: now })
    syncDeskCard(desk, burstKey(burst.id), now)
  }
}
