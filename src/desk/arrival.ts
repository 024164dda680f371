import type { FaqMatch } from '../faq/entry.ts'
import { messageText } from '../store/chain.ts'
import type { Conversation } from '../store/conversations.ts'
import { syncCard } from './card-sync.ts'
import { joinAnswer, type Question } from './cases/answer-elsewhere.ts'
import type { DeskContext } from './context.ts'
import type { Inbound, Surface } from './intake.ts'
import type { Triage } from './message.ts'
import { note } from './notes.ts'
import type { Written } from './replies.ts'
import { splitText } from './split.ts'
import { MESSAGE_ON_CARD, shown } from './words.ts'

/** One new message with where and when it came in. */
export interface Arrival {
  readonly message: Inbound
  readonly channel: string
  readonly surface: Surface
  readonly now: number
  /** What the FAQ said to its turn, where it was asked. */
  readonly match?: FaqMatch | undefined
  /** What the citizen was asked in another conversation and answers now. */
  readonly answers?: Question | undefined
}

/** How a message ended if it has, and what the citizen is told because of it. */
interface Ending {
  readonly outcome: 'pending' | 'faq' | 'no-reply'
  readonly reason?: string
  readonly passive?: string | undefined
  readonly reply?: Written | undefined
}

/** Keeps the message, with the conversation it belongs to, and puts on record what the desk made of it. Its id. */
export function store(
  desk: DeskContext,
  arrival: Arrival,
  conversation: Conversation | undefined,
  end: Ending,
): number {
  const { message, channel, now } = arrival
  const id = desk.messages.insert({
    channel,
    dedupeKey: message.dedupeKey,
    conversationId: conversation?.id ?? null,
    turn: conversation?.turn ?? 0,
    kind: message.kind,
    text: message.text,
    sentAt: message.at,
    receivedAt: now,
    passive: end.passive ?? null,
    outcome: end.outcome,
    reason: end.reason ?? null,
  })
  desk.journal.record({
    conversationId: conversation?.id ?? null,
    at: now,
    actor: 'citizen',
    what: 'received',
    line: '',
    detail: JSON.stringify(received(desk, arrival, conversation, end)),
  })
  return id
}

/** What the record says of a message: a digest for its words, what triage and the FAQ found, what was said to it. */
function received(
  desk: DeskContext,
  { message, channel, match }: Arrival,
  conversation: Conversation | undefined,
  { outcome, reply }: Ending,
): Readonly<Record<string, unknown>> {
  return {
    channel,
    key: message.dedupeKey,
    digest: desk.hash(messageText(conversation?.sender ?? '', message.text)),
    outcome,
    ...(conversation && {
      turn: conversation.turn,
      approach: conversation.approach,
      topic: conversation.topic,
      urgency: conversation.urgency,
    }),
    ...(match && {
      band: match.band,
      why: match.why.code,
      found: match.candidates.map(({ id, confidence }) => [id, confidence]),
    }),
    ...(reply && { reply: reply.id, hash: reply.hash }),
  }
}

/** The conversation and turn a message belongs to, with what the message makes of them. */
export function enter(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
  collecting: Conversation | undefined,
  turn: Triage,
  change: Partial<Conversation>,
): Conversation {
  const { message, now } = arrival
  const common = {
    approach: turn.approach,
    topic: turn.topic,
    urgency: turn.urgency,
    lang: turn.lang,
    reasons: JSON.stringify(turn.reasons),
    target: message.target,
    lastInboundAt: Math.min(message.at, now),
    repliesUsed: 0,
    updatedAt: now,
    ...change,
  }
  if (current === undefined) {
    const opened = desk.conversations.insert({
      channel: arrival.channel,
      surface: message.surface,
      thread: message.thread,
      sender: message.sender,
      state: 'listening',
      turn: 1,
      turnDueAt: null,
      turnSince: now,
      emergency: null,
      burst: null,
      owner: null,
      deadlineAt: null,
      draftId: null,
      draftingSince: null,
      version: 1,
      cardRef: null,
      changed: '',
      createdAt: now,
      ...common,
    })
    if (arrival.answers !== undefined) joinAnswer(desk, opened, arrival.answers, now)
    return opened
  }
  const next =
    collecting === undefined
      ? {
          turn: current.turn + 1,
          turnSince: now,
          draftId: null,
          draftingSince: null,
          emergency: null,
          burst: null,
          // Who had no card before has nobody yet who knows of them.
          ...(current.burst !== null && current.cardRef === null ? { owner: null } : {}),
          version: current.version + 1,
        }
      : {}
  const row = { ...next, ...common }
  desk.conversations.update(current.id, row)
  if (arrival.answers !== undefined) joinAnswer(desk, current, arrival.answers, now)
  return { ...current, ...row }
}

/** A long message does not fit a card: its rest is put into the card's thread, once, split at sentences. */
export function overflow(desk: DeskContext, conversationId: number, arrival: Arrival): void {
  if (arrival.message.text.length <= MESSAGE_ON_CARD) return
  const pieces = splitText(shown(desk, arrival.message).text, MESSAGE_ON_CARD)
  const rest = pieces.slice(1).join('')
  if (rest === '') return
  syncCard(desk, conversationId, arrival.now, 'always')
  const parts = splitText(rest, desk.settings.chat.noteLimit)
  for (const [index, part] of parts.entries()) {
    note(desk, conversationId, desk.say.ping.rest(index + 1, parts.length, part), [], arrival.now)
  }
}
