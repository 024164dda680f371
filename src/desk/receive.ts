import { sendable } from '../faq/fill.ts'
import type { Conversation } from '../store/conversations.ts'
import { MESSAGE_ON_CARD, syncCard } from './cards.ts'
import type { DeskContext } from './context.ts'
import { noDeadline } from './deadline.ts'
import { beginCollecting, closeTurn } from './turns.ts'
import { DeskError } from './errors.ts'
import type { Accepted, Delivery, Inbound, Surface } from './intake.ts'
import type { Triage } from './message.ts'
import { answerLang, standingFor, standingValues } from './people.ts'
import { tell } from './pings.ts'
import { mask } from './privacy.ts'
import { passiveReply, type Provenance, queueReply } from './replies.ts'
import { splitText } from './split.ts'
import { fillStanding } from './standing.ts'
import { dayOf } from './times.ts'
import { triage } from './triage.ts'
import { callOut } from './urgency.ts'
import { joinWords } from './words.ts'
import { say } from './record.ts'

/** Longest text that is kept, in UTF-16 units; what is beyond it is cut with a mark. */
export const TEXT_LIMIT = 100_000
/** Longest text that is triaged and matched: a question stands in its first pages. */
const READ_LIMIT = 20_000

/** An open turn: nothing has been decided that the public knows of. */
const COLLECTING = new Set(['listening', 'waiting', 'second', 'holding'])
/** Somebody still has to do something, so a new message belongs to it however late it comes. */
const UNFINISHED = new Set(['listening', 'waiting', 'second', 'holding', 'sending', 'uncertain', 'failed'])

/** Takes one verified delivery in. Runs in the transaction that makes it durable. */
export function receive(desk: DeskContext, delivery: Delivery, now: number): Accepted {
  if (delivery.nonce !== undefined && !desk.journal.claimNonce(delivery.nonce)) return { kind: 'replayed' }
  let passive: string | undefined
  let stored = 0
  let repeated = 0
  for (const message of delivery.messages) {
    const known = desk.messages.known(delivery.channel, message.dedupeKey)
    if (known === undefined) {
      passive = take(desk, delivery.channel, message, now)
      stored += 1
    } else {
      passive = known.passive ?? undefined
      repeated += 1
    }
  }
  return { kind: 'accepted', passive, stored, repeated }
}

interface Arrival {
  readonly message: Inbound
  readonly channel: string
  readonly surface: Surface
  readonly now: number
}

function take(desk: DeskContext, channel: string, inbound: Inbound, now: number): string | undefined {
  const surface = desk.settings.channels[channel]?.surfaces[inbound.surface]
  if (surface === undefined) throw new DeskError('unknown-surface', `channel ${channel} has no surface ${inbound.surface}`)
  const text = inbound.text.length > TEXT_LIMIT ? `${inbound.text.slice(0, TEXT_LIMIT - 1)}…` : inbound.text
  const arrival: Arrival = { message: { ...inbound, text }, channel, surface, now }
  if (inbound.kind === 'follow') return welcome(desk, arrival)

  const latest = desk.conversations.latest(channel, inbound.thread, inbound.surface)
  const current = latest !== undefined && belongs(desk, latest, now) ? latest : undefined
  const alone = triage(text.slice(0, READ_LIMIT))
  const collecting = current !== undefined && COLLECTING.has(current.state) ? current : undefined
  if (alone.approach === 'chatter' || alone.approach === 'praise') {
    idle(desk, arrival, current, alone)
    return undefined
  }
  const earlier = collecting === undefined ? [] : desk.messages.ofTurn(collecting.id, collecting.turn)
  const words = joinWords([...earlier, arrival.message])
  const turn = earlier.length === 0 ? alone : triage(words.slice(0, READ_LIMIT))
  const graver = alone.approach === 'emergency' ? alone : turn

  if (graver.approach === 'emergency') return emergency(desk, arrival, current, collecting, graver)
  // A person may be reading the draft already: then a person sees the new words too.
  const unseen = collecting === undefined || collecting.state === 'listening'
  const answer = unseen ? faqAnswer(desk, words.slice(0, READ_LIMIT), graver, arrival) : undefined
  if (answer !== undefined) return answered(desk, arrival, current, collecting, graver, answer)
  return collect(desk, arrival, current, collecting, graver)
}

/** Whether a new message of the thread goes on with its newest conversation. */
const belongs = (desk: DeskContext, latest: Conversation, now: number): boolean =>
  UNFINISHED.has(latest.state) || now - latest.updatedAt <= desk.settings.policies.continueMs

function store(
  desk: DeskContext,
  arrival: Arrival,
  conversation: { id: number; turn: number } | undefined,
  end: { outcome: 'pending' | 'faq' | 'no-reply'; reason?: string; passive?: string | undefined },
): void {
  const { message, channel, now } = arrival
  desk.messages.insert({
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

/** Someone follows the account: a word of welcome where it costs nothing. No conversation. */
function welcome(desk: DeskContext, arrival: Arrival): string | undefined {
  const free = arrival.surface.passive && !arrival.surface.passiveCounts
  const text = free
    ? fillStanding(desk.settings.standing.zh.followWelcome, { ...desk.settings.variables, desk_name: desk.settings.name })
    : undefined
  store(desk, arrival, undefined, { outcome: 'no-reply', reason: desk.say.fact.follow, passive: text })
  return text
}

/** Thanks, greetings and praise: kept, and nothing else. They neither open a conversation nor restart a clock. */
function idle(desk: DeskContext, arrival: Arrival, current: Conversation | undefined, alone: Triage): void {
  const reason = alone.approach === 'praise' ? desk.say.fact.noReplyPraise : desk.say.fact.noReplyChatter
  if (current === undefined) {
    store(desk, arrival, undefined, { outcome: 'no-reply', reason })
    return
  }
  store(desk, arrival, current, { outcome: 'no-reply', reason })
  // What the platform counts is the citizen's last message, whatever it says.
  if (!arrival.surface.passiveCounts && !arrival.surface.public) {
    desk.conversations.update(current.id, { target: arrival.message.target, lastInboundAt: arrival.now, repliesUsed: 0 })
  }
}

/** The conversation and turn a message belongs to, with what the message makes of them. */
function enter(
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
      ...noDeadline,
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
      ? { turn: current.turn + 1, turnSince: now, draftId: null, draftingSince: null, emergency: null, version: current.version + 1 }
      : {}
  const row = { ...next, ...common }
  desk.conversations.update(current.id, row)
  return { ...current, ...row }
}

interface FaqAnswer {
  readonly text: string
  readonly id: string
  readonly confidence: number
}

/** The FAQ text that may go out by itself, if the matcher is sure and nothing speaks against it. */
function faqAnswer(desk: DeskContext, words: string, turn: Triage, arrival: Arrival): FaqAnswer | undefined {
  if (!desk.settings.faqAuto || turn.needsPerson || turn.lang === 'other') return undefined
  if (turn.approach !== 'question' && turn.approach !== 'request') return undefined
  const match = desk.faq.match(words)
  const best = match.candidates[0]
  if (match.band !== 'answer' || best === undefined) return undefined
  const entry = desk.faq.entry(best.id, answerLang(turn.lang))
  if (entry === undefined) return undefined
  const today = dayOf(arrival.now, desk.settings.timeZone)
  const text = sendable(entry, desk.settings.variables, arrival.surface.maxLength, today)
  return text.ok ? { text: text.text, id: best.id, confidence: best.confidence } : undefined
}

function answered(
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
  else queue(desk, conversation, { text: answer.text, kind: 'faq', provenance }, now)
  if (collecting !== undefined) desk.messages.end(conversation.id, conversation.turn, 'faq', null)
  store(desk, arrival, conversation, {
    outcome: surface.passive ? 'faq' : 'pending',
    passive: surface.passive ? answer.text : undefined,
  })
  if (conversation.owner !== null) {
    say(desk, conversation.id, now, 'desk', 'faq', desk.say.history.answeredNow(answer.id))
    syncCard(desk, conversation.id, now, 'known')
  }
  return surface.passive ? answer.text : undefined
}

const queue = (
  desk: DeskContext,
  conversation: Conversation,
  reply: { text: string; kind: 'faq' | 'standing'; provenance: Provenance },
  now: number,
): number => queueReply(desk, conversation, { ...reply, corrects: null, draftId: null, holding: false }, now, now)

/** Danger: the approved text goes out at once, people are called at once, and the turn does not wait for quiet. */
function emergency(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
  collecting: Conversation | undefined,
  turn: Triage,
): string | undefined {
  const { surface, now } = arrival
  const kind = turn.emergency ?? 'crime'
  const told = collecting?.emergency === kind
  const conversation = enter(desk, arrival, current, collecting, turn, { emergency: kind })
  let passive: string | undefined
  if (!told) {
    const text = fillStanding(standingFor(desk, turn.lang).emergency[kind], standingValues(desk, conversation.id))
    const provenance: Provenance = { standing: `emergency.${kind}` }
    if (surface.passive) {
      passive = text
      passiveReply(desk, conversation, { text, kind: 'standing', provenance }, now)
      if (surface.passiveCounts) desk.conversations.update(conversation.id, { repliesUsed: conversation.repliesUsed + 1 })
    } else queue(desk, conversation, { text, kind: 'standing', provenance }, now)
  }
  store(desk, arrival, conversation, { outcome: 'pending', passive })
  const name = desk.say.emergencies[kind] ?? kind
  if (!told) {
    say(desk, conversation.id, now, 'desk', 'emergency', desk.say.history.emergencyFound(name))
    say(desk, conversation.id, now, 'desk', 'standing', desk.say.history.emergencyText)
  }
  const fresh = desk.conversations.get(conversation.id)
  if (fresh !== undefined) closeTurn(desk, fresh, now)
  if (!told) callOut(desk, conversation.id, fresh?.owner ?? null, name, now)
  overflow(desk, conversation.id, arrival)
  return passive
}

/** Everything else is collected until the citizen is quiet, then goes to a person. */
function collect(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
  collecting: Conversation | undefined,
  turn: Triage,
): string | undefined {
  const { surface, now } = arrival
  const conversation = enter(desk, arrival, current, collecting, turn, {})
  const opens = collecting === undefined
  beginCollecting(desk, conversation, collecting, now)
  let passive: string | undefined
  if (opens || turn.approach === 'not-helped') {
    const text = receiptText(desk, conversation, turn)
    const provenance: Provenance = { standing: turn.approach === 'not-helped' ? 'personComing' : 'receipt' }
    if (surface.passive && !surface.passiveCounts) {
      passive = text
      passiveReply(desk, conversation, { text, kind: 'standing', provenance }, now)
    } else if (!surface.passive && surface.maxReplies === undefined && !surface.public) {
      queue(desk, conversation, { text, kind: 'standing', provenance }, now)
    }
  }
  store(desk, arrival, conversation, { outcome: 'pending', passive })
  overflow(desk, conversation.id, arrival)
  return passive
}

function receiptText(desk: DeskContext, conversation: Conversation, turn: Triage): string {
  const texts = standingFor(desk, turn.lang)
  const text = turn.approach === 'not-helped' ? texts.personComing : turn.lang === 'other' ? texts.unknownLanguage : texts.receipt
  return fillStanding(text, standingValues(desk, conversation.id))
}

/** A long message does not fit a card: its rest is put into the card's thread, once, split at sentences. */
function overflow(desk: DeskContext, conversationId: number, arrival: Arrival): void {
  if (arrival.message.text.length <= MESSAGE_ON_CARD) return
  const pieces = splitText(mask(arrival.message.text).text, MESSAGE_ON_CARD)
  const rest = pieces.slice(1).join('')
  if (rest === '') return
  syncCard(desk, conversationId, arrival.now, 'always')
  const parts = splitText(rest, desk.settings.chat.noteLimit)
  for (const [index, part] of parts.entries()) {
    tell(desk, conversationId, desk.say.ping.rest(index + 1, parts.length, part), arrival.now)
  }
}
