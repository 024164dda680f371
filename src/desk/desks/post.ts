import type { Effect } from '../../store/outbox.ts'
import type { DeskContext } from '../context.ts'
import { Letter, type LetterBody } from './letter.ts'

const LANE = 'desk:'
const SEQUENCE = 'letters-written'

/** The desk that a lane of the outbox leads to; undefined for every other lane. */
export const deskOfLane = (lane: string): string | undefined =>
  lane.startsWith(LANE) ? lane.slice(LANE.length) : undefined

/** Writes a letter to another desk. Letters to one desk go out one after the other, in the order they were written. */
export function post(desk: DeskContext, to: string, body: LetterBody, now: number): void {
  const count = Number(desk.journal.fact(SEQUENCE) ?? 0) + 1
  desk.journal.setFact(SEQUENCE, String(count))
  // With the time in it an id is not used again by a desk that was put back to an older copy of its file.
  const letter: Letter = { id: `${desk.settings.id}-${now}-${count}`, from: desk.settings.id, to, at: now, body }
  desk.outbox.add({
    kind: 'letter',
    lane: `${LANE}${to}`,
    orderKey: `${LANE}${to}`,
    conversationId: null,
    replyId: null,
    payload: JSON.stringify({ letter }),
    dueAt: now,
    createdAt: now,
  })
}

/** The letter that an effect of kind `letter` carries; it may have been written by a version before this one. */
export function letterOf(effect: Effect): Letter {
  const { letter }: { letter: unknown } = JSON.parse(effect.payload)
  return Letter.parse(letter)
}

/**
 * Whether a letter that died should still arrive: a case that has been given to somebody else meanwhile should not, nor
 * that something is overdue or ordered which has been dealt with since.
 */
export function isStillMeant(desk: DeskContext, { to, body }: Letter): boolean {
  if (body.kind === 'refer') return desk.cases.referral(body.ref)?.state === 'sent'
  if (body.kind !== 'overdue' && body.kind !== 'ordered') return true
  const aboutId = body.about === 'referral' ? desk.links.handedByRef(to, body.id)?.caseId : body.id
  const about = body.about === 'conversation' ? 'conversation' : 'case'
  return aboutId !== undefined && desk.links.openFor({ about, aboutId }).length > 0
}
