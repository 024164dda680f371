import type { DeskContext } from './context.ts'
import { note } from './notes.ts'

/** Told in the thread already, by calling the people they concern. */
const CALLED = new Set(['warning', 'overdue', 'call', 'hand-over', 'emergency', 'failed', 'uncertain'])

/**
 * Writes one line into the record of a conversation; `line` is what the card's history and its thread show
 * (empty: neither). The card keeps the newest lines, the thread all of them.
 */
export function say(
  desk: DeskContext,
  conversationId: number,
  at: number,
  actor: string,
  what: string,
  line: string,
  detail: Readonly<Record<string, unknown>> = {},
): void {
  desk.journal.record({ conversationId, at, actor, what, line, detail: JSON.stringify(detail) })
  if (line === '' || CALLED.has(what)) return
  if (desk.conversations.get(conversationId)?.cardRef != null) note(desk, conversationId, line, [], at)
}

/** Puts on record that a text has been written which will be sent, or proposed: its digest stays when its words go. */
export function wrote(
  desk: DeskContext,
  conversationId: number,
  now: number,
  what: 'reply' | 'draft',
  detail: Readonly<Record<string, unknown>>,
): void {
  desk.journal.record({ conversationId, at: now, actor: 'desk', what, line: '', detail: JSON.stringify(detail) })
}
