import type { Conversation } from '../store/conversations.ts'
import { type Arrival, enter, store } from './arrival.ts'
import { syncCard } from './card-sync.ts'
import type { DeskContext } from './context.ts'
import { noDeadline } from './deadline.ts'
import { mayGoAlone } from './faq/signature.ts'
import type { Triage } from './message.ts'
import { answerLang } from './people.ts'
import { say } from './record.ts'
import { type Provenance, passiveReply, queueCurated } from './replies.ts'

export interface FaqAnswer {
  readonly text: string
  readonly id: string
  /** All that it answers from, in the order asked; the first is `id`. */
  readonly ids: readonly string[]
  readonly title: string
  readonly confidence: number
}

/** What it takes to answer from the FAQ: far less than a desk. */
export interface Answering {
  readonly settings: Pick<DeskContext['settings'], 'faqAuto' | 'timeZone'>
  readonly faq: DeskContext['faq']
}

/**
 * The FAQ text that may go out by itself, if the matcher is sure and nothing speaks against it. Two questions get both
 * texts where they fit; a turn that asks something more is left to a person. `maxLength` in characters, `now` in
 * milliseconds UTC.
 */
export function faqAnswer(
  desk: Answering,
  words: string,
  turn: Triage,
  { maxLength, now }: { readonly maxLength: number; readonly now: number },
): FaqAnswer | undefined {
  if (!desk.settings.faqAuto || turn.needsPerson || turn.lang === 'other') return undefined
  if (turn.approach !== 'question' && turn.approach !== 'request') return undefined
  const { band, answers, candidates, rest } = desk.faq.match(words)
  if (band !== 'answer' || rest) return undefined
  const parts = answers.map((id) => {
    const entry = desk.faq.entry(id, answerLang(turn.lang))
    if (entry === undefined) return undefined
    const limit = Math.floor((maxLength - (answers.length - 1) * between.length) / answers.length)
    const text = mayGoAlone(desk, entry, words, limit, now)
    const confidence = candidates.find((candidate) => candidate.id === id)?.confidence ?? 0
    return text.ok ? { text: text.text, id, title: entry.title, confidence } : undefined
  })
  const [first] = parts
  if (first === undefined || parts.some((part) => part === undefined)) return undefined
  return {
    ...first,
    text: parts.map((part) => part?.text ?? '').join(between),
    title: parts.map((part) => part?.title ?? '').join('、'),
    ids: answers,
  }
}

/** Between two answers in one message. */
const between = '\n\n'

/** The FAQ's text goes out at once; no person is asked. */
export function answered(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
  collecting: Conversation | undefined,
  turn: Triage,
  answer: FaqAnswer,
): string | undefined {
  const { surface, now } = arrival
  const conversation = enter(desk, arrival, current, collecting, turn, {
    state: surface.passive ? 'answered' : 'sending',
    turnDueAt: null,
    ...noDeadline,
    repliesUsed: surface.passive && surface.passiveCounts ? 1 : 0,
  })
  const provenance: Provenance = { entry: answer.id, confidence: answer.confidence, way: 'cite' }
  if (surface.passive) passiveReply(desk, conversation, { text: answer.text, kind: 'faq', provenance }, now)
  else queueCurated(desk, conversation, { text: answer.text, kind: 'faq', provenance }, now)
  if (collecting !== undefined && surface.passive) desk.messages.end(conversation.id, conversation.turn, 'faq', null)
  store(desk, arrival, conversation, {
    outcome: surface.passive ? 'faq' : 'pending',
    passive: surface.passive ? answer.text : undefined,
  })
  if (conversation.owner !== null) {
    say(desk, conversation.id, now, 'desk', 'faq', desk.say.history.answeredNow(answer.title))
    syncCard(desk, conversation.id, now, 'known')
  }
  return surface.passive ? answer.text : undefined
}
