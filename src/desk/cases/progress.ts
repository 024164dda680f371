import type { Case } from '../../store/cases.ts'
import { pauseClocks, resumeClocks } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { syncDeskCard } from '../desk-cards.ts'
import { deskIn } from '../desks/directory.ts'
import { superviseNoMore } from '../desks/pass-on.ts'
import { post } from '../desks/post.ts'
import { numberOf } from '../people.ts'
import { ofCase } from './clocks.ts'
import { caseKey, caseNumber } from './numbers.ts'
import { callDepartment, happened, leadOf } from './record.ts'
import { mayTake } from './states.ts'
import { takeStep } from './step.ts'

const REPLIED = { code: 'replied' }

/** A conversation has been answered or closed: its case moves on once all of its citizens have their reply. */
export function answerCase(desk: DeskContext, conversationId: number, now: number): void {
  superviseNoMore(desk, { about: 'conversation', aboutId: conversationId }, REPLIED, now)
  const row = desk.cases.openOf(conversationId)
  if (row === undefined || !mayTake(row.state, 'reply')) return
  if (unanswered(desk, row).length > 0 || !isReplied(desk, row)) {
    syncDeskCard(desk, caseKey(row.id), now)
    return
  }
  const line = desk.say.cases.history.replied
  takeStep(desk, row, 'reply', {}, { actor: 'desk', what: 'replied', line, news: REPLIED }, now)
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

/** A department's question has reached the citizen: until they write, the time of the case stands still. */
export function questionArrived(desk: DeskContext, conversationId: number, now: number): void {
  const row = desk.cases.openOf(conversationId)
  if (row?.state === 'accepted') waitForCitizen(desk, row.id, now)
}

/** The time of a case stands still, here and at the desk that deals with it. */
export function waitForCitizen(desk: DeskContext, caseId: number, now: number): void {
  const lead = leadOf(desk, caseId)
  if (lead === undefined) return
  pauseClocks(desk, ofCase(caseId), now)
  const line = desk.say.cases.history.waits
  happened(desk, caseId, { actor: 'desk', what: 'waits', line, referral: lead.id }, now)
  const to = deskIn(lead.department)
  if (to !== undefined) post(desk, to, { kind: 'waits', ref: lead.id }, now)
}

/** The citizen has written: if their answer was waited for, time runs on, and the department is told. */
export function citizenWrote(desk: DeskContext, conversationId: number, now: number): void {
  const row = desk.cases.openOf(conversationId)
  // Others who wrote about the same matter were not asked.
  if (row === undefined || desk.cases.conversationsOf(row.id)[0] !== conversationId) return
  if (!resumeClocks(desk, ofCase(row.id), now)) return
  const lead = leadOf(desk, row.id)
  const line = desk.say.cases.history.resumed(numberOf(desk, conversationId))
  const referral = lead === undefined ? {} : { referral: lead.id }
  happened(desk, row.id, { actor: 'citizen', what: RESUMED, line, ...referral }, now)
  if (lead === undefined) return
  const news = { code: 'wrote-again', number: desk.links.handed(row.id)?.number ?? caseNumber(desk, row.id) }
  callDepartment(desk, lead, desk.say.cases.ping.wroteAgain(caseNumber(desk, row.id)), now, news)
}

/** What it is in the history of a case that its clocks run on. */
export const RESUMED = 'resumed'
