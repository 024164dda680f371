import type { Conversation } from '../store/conversations.ts'
import type { Reply } from '../store/replies.ts'
import { burstOf } from './bursts/burst.ts'
import { leaveBurst, memberAnswered, memberFailed } from './bursts/outcome.ts'
import { syncCard } from './card-sync.ts'
import { answerCase, questionArrived } from './cases/progress.ts'
import { waitFor, waitNoMore } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import { leavesRest } from './faq-before.ts'
import type { Surface } from './intake.ts'
import { countAnswer, personAnswered } from './outcomes.ts'
import { numberOf, surfaceOf } from './people.ts'
import { ping } from './pings.ts'
import { isQuestion, type Provenance } from './provenance.ts'
import { say } from './record.ts'
import { ownerFor, responsible } from './roster/on-duty.ts'

export type { Provenance } from './provenance.ts'

/** Why a reply cannot be delivered any more, in words for staff; undefined while it can. */
export function undeliverable(
  desk: DeskContext,
  conversation: Conversation,
  surface: Surface,
  now: number,
): string | undefined {
  if (surface.windowMs !== undefined && now > conversation.lastInboundAt + surface.windowMs)
    return desk.say.card.windowClosed
  if (surface.maxReplies !== undefined && conversation.repliesUsed >= surface.maxReplies)
    return desk.say.card.budgetUsed
  return undefined
}

/** A reply that was written down: what the record says of it. */
export interface Written {
  readonly id: number
  /** SHA-256 of its text. */
  readonly hash: string
}

/** Writes an approved or curated reply and the effect that delivers it at `dueAt`. The caller puts it on record. */
export function queueReply(
  desk: DeskContext,
  conversation: Conversation,
  reply: Pick<Reply, 'text' | 'kind' | 'corrects' | 'draftId'> & { provenance: Provenance; holding: boolean },
  now: number,
  dueAt: number,
): Written {
  const hash = desk.hash(reply.text)
  const id = desk.replies.addReply({
    conversationId: conversation.id,
    turn: conversation.turn,
    text: reply.text,
    textHash: hash,
    kind: reply.kind,
    provenance: JSON.stringify({ ...reply.provenance, target: conversation.target }),
    state: reply.holding ? 'holding' : 'sending',
    passive: false,
    corrects: reply.corrects,
    draftId: reply.draftId,
    problem: null,
    createdAt: now,
    sentAt: null,
  })
  desk.outbox.add({
    kind: 'reply',
    lane: `channel:${conversation.channel}`,
    orderKey: `reply:${conversation.id}`,
    conversationId: conversation.id,
    replyId: id,
    payload: JSON.stringify({ target: conversation.target }),
    dueAt,
    createdAt: now,
  })
  return { id, hash }
}

/** Queues a text that was approved long before: an FAQ answer or a standing text. It leaves at once. */
export function queueCurated(
  desk: DeskContext,
  conversation: Conversation,
  reply: { readonly text: string; readonly kind: 'faq' | 'standing'; readonly provenance: Provenance },
  now: number,
): Written {
  return queueReply(desk, conversation, { ...reply, corrects: null, draftId: null, holding: false }, now, now)
}

/** A reply that rides on the webhook's answer: recorded in the same transaction as the message it answers. */
export function passiveReply(
  desk: DeskContext,
  conversation: Conversation,
  reply: Pick<Reply, 'text' | 'kind'> & { provenance: Provenance },
  now: number,
): Written {
  const hash = desk.hash(reply.text)
  const id = desk.replies.addReply({
    conversationId: conversation.id,
    turn: conversation.turn,
    text: reply.text,
    textHash: hash,
    kind: reply.kind,
    provenance: JSON.stringify(reply.provenance),
    state: 'sent',
    passive: true,
    corrects: null,
    draftId: null,
    problem: null,
    createdAt: now,
    sentAt: now,
  })
  return { id, hash }
}

/** The newest answer that the citizen has; receipts and the like are none. */
export const lastAnswer = (desk: DeskContext, conversationId: number): Reply | undefined =>
  desk.replies.repliesOf(conversationId).findLast((reply) => reply.state === 'sent' && reply.kind !== 'standing')

/** The approved text for a danger, once the citizen has it. */
export const isEmergencyText = (reply: Reply): boolean =>
  reply.kind === 'standing' && reply.state === 'sent' && reply.provenance.includes('"emergency.')

/** Nobody has to answer its turn any more once the citizen has it. */
export const concludes = (reply: Reply): boolean => reply.kind !== 'standing' && !leavesRest(reply)

/** What the record says of a reply. */
const onReply = ({ id, textHash }: Reply) => ({ reply: id, hash: textHash })

/** The platform has the reply. */
export function delivered(desk: DeskContext, reply: Reply, now: number, actor = 'desk'): void {
  desk.replies.setReply(reply.id, { state: 'sent', sentAt: now, problem: null })
  memberAnswered(desk, reply, now)
  const conversation = desk.conversations.get(reply.conversationId)
  if (conversation === undefined) return
  const current = conversation.turn === reply.turn
  const ends = concludes(reply)
  if (reply.kind === 'faq') countAnswer(desk, reply.id, JSON.parse(reply.provenance), now)
  else if (reply.kind === 'approved') personAnswered(desk, conversation.id, reply.id, now)
  // A platform that allows one reply to a message counts it with that message, not with the one that has come since.
  const counts = current || surfaceOf(desk, conversation).maxReplies !== 1
  desk.conversations.update(conversation.id, {
    repliesUsed: conversation.repliesUsed + (counts ? 1 : 0),
    updatedAt: now,
    ...(current && ends
      ? { state: 'answered', version: conversation.version + 1, changed: desk.say.history.sent }
      : {}),
  })
  if (current && ends) waitNoMore(desk, conversation.id)
  if (ends) desk.messages.end(conversation.id, reply.turn, reply.kind === 'faq' ? 'faq' : 'approved', null)
  const asks = isQuestion(reply)
  if (reply.kind === 'approved' && !asks) answerCase(desk, conversation.id, now)
  // What the citizen has written since may be the answer already.
  else if (asks && current) questionArrived(desk, conversation.id, now)
  const line = actor === 'desk' && reply.kind === 'approved' ? desk.say.history.sent : ''
  say(desk, conversation.id, now, actor, 'sent', line, onReply(reply))
  syncCard(desk, conversation.id, now, 'known')
}

/** The platform will not take the reply, or nobody can say whether it did: staff have to look. */
export function stuck(desk: DeskContext, reply: Reply, state: 'failed' | 'uncertain', why: string, now: number): void {
  desk.replies.setReply(reply.id, { state, problem: why })
  const conversation = desk.conversations.get(reply.conversationId)
  if (conversation === undefined) return
  if (conversation.burst !== null && conversation.burst === burstOf(reply)) {
    if (state === 'failed') {
      memberFailed(desk, conversation, { why, refused: true }, now)
      return
    }
    // Somebody has to look for this one on the platform: it gets a card of its own.
    leaveBurst(desk, conversation, desk.say.history.uncertain, now)
  }
  const line = state === 'failed' ? desk.say.history.failed(why) : desk.say.history.uncertain
  // An automatic answer had no owner; now somebody has to look.
  const owner = conversation.owner ?? ownerFor(desk, conversation.id, now)
  desk.conversations.update(conversation.id, { owner })
  if (conversation.turn === reply.turn && concludes(reply)) {
    desk.conversations.update(conversation.id, {
      state,
      version: conversation.version + 1,
      changed: line,
      updatedAt: now,
    })
    waitFor(desk, conversation.id, 'approval', now)
  }
  say(desk, conversation.id, now, 'desk', state, line, onReply(reply))
  syncCard(desk, conversation.id, now, 'always')
  const number = numberOf(desk, conversation.id)
  ping(
    desk,
    conversation.id,
    [responsible(desk, conversation.id, owner, now)],
    state === 'failed' ? desk.say.ping.failed(number, why) : desk.say.ping.uncertain(number),
    now,
  )
}
