import type { FaqMatch } from '../faq/entry.ts'
import type { Conversation } from '../store/conversations.ts'
import type { DeskContext } from './context.ts'
import { answeredEntries } from './faq-before.ts'

/** A plain question of nobody's entry is noted for the weekly card; a personal case, a dispute or a complaint is none. */
export function noteGap(desk: DeskContext, conversation: Conversation, match: FaqMatch, now: number): void {
  const { id, turn, approach, reasons, lang } = conversation
  if (match.band !== 'none' || approach !== 'question' || reasons !== '[]' || lang === 'other') return
  if (answeredEntries(desk, id, turn).length === 0) desk.faqGaps.add(id, turn, now)
}
