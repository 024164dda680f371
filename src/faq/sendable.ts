import { countCharacters } from '../characters.ts'
import { citationOf } from './citation.ts'
import type { FaqEntry } from './entry.ts'
import { type Filled, fill, isLocalName, type VariableValues, variablesIn } from './fill.ts'

/** Why an entry does not go out without a person. */
export type Held =
  | { readonly code: 'staff-only' }
  | { readonly code: 'review-passed'; readonly reviewBy: string; readonly file: string }
  /** The desk has no value for these variables. */
  | { readonly code: 'unset'; readonly names: readonly string[] }
  /** The citizen names a place that is not the desk's, and the answer says what holds at the desk's. */
  | { readonly code: 'elsewhere'; readonly place: string }
  | { readonly code: 'too-long'; readonly length: number; readonly limit: number }
  /** No leader of the desk has signed these bytes; `changed`: other bytes of it were signed before. */
  | { readonly code: 'unsigned'; readonly id: string; readonly changed: boolean }
  /** The desk has taken it out of use. */
  | { readonly code: 'retired'; readonly id: string }

export type Sendable = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: Held }

/** Variables of the desk's own words about its place, of which an answer has one at most. */
export const localParts = (entry: Pick<FaqEntry, 'answer' | 'brief'>): string[] =>
  [...new Set([...variablesIn(entry.answer), ...variablesIn(entry.brief ?? '')])].filter(isLocalName)

/**
 * What an entry says on a channel that carries `limit` characters: the answer where it fits, else the brief, each with
 * the rule it rests on. Longer than `limit` where neither fits.
 */
export function wording(entry: FaqEntry, variables: VariableValues, limit: number): Filled {
  const answer = fill(entry.answer + citationOf(entry, 'answer'), variables)
  if (countCharacters(answer.text) <= limit || entry.brief === undefined) return answer
  return fill(entry.brief + citationOf(entry, 'brief'), variables)
}

/**
 * The text of an entry that may go out without a person, or why none may. Never throws.
 *
 * `limit` is what the channel carries, in characters; `today` is the desk's own date, `YYYY-MM-DD`; `elsewhere` is a
 * place that the citizen names and that is not the desk's. A text with a variable that the desk has not set is never
 * sent; nor is the brief of an answer whose local part is not set.
 */
export function sendable(
  entry: FaqEntry,
  variables: VariableValues,
  limit: number,
  today: string,
  elsewhere?: string | undefined,
): Sendable {
  const held = (why: Held): Sendable => ({ ok: false, why })
  if (!entry.auto) return held({ code: 'staff-only' })
  if (today > entry.reviewBy) return held({ code: 'review-passed', reviewBy: entry.reviewBy, file: entry.file })

  const local = localParts(entry)
  if (elsewhere !== undefined && local.length > 0) return held({ code: 'elsewhere', place: elsewhere })
  const chosen = wording(entry, variables, limit)
  const unset = [...new Set([...chosen.unset, ...local.filter((name) => (variables[name] ?? '').trim() === '')])]
  if (unset.length > 0) return held({ code: 'unset', names: unset })
  const length = countCharacters(chosen.text)
  if (length > limit) return held({ code: 'too-long', length, limit })
  return { ok: true, text: chosen.text }
}
