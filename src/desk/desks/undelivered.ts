import type { Effect } from '../../store/outbox.ts'
import { callOwner, noted } from '../cases/record.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { chatIds, leadersOf } from '../people.ts'
import { deskName } from './directory.ts'
import { type Letter, type LetterBody, type LetterRefusal, letterRefusals } from './letter.ts'
import { letterOf } from './post.ts'

export const DEAD_LETTER = 'dead-letter'
export interface DeadLetter {
  readonly effect: number
  readonly letter: string
  readonly to: string
  readonly what: LetterBody['kind']
  readonly why: string
}
const deadKey = (letter: Letter): string => `letter-${letter.id}`

/** It has arrived. If staff were told that it could not, their card says so. */
export function letterArrived(desk: DeskContext, effect: Effect, now: number): void {
  const card = desk.deskCards.get(deadKey(letterOf(effect)))
  if (card === undefined || card.finishedAt !== null) return
  changeDeskCard(desk, card, { changed: desk.say.desks.letter.arrived, finished: true }, now)
}

/** Words about a case that the other desk does not have, or no longer: nobody there misses them. */
const PASSING: ReadonlySet<LetterBody['kind']> = new Set([
  'withdrawn',
  'answered',
  'urged',
  'wrote',
  'waits',
  'progress',
  'extended',
  'granted',
])

/** It will not arrive by itself any more: staff decide on a card whether it is sent again. */
export function letterLost(desk: DeskContext, effect: Effect, code: string, why: string, now: number): void {
  const letter = letterOf(effect)
  const { to, body } = letter
  if (code === 'unknown-matter' && PASSING.has(body.kind)) {
    desk.outbox.remove(effect.id)
    return
  }
  const refusal = letterRefusals.find((one): one is LetterRefusal => one === code)
  const words = refusal === undefined ? why : desk.say.desks.refusals[refusal]
  const payload: DeadLetter = { effect: effect.id, letter: letter.id, to, what: body.kind, why: words }
  const key = deadKey(letter)
  const card = desk.deskCards.get(key)
  const line = desk.say.desks.letter.failed(words)
  if (card === undefined) raiseDeskCard(desk, { key, kind: DEAD_LETTER, payload }, now)
  else changeDeskCard(desk, card, { changed: line, payload }, now)
  const text = desk.say.desks.letter.ping(deskName(desk.settings.directory, to), words)
  const leaders = leadersOf(desk).map(({ id }) => id)
  noteOnDeskCard(desk, key, text, chatIds(desk, leaders), now)
  const referral = body.kind === 'refer' ? desk.cases.referral(body.ref) : undefined
  if (referral === undefined) return
  const name = deskName(desk.settings.directory, to)
  noted(
    desk,
    referral.caseId,
    { actor: 'desk', what: 'lost', line: desk.say.desks.history.undelivered(name, words) },
    now,
  )
  const row = desk.cases.get(referral.caseId)
  if (row !== undefined) callOwner(desk, row, text, now)
}
