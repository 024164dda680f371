import type { Conversation } from '../store/conversations.ts'
import type { DeskContext } from './context.ts'
import { matchTurn } from './faq-draft.ts'
import type { DraftContext } from './jobs.ts'
import { standingFor, standingValues } from './people.ts'
import type { FallbackDraft } from './settings.ts'
import { fillStanding } from './standing.ts'
import { turnText } from './words.ts'

/** An entry that the matcher is less sure of is no draft: the card names it, and the draft refers. */
const NEAR_ENOUGH = 0.3

/** To danger the words that ask how things stand; else the nearest entry, to a complaint never one. */
export function fallbackFor(desk: DeskContext, conversation: Conversation, context: DraftContext): FallbackDraft {
  if (conversation.emergency !== null) {
    const { danger } = standingFor(desk, conversation.lang).fallback
    const text = fillStanding(danger, standingValues(desk, conversation.id))
    if (text !== context.rejected?.text) return { text, way: 'refer', used: [], from: { kind: 'danger' } }
  }
  const near = matchTurn(desk, conversation, turnText(desk, conversation)).candidates.flatMap(({ id, confidence }) =>
    confidence >= NEAR_ENOUGH && conversation.approach !== 'complaint' ? [id] : [],
  )
  return desk.fallback({ ...context, entries: context.entries.filter(({ id }) => near.includes(id)) })
}

/** Where such a draft comes from, for the card. */
export function sourceWords({ say }: DeskContext, from: FallbackDraft['from']): string {
  if (from.kind === 'referral') return say.origin.referral
  if (from.kind === 'danger') return say.origin.danger
  return from.whole ? say.origin.citedWhole(from.title, from.id) : say.origin.citedPart(from.title, from.id)
}
