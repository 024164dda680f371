import type { StaffOutcome } from './card.ts'
import { syncCard } from './card-sync.ts'
import { answerCase } from './cases/progress.ts'
import { waitNoMore } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import type { Decision } from './decision.ts'
import { mask } from './privacy.ts'
import { say } from './record.ts'
import { concludes, delivered, type Provenance } from './replies.ts'
import { revive } from './revive.ts'

/** A person looked on the platform: the citizen has the reply. */
export function confirmDelivered(desk: DeskContext, { conversation, person, now }: Decision): StaffOutcome {
  const reply = desk.replies.newestReply(conversation.id, ['uncertain'])
  if (reply === undefined) return gone(desk, conversation.state)
  say(desk, conversation.id, now, person.id, 'delivered', desk.say.history.confirmed(person.name))
  delivered(desk, reply, now, person.id)
  return { kind: 'done' }
}

/** A person looked on the platform: the reply is not there. The same approved bytes go out again. */
export function resendReply(desk: DeskContext, { conversation, person, now }: Decision): StaffOutcome {
  const reply = desk.replies.newestReply(conversation.id, ['uncertain'])
  if (reply === undefined) return gone(desk, conversation.state)
  const { target = conversation.target }: Provenance = JSON.parse(reply.provenance)
  desk.replies.setReply(reply.id, { state: 'sending', problem: null })
  desk.outbox.add({
    kind: 'reply',
    lane: `channel:${conversation.channel}`,
    orderKey: `reply:${conversation.id}`,
    conversationId: conversation.id,
    replyId: reply.id,
    payload: JSON.stringify({ target }),
    dueAt: now,
    createdAt: now,
  })
  const line = desk.say.history.resent(person.name)
  // A receipt that is sent once more leaves the answer, of which nobody knows either, as it is.
  const answer = conversation.state === 'uncertain' && reply.turn === conversation.turn && concludes(reply)
  desk.conversations.update(conversation.id, {
    ...(answer ? { state: 'sending' as const } : {}),
    version: conversation.version + 1,
    changed: line,
    updatedAt: now,
  })
  if (answer) waitNoMore(desk, conversation.id)
  say(desk, conversation.id, now, person.id, 'resend', line, { reply: reply.id })
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

/** A reply that the platform refused is tried once more. */
export function retryReply(desk: DeskContext, { conversation, person, now }: Decision): StaffOutcome {
  const reply = desk.replies.newestReply(conversation.id, ['failed'])
  const effect = reply === undefined ? undefined : desk.outbox.dead().find((row) => row.replyId === reply.id)
  if (effect === undefined) return gone(desk, conversation.state)
  say(desk, conversation.id, now, person.id, 'retry', desk.say.history.retried(person.name), { reply: reply?.id })
  revive(desk, effect, now)
  return { kind: 'done' }
}

/** Nobody will send this reply any more; why stays on record. */
export function dropReply(desk: DeskContext, { conversation, person, fields, now }: Decision): StaffOutcome {
  const reply = desk.replies.newestReply(conversation.id, ['failed'])
  if (reply === undefined) return gone(desk, conversation.state)
  const reason = mask(fields.reason ?? '', desk.say.marks).text
  const line = desk.say.history.dropped(person.name, reason)
  for (const effect of desk.outbox.dead()) if (effect.replyId === reply.id) desk.outbox.remove(effect.id)
  desk.replies.setReply(reply.id, { state: 'dropped' })
  if (conversation.state === 'failed' && reply.turn === conversation.turn && concludes(reply)) {
    desk.conversations.update(conversation.id, { state: 'closed' })
    waitNoMore(desk, conversation.id)
    desk.messages.end(conversation.id, conversation.turn, 'no-reply', reason)
    answerCase(desk, conversation.id, now)
  }
  desk.conversations.update(conversation.id, { version: conversation.version + 1, changed: line, updatedAt: now })
  say(desk, conversation.id, now, person.id, 'drop', line, { reply: reply.id })
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

const gone = (desk: DeskContext, state: string): StaffOutcome => ({
  kind: 'notice',
  text: desk.say.notice.alreadyDecided(desk.say.states[state] ?? state, ''),
})
