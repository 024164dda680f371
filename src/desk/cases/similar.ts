import { fold } from './fold.ts'

/** From here on two matters are shown to a person as perhaps the same. */
export const SIMILAR = 0.25

/**
 * How much of what two texts say is the same, from 0 to 1: the share of the shorter one's pairs of neighbouring
 * characters that the longer one has as well. Names of places and things weigh by being there; a text of two
 * characters or fewer is like nothing.
 */
export const similarity = (one: string, other: string): number => shared(pairs(one), pairs(other))

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [short, long] = [one, other].toSorted((a, b) => a.size - b.size)
  if (short === undefined || long === undefined || short.size < 3) return 0
  let common = 0
  for (const pair of short) if (long.has(pair)) common += 1
  return common / short.size
}

function pairs(text: string): Set<string> {
  const letters = Array.from(fold(text))
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))
}

interface Matter {
  readonly id: number
  readonly topic: string
  readonly words: string
}

/** Of `others` those that are perhaps the same matter, the likeliest first. Another topic must be more alike. */
export function similarTo<T extends Matter>(matter: Omit<Matter, 'id'>, others: readonly T[], limit: number): T[] {
  const own = pairs(matter.words)
  return others
    .map((other) => {
      const known = matter.topic !== 'other' && other.topic !== 'other'
      const penalty = known && matter.topic !== other.topic ? 0.2 : 0
      return { other, score: shared(own, pairs(other.words)) - penalty }
    })
    .filter(({ score }) => score >= SIMILAR)
    .toSorted((a, b) => b.score - a.score || b.other.id - a.other.id)
    .slice(0, limit)
    .map(({ other }) => other)
}
