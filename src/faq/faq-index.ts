import type { FaqEntry } from './entry.ts'
import type { Analysis, Mark } from './lexicon.ts'

/** One way of asking (or of not asking) one entry, as numbered features. */
interface Phrasing {
  readonly entry: number
  readonly negative: boolean
  readonly norm: number
}

/** A condition on words: any one of the concepts, or any one of the literal strings. */
export interface WordGroup {
  readonly features: ReadonlySet<number>
  readonly literal: readonly string[]
}

export interface IndexedEntry {
  readonly entry: FaqEntry
  /** Every feature that the entry's own questions use. */
  readonly known: ReadonlySet<number>
  readonly needs: readonly WordGroup[]
  readonly block: WordGroup
}

/** Everything precomputed about the entries of one language. */
export interface FaqIndex {
  readonly entries: readonly IndexedEntry[]
  readonly phrasings: readonly Phrasing[]
  readonly features: ReadonlyMap<string, number>
  /** Feature to the phrasings that hold it. */
  readonly postings: readonly Int32Array[]
}

/** Each feature of a text once, first appearance first. */
export function distinct(clauses: readonly (readonly Mark[])[]): Map<string, Mark> {
  const found = new Map<string, Mark>()
  for (const clause of clauses) for (const mark of clause) if (!found.has(mark.key)) found.set(mark.key, mark)
  return found
}

const pairWeight = 2
const pairing = new Set<Mark['kind']>(['thing', 'act', 'who'])

/**
 * What stands next to what: in 补办身份证要户口本吗 it is the card that is replaced, not the book. Neighbours among
 * things, acts and people of one clause, in either order; they count for likeness only.
 */
export function pairsOf(clauses: readonly (readonly Mark[])[]): Map<string, Mark> {
  const found = new Map<string, Mark>()
  for (const clause of clauses) {
    let last: Mark | undefined
    for (const mark of clause) {
      if (!pairing.has(mark.kind)) continue
      if (last !== undefined && last.key !== mark.key) {
        const key = last.key < mark.key ? `${last.key}+${mark.key}` : `${mark.key}+${last.key}`
        found.set(key, { key, kind: 'act', surface: `${last.surface}${mark.surface}`, weight: pairWeight })
      }
      last = mark
    }
  }
  return found
}

/** Length of the feature vector. */
export function normOf(marks: Iterable<Mark>): number {
  let sum = 0
  for (const mark of marks) sum += mark.weight * mark.weight
  return Math.sqrt(sum)
}

/** Builds the index; `analyse` must be the same function that later analyses the turns. Linear in the text. */
export function buildIndex(entries: readonly FaqEntry[], analyse: (text: string) => Analysis): FaqIndex {
  const features = new Map<string, number>()
  const lists: number[][] = []
  const phrasings: Phrasing[] = []
  const number = (key: string): number => {
    const known = features.get(key)
    if (known !== undefined) return known
    features.set(key, lists.length)
    lists.push([])
    return lists.length - 1
  }
  const group = (words: readonly string[]): WordGroup => {
    const ids = new Set<number>()
    const literal: string[] = []
    for (const word of words) {
      const { normal, clauses } = analyse(word.trim())
      const [mark, ...rest] = distinct(clauses).values()
      const isConcept = mark !== undefined && rest.length === 0 && mark.kind !== 'unknown' && mark.surface === normal
      if (isConcept) ids.add(number(mark.key))
      else literal.push(normal.trim())
    }
    return { features: ids, literal }
  }

  const indexed = entries.map((entry, position): IndexedEntry => {
    const known = new Set<number>()
    const add = (text: string, negative: boolean) => {
      const { clauses } = analyse(text)
      const marks = distinct(clauses)
      if (marks.size === 0) return
      const all = [...marks.values(), ...pairsOf(clauses).values()]
      for (const mark of all) {
        const feature = number(mark.key)
        lists[feature]?.push(phrasings.length)
        if (!negative) known.add(feature)
      }
      phrasings.push({ entry: position, negative, norm: normOf(all) })
    }
    for (const question of [entry.title, ...entry.questions]) add(question, false)
    for (const question of entry.not) add(question, true)
    return { entry, known, needs: [], block: group(entry.block) }
  })
  return { entries: indexed, phrasings, features, postings: lists.map((list) => Int32Array.from(list)) }
}

/** Whether a text with these features and this wording meets the group. An empty group is never met. */
export function meets(group: WordGroup, features: ReadonlySet<number>, normal: string): boolean {
  for (const feature of group.features) if (features.has(feature)) return true
  return group.literal.some((word) => word !== '' && normal.includes(word))
}
