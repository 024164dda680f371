import type { DeskContext } from './context.ts'
import { chatIds } from './people.ts'
import { say } from './record.ts'

/** `emergency` is for danger; everything else is the daily work. */
export type PingReason = 'emergency' | 'duty'

/** Calls people by name in the card's thread. On record, since a ping that nobody saw is asked for later. */
export function ping(
  desk: DeskContext,
  conversationId: number,
  staff: readonly (string | null)[],
  text: string,
  now: number,
  why: PingReason = 'duty',
): void {
  const mention = chatIds(desk, staff)
  desk.outbox.add({
    kind: 'note',
    lane: 'chat',
    orderKey: `chat:${conversationId}`,
    conversationId,
    replyId: null,
    payload: JSON.stringify({ text, mention }),
    dueAt: now,
    createdAt: now,
  })
  say(desk, conversationId, now, 'desk', 'ping', '', { why, staff })
}

/** Puts a text into the card's thread without calling anybody. */
export function tell(desk: DeskContext, conversationId: number, text: string, now: number): void {
  desk.outbox.add({
    kind: 'note',
    lane: 'chat',
    orderKey: `chat:${conversationId}`,
    conversationId,
    replyId: null,
    payload: JSON.stringify({ text, mention: [] }),
    dueAt: now,
    createdAt: now,
  })
}
