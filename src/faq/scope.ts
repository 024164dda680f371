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

/**
 * Prepares what groups of entries (those of one id together) say of themselves. An entry that a desk has given questions
 * without any of the needed words needs none: whoever asks one of its own questions finds it.
 */
export function createScope(groups: readonly (readonly FaqEntry[])[], wordsOf: WordsOf): Scope {
  const blocked = groups.map((entries) =>
    entries.flatMap(({ block }) => block.map((word) => normalise(word).trim())).filter((word) => word !== ''),
  )
  const needs = (lang: Lang) =>
    groups.map((entries) => {
      const own = entries.filter((entry) => entry.lang === lang)
      return own.some((entry) => questionsOutOf(entry, wordsOf).length > 0)
        ? []
        : own.flatMap(({ need }) => need.map(signOf))
    })
  const needed = { zh: needs('zh'), en: needs('en') }
  const signsOf = (normal: string, entry: number): readonly Sign[] =>
    needed[han.test(normal) ? 'zh' : 'en'][entry] ?? []
  return {
    isOwn: (normal, concepts, entry) => {
      const own = signsOf(normal, entry)
      return own.length === 0 ? undefined : own.flat().some((word) => isIn(word, normal, concepts))
    },
    outOf: ({ normal, clauses }) => {
      const concepts = clauses.flatMap((clause) => clause.concepts)
      return (entry) => {
        if (blocked[entry]?.some((word) => normal.includes(word)) === true) return true
        return !isMet(signsOf(normal, entry), normal, concepts)
      }
    },
  }
}
