import type { Conversation } from '../store/conversations.ts'
import { canWait, holdBack } from './attention/held-back.ts'
import { ownUrgency } from './attention/low.ts'
import { memberWaits } from './bursts/members.ts'
import { syncCard } from './card-sync.ts'
import { caseOnTurn } from './cases/open.ts'
import { waitFor, waitNoMore } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import { beginDraft, withdrawDraft } from './drafts.ts'
import { nameOf, numberOf } from './people.ts'
import { ping } from './pings.ts'
import { say } from './record.ts'
import { ownerFor, responsible } from './roster/on-duty.ts'
import { turnText } from './words.ts'

/** A person may have read this turn already: its draft waits, or an approved reply has not left yet. */
export const wasComplete = (before: Conversation | undefined): before is Conversation =>
  before !== undefined && before.state !== 'listening'

/** A turn that needs a person is collected until the citizen is quiet: when that is, as columns. */
export function collecting(desk: DeskContext, before: Conversation | undefined, now: number) {
  const { quietMs, quietMaxMs } = desk.settings.policies
  // A turn that was complete before starts a new quiet time, however old it is.
  const goesOn = before?.state === 'listening'
  const limit = goesOn ? before.turnSince + quietMaxMs : now + quietMs
  return { state: 'listening', turnDueAt: Math.max(now, Math.min(now + quietMs, limit)) } as const
}

/** What was prepared for this turn answers an older question: it is withdrawn, and the card asks for a fresh look. */
export function withdraw(desk: DeskContext, conversation: Conversation, before: Conversation, now: number): void {
  pullBack(desk, before)
  const line = desk.say.history.newMessage
  desk.conversations.update(conversation.id, {
    draftId: null,
    draftingSince: null,
    version: before.version + 1,
    changed: line,
  })
  waitNoMore(desk, conversation.id)
  say(desk, conversation.id, now, 'desk', 'withdrawn', line)
  syncCard(desk, conversation.id, now, 'always')
}

/** What was prepared for an older question: its draft is withdrawn, an approved reply that has not left stays here. */
export function pullBack(desk: DeskContext, before: Conversation): void {
  withdrawDraft(desk, before)
  if (before.state !== 'holding') return
  const reply = desk.replies.newestReply(before.id, ['holding'])
  if (reply !== undefined && desk.outbox.cancelReply(reply.id, before.id))
    desk.replies.setReply(reply.id, { state: 'undone' })
}

/** The turn is complete: it gets an owner, a deadline, a draft and a card. */
export function closeTurn(desk: DeskContext, conversation: Conversation, now: number): void {
  const burst = conversation.burst === null ? undefined : desk.bursts.get(conversation.burst)
  if (burst !== undefined) {
    memberWaits(desk, conversation, burst, now)
    return
  }
  const owner = conversation.owner ?? ownerFor(desk, conversation.id, now)
  pullBack(desk, conversation)
  const open: Conversation = {
    ...conversation,
    state: 'waiting',
    turnDueAt: null,
    owner,
    urgency: ownUrgency(desk, conversation),
    draftId: null,
    draftingSince: null,
    version: conversation.version + 1,
    changed: desk.say.history.opened(nameOf(desk, owner)),
    updatedAt: now,
  }
  desk.conversations.update(conversation.id, open)
  waitFor(desk, conversation.id, 'first-response', now)
  if (conversation.owner === null) say(desk, conversation.id, now, 'desk', 'opened', open.changed)
  holdBack(desk, open, now)
  beginDraft(desk, open, now)
  syncCard(desk, conversation.id, now, 'always')
  caseOnTurn(desk, open, turnText(desk, open), now)
  callBack(desk, open, now)
}

/**
 * A card that was settled changes in its place, far up in the channel, and nobody hears of it: who is responsible is
 * called, once a turn. Danger calls people itself, and what can wait is brought up by its clock.
 */
function callBack(desk: DeskContext, conversation: Conversation, now: number): void {
  const { id, turn, turnSince, cardRef, urgency } = conversation
  if (turn === 1 || cardRef === null || urgency === 'emergency' || canWait(conversation)) return
  if (desk.journal.history(id).some(({ what, at }) => what === 'ping' && at >= turnSince)) return
  const person = responsible(desk, id, conversation.owner, now)
  ping(desk, id, [person], desk.say.ping.wroteAgain(numberOf(desk, id)), now)
}
