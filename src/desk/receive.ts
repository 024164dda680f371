import type { Conversation } from '../store/conversations.ts'
import { answered } from './answer-at-once.ts'
import { type Arrival, store } from './arrival.ts'
import { questionFor } from './cases/answer-elsewhere.ts'
import { answerInquiry } from './cases/inquiry.ts'
import { citizenWrote } from './cases/progress.ts'
import { pick } from './choose.ts'
import { collect } from './collect.ts'
import type { DeskContext } from './context.ts'
import { emergency } from './danger.ts'
import { DeskError } from './errors.ts'
import { readTurn } from './faq-answer.ts'
import { entryBefore } from './faq-before.ts'
import type { Accepted, Delivery, Inbound } from './intake.ts'
import type { Triage } from './message.ts'
import { asksModel } from './model/ask.ts'
import { confirm, wroteOn } from './outcomes.ts'
import { fillStanding } from './standing.ts'
import { saysHelped } from './triage/helped.ts'
import { triage } from './triage.ts'
import { joinWords } from './words.ts'

/** Longest text that is kept, in UTF-16 units; what is beyond it is cut with a mark. */
export const TEXT_LIMIT = 100_000
/** Longest text that is triaged and matched: a question stands in its first pages. */
const READ_LIMIT = 20_000

/** An open turn: nothing has been decided that the public knows of. */
const COLLECTING = new Set(['listening', 'waiting', 'second', 'holding'])
/** Nobody has anything to do. */
const DONE = new Set(['answered', 'closed'])
/** Somebody still has to do something, so a new message belongs to it however late it comes. */
const UNFINISHED = new Set(['listening', 'waiting', 'second', 'holding', 'sending', 'uncertain', 'failed'])

/** Takes one verified delivery in. Runs in the transaction that makes it durable. */
export function receive(desk: DeskContext, delivery: Delivery, now: number): Accepted {
  const { channel, nonce } = delivery
  // Two connected systems may number their messages alike.
  if (nonce !== undefined && !desk.journal.claimNonce({ ...nonce, key: `${channel}/${nonce.key}` }))
    return { kind: 'replayed' }
  let passive: string | undefined
  let stored = 0
  let repeated = 0
  for (const message of delivery.messages) {
    const known = desk.messages.known(channel, message.dedupeKey)
    if (known === undefined) {
      passive = take(desk, channel, message, now)
      stored += 1
    } else {
      passive = known.passive ?? undefined
      repeated += 1
    }
  }
  return { kind: 'accepted', passive, stored, repeated }
}

function take(desk: DeskContext, channel: string, inbound: Inbound, now: number): string | undefined {
  const surface = desk.settings.channels[channel]?.surfaces[inbound.surface]
  if (surface === undefined)
    throw new DeskError('unknown-surface', `channel ${channel} has no surface ${inbound.surface}`)
  const text = withinLimit(inbound.text)
  const plain: Arrival = { message: { ...inbound, text }, channel, surface, now }
  if (inbound.kind === 'follow') return welcome(desk, plain)

  const latest = desk.conversations.latest(channel, inbound.thread, inbound.surface)
  const current = latest !== undefined && belongs(desk, latest, now) ? latest : undefined
  const asked = answerInquiry(desk, plain, current)
  if (asked !== undefined) return asked.passive
  // Who was asked something in another conversation answers it in a new one, or in one that nobody is busy with.
  const free = current === undefined || (DONE.has(current.state) && desk.cases.openOf(current.id) === undefined)
  const arrival: Arrival = free ? { ...plain, answers: questionFor(desk, channel, inbound) } : plain
  if (current !== undefined && DONE.has(current.state)) citizenWrote(desk, current.id, now)
  const alone = triage(text.slice(0, READ_LIMIT))
  const collecting = current !== undefined && COLLECTING.has(current.state) ? current : undefined
  const picked = current === undefined ? undefined : pick(desk, arrival, current)
  if (picked !== undefined) return picked.passive
  if (current !== undefined && saysHelped(text) && confirm(desk, current, now) && DONE.has(current.state)) {
    idle(desk, arrival, current, 'chatter', desk.say.outcome.helped)
    return undefined
  }
  if (arrival.answers === undefined && (alone.approach === 'chatter' || alone.approach === 'praise')) {
    const { noReplyPraise, noReplyChatter } = desk.say.fact
    idle(desk, arrival, current, alone.approach, alone.approach === 'praise' ? noReplyPraise : noReplyChatter)
    return undefined
  }
  const earlier = collecting === undefined ? [] : desk.messages.ofTurn(collecting.id, collecting.turn)
  const words = joinWords([...earlier, arrival.message])
  const turn = earlier.length === 0 ? alone : triage(words.slice(0, READ_LIMIT))
  const graver = withDanger(desk, words.slice(0, READ_LIMIT), alone.approach === 'emergency' ? alone : turn)

  const standing = {
    conversation: current?.id,
    turn: current === undefined ? 1 : current.turn + (collecting === undefined ? 1 : 0),
    goesOn: collecting !== undefined,
  }
  const read = words.slice(0, READ_LIMIT)
  if (current !== undefined) {
    const match = () => desk.faq.match(read, entryBefore(desk, current.id, standing.turn))
    wroteOn(desk, current, collecting, graver, match, now)
  }
  if (graver.approach === 'emergency') return emergency(desk, arrival, current, collecting, graver)
  // A person may be reading the draft already, or has to look after a reply: then a person sees the new words too.
  const unseen = collecting === undefined ? !isTroubled(current) : collecting.state === 'listening'
  const reading = unseen ? readTurn(desk, read, graver, surface, standing, now) : undefined
  const matched: Arrival = reading === undefined ? arrival : { ...arrival, match: reading.match }
  if (asksModel(desk, reading, read, graver.lang, surface, now))
    return collect(desk, matched, current, collecting, graver, words, { asksModel: true })
  if (reading?.answer !== undefined) return answered(desk, matched, current, collecting, graver, reading.answer)
  return collect(desk, matched, current, collecting, graver, words, { choice: reading?.choice })
}

/** A danger that no rule names is one, too, where the turn as a whole reads like one. */
const withDanger = (desk: DeskContext, words: string, found: Triage): Triage =>
  found.approach === 'emergency' || !desk.faq.isDanger(words)
    ? found
    : {
        ...found,
        approach: 'emergency',
        topic: 'safety',
        urgency: 'emergency',
        emergency: 'unclear',
        needsPerson: true,
        reasons: ['reads-like-danger', ...found.reasons],
      }

/** A reply of it was not delivered, or nobody knows whether it was. */
const isTroubled = (conversation: Conversation | undefined): boolean =>
  conversation?.state === 'uncertain' || conversation?.state === 'failed'

/** Cut at the end of a character, so that what is kept is well-formed. */
function withinLimit(text: string): string {
  if (text.length <= TEXT_LIMIT) return text
  const cut = text.slice(0, TEXT_LIMIT - 1)
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`
}

/** Whether a new message of the thread goes on with its newest conversation. */
const belongs = (desk: DeskContext, latest: Conversation, now: number): boolean =>
  UNFINISHED.has(latest.state) ||
  now - latest.updatedAt <= desk.settings.policies.continueMs ||
  desk.cases.openOf(latest.id) !== undefined

/** Someone follows the account: a word of welcome where it costs nothing. No conversation. */
function welcome(desk: DeskContext, arrival: Arrival): string | undefined {
  const free = arrival.surface.passive && !arrival.surface.passiveCounts
  const text = free
    ? fillStanding(desk.settings.standing.zh.followWelcome, {
        ...desk.settings.variables,
        desk_name: desk.settings.name,
      })
    : undefined
  store(desk, arrival, undefined, { outcome: 'no-reply', reason: desk.say.fact.follow, passive: text })
  return text
}

/**
 * Thanks, greetings and praise: kept, and counted on the card of the day. They neither open a conversation nor restart
 * a clock, until a person thinks otherwise.
 */
function idle(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
  approach: 'praise' | 'chatter',
  reason: string,
): void {
  const { message, now } = arrival
  const id = store(desk, arrival, current, { outcome: 'no-reply', reason })
  const { surface, thread, sender, target } = message
  desk.attention.addSmallTalk({
    id,
    approach,
    surface,
    thread,
    sender,
    target,
    receivedAt: now,
    shown: false,
    openedAs: null,
  })
  // What the platform counts is the citizen's last message, whatever it says.
  if (current !== undefined && !arrival.surface.passiveCounts && !arrival.surface.public) {
    desk.conversations.update(current.id, { target, lastInboundAt: now, repliesUsed: 0 })
  }
}
