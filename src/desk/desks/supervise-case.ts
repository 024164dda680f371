import type { Case } from '../../store/cases.ts'
import type { FormField, StaffOutcome } from '../card.ts'
import { futureTime, lineField, textField } from '../cases/fields.ts'
import { caseNumber } from '../cases/numbers.ts'
import { noted } from '../cases/record.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { departmentName } from '../people.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { clock } from '../times.ts'
import { post } from './post.ts'
import { orderable, SUPERVISION_CARD, type Supervised, supervisedIn, supervisionKey, withLine } from './supervised.ts'

/** What an order (督办单) says: the same on the card of what is overdue and on that of a case that was handed down. */
export function orderFields(desk: DeskContext): FormField[] {
  const { form } = desk.say.desks
  return [
    textField('text', form.orderText, { hint: form.orderHint, maxLength: 500 }),
    lineField('deadline', form.orderUntil, { hint: form.untilHint }),
  ]
}

export interface OrderForm {
  readonly person: StaffMember
  readonly fields: Readonly<Record<string, string>>
}

/** A leader orders the desk under this one, which a case was handed to, to deal with it by a time. */
export function superviseCase(desk: DeskContext, row: Case, form: OrderForm, now: number): StaffOutcome {
  const referral = orderable(desk, row)
  if (referral === undefined) return { kind: 'notice', text: desk.say.desks.notice.noOrder }
  const { id, below, department, state } = referral
  const card = desk.deskCards.get(supervisionKey(below, { about: 'referral', id }))
  if (card !== undefined) return giveOrder(desk, supervisedIn(card), form, now)
  const matter: Supervised = {
    about: 'referral',
    id,
    desk: below,
    number: desk.links.referral(id)?.number || caseNumber(desk, row.id),
    title: row.title,
    deadlineAt: row.deadlineAt,
    responsible: departmentName(desk, department),
    state: desk.say.cases.referralStates[state],
    lines: [],
  }
  return giveOrder(desk, matter, form, now)
}

/** Writes the order to the lower desk, and keeps it on the card of the matter. */
export function giveOrder(
  desk: DeskContext,
  matter: Supervised,
  { person, fields }: OrderForm,
  now: number,
): StaffOutcome {
  const until = futureTime(desk, fields.deadline ?? '', now)
  if (!until.ok) return { kind: 'invalid', errors: { deadline: until.error } }
  const text = mask(fields.text ?? '', desk.say.marks).text
  const { about, id, desk: to } = matter
  const deadlineAt = until.at
  post(desk, to, { kind: 'order', about, id, text, deadlineAt, by: person.name }, now)
  const line = desk.say.desks.supervision.orderedLine(person.name, clock(deadlineAt, desk.settings.timeZone))
  const payload = withLine(desk, { ...matter, order: { text, deadlineAt, by: person.name } }, line, now)
  const key = supervisionKey(to, matter)
  const card = desk.deskCards.get(key)
  if (card === undefined) raiseDeskCard(desk, { key, kind: SUPERVISION_CARD, payload }, now)
  else {
    // It had been dealt with, and is ordered anew.
    if (card.finishedAt !== null) desk.deskCards.update(key, { finishedAt: null })
    changeDeskCard(desk, card, { changed: line, payload }, now)
  }
  const referral = about === 'referral' ? desk.cases.referral(id) : undefined
  if (referral !== undefined) noted(desk, referral.caseId, { actor: person.id, what: 'order', line }, now)
  return { kind: 'done' }
}
