import type { Effect } from '../../store/outbox.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { chatIds, leadersOf } from '../people.ts'
import { deskName } from './directory.ts'
import type { Letter, LetterBody, LetterRefusal } from './letter.ts'
import { letterRefusals } from './letter.ts'

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

/** The letter that an effect of kind `letter` carries. */
export function letterOf(effect: Effect): Letter {
  const { letter }: { letter: Letter } = JSON.parse(effect.payload)
  return letter
}

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

/** It will not arrive by itself any more: staff decide on a card whether it is sent again. */
export function letterLost(desk: DeskContext, effect: Effect, code: string, why: string, now: number): void {
  const letter = letterOf(effect)
  const { to, body } = letter
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
}
