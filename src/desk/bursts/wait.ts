import { startClock } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { ofBurst } from './clock.ts'

/** One clock at a time runs for a burst, as for a conversation: what is waited for now takes the place of what was. */
export function burstWaits(desk: DeskContext, id: number, kind: 'first-response' | 'approval', now: number): void {
  desk.clocks.removeOf(ofBurst(id))
  startClock(desk, ofBurst(id), kind, now)
}
