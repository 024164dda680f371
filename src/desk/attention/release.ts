import { syncCard } from '../card-sync.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, syncDeskCard } from '../desk-cards.ts'

/** The key of the digest card that is open, among the desk's facts. */
export const DIGEST = 'digest'

/** The conversation gets its own card now: somebody opened it, or is called about it. Nothing if it has one. */
export function release(desk: DeskContext, conversationId: number, now: number): void {
  if (!desk.attention.isHeld(conversationId)) return
  desk.attention.release(conversationId)
  syncCard(desk, conversationId, now, 'always')
  syncDigest(desk, now)
}

/** The open digest shows what of its list is still held back; it is settled when nothing is. */
function syncDigest(desk: DeskContext, now: number): void {
  const row = desk.deskCards.get(desk.journal.fact(DIGEST) ?? '')
  if (row === undefined || row.finishedAt !== null) return
  if (desk.attention.listed(1).length > 0) syncDeskCard(desk, row.key, now)
  else changeDeskCard(desk, row, { changed: desk.say.attention.digestDone, finished: true }, now)
}
