import type { FaqEntry } from './entry.ts'
import { fill, type VariableValues } from './fill.ts'

/** Why an entry is not sent by itself. */
export type Held =
  | { readonly kind: 'manual' }
  /** Its review date has passed; `file` is the entry's. */
  | { readonly kind: 'review-due'; readonly reviewBy: string; readonly file: string }
  /** Variables that the desk has not set. */
  | { readonly kind: 'unset'; readonly names: readonly string[] }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }

export type Sendable = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: Held }

/** Length as platforms count it: code points, not UTF-16 units. */
export const lengthOf = (text: string): number => [...text].length

/**
 * The text of an entry that may go out without a person, or why none may. Never throws.
 *
 * `limit` is what the channel carries, in characters; `today` is the desk's own date, `YYYY-MM-DD`. The answer is taken
 * where it fits, else the brief. A text with a variable that the desk has not set is never sent.
 */
export function sendable(entry: FaqEntry, variables: VariableValues, limit: number, today: string): Sendable {
  const held = (why: Held): Sendable => ({ ok: false, why })
  if (!entry.auto) return held({ kind: 'manual' })
  if (today > entry.reviewBy) return held({ kind: 'review-due', reviewBy: entry.reviewBy, file: entry.file })

  const answer = fill(entry.answer, variables)
  const fits = lengthOf(answer.text) <= limit
  const chosen = fits || entry.brief === undefined ? answer : fill(entry.brief, variables)
  if (chosen.unset.length > 0) return held({ kind: 'unset', names: chosen.unset })
  const length = lengthOf(chosen.text)
  if (length > limit) return held({ kind: 'too-long', length, limit })
  return { ok: true, text: chosen.text }
}
