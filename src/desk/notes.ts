import type { DeskContext } from './context.ts'

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
