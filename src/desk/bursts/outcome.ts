import type { Conversation } from '../../store/conversations.ts'
import type { Reply } from '../../store/replies.ts'
import { syncCard } from '../card-sync.ts'
import { startClock } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { say } from '../record.ts'
import { burstMoved, burstOf, DRAW_EVERY_MS, recordOnBurst } from './burst.ts'
import { ofBurst } from './clock.ts'
import { LEFT } from './may-join.ts'

/** As many failures in a row stop the sending: the platform takes nothing, and nobody is helped by more of them. */
const TOO_MANY_FAILURES = 10

/** Its turn is its own again. */
export function leaveBurst(
  desk: DeskContext,
  conversation: Conversation,
  line: string,
  now: number,
  actor = 'desk',
): void {
  const burst = conversation.burst === null ? undefined : desk.bursts.get(conversation.burst)
  desk.conversations.update(conversation.id, { burst: null, version: conversation.version + 1, changed: line })
  say(desk, conversation.id, now, actor, LEFT, line, { burst: conversation.burst })
  if (burst === undefined) return
  desk.bursts.update(burst.id, { departed: burst.departed + 1 })
  burstMoved(desk, burst, now)
}

/** The platform has a member's reply. */
export function memberAnswered(desk: DeskContext, reply: Reply, now: number): void {
  const id = burstOf(reply)
  if (id !== undefined) desk.bursts.arrived(id, reply.corrects === null ? 1 : 0, now, DRAW_EVERY_MS)
}

export interface Failed {
  readonly why: string
  /** The platform did not take it; otherwise it was not even tried. */
  readonly refused: boolean
}

/** A member's reply cannot be delivered: the burst's card says so and somebody has to decide what becomes of it. */
export function memberFailed(
  desk: DeskContext,
  conversation: Conversation,
  { why, refused }: Failed,
  now: number,
): void {
  const burst = conversation.burst === null ? undefined : desk.bursts.get(conversation.burst)
  desk.conversations.update(conversation.id, {
    state: 'failed',
    version: conversation.version + 1,
    changed: desk.say.history.failed(why),
    updatedAt: now,
  })
  say(desk, conversation.id, now, 'desk', 'failed', desk.say.history.failed(why))
  syncCard(desk, conversation.id, now, 'known')
  if (burst === undefined) return
  const failures = burst.failures + (refused ? 1 : 0)
  desk.bursts.update(burst.id, { failures })
  if (desk.clocks.of(ofBurst(burst.id)).length === 0) startClock(desk, ofBurst(burst.id), 'approval', now)
  if (refused && failures === TOO_MANY_FAILURES)
    recordOnBurst(desk, burst.id, { workAt: null }, desk.say.bursts.history.stopped(why), now)
  else burstMoved(desk, burst, now)
}
