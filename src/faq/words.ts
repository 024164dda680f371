import type { FaqEntry } from './entry.ts'
import { read } from './read.ts'

/** What likeness to a phrasing is measured by: the terms and concepts of all its clauses, in order. */
export interface Words {
  readonly terms: ArrayLike<number>
  readonly concepts: ArrayLike<number>
}

export type WordsOf = (phrasing: string) => Words

/** Reads one phrasing: some ten microseconds, far more for the first ones after a start. */
export function wordsOf(phrasing: string): Words {
  const { clauses } = read(phrasing)
  return {
    terms: clauses.flatMap((clause) => clause.terms),
    concepts: clauses.flatMap((clause) => clause.concepts),
  }
}

const phrasingsOf = ({ title, questions, not }: FaqEntry): readonly string[] => [title, ...questions, ...not]

/** The words of every phrasing in order: how many terms and concepts, then these. For `rememberWords`. */
export const packWords = (entries: readonly FaqEntry[]): Int32Array =>
  Int32Array.from(
    entries.flatMap(phrasingsOf).flatMap((phrasing) => {
      const { terms, concepts } = wordsOf(phrasing)
      return [terms.length, concepts.length, ...Array.from(terms), ...Array.from(concepts)]
    }),
  )

/**
 * Reads each phrasing once, however many matchers are built of it. `packed` is what `packWords` made of `entries`
 * beforehand.
 */
export function rememberWords(entries: readonly FaqEntry[] = [], packed: Int32Array = new Int32Array()): WordsOf {
  const known = new Map<string, Words>()
  let at = 0
  for (const phrasing of packed.length === 0 ? [] : entries.flatMap(phrasingsOf)) {
    const termsFrom = at + 2
    const conceptsFrom = termsFrom + (packed[at] ?? 0)
    const end = conceptsFrom + (packed[at + 1] ?? 0)
    known.set(phrasing, {
      terms: packed.subarray(termsFrom, conceptsFrom),
      concepts: packed.subarray(conceptsFrom, end),
    })
    at = end
  }
  return (phrasing) => {
    const before = known.get(phrasing)
    if (before !== undefined) return before
    const words = wordsOf(phrasing)
    known.set(phrasing, words)
    return words
  }
}
