import type { DeskCardRow } from '../../store/desk-cards.ts'
import type { Supervised, Supervision } from '../../store/desks.ts'
import { deadlineWords } from '../attention/deadline.ts'
import { caseNumber } from '../cases/numbers.ts'
import { noted } from '../cases/record.ts'
import { isUnanswered } from '../cases/states.ts'
import { subjectOf } from '../clocks/subjects.ts'
import { awake } from '../clocks/time.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, type DeskCardKind, noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { lineTo, type OpenMatter } from '../matter-lines.ts'
import { chatIds, departmentName, leadersOf, nameOf, numberOf } from '../people.ts'
import { ping } from '../pings.ts'
import { onDuty } from '../roster/on-duty.ts'
import { clock } from '../times.ts'
import { deskName, isAbove } from './directory.ts'
import { caseStateName } from './handed-view.ts'
import type { LetterBody, LetterOutcome } from './letter.ts'
import { type OrderPayload, orderIn, orderKey, superviseNoMore } from './pass-on.ts'
import { reportMissed, tellBetween } from './report-up.ts'
import { passOrderOn } from './supervise-case.ts'

export const ORDER_CARD = 'order'
/** The leaders are warned when this share of the time is over. */
const WARN_SHARE = 0.8

type Order = Extract<LetterBody, { kind: 'order' }>

/**
 * A desk above, at whatever level, orders that a matter be dealt with by a time (督办单): a clock, and a card to the
 * leaders. Another desk passes it on only with a case that it has handed over.
 */
export function orderArrives(desk: DeskContext, from: string, order: Order, now: number): LetterOutcome {
  const { of = from } = order
  if (!isAbove(desk.settings.directory, of, desk.settings.id)) return { kind: 'refused', code: 'not-superior' }
  const matter = meantBy(desk, from, order)
  if (of !== from && order.about !== 'referral') return { kind: 'refused', code: 'not-superior' }
  const number = matter === undefined ? undefined : numberFor(desk, matter)
  if (matter === undefined || number === undefined) return { kind: 'refused', code: 'unknown-matter' }
  const { text, by, deadlineAt } = order
  const open = desk.links.openFor(matter).find(({ superior }) => superior === of)
  const urgency = subjectOf(desk, matter)?.urgency ?? 'normal'
  const change = { text, by, deadlineAt, nextAt: warningAt(desk, now, deadlineAt, urgency) }
  if (open !== undefined) desk.links.setSupervision(open.id, change)
  const { id } = open ?? desk.links.supervise({ ...matter, ...change, superior: of, createdAt: now, doneAt: null })
  const words = desk.say.desks.order
  const name = deskName(desk.settings.directory, of)
  const until = clock(deadlineAt, desk.settings.timeZone)
  const line = words.arrived(name, by, until)
  const card = desk.deskCards.get(orderKey(id))
  const payload: OrderPayload = of === from ? { id } : { id, via: from }
  if (card === undefined) raiseDeskCard(desk, { key: orderKey(id), kind: ORDER_CARD, payload }, now)
  else changeDeskCard(desk, card, { changed: line, payload }, now)
  onMatter(desk, matter, line, now)
  callLeaders(desk, id, words.ping(number, name, until), now)
  const row = order.reach === 'handler' && matter.about === 'case' ? desk.cases.get(matter.aboutId) : undefined
  if (row !== undefined) passOrderOn(desk, row, { ...order, of }, now)
  tellBetween(desk, matter, { ...order, of, via: from }, now)
  // It was dealt with while the order was on its way.
  if (isDone(desk, matter)) superviseNoMore(desk, matter, { code: 'done-already' }, now)
  return { kind: 'taken' }
}

function meantBy(desk: DeskContext, from: string, { about, id }: Order): Supervised | undefined {
  if (about !== 'referral') return { about, aboutId: id }
  const handed = desk.links.handedByRef(from, id)
  return handed === undefined ? undefined : { about: 'case', aboutId: handed.caseId }
}

/** Not at night, unless the matter itself may wake people; when that is later than the deadline, only once it is over. */
function warningAt(desk: DeskContext, now: number, deadlineAt: number, urgency: string): number {
  const share = Math.floor(Math.max(0, deadlineAt - now) * WARN_SHARE)
  return awake(desk, Math.min(deadlineAt, awake(desk, now + share, urgency)), urgency)
}

/** The matter as staff call it; undefined when there is no such matter. */
function numberFor(desk: DeskContext, { about, aboutId }: Supervised): string | undefined {
  if (about === 'case') return desk.cases.get(aboutId) === undefined ? undefined : caseNumber(desk, aboutId)
  return desk.conversations.get(aboutId) === undefined ? undefined : numberOf(desk, aboutId)
}

function isDone(desk: DeskContext, { about, aboutId }: Supervised): boolean {
  if (about === 'conversation') return ['answered', 'closed'].includes(desk.conversations.get(aboutId)?.state ?? '')
  const row = desk.cases.get(aboutId)
  return row !== undefined && !isUnanswered(row.state)
}

/** A line on the card of the matter itself. */
function onMatter(desk: DeskContext, { about, aboutId }: Supervised, line: string, now: number): void {
  if (about === 'case') noted(desk, aboutId, { actor: 'desk', what: 'order', line }, now)
  else ping(desk, aboutId, [], line, now)
}

function callLeaders(desk: DeskContext, id: number, text: string, now: number): void {
  const { leaders } = onDuty(desk, now)
  const people = leaders.length > 0 ? leaders : leadersOf(desk).map((leader) => leader.id)
  noteOnDeskCard(desk, orderKey(id), text, chatIds(desk, people), now)
}

/** The clocks of orders: a warning to the leaders before the time is over, and the superior desk again when it is. */
export function tickOrders(desk: DeskContext, now: number, limit: number): void {
  const words = desk.say.desks.order
  for (const order of desk.links.due(now, limit)) {
    const { id, deadlineAt } = order
    const subject = subjectOf(desk, order)
    const number = numberFor(desk, order)
    if (deadlineAt === null || number === undefined) {
      desk.links.setSupervision(id, { nextAt: null })
      continue
    }
    if (deadlineAt > now) {
      desk.links.setSupervision(id, { nextAt: awake(desk, deadlineAt, subject?.urgency ?? 'normal') })
      callLeaders(desk, id, words.warning(number, clock(deadlineAt, desk.settings.timeZone)), now)
      continue
    }
    desk.links.setSupervision(id, { nextAt: null })
    onMatter(desk, order, words.missed, now)
    callLeaders(desk, id, words.missedPing(number), now)
    if (subject !== undefined) reportMissed(desk, order, subject, deadlineAt, now)
  }
}

/** The leaders' card of an order. Nothing is decided on it: what is ordered is done on the matter's own card. */
export const orderCard: DeskCardKind = {
  draw: (desk, card, now) => {
    const order = orderOf(desk, card)
    return order === undefined ? undefined : draw(desk, order, card, now)
  },
  refuse: (desk) => desk.say.notice.unknownCard,
  decide: (desk) => ({ kind: 'notice', text: desk.say.notice.unknownCard }),
}

/** What the desk above has ordered and still waits for, each with the way to the leaders' card. */
export const openOrders = (desk: DeskContext, now: number): OpenMatter[] =>
  desk.deskCards.ofKind(ORDER_CARD).flatMap((card) => {
    const order = card.finishedAt === null ? orderOf(desk, card) : undefined
    if (order === undefined) return []
    const { deadlineAt: dueAt, superior, by } = order
    const number = numberFor(desk, order) ?? '—'
    const what = desk.say.desks.order.line(deskName(desk.settings.directory, superior), by)
    const until = dueAt === null ? [] : [deadlineWords(desk, dueAt, now)]
    return [{ danger: false, dueAt, line: () => lineTo(number, [number, what, ...until].join(desk.say.bar), card.ref) }]
  })

function orderOf(desk: DeskContext, card: DeskCardRow): Supervision | undefined {
  return desk.links.supervision(orderIn(card).id)
}

function draw(desk: DeskContext, order: Supervision, card: DeskCardRow, now: number) {
  const words = desk.say.desks.order
  const { timeZone, directory } = desk.settings
  const row = order.about === 'case' ? desk.cases.get(order.aboutId) : undefined
  const number = numberFor(desk, order) ?? '—'
  const { deadlineAt, doneAt } = order
  const late = doneAt === null && deadlineAt !== null && deadlineAt <= now
  const owner = row?.owner ?? desk.conversations.get(order.aboutId)?.owner ?? null
  return {
    title: words.title(number, row?.title ?? ''),
    tone: doneAt !== null ? ('done' as const) : late ? ('urgent' as const) : ('warning' as const),
    badges: late ? [desk.say.card.overdue] : [],
    facts: [
      { label: words.from, value: deskName(directory, order.superior) },
      { label: words.by, value: order.by },
      ...(deadlineAt === null ? [] : [{ label: words.until, value: clock(deadlineAt, timeZone) }]),
      ...(row === undefined ? [] : [{ label: words.state, value: caseStateName(desk, row) }]),
      { label: desk.say.card.owner, value: nameOf(desk, owner) },
      ...(row?.department == null
        ? []
        : [{ label: desk.say.cases.card.department, value: departmentName(desk, row.department) }]),
    ],
    words: [],
    replies: order.text === '' ? [] : [{ label: words.text, text: order.text }],
    citations: [],
    warnings: doneAt === null ? [words.how(number)] : [],
    history: card.changed === '' ? [] : [card.changed],
    actions: [],
  }
}
