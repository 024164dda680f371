import type { Conversation } from '../store/conversations.ts'
import { type Arrival, enter, overflow, store } from './arrival.ts'
import { syncCard } from './card-sync.ts'
import { waitNoMore } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import type { FaqAnswer } from './faq-answer.ts'
import type { Triage } from './message.ts'
import { countAnswer } from './outcomes.ts'
import { say } from './record.ts'
import { type Provenance, passiveReply, queueCurated } from './replies.ts'
import { collecting as quietTime } from './turns.ts'

/** The FAQ's text goes out at once; no person is asked, but for what it leaves open. */
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
    ...(answer.rest
      ? quietTime(desk, collecting, now)
      : { state: surface.passive ? 'answered' : 'sending', turnDueAt: null }),
    repliesUsed: surface.passive && surface.passiveCounts ? 1 : 0,
  })
  if (current !== undefined && !answer.rest) waitNoMore(desk, conversation.id)
  const reply = { text: answer.text, kind: 'faq', provenance: answerProvenance(answer) } as const
  const written = surface.passive
    ? passiveReply(desk, conversation, reply, now)
    : queueCurated(desk, conversation, reply, now)
  if (surface.passive) countAnswer(desk, written.id, reply.provenance, now)
  const ended = surface.passive && !answer.rest
  if (collecting !== undefined && ended) desk.messages.end(conversation.id, conversation.turn, 'faq', null)
  store(desk, arrival, conversation, {
    outcome: ended ? 'faq' : 'pending',
    passive: surface.passive ? answer.text : undefined,
    reply: written,
  })
  const titles = answer.parts.map((part) => part.title).join(desk.say.list)
  if (answer.rest) {
    say(desk, conversation.id, now, 'desk', 'faq', desk.say.outcome.answeredPart(titles))
    overflow(desk, conversation.id, arrival)
  } else if (conversation.owner !== null)
    say(desk, conversation.id, now, 'desk', 'faq', desk.say.history.answeredNow(titles))
  if (conversation.owner !== null) syncCard(desk, conversation.id, now, 'known')
  return surface.passive ? answer.text : undefined
}

export function answerProvenance({ parts, rest, unchecked }: FaqAnswer): Provenance {
  const [first, second] = parts
  return {
    ...(first === undefined ? {} : { entry: first.id, confidence: first.confidence }),
    ...(second === undefined ? {} : { entries: parts.map((part) => part.id) }),
    ...(rest ? { rest } : {}),
    ...(unchecked === undefined ? {} : { unchecked }),
    way: 'cite',
  }
}
