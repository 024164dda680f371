import type { Burst } from '../../store/bursts.ts'
import type { DeskContext } from '../context.ts'
import { noteOnDeskCard } from '../desk-cards.ts'
import { chatIds, leadersOf } from '../people.ts'
import { atWork } from '../roster/on-duty.ts'
import { burstKey, burstNumber, examplesOf, recordOnBurst } from './burst.ts'

/** Over which time the speed of growth is measured. Minutes. */
const MEASURED = 5
const MINUTE_MS = 60_000
/** Examples in a call to the leaders. */
const EXAMPLES = 3

/** How many have come in a minute of late; more than none as long as somebody has. */
export function speedOf(desk: DeskContext, burst: Burst, now: number): number {
  const minutes = Math.min(MEASURED, Math.max(1, (now - burst.firstAt) / MINUTE_MS))
  const count = desk.bursts.countSince(burst.id, now - minutes * MINUTE_MS - 1)
  return count === 0 ? 0 : Math.max(1, Math.round(count / minutes))
}

/** Calls the leaders at work: how many write, how fast it grows, and what. */
export function alertLeaders(desk: DeskContext, burst: Burst, now: number): void {
  const { alert } = desk.say.bursts
  const examples = examplesOf(burst)
    .slice(0, EXAMPLES)
    .map(({ text }) => text)
  const people = atWork(desk, leadersOf(desk), now).map(({ id }) => id)
  const text = alert(
    burstNumber(desk, burst.id),
    String(burst.joined),
    String(speedOf(desk, burst, now)),
    examples.join('\n'),
  )
  noteOnDeskCard(desk, burstKey(burst.id), text, chatIds(desk, people), now)
  recordOnBurst(
    desk,
    burst.id,
    { toldAt: burst.joined, alertAt: null },
    desk.say.bursts.history.told(String(burst.joined)),
    now,
  )
}
