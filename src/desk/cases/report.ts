import type { Case, Referral } from '../../store/cases.ts'
import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { post } from '../desks/post.ts'
import { departmentName, nameOf, surfaceOf } from '../people.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { stopAssisting } from './assist-clocks.ts'
import { caseNumber } from './numbers.ts'
import { newestOfEach } from './progress.ts'
import { propose } from './propose.ts'
import { callOwner, happened, leadOf } from './record.ts'
import { takeStep } from './step.ts'

export interface Report {
  readonly findings: string
  readonly measures: string
  /** What the citizen should be told; empty for an assisting department. */
  readonly reply: string
  readonly person: StaffMember
}

/** A department says what came of it. Of the leading one, the suggested reply becomes the draft for every citizen. */
export function report(desk: DeskContext, row: Case, referral: Referral, given: Report, now: number): StaffOutcome {
  const { say } = desk
  const { person } = given
  const hide = (text: string): string => mask(text, say.marks).text
  desk.cases.setReferral(referral.id, {
    state: 'reported',
    findings: hide(given.findings),
    measures: hide(given.measures),
    reply: given.reply,
    reportedBy: person.id,
    moreUntil: null,
    updatedAt: now,
  })
  const name = departmentName(desk, referral.department)
  const line = say.cases.history.reported(name, person.name)
  const happening = { actor: person.id, what: 'report', line, referral: referral.id }
  const number = caseNumber(desk, row.id)
  if (referral.role === 'assist') {
    stopAssisting(desk, referral)
    happened(desk, row.id, happening, now)
    callOwner(desk, row, say.cases.ping.reported(number, name), now)
    return { kind: 'done' }
  }
  const change = { replySince: now }
  takeStep(desk, row, 'report', change, happening, now)
  const conversations = newestOfEach(desk, row.id)
  for (const { id } of conversations)
    proposeReport(desk, row, { ...referral, reply: given.reply, reportedBy: person.id }, id, now)
  if (conversations.length === 0) callOwner(desk, row, say.cases.ping.reported(number, name), now)
  return { kind: 'done' }
}

/** Makes the reply that a department suggested the draft of one conversation. */
function proposeReport(
  desk: DeskContext,
  row: Case,
  referral: Pick<Referral, 'id' | 'department' | 'reply' | 'reportedBy'>,
  conversationId: number,
  now: number,
): void {
  const { cases } = desk.say
  const name = departmentName(desk, referral.department)
  const who = nameOf(desk, referral.reportedBy)
  propose(
    desk,
    row,
    conversationId,
    {
      text: referral.reply,
      note: cases.origin(name, who),
      by: referral.reportedBy ?? 'desk',
      referral: referral.id,
      line: cases.history.reported(name, who),
      what: 'report',
      ping: (conversation) => cases.ping.toApprove(conversation, name),
    },
    now,
  )
}

/** A conversation came to a case that has been reported on already: its citizen is to get the same reply. */
export function sameReply(desk: DeskContext, row: Case, conversationId: number, now: number): void {
  const lead = row.state === 'reported' ? leadOf(desk, row.id) : undefined
  if (lead !== undefined) proposeReport(desk, row, lead, conversationId, now)
}

/** A department needs to know something of the citizen: its question waits for approval like a reply. */
export function askCitizen(
  desk: DeskContext,
  row: Case,
  referral: Referral,
  asked: { readonly text: string; readonly person: StaffMember },
  now: number,
): StaffOutcome {
  const { say } = desk
  const { text, person } = asked
  const [first] = desk.cases.conversationsOf(row.id)
  const handed = first === undefined ? desk.links.handed(row.id) : undefined
  if (first === undefined && handed === undefined) return { kind: 'notice', text: say.cases.notice.nobodyToAsk }
  const name = departmentName(desk, referral.department)
  const line = say.cases.history.asks(name, person.name)
  happened(desk, row.id, { actor: person.id, what: 'ask', line, referral: referral.id }, now)
  // The citizen's own desk approves the question and puts it.
  if (handed !== undefined)
    post(desk, handed.origin, { kind: 'ask', ref: handed.ref, by: `${name} ${person.name}`, text }, now)
  if (first === undefined) return { kind: 'done' }
  propose(
    desk,
    row,
    first,
    {
      text,
      note: say.cases.originQuestion(name, person.name),
      by: person.id,
      referral: referral.id,
      line,
      what: 'ask',
      asks: true,
      ping: (conversation) => say.cases.ping.toAsk(conversation, name),
    },
    now,
  )
  return { kind: 'done' }
}

/** The longest reply that every one of the case's channels takes, in characters. */
export const replyLimit = (desk: DeskContext, row: Case): number =>
  Math.min(
    desk.settings.chat.fieldLimit,
    desk.links.handed(row.id)?.replyLimit ?? Number.POSITIVE_INFINITY,
    ...desk.conversations
      .byIds(desk.cases.conversationsOf(row.id))
      .map((conversation) => surfaceOf(desk, conversation).maxLength),
  )
