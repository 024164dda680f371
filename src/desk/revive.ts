import type { Effect } from '../store/outbox.ts'
import { syncCard } from './card-sync.ts'
import { waitNoMore } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import { isStillMeant, letterOf } from './desks/post.ts'
import { concludes } from './replies.ts'

/** Queues everything that had died again, but no reply that another one has taken the place of; says how many. */
export function redrive(desk: DeskContext, now: number): number {
  const effects = desk.outbox.dead().filter((effect) => isStillWanted(desk, effect))
  for (const effect of effects) revive(desk, effect, now)
  desk.outbox.wake()
  return effects.length
}

function isStillWanted(desk: DeskContext, effect: Effect): boolean {
  if (effect.kind === 'letter') return isStillMeant(desk, letterOf(effect))
  const reply = effect.replyId === null ? undefined : desk.replies.reply(effect.replyId)
  if (reply === undefined || reply.kind === 'standing') return true
  const conversation = desk.conversations.get(reply.conversationId)
  return conversation !== undefined && conversation.turn === reply.turn && conversation.state === 'failed'
}

/** One dead effect gets a fresh start. */
export function revive(desk: DeskContext, effect: Effect, now: number): void {
  desk.outbox.update(effect.id, { state: 'pending', attempts: 0, dueAt: now, lastError: null })
  const reply = effect.replyId === null ? undefined : desk.replies.reply(effect.replyId)
  if (reply === undefined) return
  desk.replies.setReply(reply.id, { state: 'sending', problem: null })
  const conversation = desk.conversations.get(reply.conversationId)
  if (conversation === undefined) return
  if (conversation.turn === reply.turn && conversation.state === 'failed' && concludes(reply)) {
    desk.conversations.update(conversation.id, {
      state: 'sending',
      version: conversation.version + 1,
      updatedAt: now,
    })
    waitNoMore(desk, conversation.id)
  }
  syncCard(desk, conversation.id, now, 'known')
}
