import type { FaqEntry } from './entry.ts'
import { conceptOf } from './lexicon.ts'
import { normalise } from './normalise.ts'
import type { Reading } from './read.ts'

/** A word of an entry's front matter: the letters themselves, or any way to say it where the lexicon knows the word. */
interface Sign {
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

const signOf = (word: string): Sign => {
  const letters = normalise(word).trim()
  return { letters, concept: conceptOf(letters) }
}

const holds = (signs: readonly Sign[], normal: string, concepts: readonly number[]): boolean =>
  signs.some(({ letters, concept }) =>
    concept === undefined ? normal.includes(letters) : concepts.includes(concept) || normal.includes(letters),
  )

/** Prepares what groups of entries (those of one id together) say of themselves. */
export function createScope(groups: readonly (readonly FaqEntry[])[]): Scope {
  const words = (entries: readonly FaqEntry[], list: 'block' | 'need') =>
    entries.flatMap((entry) => entry[list]).filter((word) => word.trim() !== '')
  const blocked = groups.map((entries) => words(entries, 'block').map((word) => normalise(word).trim()))
  const needed = groups.map((entries) => ({
    zh: words(
      entries.filter(({ lang }) => lang === 'zh'),
      'need',
    ).map(signOf),
    en: words(
      entries.filter(({ lang }) => lang === 'en'),
      'need',
    ).map(signOf),
  }))
  const isOwn: Scope['isOwn'] = (normal, concepts, entry) => {
    const own = needed[entry]?.[han.test(normal) ? 'zh' : 'en'] ?? []
    return own.length === 0 ? undefined : holds(own, normal, concepts)
  }
  return {
    isOwn,
    outOf: ({ normal, clauses }) => {
      const concepts = clauses.flatMap((clause) => clause.concepts)
      return (entry) =>
        blocked[entry]?.some((word) => normal.includes(word)) === true || isOwn(normal, concepts, entry) === false
    },
  }
}
