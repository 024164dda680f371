import type { DeskCardRow } from '../../store/desk-cards.ts'
import { deadlineWords } from '../attention/deadline.ts'
import type { CardLine, StaffOutcome } from '../card.ts'
import { futureTime, lineField, textField } from '../cases/fields.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, type DeskCardKind, noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { lineTo, type OpenMatter } from '../matter-lines.ts'
import { chatIds, isLeader, leadersOf, mayDecide } from '../people.ts'
import { mask } from '../privacy.ts'
import { onDuty } from '../roster/on-duty.ts'
import type { StaffMember } from '../settings.ts'
import { clock } from '../times.ts'
import { deskName, knownDesk } from './directory.ts'
import type { LetterBody, LetterOutcome } from './letter.ts'
import { post } from './post.ts'

export const SUPERVISION_CARD = 'supervision'
/** Lines of its course on the card. */
const HISTORY = 10

type Told = Extract<LetterBody, { kind: 'overdue' }>
type Done = Extract<LetterBody, { kind: 'done' }>

/** What the superior desk keeps of a matter that a lower desk has not dealt with in time. */
interface Supervised extends Omit<Told, 'kind'> {
  readonly desk: string
  readonly toldAt: number
  /** What was ordered last. */
  readonly order?: { readonly text: string; readonly deadlineAt: number; readonly by: string }
  readonly lines: readonly string[]
}

const keyOf = (from: string, { about, id }: Pick<Told, 'about' | 'id'>): string => `supervision-${from}-${about}-${id}`
const payloadOf = (row: DeskCardRow): Supervised => JSON.parse(row.payload)

/** A lower desk reports that a matter is overdue: a card here, one for each matter however often it is told. */
export function overdueArrives(desk: DeskContext, from: string, told: Told, now: number): LetterOutcome {
  if (knownDesk(desk.settings.directory, from)?.superior !== desk.settings.id)
    return { kind: 'refused', code: 'not-superior' }
  const key = keyOf(from, told)
  const words = desk.say.desks.supervision
  const { kind: _kind, ...matter } = told
  const before = desk.deskCards.get(key)
  const earlier = before === undefined ? undefined : payloadOf(before)
  const missed = earlier?.order !== undefined && earlier.order.deadlineAt === told.deadlineAt
  const line = missed ? words.missedLine : words.toldLine
  const lines = [...(earlier?.lines ?? []), at(desk, now, line)].slice(-HISTORY)
  const payload: Supervised = { ...earlier, ...matter, desk: from, toldAt: now, lines }
  if (before === undefined) raiseDeskCard(desk, { key, kind: SUPERVISION_CARD, payload }, now)
  else {
    // It had been dealt with, and is late anew.
    if (before.finishedAt !== null) desk.deskCards.update(key, { finishedAt: null })
    changeDeskCard(desk, before, { changed: line, payload }, now)
  }
  const { duty, leaders } = onDuty(desk, now)
  const people = leaders.length > 0 ? leaders : leadersOf(desk).map((leader) => leader.id)
  const name = deskName(desk.settings.directory, from)
  const text = missed ? words.missedPing(name, told.number) : words.ping(name, told.number)
  noteOnDeskCard(desk, key, text, chatIds(desk, [...people, ...(missed ? duty : [])]), now)
  return { kind: 'taken' }
}

/** The lower desk has dealt with it. */
export function doneArrives(desk: DeskContext, from: string, done: Done, now: number): LetterOutcome {
  const card = desk.deskCards.get(keyOf(from, done))
  if (card === undefined || card.finishedAt !== null) return { kind: 'taken' }
  const payload = payloadOf(card)
  const line = desk.say.desks.supervision.doneLine(done.line)
  const lines = [...payload.lines, at(desk, now, line)].slice(-HISTORY)
  changeDeskCard(desk, card, { changed: line, payload: { ...payload, lines }, finished: true }, now)
  return { kind: 'taken' }
}

const at = (desk: DeskContext, now: number, line: string): string => `${clock(now, desk.settings.timeZone)}  ${line}`

/** Overdue matters of the desks below that are not done yet, with the time that was ordered, if it was. */
export const openSupervised = (desk: DeskContext, now: number): OpenMatter[] =>
  desk.deskCards.ofKind(SUPERVISION_CARD).flatMap((card) => {
    if (card.finishedAt !== null) return []
    const { number, title, desk: from, order } = payloadOf(card)
    const { overdue, line: words } = desk.say.desks.supervision
    const until = order === undefined ? [] : [words(deadlineWords(desk, order.deadlineAt, now))]
    const parts = [number, overdue, deskName(desk.settings.directory, from), ...until, title]
    const line = (): CardLine => lineTo(number, parts.join(desk.say.bar), card.ref)
    return [{ danger: false, dueAt: order?.deadlineAt ?? null, line }]
  })

/** The superior desk's card of an overdue matter. */
export const supervisionCard: DeskCardKind = {
  draw: (desk, row) => {
    const words = desk.say.desks.supervision
    const { timeZone, directory } = desk.settings
    const { number, title, deadlineAt, responsible, state, toldAt, order, lines, desk: from } = payloadOf(row)
    const done = row.finishedAt !== null
    const late = words.lateValue(
      String(Math.max(1, Math.round((toldAt - deadlineAt) / 3_600_000))),
      clock(toldAt, timeZone),
    )
    return {
      title: words.title(done ? words.done : words.overdue, title, number),
      tone: done ? 'done' : 'warning',
      badges: done ? [] : [desk.say.card.overdue],
      facts: [
        { label: words.desk, value: deskName(directory, from) },
        { label: words.number, value: number },
        { label: words.deadline, value: clock(deadlineAt, timeZone) },
        ...(done ? [] : [{ label: words.late, value: late }]),
        { label: words.responsible, value: responsible },
        { label: words.state, value: state },
        ...(order === undefined ? [] : [{ label: words.until, value: clock(order.deadlineAt, timeZone) }]),
      ],
      words: [],
      replies: order === undefined ? [] : [{ label: words.orderBy(order.by), text: order.text }],
      citations: [],
      warnings: [],
      history: lines,
      actions: done ? [] : [{ verb: 'supervise', label: desk.say.verbs.supervise ?? 'supervise', style: 'primary' }],
    }
  },
  refuse: (desk, { person, verb }) => {
    if (!mayDecide(person)) return desk.say.notice.noRole
    if (verb !== 'supervise') return desk.say.notice.unknownCard
    return isLeader(person) ? undefined : desk.say.notice.leaderOnly
  },
  form: (desk, { row, verb }) => {
    const { form } = desk.say.desks
    return {
      verb,
      card: { key: row.key, version: row.version },
      title: form.supervise,
      submit: desk.say.submit,
      cancel: desk.say.no,
      fields: [
        textField('text', form.orderText, { hint: form.orderHint, maxLength: 500 }),
        lineField('deadline', form.orderUntil, { hint: form.untilHint }),
      ],
    }
  },
  decide: (desk, { row, person, fields, now }) => {
    const until = futureTime(desk, fields.deadline ?? '', now)
    if (!until.ok) return { kind: 'invalid', errors: { deadline: until.error } }
    return order(desk, row, { text: fields.text ?? '', deadlineAt: until.at, person }, now)
  },
}

function order(
  desk: DeskContext,
  row: DeskCardRow,
  given: { readonly text: string; readonly deadlineAt: number; readonly person: StaffMember },
  now: number,
): StaffOutcome {
  const payload = payloadOf(row)
  const { person, deadlineAt } = given
  const text = mask(given.text, desk.say.marks).text
  const { about, id, desk: to } = payload
  post(desk, to, { kind: 'order', about, id, text, deadlineAt, by: person.name }, now)
  const line = desk.say.desks.supervision.orderedLine(person.name, clock(deadlineAt, desk.settings.timeZone))
  const lines = [...payload.lines, at(desk, now, line)].slice(-HISTORY)
  const next: Supervised = { ...payload, order: { text, deadlineAt, by: person.name }, lines }
  changeDeskCard(desk, row, { changed: line, payload: next }, now)
  return { kind: 'done' }
}
