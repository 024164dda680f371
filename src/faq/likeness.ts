import type { FaqEntry } from './entry.ts'
import { table } from './model.ts'
import { type Clause, read } from './read.ts'

/** How like a text is to the questions of one entry; cosines, 0 to 1. */
export interface Likeness {
  /** With the best of its questions. */
  readonly own: number
  /** With the best of the lines it says it is not. */
  readonly not: number
}

export interface LikenessIndex {
  /**
   * The entries (by position) that the terms of a text are most like, and those asked for, with the share of terms that
   * no entry has. `without` leaves one phrasing out, for training.
   */
  readonly find: (terms: readonly number[], asked: readonly number[], without?: string) => Found
  /** How much the words tell that an entry's questions never use: their sum and the greatest of them. */
  readonly foreign: (entry: number, concepts: readonly number[]) => readonly [sum: number, most: number]
}

export interface Found {
  readonly likeness: ReadonlyMap<number, Likeness>
  readonly unseen: number
}

/** Entries that are compared question by question. */
const compared = 3
/** Postings looked at for one text; rare terms come first. Keeps the work the same for 60 entries and for 5,000. */
const budget = 1200

interface Phrasing {
  readonly text: string
  readonly not: boolean
  readonly rows: Int32Array
  readonly norm: number
}

/** What is collected while the entries are read. */
interface Drafts {
  readonly rows: Map<number, number>
  /** For each term the groups that use it, in order. */
  readonly holders: number[][]
  readonly vocabulary: Set<number>[]
  /** For each concept the number of groups that use it. */
  readonly spread: Map<number, number>
}

/**
 * An inverted index over the questions of entries, given as groups: one for each id, with its entries in all languages.
 * Linear in the text of the entries. Not re-entrant; it is synchronous.
 */
export function buildLikeness(groups: readonly (readonly FaqEntry[])[]): LikenessIndex {
  const drafts: Drafts = { rows: new Map(), holders: [], vocabulary: groups.map(() => new Set()), spread: new Map() }
  const raw = groups.map((group, owner) =>
    group.flatMap((entry) => [
      ...[entry.title, ...entry.questions].map((text) => readPhrasing(drafts, owner, text, false)),
      ...entry.not.map((text) => readPhrasing(drafts, owner, text, true)),
    ]),
  )
  const weight = Float64Array.from(drafts.holders, (list) => Math.log(1 + groups.length / list.length) ** 2)
  const phrasings = raw.map((group) => group.map((draft): Phrasing => ({ ...draft, norm: normOf(draft.rows, weight) })))
  const postings = drafts.holders.map((list) => Int32Array.from(list))
  const rowOf = table([...drafts.rows.keys()])
  const unknownWeight = Math.log(1 + groups.length) ** 2
  const points = new Float64Array(groups.length)
  const marks = new Int32Array(postings.length)
  let stamp = 0

  /** The entries with the greatest weight of rare terms in common. */
  function likely(known: number[]): number[] {
    known.sort((a, b) => (postings[a]?.length ?? 0) - (postings[b]?.length ?? 0) || a - b)
    const touched: number[] = []
    let left = budget
    for (const row of known) {
      const list = postings[row] ?? []
      left -= list.length
      if (left < 0) break
      for (const owner of list) {
        if (points[owner] === 0) touched.push(owner)
        points[owner] = (points[owner] ?? 0) + (weight[row] ?? 0)
      }
    }
    touched.sort((a, b) => (points[b] ?? 0) - (points[a] ?? 0) || a - b)
    for (const owner of touched) points[owner] = 0
    return touched.slice(0, compared)
  }

  function compare(entry: number, norm: number, without: string | undefined): Likeness {
    let own = 0
    let not = 0
    for (const phrasing of phrasings[entry] ?? []) {
      const { rows } = phrasing
      let dot = 0
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] ?? 0
        if (marks[row] === stamp) dot += weight[row] ?? 0
      }
      const cosine = dot / (norm * phrasing.norm)
      if (cosine <= (phrasing.not ? not : own) || phrasing.text === without) continue
      if (phrasing.not) not = cosine
      else own = cosine
    }
    return { own, not }
  }

  return {
    find(terms, asked, without) {
      stamp += 1
      let square = 0
      const known: number[] = []
      for (const term of terms) {
        const row = rowOf(term)
        square += row < 0 ? unknownWeight : (weight[row] ?? 0)
        if (row < 0) continue
        marks[row] = stamp
        known.push(row)
      }
      const unseen = 1 - known.length / Math.max(1, terms.length)
      const norm = Math.sqrt(square)
      const entries = new Set([...asked, ...likely(known)])
      return { likeness: new Map([...entries].map((entry) => [entry, compare(entry, norm, without)])), unseen }
    },
    foreign(entry, concepts) {
      let sum = 0
      let most = 0
      for (const concept of concepts) {
        if (drafts.vocabulary[entry]?.has(concept)) continue
        const tells = Math.log((groups.length + 1) / ((drafts.spread.get(concept) ?? 0) + 1))
        sum += tells
        if (tells > most) most = tells
      }
      return [sum, most]
    },
  }
}

function readPhrasing({ rows, holders, vocabulary, spread }: Drafts, owner: number, text: string, not: boolean) {
  const { clauses } = read(text)
  const words = vocabulary[owner]
  if (!not && words !== undefined)
    for (const { concepts } of clauses)
      for (const concept of concepts) {
        if (words.has(concept)) continue
        words.add(concept)
        spread.set(concept, (spread.get(concept) ?? 0) + 1)
      }
  const own = termsOf(clauses).map((term) => {
    let row = rows.get(term)
    if (row === undefined) {
      row = holders.length
      rows.set(term, row)
      holders.push([])
    }
    const list = holders[row]
    if (list !== undefined && list.at(-1) !== owner) list.push(owner)
    return row
  })
  return { text, not, rows: Int32Array.from(own) }
}

function termsOf(clauses: readonly Clause[]): readonly number[] {
  if (clauses.length === 1) return clauses[0]?.terms ?? []
  return [...new Set(clauses.flatMap(({ terms }) => terms))]
}

function normOf(rows: Int32Array, weight: Float64Array): number {
  let sum = 0
  for (const row of rows) sum += weight[row] ?? 0
  return Math.sqrt(sum)
}
