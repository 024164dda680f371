import type { Case, Referral } from '../../store/cases.ts'
import type { Conversation } from '../../store/conversations.ts'
import { pauseClocks, resumeClocks } from '../clocks/running.ts'
import { pausesOf } from '../clocks/time.ts'
import type { DeskContext } from '../context.ts'
import { syncDeskCard } from '../desk-cards.ts'
import { deskIn } from '../desks/directory.ts'
import { superviseNoMore } from '../desks/pass-on.ts'
import { post } from '../desks/post.ts'
import { numberOf } from '../people.ts'
import { isQuestion } from '../provenance.ts'
import { clocksOf, ofCase } from './clocks.ts'
import { caseKey, caseNumber } from './numbers.ts'
import { callDepartment, happened, leadOf } from './record.ts'
import { mayTake, mayWait } from './states.ts'
import { takeStep } from './step.ts'

/** A conversation has been answered or closed: its case moves on once all of its citizens have their reply. */
export function answerCase(desk: DeskContext, conversationId: number, now: number): void {
  superviseNoMore(desk, { about: 'conversation', aboutId: conversationId }, desk.say.cases.history.replied, now)
  const row = desk.cases.openOf(conversationId)
  if (row === undefined || !mayTake(row.state, 'reply')) return
  if (unanswered(desk, row).length > 0 || !isReplied(desk, row)) {
    syncDeskCard(desk, caseKey(row.id), now)
    return
  }
  const line = desk.say.cases.history.replied
  takeStep(desk, row, 'reply', {}, { actor: 'desk', what: 'replied', line }, now)
}

/** Whether an approved reply reached a citizen of this case since it was opened, reported or reopened. */
export const isReplied = (desk: DeskContext, row: Case): boolean =>
  desk.cases.conversationsOf(row.id).some((id) => hasReply(desk, id, row.replySince))

/**
 * Conversations of a case whose citizens have no reply yet; those that were closed with a reason need none, nor does an
 * account that goes on in a later one.
 */
export const unanswered = (desk: DeskContext, row: Case): number[] =>
  newestOfEach(desk, row.id)
    .filter(({ id, state }) => state !== 'closed' && !hasReply(desk, id, row.replySince))
    .map(({ id }) => id)

/** The conversations of a case, of each account the newest: a citizen who answers a question elsewhere goes on there. */
export function newestOfEach(desk: DeskContext, caseId: number): Conversation[] {
  const all = desk.cases.conversationsOf(caseId).flatMap((id) => desk.conversations.get(id) ?? [])
  const later = (one: Conversation): boolean =>
    one.sender !== '' &&
    all.some(({ id, channel, sender }) => id > one.id && channel === one.channel && sender === one.sender)
  return all.filter((one) => !later(one))
}

const hasReply = (desk: DeskContext, conversation: number, since: number): boolean =>
  desk.replies
    .repliesOf(conversation)
    .some(
      (reply) =>
        reply.kind === 'approved' && reply.state === 'sent' && (reply.sentAt ?? 0) >= since && !isQuestion(reply),
    )

/** A question has reached the citizen: until they write, the time of the case stands still. */
export function questionArrived(desk: DeskContext, conversationId: number, now: number): void {
  const row = desk.cases.openOf(conversationId)
  if (row !== undefined && mayWait(row.state)) waitForCitizen(desk, row.id, now)
}

/** The time of a case stands still, here and at the desk that deals with it. */
export function waitForCitizen(desk: DeskContext, caseId: number, now: number): void {
  const lead = workingOn(desk, caseId)
  pauseClocks(desk, ofCase(caseId), now)
  const line = desk.say.cases.history.waits
  happened(desk, caseId, { actor: 'desk', what: 'waits', line, ...concerning(lead) }, now)
  const to = lead === undefined ? undefined : deskIn(lead.department)
  if (lead !== undefined && to !== undefined) post(desk, to, { kind: 'waits', ref: lead.id }, now)
}

/** The citizen has written: if their answer was waited for, time runs on, and the department is told. */
export function citizenWrote(desk: DeskContext, conversationId: number, now: number): void {
  const row = desk.cases.openOf(conversationId)
  // Others who wrote about the same matter were not asked.
  if (row !== undefined && isAsked(desk, row.id, conversationId)) resumed(desk, row.id, conversationId, now)
}

/** The answer that a case waited for has come in this conversation. */
export function resumed(desk: DeskContext, caseId: number, conversationId: number, now: number): void {
  if (!resumeClocks(desk, ofCase(caseId), now)) return
  const lead = workingOn(desk, caseId)
  const line = desk.say.cases.history.resumed(numberOf(desk, conversationId))
  happened(desk, caseId, { actor: 'citizen', what: RESUMED, line, ...concerning(lead) }, now)
  if (lead !== undefined) callDepartment(desk, lead, desk.say.cases.ping.wroteAgain(caseNumber(desk, caseId)), now)
}

/** Its citizen is one of those whose answer a case waits for. */
export function isAsked(desk: DeskContext, caseId: number, conversation: number): boolean {
  const since = clocksOf(desk, caseId)
    .flatMap(pausesOf)
    .find(({ to }) => to === null)?.from
  return (
    since !== undefined &&
    desk.replies
      .repliesOf(conversation)
      .some((reply) => reply.state === 'sent' && (reply.sentAt ?? 0) >= since && isQuestion(reply))
  )
}

/** Who leads, while they have something to do. */
function workingOn(desk: DeskContext, caseId: number): Referral | undefined {
  const lead = leadOf(desk, caseId)
  return lead?.state === 'sent' || lead?.state === 'accepted' ? lead : undefined
}

const concerning = (lead: Referral | undefined) => (lead === undefined ? {} : { referral: lead.id })

/** What it is in the history of a case that its clocks run on. */
export const RESUMED = 'resumed'
