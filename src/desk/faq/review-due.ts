import type { DeskContext } from '../context.ts'
import { noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { chatIds, leadersOf } from '../people.ts'
import { dayOf } from '../times.ts'
import { automaticIds, entriesOf } from './signature.ts'

/** The card that asks about entries whose review date has passed. */
export const REVIEW_CARD = 'faq-review'

export interface ReviewPayload {
  readonly ids: readonly string[]
}

/** Ids of entries that have stopped answering by themselves because their review date has passed. */
export function dueIds(desk: DeskContext, now: number): string[] {
  const today = dayOf(now, desk.settings.timeZone)
  return automaticIds(desk).filter((id) => entriesOf(desk, id).some(({ reviewBy }) => today > reviewBy))
}

/** Whom the desk asks about them. */
export const faqOwners = (desk: DeskContext): string[] =>
  desk.settings.faqOwner === undefined ? leadersOf(desk).map(({ id }) => id) : [desk.settings.faqOwner]

/** One card for all whose date has passed since the last look; each is asked about once for each date. */
export function raiseReviews(desk: DeskContext, now: number): void {
  const fresh = dueIds(desk, now).filter((id) => desk.journal.fact(factOf(desk, id)) === undefined)
  if (fresh.length === 0) return
  const key = `${REVIEW_CARD}-${dayOf(now, desk.settings.timeZone)}`
  const payload: ReviewPayload = { ids: fresh }
  if (!raiseDeskCard(desk, { key, kind: REVIEW_CARD, payload }, now)) return
  for (const id of fresh) desk.journal.setFact(factOf(desk, id), String(now))
  noteOnDeskCard(desk, key, desk.say.faq.ping.review(fresh.length), chatIds(desk, faqOwners(desk)), now)
}

const factOf = (desk: DeskContext, id: string): string =>
  `faq-review:${id}:${entriesOf(desk, id)
    .map(({ reviewBy }) => reviewBy)
    .join('/')}`
