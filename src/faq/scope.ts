import type { FaqEntry, Lang } from './entry.ts'
import { conceptOf } from './lexicon.ts'
import { normalise } from './normalise.ts'
import type { Reading } from './read.ts'
import type { WordsOf } from './words.ts'

/** A word of an entry's front matter: the letters themselves, or any way to say it where the lexicon knows the word. */
interface Word {
  readonly letters: string
  readonly concept: number | undefined
}

export interface Scope {
  /** Prepares a turn; tells then whether, by what it names itself, an entry (by position) is not what the turn asks for. */
  readonly outOf: (reading: Reading) => (entry: number) => boolean
  /** Whether a piece of a turn speaks of the entry's own matter; undefined where the entry does not say what that is. */
  readonly isOwn: (normal: string, concepts: readonly number[], entry: number) => boolean | undefined
}

const han = /\p{Script=Han}/u

/** `户口本+丢失`: words that must all be there. */
type Sign = readonly Word[]

const signOf = (text: string): Sign =>
  text.split('+').map((word) => {
    const letters = normalise(word).trim()
    return { letters, concept: conceptOf(letters) }
  })

const isIn = ({ letters, concept }: Word, normal: string, concepts: readonly number[]): boolean =>
  (concept !== undefined && concepts.includes(concept)) || normal.includes(letters)

const isMet = (signs: readonly Sign[], normal: string, concepts: readonly number[]): boolean =>
  signs.length === 0 || signs.some((words) => words.every((word) => isIn(word, normal, concepts)))

/** The questions of an entry's own that have none of the words it needs. */
export function questionsOutOf(entry: FaqEntry, wordsOf: WordsOf): string[] {
  if (entry.need.length === 0) return []
  const signs = entry.need.map(signOf)
  return entry.questions.filter(
    (question) => !isMet(signs, normalise(question), Array.from(wordsOf(question).concepts)),
  )
}

/** What the entries of one id say of themselves. */
interface Own {
  readonly blocked: readonly string[]
  readonly zh: readonly Sign[]
  readonly en: readonly Sign[]
}

/**
 * Prepares what groups of entries (those of one id together) say of themselves. An entry that a desk has given questions
 * without any of the needed words needs none: whoever asks one of its own questions finds it.
 */
export function createScope(groups: readonly (readonly FaqEntry[])[], wordsOf: WordsOf): Scope {
  const partOf = (entries: readonly FaqEntry[], lang: Lang): readonly Sign[] => {
    const own = entries.filter((entry) => entry.lang === lang)
    return own.some((entry) => questionsOutOf(entry, wordsOf).length > 0)
      ? []
      : own.flatMap(({ need }) => need.map(signOf))
  }
  // Prepared when an entry is first considered, so that a start does not wait for all.
  const known = new Map<number, Own>()
  const ownOf = (at: number): Own => {
    const before = known.get(at)
    if (before !== undefined) return before
    const entries = groups[at] ?? []
    const own: Own = {
      blocked: entries
        .flatMap(({ block }) => block.map((word) => normalise(word).trim()))
        .filter((word) => word !== ''),
      zh: partOf(entries, 'zh'),
      en: partOf(entries, 'en'),
    }
    known.set(at, own)
    return own
  }
  const signsOf = (normal: string, entry: number): readonly Sign[] => ownOf(entry)[han.test(normal) ? 'zh' : 'en']
  return {
    isOwn: (normal, concepts, entry) => {
      const own = signsOf(normal, entry)
      return own.length === 0 ? undefined : own.flat().some((word) => isIn(word, normal, concepts))
    },
    outOf: ({ normal, clauses }) => {
      const concepts = clauses.flatMap((clause) => clause.concepts)
      return (entry) => {
        if (ownOf(entry).blocked.some((word) => normal.includes(word))) return true
        return !isMet(signsOf(normal, entry), normal, concepts)
      }
    },
  }
}
