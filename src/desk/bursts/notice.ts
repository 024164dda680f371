import type { Burst } from '../../store/bursts.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import { joinWords } from '../words.ts'
import { isOpen, takesMore, UNDECIDED } from './burst.ts'
import { formBurst } from './form.ts'
import { mayJoin, mayStay } from './may-join.ts'
import { type Candidate, joinBurst } from './members.ts'
import { leaveBurst } from './outcome.ts'
import { anchorOf, recall, type Said, saidIn, saysTheSame, wordsAreAlike } from './same.ts'
import { aboutOf, bandsOf } from './signature.ts'

/** A text about fewer things than this is like too many others: “转人工”, a picture. */
const FEW = 8
/** Messages that are looked through, the newest first, when it seems that many write the same. */
const LOOKED_THROUGH = 600
/** How long a signature that belongs to a burst is remembered. Milliseconds. */
const REMEMBERED_MS = 7 * 86_400_000
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
  const said = saidIn(words, features)
  // What a person has approved already goes only to those who write nearly the same words.
  const fits = (burst: Burst): boolean =>
    takesMore(desk, burst, now) && (isOpen(burst) ? saysTheSame : wordsAreAlike)(desk, anchorOf(burst), said)
  const found = known.find(fits)
  const slots = bands.map(({ slot }) => slot)
  if (found !== undefined) {
    const stays = conversation.burst === found.id && mayStay(conversation, found, said)
    if (stays) return true
    leaveForOthers(desk, conversation, now)
    if (conversation.burst === found.id || !mayJoin(desk, conversation, found.id, said)) return false
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
  else if (marks.some((mark) => mark.burst === null && mark.count >= looksAt(people))) {
    const alike = othersLike(desk, conversation, said, now)
    const missing = people - alike.length - 1
    const id = missing > 0 ? undefined : formBurst(desk, [...alike, { conversation, words, features }], words, now)
    // Not so many say the same, or not yet: looked at again after some more.
    if (id === undefined) desk.bursts.setMarks(slots, { count: Math.max(1, looksAt(people) - missing) })
    else desk.bursts.setMarks(slots, { burst: id, expiresAt: now + REMEMBERED_MS })
    return id !== undefined && desk.conversations.get(conversation.id)?.burst === id
  }
  return false
}

/** So many near the same words are worth a look at what others say: they may mean the same in words of their own. */
const looksAt = (people: number): number => Math.max(2, Math.ceil(people / 4))

function leaveForOthers(desk: DeskContext, conversation: Conversation, now: number): void {
  if (conversation.burst !== null) leaveBurst(desk, conversation, desk.say.bursts.history.wroteOther, now)
}

/** Others who have written the same of late and whom nobody has answered yet, one turn each. */
function othersLike(desk: DeskContext, { id }: Conversation, said: Said, now: number): Candidate[] {
  const { windowMs, people } = desk.settings.bursts
  const turns = new Map<number, { turn: number; texts: { text: string }[] }>()
  for (const message of desk.messages.pendingSince(now - windowMs, LOOKED_THROUGH)) {
    const { conversation, turn } = message
    if (conversation === null || conversation === id) continue
    const known = turns.get(conversation)
    if (known === undefined || known.turn < turn) turns.set(conversation, { turn, texts: [message] })
    else if (known.turn === turn) known.texts.push(message)
  }
  if (turns.size + 1 < people) return []
  return [...turns].flatMap(([other, { turn: at, texts }]) => {
    const own = recall(joinWords(texts))
    if (!saysTheSame(desk, said, own) || own.personal()) return []
    const conversation = desk.conversations.get(other)
    const stands = conversation?.turn === at && conversation.burst === null && UNDECIDED.has(conversation.state)
    return stands && mayJoin(desk, conversation, undefined, own)
      ? [{ conversation, words: own.words, features: own.features }]
      : []
  })
}
