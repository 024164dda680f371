import type { FaqEntry, Lang } from './entry.ts'
import { conceptOf } from './lexicon.ts'
import { normalise } from './normalise.ts'
import type { Reading } from './read.ts'

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

/** Prepares what groups of entries (those of one id together) say of themselves. */
export function createScope(groups: readonly (readonly FaqEntry[])[]): Scope {
  const blocked = groups.map((entries) =>
    entries.flatMap(({ block }) => block.map((word) => normalise(word).trim())).filter((word) => word !== ''),
  )
  const needs = (lang: Lang) =>
    groups.map((entries) => entries.filter((entry) => entry.lang === lang).flatMap(({ need }) => need.map(signOf)))
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
        const own = signsOf(normal, entry)
        return own.length > 0 && !own.some((words) => words.every((word) => isIn(word, normal, concepts)))
      }
    },
  }
}
