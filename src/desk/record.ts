import type { DeskContext } from './context.ts'

/** Writes one line into the record of a conversation; `line` is what the card's history shows (empty: not shown). */
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
}
