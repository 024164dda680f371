import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import { mayGoAlone } from '../faq/signature.ts'
import type { Reading } from '../faq-answer.ts'
import type { Surface } from '../intake.ts'
import { answerLang } from '../people.ts'

/**
 * Whether a model is asked before the FAQ says anything to a turn. Where it is asked, no FAQ text leaves before it has
 * spoken or failed: a passive reply that costs nothing carries the receipt meanwhile, and the answer follows as a
 * message of its own. One thing does not wait: a question which of two or three entries is meant, where it can ride on
 * a passive reply that costs nothing and would be lost. Citizens know better than a model what they mean, so that none
 * is asked then.
 */
export function asksModel(
  desk: DeskContext,
  reading: Reading | undefined,
  words: string,
  lang: string,
  surface: Surface,
  now: number,
): boolean {
  if (reading === undefined || desk.settings.faqModel !== 'on') return false
  if (reading.answer !== undefined) return true
  if (reading.match.band !== 'offer' || (reading.choice !== undefined && isFree(surface))) return false
  // Whatever it chose could not be sent: staff get the turn at once.
  return reading.match.candidates.some(({ id }) => {
    const entry = desk.faq.entry(id, answerLang(lang))
    return entry !== undefined && mayGoAlone(desk, entry, words, surface.maxLength, now).ok
  })
}

/** A reply on the answer to the platform's request, which the platform does not count. */
export const isFree = ({ passive, passiveCounts }: Surface): boolean => passive && !passiveCounts

/** How long a turn waits for a model at most; then the matcher's own word stands. Milliseconds. */
const WAIT_MS = 15_000

/** What a `choose` effect is about. */
export interface ChoosePayload {
  readonly turn: number
  readonly wordsHash: string
}

/** Asks a model which entry answers these words, through the outbox. Words that come later are asked about anew. */
export function askChoice(desk: DeskContext, conversation: Conversation, words: string, now: number): void {
  const { id: conversationId, turn } = conversation
  const payload: ChoosePayload = { turn, wordsHash: desk.hash(words) }
  desk.outbox.cancelKind(conversationId, 'choose')
  desk.faqChoices.ask({ conversationId, turn, wordsHash: payload.wordsHash, askedAt: now })
  desk.conversations.update(conversationId, { turnDueAt: Math.max(conversation.turnDueAt ?? 0, now + WAIT_MS) })
  desk.outbox.add({
    kind: 'choose',
    lane: 'choice',
    orderKey: `choose:${conversationId}`,
    conversationId,
    replyId: null,
    payload: JSON.stringify(payload),
    dueAt: now,
    createdAt: now,
  })
}

/** What a conversation still waits for a model to say; undefined when it waits for nothing. */
export function askedOf(desk: DeskContext, { id, turn }: Pick<Conversation, 'id' | 'turn'>) {
  if (desk.settings.faqModel === 'off') return undefined
  const choice = desk.faqChoices.ofTurn(id, turn)
  return choice?.state === 'asked' ? choice : undefined
}

/** New words of the turn are nothing to ask a model about: what was asked before counts no more. True when it was asked. */
export function dropChoice(desk: DeskContext, conversation: Pick<Conversation, 'id' | 'turn'>, now: number): boolean {
  const asked = askedOf(desk, conversation)
  if (asked === undefined) return false
  desk.outbox.cancelKind(conversation.id, 'choose')
  desk.faqChoices.decide(asked, { state: 'dropped', decidedAt: now })
  return true
}
