import type { Case, Referral } from '../../store/cases.ts'
import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { raiseDeskCard } from '../desk-cards.ts'
import { deskIn } from '../desks/directory.ts'
import { handTo, takeFrom } from '../desks/hand.ts'
import { departmentById, departmentName } from '../people.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { stopAssisting, watchAssisting } from './assist-clocks.ts'
import { caseNumber } from './numbers.ts'
import { callDepartment, callOwner, happened, leadOf, referralKey } from './record.ts'
import { takeStep } from './step.ts'
import { withdrawProposals } from './withdraw-draft.ts'

export interface Handing {
  /** A department's id, or another desk as `partyOf` names it. */
  readonly department: string
  /** What the department is asked to do; may be empty. */
  readonly note: string
  readonly person: StaffMember
}

/** Hands a case to the department that leads from now on. An earlier one has nothing to do with it any more. */
export function refer(desk: DeskContext, row: Case, handing: Handing, now: number): StaffOutcome {
  const { say } = desk
  const before = leadOf(desk, row.id)
  // What was sent back stays so in the record: it is counted, and not handed to the same one again by an officer alone.
  if (before?.state === 'disputed') desk.cases.setReferral(before.id, { state: 'returned', updatedAt: now })
  else if (before !== undefined && before.state !== 'returned') withdraw(desk, before, now)
  const referral = addReferral(desk, row, 'lead', handing, now)
  const to = departmentName(desk, handing.department)
  const change = { department: handing.department }
  const line = say.cases.history.referred(handing.person.name, to)
  const happening = { actor: handing.person.id, what: 'refer', line, referral: referral.id, detail: { to } }
  takeStep(desk, row, 'refer', change, happening, now)
  // Another desk calls its own people when the case arrives.
  if (deskIn(handing.department) === undefined)
    callDepartment(desk, referral, say.cases.ping.referred(caseNumber(desk, row.id)), now)
  return { kind: 'done' }
}

/** Asks a department in beside the leading one. It reports to the desk; the leading department's report ends the case. */
export function assist(desk: DeskContext, row: Case, handing: Handing, now: number): StaffOutcome {
  const { say } = desk
  if (departmentById(desk, handing.department) === undefined)
    return { kind: 'invalid', errors: { department: say.cases.notice.noDepartment(handing.department) } }
  const referral = addReferral(desk, row, 'assist', handing, now)
  watchAssisting(desk, referral, 'acceptance', now)
  const line = say.cases.history.assisting(handing.person.name, departmentName(desk, handing.department))
  happened(desk, row.id, { actor: handing.person.id, what: 'assist', line, referral: referral.id }, now)
  callDepartment(desk, referral, say.cases.ping.assisting(caseNumber(desk, row.id)), now)
  return { kind: 'done' }
}

function addReferral(
  desk: DeskContext,
  row: Case,
  role: Referral['role'],
  { department, note }: Handing,
  now: number,
): Referral {
  const referral = desk.cases.addReferral({
    caseId: row.id,
    department,
    role,
    state: 'sent',
    note: mask(note, desk.say.marks).text,
    acceptedBy: null,
    findings: '',
    measures: '',
    reply: '',
    reportedBy: null,
    moreUntil: null,
    moreWhy: '',
    moreBy: null,
    createdAt: now,
    updatedAt: now,
  })
  const to = deskIn(department)
  if (to !== undefined) {
    handTo(desk, row, referral, to, now)
    return referral
  }
  const channel = departmentById(desk, department)?.channel
  const key = referralKey(referral.id)
  const payload = { id: referral.id }
  raiseDeskCard(desk, { key, kind: 'referral', payload, ...(channel === undefined ? {} : { channel }) }, now)
  return referral
}

/** The department has nothing to do with it any more; its card says so. */
function withdraw(desk: DeskContext, referral: Referral, now: number): void {
  desk.cases.setReferral(referral.id, { state: 'withdrawn', moreUntil: null, updatedAt: now })
  if (referral.role === 'assist') stopAssisting(desk, referral)
  const line = desk.say.cases.history.withdrawn(departmentName(desk, referral.department))
  happened(desk, referral.caseId, { actor: 'desk', what: 'withdrawn', line, referral: referral.id }, now)
  withdrawProposals(desk, referral, line, now)
  takeFrom(desk, referral, now)
}

/** The case is finished: whoever still works on it may stop. */
export function withdrawAll(desk: DeskContext, row: Case, now: number): void {
  for (const referral of desk.cases.referralsOf(row.id)) {
    if (referral.state === 'sent' || referral.state === 'accepted') withdraw(desk, referral, now)
  }
}

/** A department, or another desk, takes the matter on. */
export function accept(
  desk: DeskContext,
  row: Case,
  referral: Referral,
  person: StaffMember,
  now: number,
): StaffOutcome {
  desk.cases.setReferral(referral.id, { state: 'accepted', acceptedBy: person.id, updatedAt: now })
  const line = desk.say.cases.history.accepted(departmentName(desk, referral.department), person.name)
  const happening = { actor: person.id, what: 'accept', line, referral: referral.id }
  if (referral.role === 'assist') {
    watchAssisting(desk, referral, 'report', now)
    happened(desk, row.id, happening, now)
  } else takeStep(desk, row, 'accept', {}, happening, now)
  return { kind: 'done' }
}

/** A department sends the matter back, or disputes that it is responsible: then a leader decides. The reason is kept. */
export function sendBack(
  desk: DeskContext,
  row: Case,
  referral: Referral,
  given: { readonly dispute: boolean; readonly reason: string; readonly person: StaffMember },
  now: number,
): StaffOutcome {
  const { say } = desk
  const { dispute, person } = given
  const reason = mask(given.reason, say.marks).text
  const state = dispute ? 'disputed' : 'returned'
  desk.cases.setReferral(referral.id, { state, moreUntil: null, updatedAt: now })
  const name = departmentName(desk, referral.department)
  const words = dispute ? say.cases.history.disputed : say.cases.history.returned
  const line = words(name, person.name, reason)
  const happening = { actor: person.id, what: state, line, referral: referral.id, detail: { reason } }
  if (referral.role === 'assist') {
    stopAssisting(desk, referral)
    happened(desk, row.id, happening, now)
  } else takeStep(desk, row, 'return', { department: null }, happening, now)
  withdrawProposals(desk, referral, line, now)
  const leaders = dispute ? desk.settings.staff.filter((one) => one.roles.includes('leader')).map((one) => one.id) : []
  const number = caseNumber(desk, row.id)
  const { ping } = say.cases
  const tell = referral.role === 'assist' ? ping.notAssisting : dispute ? ping.disputed : ping.returned
  callOwner(desk, row, tell(number, name, reason), now, leaders)
  return { kind: 'done' }
}
