import type { Conversation } from '../store/conversations.ts'
import type { DeskEvent } from '../store/journal.ts'
import type { StaffOutcome } from './card.ts'
import { syncCard } from './card-sync.ts'
import { answerCase } from './cases/progress.ts'
import { waitNoMore } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import type { Decision } from './decision.ts'
import { withdrawDraft } from './drafts.ts'
import { answeredEntries } from './faq-before.ts'
import { isLeader, leadersOf, mayDecide, numberOf, staffById } from './people.ts'
import { ping } from './pings.ts'
import { mask } from './privacy.ts'
import { say } from './record.ts'
import { isEmergencyText } from './replies.ts'

const FIRST = 'no-reply-first'

/** Who has said that a complaint needs no reply, as long as nothing has happened since. */
export function firstNoReply(desk: DeskContext, conversation: Conversation): DeskEvent | undefined {
  if (conversation.approach !== 'complaint') return undefined
  const event = desk.journal.history(conversation.id).findLast((one) => one.what === FIRST)
  if (event === undefined) return undefined
  const { version }: { version?: number } = JSON.parse(event.detail)
  return version === conversation.version ? event : undefined
}

/** The reason that was given with it. */
export function reasonOf(event: DeskEvent): string {
  const { reason }: { reason?: string } = JSON.parse(event.detail)
  return reason ?? ''
}

function proposeNoReply(desk: DeskContext, { conversation, person, now }: Decision, reason: string): StaffOutcome {
  const { history, notice } = desk.say.cases
  const line = history.noReplyAsked(person.name, reason)
  const version = conversation.version + 1
  desk.conversations.update(conversation.id, { version, changed: line, updatedAt: now })
  say(desk, conversation.id, now, person.id, FIRST, line, { version, reason })
  syncCard(desk, conversation.id, now, 'always')
  const pool = isLeader(person) ? desk.settings.staff.filter(mayDecide) : leadersOf(desk)
  const others = pool.filter((member) => member.id !== person.id).map((member) => member.id)
  ping(desk, conversation.id, others, desk.say.cases.ping.noReply(numberOf(desk, conversation.id), person.name), now)
  return { kind: 'notice', text: notice.noReplyAsked, done: true }
}

/** The matter needs no reply; the reason stays on record. Of a complaint two people must say so, one of them a leader. */
export function noReply(desk: DeskContext, { conversation, person, fields, now }: Decision): StaffOutcome {
  const reason = mask(fields.reason ?? '', desk.say.marks).text
  if (conversation.approach === 'complaint') {
    const first = firstNoReply(desk, conversation)
    if (first === undefined) return proposeNoReply(desk, { conversation, person, fields, now }, reason)
    if (first.actor === person.id) return { kind: 'notice', text: desk.say.cases.notice.noReplySame }
    const before = staffById(desk, first.actor)
    const leader = isLeader(person) || (before !== undefined && isLeader(before))
    if (!leader) return { kind: 'notice', text: desk.say.notice.needLeader }
  }
  const line = desk.say.history.noReply(person.name, reason)
  withdrawDraft(desk, conversation)
  desk.conversations.update(conversation.id, {
    state: 'closed',
    draftId: null,
    draftingSince: null,
    version: conversation.version + 1,
    changed: line,
    updatedAt: now,
  })
  waitNoMore(desk, conversation.id)
  // In danger the citizen has had the approved text already: that was the reply.
  const told = desk.replies
    .repliesOf(conversation.id)
    .some((reply) => reply.turn === conversation.turn && isEmergencyText(reply))
  if (told) desk.messages.end(conversation.id, conversation.turn - 1, 'no-reply', reason)
  const outcome = told
    ? 'approved'
    : answeredEntries(desk, conversation.id, conversation.turn).length > 0
      ? 'faq'
      : 'no-reply'
  desk.messages.end(conversation.id, conversation.turn, outcome, reason)
  say(desk, conversation.id, now, person.id, 'no-reply', line)
  syncCard(desk, conversation.id, now, 'always')
  answerCase(desk, conversation.id, now)
  return { kind: 'done' }
}
