import { sendable } from '../faq/sendable.ts'
import type { Conversation } from '../store/conversations.ts'
import { type Arrival, enter, store } from './arrival.ts'
import { syncCard } from './card-sync.ts'
import { waitNoMore } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import type { Triage } from './message.ts'
import { answerLang } from './people.ts'
import { say } from './record.ts'
import { type Provenance, passiveReply, queueCurated } from './replies.ts'
import { dayOf } from './times.ts'

export interface FaqAnswer {
  readonly text: string
  readonly id: string
  readonly title: string
  readonly confidence: number
}

/** The FAQ text that may go out by itself, if the matcher is sure and nothing speaks against it. */
export function faqAnswer(desk: DeskContext, words: string, turn: Triage, arrival: Arrival): FaqAnswer | undefined {
  if (!desk.settings.faqAuto || turn.needsPerson || turn.lang === 'other') return undefined
  if (turn.approach !== 'question' && turn.approach !== 'request') return undefined
  const match = desk.faq.match(words)
  const best = match.candidates[0]
  if (match.band !== 'answer' || best === undefined) return undefined
  const entry = desk.faq.entry(best.id, answerLang(turn.lang))
  if (entry === undefined) return undefined
  const today = dayOf(arrival.now, desk.settings.timeZone)
  const text = sendable(entry, desk.settings.variables, arrival.surface.maxLength, today)
  return text.ok ? { text: text.text, id: best.id, title: entry.title, confidence: best.confidence } : undefined
}

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
    repliesUsed: surface.passive && surface.passiveCounts ? 1 : 0,
  })
  if (current !== undefined) waitNoMore(desk, conversation.id)
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
