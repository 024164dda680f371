import type { Case, Referral } from '../../store/cases.ts'
import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { passExtension } from '../desks/pass-on.ts'
import { departmentName, leadersOf, numberOf } from '../people.ts'
import { mask } from '../privacy.ts'
import { say } from '../record.ts'
import type { StaffMember } from '../settings.ts'
import { clock } from '../times.ts'
import { grantUntil } from './clocks.ts'
import { caseNumber } from './numbers.ts'
import { callDepartment, callDesk, callOwner, happened } from './record.ts'
import { dateAndTime, tellCitizen } from './tell.ts'

/** The leading department asks for more time; `until` is after the deadline, which has not passed. A leader decides. */
export function askMoreTime(
  desk: DeskContext,
  row: Case,
  referral: Referral,
  asked: { readonly until: number; readonly reason: string; readonly person: StaffMember },
  now: number,
): StaffOutcome {
  const { until, person } = asked
  const reason = mask(asked.reason, desk.say.marks).text
  desk.cases.setReferral(referral.id, { moreUntil: until, moreWhy: reason, moreBy: person.id, updatedAt: now })
  const { history, ping } = desk.say.cases
  const name = departmentName(desk, referral.department)
  const at = clock(until, desk.settings.timeZone)
  const line = history.asksTime(name, person.name, at, reason)
  happened(desk, row.id, { actor: person.id, what: 'extend', line, referral: referral.id, detail: { until } }, now)
  const leaders = leadersOf(desk).map((leader) => leader.id)
  callDesk(desk, row.id, leaders, ping.asksTime(caseNumber(desk, row.id), name, at, reason), now)
  return { kind: 'done' }
}

/** A leader grants it: the deadlines that come sooner move, and the citizens are told if that of the case does. */
export function grant(
  desk: DeskContext,
  row: Case,
  referral: Referral,
  person: StaffMember,
  now: number,
): StaffOutcome {
  const until = referral.moreUntil ?? row.deadlineAt
  desk.cases.setReferral(referral.id, { moreUntil: null, updatedAt: now })
  const whole = grantUntil(desk, row, until, now)
  const { history, ping } = desk.say.cases
  const at = clock(until, desk.settings.timeZone)
  const line = history.granted(person.name, at)
  happened(desk, row.id, { actor: person.id, what: 'grant', line, referral: referral.id, detail: { until } }, now)
  callDepartment(desk, referral, ping.granted(caseNumber(desk, row.id), at), now)
  if (whole) tellLater(desk, row, { until, reason: referral.moreWhy, by: person.name }, now)
  return { kind: 'done' }
}

/** More time for the whole of a case. */
export interface Extended {
  /** Milliseconds UTC. */
  readonly until: number
  readonly reason: string
  /** The leader who gave it, by name. */
  readonly by: string
}

/**
 * The citizens are told by an approved text that the answer comes later; where that cannot be sent, the owner is. Exactly
 * one desk tells them: one that was handed the case leaves that to the desk that handed it over.
 */
export function tellLater(desk: DeskContext, row: Case, extended: Extended, now: number): void {
  if (passExtension(desk, row.id, extended, now)) return
  const { until } = extended
  const { history, ping } = desk.say.cases
  const number = caseNumber(desk, row.id)
  const at = clock(until, desk.settings.timeZone)
  const values = { number, deadline: dateAndTime(until, desk.settings.timeZone) }
  for (const conversation of desk.conversations.byIds(desk.cases.conversationsOf(row.id))) {
    // One reply is kept for the answer.
    const told = tellCitizen(desk, conversation, 'caseExtended', values, 1, now)
    const words = told ? history.toldExtended : history.notToldExtended
    say(desk, conversation.id, now, 'desk', 'standing', words(number, at))
    if (!told) callOwner(desk, row, ping.notTold(numberOf(desk, conversation.id)), now)
  }
}

/** A leader refuses it; the deadline stays. */
export function deny(
  desk: DeskContext,
  row: Case,
  referral: Referral,
  given: { readonly person: StaffMember; readonly reason: string },
  now: number,
): StaffOutcome {
  const { person } = given
  const reason = mask(given.reason, desk.say.marks).text
  desk.cases.setReferral(referral.id, { moreUntil: null, updatedAt: now })
  const { history, ping } = desk.say.cases
  const line = history.denied(person.name, reason)
  happened(desk, row.id, { actor: person.id, what: 'deny', line, referral: referral.id }, now)
  callDepartment(desk, referral, ping.denied(caseNumber(desk, row.id), reason), now)
  return { kind: 'done' }
}
