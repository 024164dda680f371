import type { Case } from '../../store/cases.ts'
import type { FormField, StaffOutcome } from '../card.ts'
import { futureTime, lineField, namedChoice, textField } from '../cases/fields.ts'
import { caseNumber } from '../cases/numbers.ts'
import { noted } from '../cases/record.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { departmentName } from '../people.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { clock } from '../times.ts'
import { deskName, isAbove, partyOf } from './directory.ts'
import type { LetterBody } from './letter.ts'
import { post } from './post.ts'
import {
  atDesk,
  orderable,
  SUPERVISION_CARD,
  type Supervised,
  supervisedIn,
  supervisionKey,
  withLine,
} from './supervised.ts'

/**
 * What an order (督办单) to a desk says: the same on the card of what is overdue and on that of a case that was handed
 * down. Of a case it may reach further than the desk, where that has others under it.
 */
export function orderFields(desk: DeskContext, to: string, about: Supervised['about']): FormField[] {
  const { form } = desk.say.desks
  const { directory } = desk.settings
  const name = deskName(directory, to)
  const further = about !== 'conversation' && directory.some(({ id }) => isAbove(directory, to, id))
  const reaches = { desk: form.orderDesk(name), handler: form.orderHandler(name) }
  return [
    textField('text', form.orderText, { hint: form.orderHint, maxLength: 500 }),
    lineField('deadline', form.orderUntil, { hint: form.untilHint }),
    ...(further ? [{ ...namedChoice('reach', form.orderReach, reaches), value: 'desk', unasked: 'desk' }] : []),
  ]
}

/** The form of an order about a case that was handed down. */
export function caseOrderFields(desk: DeskContext, row: Case): FormField[] {
  const referral = orderable(desk, row)
  return referral === undefined ? [] : orderFields(desk, referral.below, 'referral')
}

export interface OrderForm {
  readonly person: StaffMember
  readonly fields: Readonly<Record<string, string>>
}

/** A leader orders the desk under this one, which a case was handed to, to deal with it by a time. */
export function superviseCase(desk: DeskContext, row: Case, form: OrderForm, now: number): StaffOutcome {
  const referral = orderable(desk, row)
  if (referral === undefined) return { kind: 'notice', text: desk.say.desks.notice.noOrder }
  return giveOrder(desk, handedDown(desk, row, referral), form, now)
}

type ToDesk = NonNullable<ReturnType<typeof atDesk>>

/** A case that another desk deals with, as it stands on the card of what was ordered. */
function handedDown(desk: DeskContext, row: Case, { id, below, department, state }: ToDesk): Supervised {
  const card = desk.deskCards.get(supervisionKey(below, { about: 'referral', id }))
  if (card !== undefined) return supervisedIn(card)
  return {
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
}

/** A desk above has ordered something about a case that has gone on from here: whoever deals with it now hears of it. */
export function passOrderOn(
  desk: DeskContext,
  row: Case,
  order: Extract<LetterBody, { kind: 'order' }> & { readonly of: string },
  now: number,
): void {
  const referral = atDesk(desk, row)
  const { directory } = desk.settings
  if (referral === undefined || !isAbove(directory, order.of, referral.below)) return
  const { of, by, text, deadlineAt } = order
  const who = { actor: partyOf(of, by), name: `${deskName(directory, of)} ${by}` }
  writeOrder(desk, handedDown(desk, row, referral), { text, deadlineAt, by, of, reach: 'handler' }, who, now)
}

/** A person orders the lower desk to deal with a matter by a time. */
export function giveOrder(
  desk: DeskContext,
  matter: Supervised,
  { person, fields }: OrderForm,
  now: number,
): StaffOutcome {
  const until = futureTime(desk, fields.deadline ?? '', now)
  if (!until.ok) return { kind: 'invalid', errors: { deadline: until.error } }
  const text = mask(fields.text ?? '', desk.say.marks).text
  const further = fields.reach === 'handler' ? ({ reach: 'handler' } as const) : {}
  const order = { text, deadlineAt: until.at, by: person.name, ...further }
  writeOrder(desk, matter, order, { actor: person.id, name: person.name }, now)
  return { kind: 'done' }
}

type Order = Omit<Extract<LetterBody, { kind: 'order' }>, 'kind' | 'about' | 'id'>

/** Writes the order to the lower desk, and keeps it on the card of the matter. */
function writeOrder(
  desk: DeskContext,
  matter: Supervised,
  order: Order,
  who: { readonly actor: string; readonly name: string },
  now: number,
): void {
  const { about, id, desk: to } = matter
  const { text, deadlineAt } = order
  post(desk, to, { kind: 'order', about, id, ...order }, now)
  const line = desk.say.desks.supervision.orderedLine(who.name, clock(deadlineAt, desk.settings.timeZone))
  const payload = withLine(desk, { ...matter, order: { text, deadlineAt, by: who.name } }, line, now)
  const key = supervisionKey(to, matter)
  const card = desk.deskCards.get(key)
  if (card === undefined) raiseDeskCard(desk, { key, kind: SUPERVISION_CARD, payload }, now)
  else {
    // It had been dealt with, and is ordered anew.
    if (card.finishedAt !== null) desk.deskCards.update(key, { finishedAt: null })
    changeDeskCard(desk, card, { changed: line, payload }, now)
  }
  const referral = about === 'referral' ? desk.cases.referral(id) : undefined
  if (referral !== undefined) noted(desk, referral.caseId, { actor: who.actor, what: 'order', line }, now)
}
