import { isHeldBack } from './attention/held-back.ts'
import { isShownByBurst } from './bursts/shown.ts'
import type { DeskContext } from './context.ts'

/**
 * Sees to it that the chat shows the conversation as it is now. Several changes in a row become one redraw.
 * A card that waits for the digest stays away.
 * `known`: only if the conversation has a card already; `always`: it gets one.
 */
export function syncCard(desk: DeskContext, conversationId: number, now: number, when: 'known' | 'always'): void {
  if (desk.outbox.hasPendingCard(conversationId)) return
  const conversation = desk.conversations.get(conversationId)
  if (conversation === undefined || (when === 'known' && conversation.owner === null)) return
  if (isShownByBurst(desk, conversation)) return
  if (isHeldBack(desk, conversationId)) return
  desk.outbox.add({
    kind: 'card',
    lane: 'chat',
    orderKey: `chat:${conversationId}`,
    conversationId,
    replyId: null,
    payload: '{}',
    dueAt: now,
    createdAt: now,
  })
}
