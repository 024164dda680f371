import type { DeskContext } from '../context.ts'
import { changeDeskCard, syncDeskCard } from '../desk-cards.ts'
import { dueEntries, nameOfEntry, REVIEW_CARD, type ReviewPayload } from './review-due.ts'
import { OFFER_CARD, type OfferPayload, SIGN_CARD, type SignPayload } from './sign-payload.ts'
import { signableOf, unsignedIds } from './signature.ts'

/** After the FAQ or its signatures have changed: what stands on open cards about it is brought up to date. */
export function refreshFaqCards(desk: DeskContext, now: number): void {
  const { history } = desk.say.faq
  refreshOffer(desk, now)
  for (const row of desk.deskCards.ofKind(SIGN_CARD)) {
    if (row.finishedAt !== null) continue
    const payload: SignPayload = JSON.parse(row.payload)
    const left = payload.entries.filter(
      ({ id, hash }) => signableOf(desk, id)?.hash === hash && !desk.faqRows.isSigned(id, hash),
    )
    if (left.length > 0) syncDeskCard(desk, row.key, now)
    else changeDeskCard(desk, row, { changed: history.signatures, finished: true }, now)
  }
  const due = new Set(dueEntries(desk, now).map(nameOfEntry))
  for (const row of desk.deskCards.ofKind(REVIEW_CARD)) {
    if (row.finishedAt !== null) continue
    const payload: ReviewPayload = JSON.parse(row.payload)
    if (payload.entries.some((name) => due.has(name))) syncDeskCard(desk, row.key, now)
    else changeDeskCard(desk, row, { changed: history.reviewed, finished: true }, now)
  }
}

/** Says on the open card how many entries wait for a signature now; true when there is such a card. */
export function refreshOffer(desk: DeskContext, now: number): boolean {
  const row = desk.deskCards.ofKind(OFFER_CARD).find((one) => one.finishedAt === null)
  if (row === undefined) return false
  const before: OfferPayload = JSON.parse(row.payload)
  const count = unsignedIds(desk).length
  const payload: OfferPayload = { count }
  if (count !== before.count)
    changeDeskCard(desk, row, { changed: desk.say.faq.history.signatures, payload, finished: count === 0 }, now)
  return true
}
