import type { Case } from '../../store/cases.ts'
import type { Clock } from '../../store/clocks.ts'
import { amountOf } from '../calendar/explain.ts'
import type { FormField, StaffOutcome } from '../card.ts'
import { extensions } from '../clocks/extensions.ts'
import { dueAfter, extendClock } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { passGrant } from '../desks/pass-on.ts'
import { isLeader, mayDecide, nameOf } from '../people.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { clockOf, clocksOf, grantUntil } from './clocks.ts'
import { tellLater } from './extension.ts'
import { namedChoice, textField } from './fields.ts'
import { caseNumber } from './numbers.ts'
import { callDesk, happened } from './record.ts'

/** The acting person becomes responsible. */
export function takeOver(desk: DeskContext, row: Case, person: StaffMember, now: number): StaffOutcome {
  const line = desk.say.clocks.tookOver(person.name, nameOf(desk, row.owner))
  desk.cases.update(row.id, { owner: person.id })
  happened(desk, row.id, { actor: person.id, what: 'take-over', line }, now)
  return { kind: 'done' }
}

/** Somebody else becomes responsible, and is told. */
export function handOver(desk: DeskContext, row: Case, to: string, person: StaffMember, now: number): StaffOutcome {
  desk.cases.update(row.id, { owner: to })
  const line = desk.say.history.handedOver(person.name, nameOf(desk, to))
  happened(desk, row.id, { actor: person.id, what: 'hand-over', line, detail: { to } }, now)
  callDesk(desk, row.id, [to], desk.say.ping.handedOver(caseNumber(desk, row.id), person.name), now)
  return { kind: 'done' }
}

/** Everybody who may decide, but the one who is responsible already. */
export const colleagueField = (desk: DeskContext, row: Case): FormField => ({
  kind: 'choice',
  name: 'colleague',
  label: desk.say.form.colleague,
  options: desk.settings.staff
    .filter((member) => mayDecide(member) && member.id !== row.owner)
    .map(({ id, name }) => ({ value: id, label: name })),
})

export const extendFields = (desk: DeskContext): FormField[] => [
  namedChoice(
    'more',
    desk.say.clocks.formMore,
    Object.fromEntries(
      Object.entries(extensions).map(([name, more]): [string, string] => [name, amountOf(desk.say.calendar, more)]),
    ),
  ),
  textField('reason', desk.say.form.reason, { hint: desk.say.form.reasonHint, maxLength: 200 }),
]

/** The clock that runs out next. Waiting for the citizen is nothing to extend. */
export const nextOf = (desk: DeskContext, row: Case): Clock | undefined =>
  clocksOf(desk, row.id).find((clock) => clock.kind !== 'citizen' && clock.dueAt !== null)

/**
 * More time, with the reason on record. What makes the citizen wait longer is for a leader, and the citizen is told.
 */
export function extendCase(
  desk: DeskContext,
  row: Case,
  given: { readonly more: string; readonly reason: string; readonly person: StaffMember },
  now: number,
): StaffOutcome {
  const { person } = given
  const reason = mask(given.reason, desk.say.marks).text
  const clock = nextOf(desk, row)
  const more = extensions[given.more]
  if (clock === undefined || more === undefined) return { kind: 'notice', text: desk.say.cases.notice.noClock }
  const until = dueAfter(desk, clock, more, now)
  const whole = clockOf(desk, row.id, 'case')
  const later = whole !== undefined && whole.dueAt !== null && until > whole.dueAt
  if (later && !isLeader(person)) {
    return { kind: 'invalid', errors: { more: desk.say.cases.notice.leaderExtends } }
  }
  extendClock(desk, clock, more, now)
  if (later && clock.kind !== 'case') grantUntil(desk, row, until, now)
  const line = desk.say.clocks.extended(person.name, amountOf(desk.say.calendar, more), reason)
  happened(desk, row.id, { actor: person.id, what: 'extend', line, detail: { until } }, now)
  if (!later) return { kind: 'done' }
  const extended = { until, reason, by: person.name }
  tellLater(desk, row, extended, now)
  passGrant(desk, row.id, { ...extended, of: desk.settings.id }, now)
  return { kind: 'done' }
}
