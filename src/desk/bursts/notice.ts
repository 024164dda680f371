import type { Burst } from '../../store/bursts.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import { featuresOf } from '../likeness.ts'
import { mask } from '../privacy.ts'
import { joinWords } from '../words.ts'
import { burstOf, takesMore, UNDECIDED } from './burst.ts'
import { type Candidate, formBurst } from './form.ts'
import { joinBurst } from './members.ts'
import { leaveBurst } from './outcome.ts'
import { bandsOf, shareOf } from './signature.ts'

/** A text about fewer things than this is like too many others: “转人工”, a picture. */
const FEW = 8
/** Messages that are looked through, the newest first, when it seems that many write the same. */
const LOOKED_THROUGH = 2_000
/** How long a signature that belongs to a burst is remembered. Milliseconds. */
const REMEMBERED_MS = 86_400_000
/** Whoever writes about these has a matter of their own, however much the words are like others'. */
const PERSONAL = ['"own-case"', '"asks-progress"', '"record-wrong"', '"was-refused"', '"minor"']

/**
 * Counts a turn that goes to a person, and notices when many write the same. Whether the conversation belongs to a
 * burst now; the turn's words are those of all its messages. Costs one statement unless there is a burst.
 */
export function noticeBurst(desk: DeskContext, conversation: Conversation, words: string, now: number): boolean {
  const { windowMs, people, likeness } = desk.settings.bursts
  const features = featuresOf(words)
  if (features.size < FEW || conversation.approach === 'not-helped') {
    leaveForOthers(desk, conversation, now)
    return false
  }
  const bands = bandsOf(features)
  const marks = desk.bursts.mark(bands, conversation.id, now, now + windowMs)
  const known = [...new Set(marks.flatMap((mark) => mark.burst ?? []))].flatMap((id) => desk.bursts.get(id) ?? [])
  const fits = (burst: Burst): boolean => takesMore(desk, burst, now) && shareOf(anchorOf(burst), features) >= likeness
  const found = known.find(fits)
  const slots = bands.map(({ slot }) => slot)
  if (found !== undefined) {
    if (conversation.burst === found.id) return true
    leaveForOthers(desk, conversation, now)
    if (!mayJoin(desk, conversation, found.id, words)) return false
    joinBurst(desk, found, conversation, words, now)
    if (marks.some((mark) => mark.burst === null))
      desk.bursts.setMarks(slots, { burst: found.id, expiresAt: now + REMEMBERED_MS })
    return true
  }
  leaveForOthers(desk, conversation, now)
  const ended = marks.filter((mark) => known.some((burst) => burst.id === mark.burst && !takesMore(desk, burst, now)))
  if (ended.length > 0)
    desk.bursts.setMarks(
      ended.map((mark) => mark.slot),
      { burst: null, count: 1 },
    )
  else if (marks.some((mark) => mark.burst === null && mark.count >= people)) {
    const alike = othersLike(desk, conversation, features, now)
    const id = alike.length + 1 < people ? undefined : formBurst(desk, [...alike, { conversation, words }], words, now)
    // Not yet so many, or of one mind only in part: looked at again after some more.
    if (id === undefined) desk.bursts.setMarks(slots, { count: people - Math.ceil(people / 4) })
    else desk.bursts.setMarks(slots, { burst: id, expiresAt: now + REMEMBERED_MS })
    return id !== undefined && desk.conversations.get(conversation.id)?.burst === id
  }
  return false
}

function leaveForOthers(desk: DeskContext, conversation: Conversation, now: number): void {
  if (conversation.burst !== null) leaveBurst(desk, conversation, desk.say.bursts.history.wroteOther, now)
}

/** What the anchor that was asked for last is about: in a burst every message asks for the same one. */
let lastRead = { anchor: '', features: featuresOf('') }
function anchorOf({ anchor }: Burst): ReadonlySet<string> {
  if (lastRead.anchor !== anchor) lastRead = { anchor, features: featuresOf(anchor) }
  return lastRead.features
}

/** Others who have written the same of late and whom nobody has answered yet, one turn each. */
function othersLike(desk: DeskContext, { id }: Conversation, features: ReadonlySet<string>, now: number): Candidate[] {
  const { windowMs, likeness } = desk.settings.bursts
  const turns = new Map<number, { turn: number; texts: { text: string }[] }>()
  for (const message of desk.messages.pendingSince(now - windowMs, LOOKED_THROUGH)) {
    if (message.conversationId === null || message.conversationId === id) continue
    const known = turns.get(message.conversationId)
    if (known === undefined || known.turn < message.turn)
      turns.set(message.conversationId, { turn: message.turn, texts: [message] })
    else if (known.turn === message.turn) known.texts.push(message)
  }
  return [...turns].flatMap(([other, { turn: at, texts }]) => {
    const words = joinWords(texts)
    if (shareOf(featuresOf(words), features) < likeness) return []
    const conversation = desk.conversations.get(other)
    const stands = conversation?.turn === at && conversation.burst === null && UNDECIDED.has(conversation.state)
    return stands && mayJoin(desk, conversation, undefined, words) ? [{ conversation, words }] : []
  })
}

/** Whether one reply for all can be right for this one. */
function mayJoin(desk: DeskContext, conversation: Conversation, burst: number | undefined, words: string): boolean {
  const { id, urgency, reasons } = conversation
  if (urgency === 'emergency' || PERSONAL.some((reason) => reasons.includes(reason))) return false
  if (mask(words).kinds.length > 0 || desk.cases.openOf(id) !== undefined) return false
  // Who has had this answer and asks again wants another one.
  const answer = burst === undefined ? undefined : desk.replies.newestAnswer(id)
  return answer === undefined || burstOf(answer) !== burst
}
