import type { Case } from '../../store/cases.ts'
import type { DeskContext } from '../context.ts'
import { syncDeskCard } from '../desk-cards.ts'
import { superviseNoMore } from '../desks/pass-on.ts'
import { followUpOf } from './deadlines.ts'
import { caseKey, takeStep } from './record.ts'
import { mayTake } from './states.ts'

/** A conversation has been answered or closed: its case moves on once all of its citizens have their reply. */
export function answerCase(desk: DeskContext, conversationId: number, now: number): void {
  superviseNoMore(desk, { about: 'conversation', aboutId: conversationId }, desk.say.cases.history.replied, now)
  const row = desk.cases.openOf(conversationId)
  if (row === undefined || !mayTake(row.state, 'reply')) return
  if (unanswered(desk, row).length > 0 || !isReplied(desk, row)) {
    syncDeskCard(desk, caseKey(row.id), now)
    return
  }
  const change = { pingAt: followUpOf(desk, now), pingStep: 0 }
  const line = desk.say.cases.history.replied
  takeStep(desk, row, 'reply', change, { actor: 'desk', what: 'replied', line }, now)
}

/** Whether an approved reply reached a citizen of this case since it was opened, reported or reopened. */
export const isReplied = (desk: DeskContext, row: Case): boolean =>
  desk.cases.conversationsOf(row.id).some((id) => hasReply(desk, id, row.replySince))

/** Conversations of a case whose citizens have no reply yet; those that were closed with a reason need none. */
export const unanswered = (desk: DeskContext, row: Case): number[] =>
  desk.cases
    .conversationsOf(row.id)
    .filter((id) => desk.conversations.get(id)?.state !== 'closed' && !hasReply(desk, id, row.replySince))

const hasReply = (desk: DeskContext, conversation: number, since: number): boolean =>
  desk.replies
    .repliesOf(conversation)
    .some((reply) => reply.kind === 'approved' && reply.state === 'sent' && (reply.sentAt ?? 0) >= since)
