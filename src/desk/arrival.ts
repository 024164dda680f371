import type { Conversation } from '../store/conversations.ts'
import { syncCard } from './card-sync.ts'
import type { DeskContext } from './context.ts'
import type { Inbound, Surface } from './intake.ts'
import type { Triage } from './message.ts'
import { note } from './notes.ts'
import { splitText } from './split.ts'
import { MESSAGE_ON_CARD, shown } from './words.ts'

/** One new message with where and when it came in. */
export interface Arrival {
  readonly message: Inbound
  readonly channel: string
  readonly surface: Surface
  readonly now: number
}

/** Keeps the message, with the conversation it belongs to and how it ended if it has. Returns its id. */
export function store(
  desk: DeskContext,
  arrival: Arrival,
  conversation: { id: number; turn: number } | undefined,
  end: { outcome: 'pending' | 'faq' | 'no-reply'; reason?: string; passive?: string | undefined },
): number {
  const { message, channel, now } = arrival
  return desk.messages.insert({
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
    return desk.conversations.insert({
      channel: arrival.channel,
      surface: message.surface,
      thread: message.thread,
      sender: message.sender,
      state: 'listening',
      turn: 1,
      turnDueAt: null,
      turnSince: now,
      emergency: null,
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
  }
  const next =
    collecting === undefined
      ? {
          turn: current.turn + 1,
          turnSince: now,
          draftId: null,
          draftingSince: null,
          emergency: null,
          version: current.version + 1,
        }
      : {}
  const row = { ...next, ...common }
  desk.conversations.update(current.id, row)
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
