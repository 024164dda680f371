import { countCharacters } from '../characters.ts'
/** A draft without a model: the nearest approved answer, or a referral. Pure; also stands in when a model fails. */

import type { WriterContext, WriterDraft, WriterEntry } from './port.ts'

/** Phrases in the language of the turn, with `{{answer}}` (only `cite`), `{{desk_name}}` and `{{phone}}`. */
export interface FallbackPhrases {
  readonly cite: string
  readonly refer: string
  /** Fills `{{phone}}`; without it a sentence that needs the phone is left out. */
  readonly phone?: string | undefined
}

/** An approved answer, as a whole or its beginning; or the fixed words that refer to somebody else. */
export type FallbackSource =
  | { readonly kind: 'entry'; readonly id: string; readonly title: string; readonly whole: boolean }
  | { readonly kind: 'referral' }

/** Sentences with their end marks and following blanks; a line is a sentence too, the `1.` of a list is not. */
const sentences = (text: string): string[] =>
  text.match(
    /.+?(?:[。！？!?]+[”’」』）)"]*|(?<!(?:^|\n)[ \t]*\d{1,2})\.(?=\s+[\p{Lu}\p{Script=Han}]|\s*$)|\n|$)\s*/gsu,
  ) ?? []

/**
 * The beginning of a text up to the last sentence end within `limit` characters (code points), trimmed.
 * Empty when not even the first sentence fits; never ends on a line that announces more, such as `需要：`.
 */
export function fitSentences(text: string, limit: number): string {
  const whole = text.trim()
  if (countCharacters(whole) <= limit) return whole
  const kept: string[] = []
  for (const sentence of sentences(whole)) {
    if (countCharacters([...kept, sentence].join('').trimEnd()) > limit) break
    kept.push(sentence)
  }
  while (/[：:]\s*$/.test(kept.at(-1) ?? '')) kept.pop()
  return kept.join('').trim()
}

function fill(phrase: string, values: Readonly<Record<string, string | undefined>>): string {
  const filled = phrase.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole)
  if (!filled.includes('{{')) return filled.trim()
  return sentences(filled)
    .filter((sentence) => !sentence.includes('{{'))
    .join('')
    .trim()
}

/** An English question is not answered with a Chinese text; for the other languages a person decides. */
const readable = ({ answer }: WriterEntry, lang: WriterContext['lang']) =>
  lang !== 'en' || !/\p{Script=Han}/u.test(answer)

/**
 * Cites the nearest entry whose answer fits at a sentence end, or refers when there is none. A text that a person
 * has just rejected is not proposed again. The text never exceeds `context.limit` characters.
 * `from` is where the draft comes from, for the card.
 */
export function fallbackDraft(
  context: WriterContext,
  phrases: FallbackPhrases,
): { draft: WriterDraft; from: FallbackSource } {
  const values = { desk_name: context.deskName, phone: phrases.phone }
  for (const entry of context.entries) {
    if (!readable(entry, context.lang)) continue
    // Measured around a sign, since an empty answer would let the blanks beside it be trimmed away.
    const room = context.limit - countCharacters(fill(phrases.cite, { ...values, answer: '。' })) + 1
    const answer = fitSentences(entry.answer, room)
    const text = fill(phrases.cite, { ...values, answer })
    if (answer === '' || countCharacters(text) > context.limit || text === context.rejected?.text) continue
    return {
      draft: { way: 'cite', text, used: [entry.id] },
      from: { kind: 'entry', id: entry.id, title: entry.title, whole: answer === entry.answer.trim() },
    }
  }
  const refer = fill(phrases.refer, values)
  const text = fitSentences(refer, context.limit) || [...refer].slice(0, context.limit).join('')
  return { draft: { way: 'refer', text, used: [] }, from: { kind: 'referral' } }
}
