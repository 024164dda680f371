import type { FaqEntry } from '../../faq/entry.ts'
import type { DeskContext } from '../context.ts'
import { noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { chatIds, leadersOf } from '../people.ts'
import { dayOf } from '../times.ts'
import { automaticIds, entriesOf } from './signature.ts'

/** The card that asks about entries whose review date has passed. */
export const REVIEW_CARD = 'faq-review'

export interface ReviewPayload {
  /** As `faq edit` takes them: `id-lost zh`. */
  readonly entries: readonly string[]
}

/** How an entry is named in one language: what `faq edit` takes. */
export const nameOfEntry = ({ id, lang }: Pick<FaqEntry, 'id' | 'lang'>): string => `${id} ${lang}`

/** Entries that have stopped answering by themselves because their review date has passed. */
export function dueEntries(desk: DeskContext, now: number): FaqEntry[] {
  const today = dayOf(now, desk.settings.timeZone)
  return automaticIds(desk)
    .flatMap((id) => entriesOf(desk, id))
    .filter(({ reviewBy }) => today > reviewBy)
}

/** Whom the desk asks about them. */
export const faqOwners = (desk: DeskContext): string[] =>
  desk.settings.faqOwner === undefined ? leadersOf(desk).map(({ id }) => id) : [desk.settings.faqOwner]

/** One card for all whose date has passed since the last look; each is asked about once for each date. */
export function raiseReviews(desk: DeskContext, now: number): void {
  const fresh = dueEntries(desk, now).filter((entry) => desk.journal.fact(factOf(entry)) === undefined)
  if (fresh.length === 0) return
  const key = `${REVIEW_CARD}-${dayOf(now, desk.settings.timeZone)}`
  const payload: ReviewPayload = { entries: fresh.map(nameOfEntry) }
  if (!raiseDeskCard(desk, { key, kind: REVIEW_CARD, payload }, now)) return
  for (const entry of fresh) desk.journal.setFact(factOf(entry), String(now))
  noteOnDeskCard(desk, key, desk.say.faq.ping.review(fresh.length), chatIds(desk, faqOwners(desk)), now)
}

const factOf = (entry: FaqEntry): string => `faq-review:${entry.lang}/${entry.id}:${entry.reviewBy}`
