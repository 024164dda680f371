import { deadlineWords } from '../attention/deadline.ts'
import type { CardLine } from '../card.ts'
import { caseNumber } from '../cases/numbers.ts'
import { noted } from '../cases/record.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, type DeskCardKind, noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { lineTo, type OpenMatter } from '../matter-lines.ts'
import { chatIds, isLeader, leadersOf, mayDecide } from '../people.ts'
import { onDuty } from '../roster/on-duty.ts'
import { clock } from '../times.ts'
import { deskIn, deskName, isAbove, partyOf } from './directory.ts'
import { stateName } from './handed-view.ts'
import type { LetterBody, LetterOutcome } from './letter.ts'
import { newsLine, wordFor } from './news-line.ts'
import { giveOrder, orderFields } from './supervise-case.ts'
import { SUPERVISION_CARD, type Supervised, supervisedIn, supervisionKey, withLine } from './supervised.ts'

type Told = Extract<LetterBody, { kind: 'overdue' }>
type Ordered = Extract<LetterBody, { kind: 'ordered' }>
type Done = Extract<LetterBody, { kind: 'done' }>

/** A lower desk reports that a matter is overdue: a card here, one for each matter however often it is told. */
export function overdueArrives(desk: DeskContext, from: string, told: Told, now: number): LetterOutcome {
  if (!isAbove(desk.settings.directory, desk.settings.id, from)) return { kind: 'refused', code: 'not-superior' }
  const key = supervisionKey(from, told)
  const words = desk.say.desks.supervision
  const { kind: _kind, ordered, ...reported } = told
  const matter = readHere(desk, reported)
  const before = desk.deskCards.get(key)
  const earlier = before === undefined ? undefined : supervisedIn(before)
  const missed = ordered === true || earlier?.order?.deadlineAt === told.deadlineAt
  const line = missed ? words.missedLine : words.toldLine
  const known = { lines: [], ...earlier, ...matter, desk: from, toldAt: now }
  const payload = withLine(desk, known, line, now)
  show(desk, payload, line, now)
  const { duty, leaders } = onDuty(desk, now)
  const people = leaders.length > 0 ? leaders : leadersOf(desk).map((leader) => leader.id)
  const name = deskName(desk.settings.directory, from)
  const own = ownCase(desk, payload)
  if (own !== undefined) {
    const happening = { actor: partyOf(from), what: 'overdue', line: desk.say.desks.history.progress(name, line) }
    noted(desk, own, happening, now)
  }
  const text = missed ? words.missedPing(name, told.number) : words.ping(name, told.number)
  noteOnDeskCard(desk, key, text, chatIds(desk, [...people, ...(missed ? duty : [])]), now)
  return { kind: 'taken' }
}

/** A desk further above has ordered a desk under this one to do something: it stands on a card and on record here, too. */
export function orderedArrives(desk: DeskContext, from: string, told: Ordered, now: number): LetterOutcome {
  const { directory, id, timeZone } = desk.settings
  const { kind: _kind, of, by, text, until, ...reported } = told
  const matter = readHere(desk, reported)
  if (!isAbove(directory, id, from) || !isAbove(directory, of, id)) return { kind: 'refused', code: 'not-superior' }
  const before = desk.deskCards.get(supervisionKey(from, told))
  const earlier = before === undefined ? undefined : supervisedIn(before)
  const who = `${deskName(directory, of)} ${by}`
  const line = desk.say.desks.supervision.orderedLine(who, clock(until, timeZone))
  const order = { text, deadlineAt: until, by: who }
  const payload = withLine(desk, { lines: [], ...earlier, ...matter, desk: from, order }, line, now)
  show(desk, payload, line, now)
  const own = ownCase(desk, payload)
  const happening = { actor: partyOf(of, by), what: 'order', line }
  if (own !== undefined) noted(desk, own, happening, now)
  else {
    const detail = JSON.stringify({ desk: from, number: told.number, until })
    desk.journal.record({ ...happening, at: now, detail, caseId: null, conversationId: null })
  }
  return { kind: 'taken' }
}

/** The one card of a matter, however often it is told or ordered; one that had been dealt with is open again. */
function show(desk: DeskContext, payload: Supervised, line: string, now: number): void {
  const key = supervisionKey(payload.desk, payload)
  const card = desk.deskCards.get(key)
  if (card === undefined) {
    raiseDeskCard(desk, { key, kind: SUPERVISION_CARD, payload }, now)
    return
  }
  if (card.finishedAt !== null) desk.deskCards.update(key, { finishedAt: null })
  changeDeskCard(desk, card, { changed: line, payload }, now)
}

/** A matter in this desk's words. */
function readHere(
  desk: DeskContext,
  { title, topic = '', urgency = '', state, ...matter }: Omit<Told, 'kind' | 'ordered'>,
): Omit<Supervised, 'desk' | 'lines'> {
  const about = [wordFor(desk.say.topics, topic), wordFor(desk.say.urgencies, urgency)].filter(
    (one) => one !== undefined,
  )
  const known = about.length === 0 ? desk.say.desks.news.matter : about.join(desk.say.list)
  return { ...matter, title: title === '' ? known : title, state: stateName(desk, state) }
}

/** The lower desk has dealt with it. */
export function doneArrives(desk: DeskContext, from: string, done: Done, now: number): LetterOutcome {
  const card = desk.deskCards.get(supervisionKey(from, done))
  if (card === undefined || card.finishedAt !== null) return { kind: 'taken' }
  const line = desk.say.desks.supervision.doneLine(newsLine(desk, done.news))
  const payload = withLine(desk, supervisedIn(card), line, now)
  changeDeskCard(desk, card, { changed: line, payload, finished: true }, now)
  return { kind: 'taken' }
}

/** The case of this desk that the matter is, when this desk handed it over. */
function ownCase(desk: DeskContext, { about, id, desk: from }: Supervised): number | undefined {
  const referral = about === 'referral' ? desk.cases.referral(id) : undefined
  return referral !== undefined && deskIn(referral.department) === from ? referral.caseId : undefined
}

/** Matters of the desks below that are overdue or were ordered and are not done yet, with the time that was ordered. */
export const openSupervised = (desk: DeskContext, now: number): OpenMatter[] =>
  desk.deskCards.ofKind(SUPERVISION_CARD).flatMap((card) => {
    if (card.finishedAt !== null) return []
    const { number, title, desk: from, order, toldAt } = supervisedIn(card)
    const { overdue, line: words } = desk.say.desks.supervision
    const until = order === undefined ? [] : [words(deadlineWords(desk, order.deadlineAt, now))]
    const late = toldAt === undefined ? [] : [overdue]
    const parts = [number, ...late, deskName(desk.settings.directory, from), ...until, title]
    const line = (): CardLine => lineTo(number, parts.join(desk.say.bar), card.ref)
    return [{ danger: false, dueAt: order?.deadlineAt ?? null, line }]
  })

/** The superior desk's card of an overdue matter. */
export const supervisionCard: DeskCardKind = {
  draw: (desk, row) => {
    const words = desk.say.desks.supervision
    const { timeZone, directory } = desk.settings
    const matter = supervisedIn(row)
    const { number, title, deadlineAt, responsible, state, toldAt, order, lines, desk: from } = matter
    const own = ownCase(desk, matter)
    const done = row.finishedAt !== null
    const late = done ? undefined : toldAt
    return {
      title: words.title(done ? words.done : late === undefined ? words.ordered : words.overdue, title, number),
      tone: done ? 'done' : late === undefined ? 'normal' : 'warning',
      badges: late === undefined ? [] : [desk.say.card.overdue],
      facts: [
        { label: words.desk, value: deskName(directory, from) },
        { label: words.number, value: number },
        ...(own === undefined ? [] : [{ label: words.own, value: caseNumber(desk, own) }]),
        { label: words.deadline, value: clock(deadlineAt, timeZone) },
        ...(late === undefined
          ? []
          : [
              {
                label: words.late,
                value: words.lateValue(
                  String(Math.max(1, Math.round((late - deadlineAt) / 3_600_000))),
                  clock(late, timeZone),
                ),
              },
            ]),
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
  form: (desk, { row, verb }) => ({
    verb,
    card: { key: row.key, version: row.version },
    title: desk.say.desks.form.supervise,
    submit: desk.say.submit,
    cancel: desk.say.no,
    fields: orderFields(desk, supervisedIn(row).desk, supervisedIn(row).about),
  }),
  decide: (desk, { row, person, fields, now }) => giveOrder(desk, supervisedIn(row), { person, fields }, now),
}
