import { countCharacters } from '../characters.ts'
import type { FaqEntry } from '../faq/entry.ts'
import { type Answering, mayGoAlone } from './faq/signature.ts'

/** Between two entries in one message. */
export const BETWEEN_ENTRIES = '\n\n'

/**
 * Both entries in one message, each word for word, as full as `limit` allows: the longer text of each, else a brief
 * of one or of both. Undefined when they do not fit together.
 */
export function bothTexts(
  desk: Answering,
  [first, second]: readonly [FaqEntry, FaqEntry],
  turn: string,
  limit: number,
  now: number,
): string | undefined {
  const texts = (entry: FaqEntry): string[] => {
    const long = mayGoAlone(desk, entry, turn, limit, now)
    if (!long.ok) return []
    const short = mayGoAlone(desk, entry, turn, countCharacters(long.text) - 1, now)
    return short.ok ? [long.text, short.text] : [long.text]
  }
  const seconds = texts(second)
  return texts(first)
    .flatMap((one) => seconds.map((other) => one + BETWEEN_ENTRIES + other))
    .toSorted((a, b) => countCharacters(b) - countCharacters(a))
    .find((text) => countCharacters(text) <= limit)
}
