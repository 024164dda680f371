import type { Case, Referral } from '../../store/cases.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import type { HandedCase, Supervised, Supervision } from '../../store/desks.ts'
import type { CaseStep } from '../cases/states.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard } from '../desk-cards.ts'
import { nameOf } from '../people.ts'
import { deskIn } from './directory.ts'
import type { News } from './news.ts'
import { post } from './post.ts'

export const orderKey = (id: number): string => `order-${id}`

/** Steps with which nobody waits for an answer any more. */
const ANSWERS: ReadonlySet<CaseStep> = new Set(['reply', 'tell', 'close', 'merge'])

/** A case has moved: the desk that handed it over, the desk that deals with it and the one that supervises it hear of it. */
export function passOn(
  desk: DeskContext,
  row: Case,
  step: CaseStep,
  { actor, news }: { readonly actor: string; readonly news: News },
  now: number,
): void {
  const handed = desk.links.handed(row.id)
  // Whoever hands it on has accepted it.
  if (step === 'refer' && handed?.state === 'received') takeOn(desk, handed, nameOf(desk, actor), now)
  tellOrigin(desk, row.id, news, now)
  if (!ANSWERS.has(step)) return
  superviseNoMore(desk, { about: 'case', aboutId: row.id }, news, now)
  // It is reported, and the citizen still waits: whoever dealt with it may be asked again.
  if (handed?.state === 'reported') return
  // Nobody here knows what the citizen was told of a case that went back, or was taken back.
  const kind = handed === undefined || handed.state === 'answered' ? 'answered' : 'withdrawn'
  for (const { id, department, state } of desk.cases.referralsOf(row.id)) {
    const to = deskIn(department)
    if (to !== undefined && state === 'reported') post(desk, to, { kind, ref: id }, now)
  }
}

/** This desk deals with what another one handed to it. */
export function takeOn(desk: DeskContext, { caseId, origin, ref }: HandedCase, by: string, now: number): void {
  desk.links.setHanded(caseId, { state: 'accepted', updatedAt: now })
  post(desk, origin, { kind: 'accepted', ref, by }, now)
}

/** What happens to a case that another desk handed over, for its card there. */
export function tellOrigin(desk: DeskContext, caseId: number, news: News, now: number): void {
  const handed = desk.links.handed(caseId)
  if (handed === undefined) return
  if (handed.state === 'received' || handed.state === 'accepted')
    post(desk, handed.origin, { kind: 'progress', ref: handed.ref, news }, now)
}

/** The whole of a case takes longer: whoever handed it over hears of it. False when the citizen is this desk's own. */
export function passExtension(
  desk: DeskContext,
  caseId: number,
  { until, reason, by }: { readonly until: number; readonly reason: string; readonly by: string },
  now: number,
): boolean {
  const handed = desk.links.handed(caseId)
  if (handed === undefined) return false
  if (handed.state === 'received' || handed.state === 'accepted')
    post(desk, handed.origin, { kind: 'extended', ref: handed.ref, by: cut(by), until, reason }, now)
  return true
}

/** The desks above wait no more for this: it has been dealt with. */
export function superviseNoMore(desk: DeskContext, matter: Supervised, news: News, now: number): void {
  const open = desk.links.openFor(matter)
  for (const to of new Set(open.map((order) => wayTo(desk, order))))
    post(desk, to, { kind: 'done', ...knownAs(desk, to, matter), news }, now)
  for (const { id } of open) {
    desk.links.setSupervision(id, { doneAt: now, nextAt: null })
    const card = desk.deskCards.get(orderKey(id))
    if (card !== undefined && card.finishedAt === null)
      changeDeskCard(desk, card, { changed: desk.say.desks.order.done, finished: true }, now)
  }
}

/** The whole of a case has more time, which the desk `of` has given: another desk that deals with it hears of it. */
export function passGrant(
  desk: DeskContext,
  caseId: number,
  {
    until,
    reason,
    by,
    of,
  }: { readonly until: number; readonly reason: string; readonly by: string; readonly of: string },
  now: number,
): void {
  for (const { id, role, state, department } of desk.cases.referralsOf(caseId)) {
    const to = role === 'lead' && (state === 'sent' || state === 'accepted') ? deskIn(department) : undefined
    if (to !== undefined) post(desk, to, { kind: 'granted', ref: id, of, by: cut(by), until, reason }, now)
  }
}

/** What the leaders' card of an order holds. */
export interface OrderPayload {
  readonly id: number
  /** The desk that passed the order on, when another one gave it. */
  readonly via?: string
}
export const orderIn = (card: DeskCardRow): OrderPayload => JSON.parse(card.payload)

/** The desk that hears what becomes of an order: the one that gave it, or the one that passed it on. */
export function wayTo(desk: DeskContext, { id, superior }: Pick<Supervision, 'id' | 'superior'>): string {
  const card = desk.deskCards.get(orderKey(id))
  return (card === undefined ? undefined : orderIn(card).via) ?? superior
}

/** How a superior desk knows a matter: a case that it handed over itself by its own referral, all else by the id here. */
export function knownAs(
  desk: DeskContext,
  superior: string,
  { about, aboutId }: Supervised,
): { readonly about: Supervised['about'] | 'referral'; readonly id: number } {
  const handed = about === 'case' ? desk.links.handed(aboutId) : undefined
  return handed?.origin === superior ? { about: 'referral', id: handed.ref } : { about, id: aboutId }
}

/** Names in letters have an end. */
export const cut = (line: string): string => Array.from(line).slice(0, 400).join('')

/** A word to those at another desk who deal with a case. */
export function urge(desk: DeskContext, referral: Referral, news: News, now: number): void {
  const to = deskIn(referral.department)
  if (to !== undefined) post(desk, to, { kind: 'urged', ref: referral.id, news }, now)
}
