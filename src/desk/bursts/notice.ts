import type { Burst } from '../../store/bursts.ts'
import type { Conversation } from '../../store/conversations.ts'
import { placeIn } from '../cases/kind.ts'
import type { DeskContext } from '../context.ts'
import { mask } from '../privacy.ts'
import { joinWords } from '../words.ts'
import { burstOf, takesMore, UNDECIDED } from './burst.ts'
import { formBurst } from './form.ts'
import { type Candidate, joinBurst } from './members.ts'
import { leaveBurst } from './outcome.ts'
import { hasOwnMatter } from './own-matter.ts'
import { aboutOf, bandsOf, shareOf } from './signature.ts'

/** A text about fewer things than this is like too many others: “转人工”, a picture. */
const FEW = 8
/** Messages that are looked through, the newest first, when it seems that many write the same. */
const LOOKED_THROUGH = 600
/** How long a signature that belongs to a burst is remembered. Milliseconds. */
const REMEMBERED_MS = 7 * 86_400_000
/** Whoever writes about these has a matter of their own, however much the words are like others'. */
const PERSONAL = ['"own-case"', '"asks-progress"', '"record-wrong"', '"was-refused"', '"minor"']

/**
 * Counts a turn that goes to a person, and notices when many write the same. Whether the conversation belongs to a
 * burst now; the turn's words are those of all its messages. Costs one statement unless there is a burst.
 */
export function noticeBurst(desk: DeskContext, conversation: Conversation, words: string, now: number): boolean {
  const { windowMs, people } = desk.settings.bursts
  const features = aboutOf(words)
  if (features.size < FEW || conversation.approach === 'not-helped') {
    leaveForOthers(desk, conversation, now)
    return false
  }
  const bands = bandsOf(features)
  const marks = desk.bursts.mark(bands, conversation.id, now, now + windowMs)
  const known = [...new Set(marks.flatMap((mark) => mark.burst ?? []))].flatMap((id) => desk.bursts.get(id) ?? [])
  const said = { words, features }
  const fits = (burst: Burst): boolean => takesMore(desk, burst, now) && saysTheSame(desk, anchorOf(burst), said)
  const found = known.find(fits)
  const slots = bands.map(({ slot }) => slot)
  if (found !== undefined) {
    if (conversation.burst === found.id) return true
    leaveForOthers(desk, conversation, now)
    if (!mayJoin(desk, conversation, found.id, words)) return false
    joinBurst(desk, found, { conversation, words, features }, now)
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
    const alike = othersLike(desk, conversation, said, now)
    const id =
      alike.length + 1 < people ? undefined : formBurst(desk, [...alike, { conversation, words, features }], words, now)
    // Not so many say the same, or not yet: looked at again after some more.
    const again = alike.length * 2 < people ? 1 : people - Math.ceil(people / 4)
    if (id === undefined) desk.bursts.setMarks(slots, { count: again })
    else desk.bursts.setMarks(slots, { burst: id, expiresAt: now + REMEMBERED_MS })
    return id !== undefined && desk.conversations.get(conversation.id)?.burst === id
  }
  return false
}

function leaveForOthers(desk: DeskContext, conversation: Conversation, now: number): void {
  if (conversation.burst !== null) leaveBurst(desk, conversation, desk.say.bursts.history.wroteOther, now)
}

interface Said {
  readonly words: string
  /** What they are about. */
  readonly features: ReadonlySet<string>
}

/** The anchor that was asked for last, read: in a burst every message asks for the same one. */
let lastRead: Said = { words: '', features: aboutOf('') }
function anchorOf({ anchor }: Burst): Said {
  if (lastRead.words !== anchor) lastRead = { words: anchor, features: aboutOf(anchor) }
  return lastRead
}

/** Two texts are the same by the configuration; never where they name two different places that the desk knows. */
function saysTheSame(desk: DeskContext, one: Said, other: Said): boolean {
  if (shareOf(one.features, other.features) < desk.settings.bursts.likeness) return false
  const names = desk.settings.departments.flatMap(({ places }) => places)
  const [here, there] = [placeIn(one.words, names), placeIn(other.words, names)]
  return here === '' || there === '' || here.includes(there) || there.includes(here)
}

/** Others who have written the same of late and whom nobody has answered yet, one turn each. */
function othersLike(desk: DeskContext, { id }: Conversation, said: Said, now: number): Candidate[] {
  const { windowMs } = desk.settings.bursts
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
    const own = { words, features: aboutOf(words) }
    if (!saysTheSame(desk, own, said)) return []
    const conversation = desk.conversations.get(other)
    const stands = conversation?.turn === at && conversation.burst === null && UNDECIDED.has(conversation.state)
    return stands && mayJoin(desk, conversation, undefined, words) ? [{ conversation, ...own }] : []
  })
}

/** Whether one reply for all can be right for this one. */
function mayJoin(desk: DeskContext, conversation: Conversation, burst: number | undefined, words: string): boolean {
  const { id, urgency, reasons, turn } = conversation
  if (urgency === 'emergency' || PERSONAL.some((reason) => reasons.includes(reason))) return false
  if (mask(words).kinds.length > 0 || hasOwnMatter(desk, conversation)) return false
  // Who has had this answer and asks again wants another one.
  if (turn === 1) return true
  const answer = burst === undefined ? undefined : desk.replies.newestAnswer(id)
  return answer === undefined || burstOf(answer) !== burst
}
