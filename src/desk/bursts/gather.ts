import type { Burst } from '../../store/bursts.ts'
import type { DeskContext } from '../context.ts'
import { joinWords } from '../words.ts'
import { isOpen } from './burst.ts'
import { mayJoin } from './may-join.ts'
import { type Candidate, joinBurst } from './members.ts'
import { anchorOf, recall, saysTheSame } from './same.ts'
import { bandsOf } from './signature.ts'

/** Who wrote within this time is looked at. Milliseconds. */
const BACK_MS = 5 * 60_000
/** Messages that are looked through, and of them so many by people who stand alone. */
const WITHIN = 5_000
const LIMIT = 500
/** How long the wording of somebody who was found is remembered. Milliseconds. */
const REMEMBERED_MS = 7 * 86_400_000

/**
 * Looks for people who mean the same and put it in words of their own, which a message on its way in is not compared
 * for. Only while a person still has to read the examples and decide: what is approved does not go to them unseen.
 */
export function gather(desk: DeskContext, burst: Burst, now: number): void {
  if (!isOpen(burst) || burst.anchor === '') return
  const anchor = anchorOf(burst)
  const turns = new Map<number, { text: string }[]>()
  for (const { conversation, text } of desk.bursts.strangers(now - BACK_MS, WITHIN, LIMIT)) {
    const known = turns.get(conversation)
    if (known === undefined) turns.set(conversation, [{ text }])
    else known.push({ text })
  }
  for (const [id, texts] of turns) {
    const said = recall(joinWords(texts))
    const conversation = saysTheSame(desk, anchor, said) ? desk.conversations.get(id) : undefined
    if (conversation === undefined || !mayJoin(desk, conversation, burst.id, said)) continue
    const fresh = desk.bursts.get(burst.id)
    const candidate: Candidate = { conversation, words: said.words, features: said.features }
    if (fresh !== undefined) joinBurst(desk, fresh, candidate, now)
    const marks = desk.bursts.mark(bandsOf(said.features), id, now, now + REMEMBERED_MS)
    const slots = marks.flatMap(({ slot, burst: other }) => (other === null ? [slot] : []))
    if (slots.length > 0) desk.bursts.setMarks(slots, { burst: burst.id })
  }
}
