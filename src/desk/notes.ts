import type { DeskContext } from './context.ts'
import { chatIds } from './people.ts'

/** Puts a text into a card's thread, calling the people in `mention` (chat ids). Comes after the card itself. */
export function note(
  desk: DeskContext,
  conversationId: number,
  text: string,
  mention: readonly string[],
  now: number,
): void {
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
}

/** Puts a text into the desk's channel itself, calling people by name (staff ids). */
export function noteToDesk(desk: DeskContext, text: string, staff: readonly string[], now: number): void {
  desk.outbox.add({
    kind: 'note',
    lane: 'chat',
    orderKey: 'chat:desk',
    conversationId: null,
    replyId: null,
    payload: JSON.stringify({ text, mention: chatIds(desk, staff) }),
    dueAt: now,
    createdAt: now,
  })
}
