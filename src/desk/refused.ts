import type { Effect } from '../store/outbox.ts'
import type { DeskContext } from './context.ts'

/**
 * A card or a note that the chat refused for good: staff learn of it beside the next thing that the chat takes,
 * since the one place that cannot tell them is the card that is missing.
 */

const FACT = 'chat-refused'

/** Remembers that staff have to be told. What belongs to no conversation is such a word itself. */
export function refused(desk: DeskContext, effect: Effect): void {
  if (isShown(effect)) desk.journal.setFact(FACT, 'untold')
}

/** The chat has just taken something: says once how much of what came before it did not take. */
export function tellRefused(desk: DeskContext, now: number): void {
  if (desk.journal.fact(FACT) !== 'untold') return
  desk.journal.setFact(FACT, 'told')
  const dead = desk.outbox.dead().filter(isShown)
  const cards = dead.filter((effect) => effect.kind === 'card').length
  if (dead.length === 0) return
  desk.outbox.add({
    kind: 'note',
    lane: 'chat',
    orderKey: 'chat:desk',
    conversationId: null,
    replyId: null,
    payload: JSON.stringify({ text: desk.say.ping.refused(cards, dead.length - cards) }),
    dueAt: now,
    createdAt: now,
  })
}

/** Conversations whose card is not in the chat, or not as it should be, because the chat refused it; newest first. */
export const withoutCard = (desk: DeskContext): number[] =>
  desk.outbox
    .dead()
    .flatMap(({ kind, conversationId }) => (kind === 'card' && conversationId !== null ? [conversationId] : []))
    .toSorted((a, b) => b - a)

const isShown = ({ kind, conversationId }: Effect): boolean =>
  (kind === 'card' || kind === 'note') && conversationId !== null
