import type { Supervised, Supervision } from '../../store/desks.ts'
import type { Subject } from '../clocks/subject.ts'
import { subjectOf } from '../clocks/subjects.ts'
import type { DeskContext } from '../context.ts'
import { departmentName, nameOf } from '../people.ts'
import { responsible } from '../roster/on-duty.ts'
import { desksAbove, superiorOf } from './directory.ts'
import { stateCode, UNDECIDED } from './handed-view.ts'
import type { LetterBody } from './letter.ts'
import { cut, knownAs, wayTo } from './pass-on.ts'
import { post } from './post.ts'

type Overdue = Extract<LetterBody, { kind: 'overdue' }>

/** Tells the superior desk, if there is one, of what a clock is about: since when it is late, and whose it is now. */
export function reportUp(
  desk: DeskContext,
  matter: Supervised,
  subject: Subject,
  deadlineAt: number,
  now: number,
): void {
  const superior = superiorOf(desk.settings.directory, desk.settings.id)
  if (superior === undefined) return
  letWait(desk, superior.id, matter, now)
  const overdue = { ...asReadAbove(desk, matter, subject, now), deadlineAt }
  post(desk, superior.id, { kind: 'overdue', ...knownAs(desk, superior.id, matter), ...overdue }, now)
}

/** The time of an order is over: the desk that gave it hears of it, and every desk between. */
export function reportMissed(
  desk: DeskContext,
  order: Supervision,
  subject: Subject,
  deadlineAt: number,
  now: number,
): void {
  const overdue = { ...asReadAbove(desk, order, subject, now), deadlineAt, ordered: true }
  const way = wayTo(desk, order)
  for (const to of [way, ...between(desk, order.superior, way)])
    post(desk, to, { kind: 'overdue', ...knownAs(desk, to, order), ...overdue }, now)
}

/** Desks between this one and the one above that ordered something read it, too; the one it came through has read it. */
export function tellBetween(
  desk: DeskContext,
  matter: Supervised,
  order: Extract<LetterBody, { kind: 'order' }> & { readonly of: string; readonly via: string },
  now: number,
): void {
  const subject = subjectOf(desk, matter)
  if (subject === undefined) return
  const { of, by, text, deadlineAt: until } = order
  const deadlineAt = dueOf(desk, matter) ?? until
  for (const to of between(desk, of, order.via)) {
    letWait(desk, to, matter, now)
    const told = { ...asReadAbove(desk, matter, subject, now), deadlineAt, of, by, text, until }
    post(desk, to, { kind: 'ordered', ...knownAs(desk, to, matter), ...told }, now)
  }
}

/** The desks under `above` and over this one, but for the one that an order came through. */
function between(desk: DeskContext, above: string, via: string): string[] {
  const all = desksAbove(desk.settings.directory, desk.settings.id).map(({ id }) => id)
  return all.slice(0, Math.max(0, all.indexOf(above))).filter((id) => id !== via)
}

/** From now on this desk above hears what becomes of the matter. */
function letWait(desk: DeskContext, superior: string, { about, aboutId }: Supervised, now: number): void {
  if (desk.links.openFor({ about, aboutId }).some((one) => one.superior === superior)) return
  const waits = { text: '', by: '', deadlineAt: null, nextAt: null, createdAt: now, doneAt: null }
  desk.links.supervise({ about, aboutId, superior, ...waits })
}

const dueOf = (desk: DeskContext, { about, aboutId }: Supervised): number | null | undefined =>
  about === 'case' ? desk.cases.get(aboutId)?.deadlineAt : desk.conversations.get(aboutId)?.deadlineAt

/** A matter for the desks above: names and a person's own words as they are, all else as codes. */
function asReadAbove(
  desk: DeskContext,
  matter: Supervised,
  { number, topic, urgency, owner }: Subject,
  now: number,
): Pick<Overdue, 'number' | 'title' | 'topic' | 'urgency' | 'responsible' | 'state'> {
  const row = matter.about === 'case' ? desk.cases.get(matter.aboutId) : undefined
  const inCharge = nameOf(desk, responsible(desk, matter.aboutId, owner, now))
  const department = row?.department == null ? [] : [departmentName(desk, row.department)]
  return {
    number,
    title: row?.title ?? '',
    topic,
    urgency,
    responsible: cut([...department, inCharge].join(' ')),
    state: row === undefined ? UNDECIDED : stateCode(desk, row),
  }
}
