import type { Effect } from '../store/outbox.ts'
import { isShownByBurst } from './bursts/shown.ts'
import { buildCard } from './cards.ts'
import type { DeskContext } from './context.ts'
import { drawDeskCard } from './desk-card-kinds.ts'
import { letterOf } from './desks/post.ts'
import { draftContext } from './drafts.ts'
import type { Job } from './jobs.ts'
import { stillAsked } from './model/settle.ts'
import { stuck } from './replies.ts'

/**
 * What has to be done for an effect, from the rows as they are now; undefined when nothing is left to do. A reply whose
 * bytes are not those that were approved goes to staff instead.
 */
export function prepare(desk: DeskContext, effect: Effect, now: number): Job | undefined {
  const conversation = effect.conversationId === null ? undefined : desk.conversations.get(effect.conversationId)
  const payload: { target?: string; text?: string; mention?: string[]; deskCard?: string } = JSON.parse(effect.payload)
  switch (effect.kind) {
    case 'reply':
    case 'find': {
      const reply = effect.replyId === null ? undefined : desk.replies.reply(effect.replyId)
      if (conversation === undefined || reply === undefined) return undefined
      if (desk.hash(reply.text) !== reply.textHash) {
        // Nobody approved these bytes. They stay here, and staff learn of it.
        stuck(desk, reply, 'failed', desk.say.card.notAsApproved, now)
        return undefined
      }
      const { channel } = conversation
      const target = payload.target ?? conversation.target
      if (effect.kind === 'find') return { id: effect.id, kind: 'find', channel, target, text: reply.text }
      if (reply.state !== 'holding' && reply.state !== 'sending') return undefined
      desk.replies.setReply(reply.id, { state: 'sending' })
      if (conversation.state === 'holding' && conversation.turn === reply.turn) {
        desk.conversations.update(conversation.id, { state: 'sending', updatedAt: now })
      }
      return { id: effect.id, kind: 'reply', channel, target, text: reply.text, key: `${desk.settings.id}-${reply.id}` }
    }
    case 'card': {
      if (conversation === undefined || isShownByBurst(desk, conversation)) return undefined
      const ref = conversation.cardRef ?? undefined
      const look = ref === undefined && effect.attempts > 0
      return { id: effect.id, kind: 'card', ref, card: buildCard(desk, conversation, now), channel: undefined, look }
    }
    case 'desk-card': {
      const row = payload.deskCard === undefined ? undefined : desk.deskCards.get(payload.deskCard)
      const card = row === undefined ? undefined : drawDeskCard(desk, row, now)
      if (row === undefined || card === undefined) return undefined
      const ref = row.ref ?? undefined
      const look = ref === undefined && effect.attempts > 0
      return { id: effect.id, kind: 'card', ref, card, channel: row.channel ?? undefined, look }
    }
    case 'note': {
      const row = payload.deskCard === undefined ? undefined : desk.deskCards.get(payload.deskCard)
      const ref = conversation?.cardRef ?? row?.ref ?? undefined
      return { id: effect.id, kind: 'note', ref, text: payload.text ?? '', mention: payload.mention ?? [] }
    }
    case 'draft':
      if (conversation === undefined || conversation.draftingSince === null) return undefined
      return { id: effect.id, kind: 'draft', context: draftContext(desk, conversation) }
    case 'choose': {
      const still = stillAsked(desk, effect)
      return still && { id: effect.id, kind: 'choose', context: draftContext(desk, still.conversation) }
    }
    case 'letter':
      return { id: effect.id, kind: 'letter', letter: letterOf(effect) }
  }
}
