import type { FaqMatch } from '../faq/entry.ts'
import type { Conversation } from '../store/conversations.ts'
import type { FaqOutcome } from '../store/faq-outcomes.ts'
import type { DeskContext } from './context.ts'
import type { Triage } from './message.ts'
import { answerLang } from './people.ts'
import type { Provenance } from './provenance.ts'
import { say } from './record.ts'

/** What came of an automatic answer is what the citizen says next. Doubt counts against the answer. */

/** An automatic answer has arrived: from now on the citizen's words are about it. */
export function countAnswer(desk: DeskContext, replyId: number, { entry, entries }: Provenance, now: number): void {
  for (const id of entries ?? (entry === undefined ? [] : [entry])) {
    desk.faqOutcomes.add({ replyId, entry: id, answeredAt: now })
  }
}

/** The entries of the automatic answer that was the last thing the citizen read; none after a person's reply. */
function lastAnswer(desk: DeskContext, conversation: Conversation): { turn: number; rows: FaqOutcome[] } {
  const reply = desk.replies.newestAnswer(conversation.id)
  if (reply?.kind !== 'faq') return { turn: 0, rows: [] }
  return { turn: reply.turn, rows: desk.faqOutcomes.ofReply(reply.id) }
}

/** The citizen said that it helped; false when there is no automatic answer that this could be about. */
export function confirm(desk: DeskContext, conversation: Conversation, now: number): boolean {
  const open = lastAnswer(desk, conversation).rows.filter((row) => row.outcome === null)
  for (const row of open) desk.faqOutcomes.decide(row.id, 'confirmed', now)
  return open.length > 0
}

/**
 * The citizen wrote on after an automatic answer. Not helped, a complaint, a question that it should have answered, or
 * one that nobody can place: came back. Danger, or a question about another entry or topic: says nothing about it.
 */
export function wroteOn(
  desk: DeskContext,
  conversation: Conversation,
  collecting: Conversation | undefined,
  turn: Triage,
  match: () => FaqMatch,
  now: number,
): void {
  const { turn: answeredTurn, rows } = lastAnswer(desk, conversation)
  const undecided = rows.filter((row) => row.outcome !== 'came-back')
  if (undecided.length === 0) return
  const unhappy = turn.approach === 'not-helped' || turn.approach === 'complaint'
  if (!unhappy && (collecting !== undefined || undecided.every((row) => row.outcome !== null))) return
  const again = unhappy || turn.approach === 'emergency' ? undefined : match()
  const back = undecided.filter((row) => unhappy || (again !== undefined && isAbout(desk, row.entry, turn, again)))
  for (const row of undecided) {
    const outcome = back.includes(row) ? 'came-back' : 'other'
    if (outcome === 'came-back' || row.outcome === null) desk.faqOutcomes.decide(row.id, outcome, now)
  }
  if (back.length === 0) return
  const names = back
    .map((row) => desk.say.outcome.entry(titleOf(desk, row.entry, turn.lang), row.entry))
    .join(desk.say.list)
  const line = turn.approach === 'not-helped' ? desk.say.outcome.notHelped(names) : desk.say.outcome.cameBack(names)
  say(desk, conversation.id, now, 'citizen', 'came-back', line, { entries: back.map((row) => row.entry), answeredTurn })
}

/** Whether the new words are about what this entry answered, or could be. */
function isAbout(desk: DeskContext, entry: string, turn: Triage, match: FaqMatch): boolean {
  const named = match.band === 'answer' ? match.answers : match.candidates.slice(0, 1).map((one) => one.id)
  if (named.length > 0) return named.includes(entry)
  return turn.topic === 'other' || turn.topic === desk.faq.entry(entry, 'zh')?.topic
}

export const titleOf = (desk: DeskContext, entry: string, lang: string): string =>
  desk.faq.entry(entry, answerLang(lang))?.title ?? entry

/** A person's reply has arrived: what the citizen says from now on is about that. */
export function personAnswered(desk: DeskContext, conversationId: number, before: number, now: number): void {
  for (const reply of desk.replies.repliesOf(conversationId)) {
    if (reply.kind !== 'faq' || reply.id >= before) continue
    for (const row of desk.faqOutcomes.ofReply(reply.id)) {
      if (row.outcome === null) desk.faqOutcomes.decide(row.id, 'other', now)
    }
  }
}
