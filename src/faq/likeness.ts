import type { FaqEntry } from './entry.ts'
import { NumberTable } from './number-table.ts'
import type { Words, WordsOf } from './words.ts'

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

/** Entries found by likeness alone that are compared question by question. */
const compared = 3
/** Postings looked at for one text; rare terms come first. Keeps the work the same for 60 entries and for 5,000. */
const budget = 2000

/** Every question and every near miss of every entry, numbered entry by entry. */
interface Phrasings {
  readonly texts: readonly string[]
  readonly isNot: Uint8Array
  readonly groupOf: Int32Array
  /** The first phrasing of each entry, and behind the last one the number of all. */
  readonly firstOf: Int32Array
  readonly norms: Float64Array
}

/** For each term the phrasings that hold it, in order. */
interface Postings {
  readonly starts: Int32Array
  readonly lists: Int32Array
  /** What a term tells: the square of the logarithm of how few entries use it. */
  readonly weight: Float64Array
}

/**
 * An inverted index over the questions of entries, given as groups: one for each id, with its entries in all languages.
 * Linear in the text of the entries. Not re-entrant; it is synchronous.
 */
export function buildLikeness(groups: readonly (readonly FaqEntry[])[], wordsOf: WordsOf): LikenessIndex {
  const { terms, phrasings, postings, vocabulary } = readAll(groups, wordsOf)
  const { starts, lists, weight } = postings
  const { groupOf, firstOf, isNot, norms, texts } = phrasings
  const unknownWeight = Math.log(1 + groups.length) ** 2
  const points = new Float64Array(groups.length)
  const dots = new Float64Array(texts.length)
  const lengthOf = (row: number): number => (starts[row + 1] ?? 0) - (starts[row] ?? 0)

  /** The entries with the greatest weight of rare terms in common. `known` is in order of rarity. */
  function likely(known: readonly number[]): number[] {
    const touched: number[] = []
    let left = budget
    for (const row of known) {
      left -= lengthOf(row)
      if (left < 0) break
      let last = -1
      for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
        const owner = groupOf[lists[at] ?? 0] ?? 0
        if (owner === last) continue
        last = owner
        if (points[owner] === 0) touched.push(owner)
        points[owner] = (points[owner] ?? 0) + (weight[row] ?? 0)
      }
    }
    touched.sort((a, b) => (points[b] ?? 0) - (points[a] ?? 0) || a - b)
    for (const owner of touched) points[owner] = 0
    return touched.slice(0, compared)
  }

  /** The first place in a term's list with this phrasing or a later one. */
  function placeOf(row: number, phrasing: number): number {
    let low = starts[row] ?? 0
    let high = starts[row + 1] ?? 0
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((lists[middle] ?? 0) < phrasing) low = middle + 1
      else high = middle
    }
    return low
  }

  function compare(entry: number, known: readonly number[], norm: number, without: string | undefined): Likeness {
    const first = firstOf[entry] ?? 0
    const end = firstOf[entry + 1] ?? 0
    dots.fill(0, first, end)
    for (const row of known) {
      const stop = starts[row + 1] ?? 0
      for (let at = placeOf(row, first); at < stop; at += 1) {
        const phrasing = lists[at] ?? 0
        if (phrasing >= end) break
        dots[phrasing] = (dots[phrasing] ?? 0) + (weight[row] ?? 0)
      }
    }
    let own = 0
    let not = 0
    for (let at = first; at < end; at += 1) {
      const cosine = (dots[at] ?? 0) / (norm * (norms[at] ?? 1))
      if (cosine <= (isNot[at] === 1 ? not : own) || texts[at] === without) continue
      if (isNot[at] === 1) not = cosine
      else own = cosine
    }
    return { own, not }
  }

  return {
    find(wanted, asked, without) {
      let square = 0
      const known: number[] = []
      for (const term of wanted) {
        const row = terms.get(term)
        square += row < 0 ? unknownWeight : (weight[row] ?? 0)
        if (row >= 0) known.push(row)
      }
      known.sort((a, b) => lengthOf(a) - lengthOf(b) || a - b)
      const norm = Math.sqrt(square)
      const likeness = new Map<number, Likeness>()
      for (const entry of [...asked, ...likely(known)])
        if (!likeness.has(entry)) likeness.set(entry, compare(entry, known, norm, without))
      return { likeness, unseen: 1 - known.length / Math.max(1, wanted.length) }
    },
    foreign(entry, concepts) {
      let sum = 0
      let most = 0
      for (const concept of concepts) {
        if (vocabulary.own[entry]?.has(concept)) continue
        const tells = Math.log((groups.length + 1) / ((vocabulary.spread.get(concept) ?? 0) + 1))
        sum += tells
        if (tells > most) most = tells
      }
      return [sum, most]
    },
  }
}

function readAll(groups: readonly (readonly FaqEntry[])[], wordsOf: WordsOf) {
  const texts: string[] = []
  const said: Words[] = []
  const nots: number[] = []
  const owners: number[] = []
  const firsts: number[] = []
  let most = 0
  groups.forEach((group, owner) => {
    firsts.push(texts.length)
    const add = (text: string, not: 0 | 1): void => {
      const words = wordsOf(text)
      most += words.terms.length
      said.push(words)
      texts.push(text)
      nots.push(not)
      owners.push(owner)
    }
    for (const entry of group) {
      add(entry.title, 0)
      for (const question of entry.questions) add(question, 0)
      for (const question of entry.not) add(question, 1)
    }
  })
  firsts.push(texts.length)
  const { terms, postings } = postingsOf(said, owners, most, groups.length)
  const phrasings: Phrasings = {
    texts,
    isNot: Uint8Array.from(nots),
    groupOf: Int32Array.from(owners),
    firstOf: Int32Array.from(firsts),
    norms: normsOf(postings, texts.length),
  }
  const vocabulary = vocabularyOf(
    said.filter((_, at) => nots[at] === 0),
    owners.filter((_, at) => nots[at] === 0),
    groups.length,
  )
  return { terms, phrasings, postings, vocabulary }
}

/** The concepts that each entry's own questions use, and how many entries use each. */
function vocabularyOf(said: readonly Words[], owners: readonly number[], groups: number) {
  const own = Array.from({ length: groups }, () => new Set<number>())
  const spread = new Map<number, number>()
  said.forEach(({ concepts }, at) => {
    const words = own[owners[at] ?? 0]
    for (let place = 0; place < concepts.length; place += 1) {
      const concept = concepts[place] ?? 0
      if (words === undefined || words.has(concept)) continue
      words.add(concept)
      spread.set(concept, (spread.get(concept) ?? 0) + 1)
    }
  })
  return { own, spread }
}

/**
 * Numbers the terms and lists for each the phrasings that hold it, in order and once. `most` is how many terms there are
 * in all, those that repeat counted again.
 */
function postingsOf(said: readonly Words[], owners: readonly number[], most: number, groups: number) {
  const terms = new NumberTable(most)
  const rows = new Int32Array(most)
  const last = new Int32Array(most).fill(-1)
  const lastOwner = new Int32Array(most).fill(-1)
  const counts = new Int32Array(most)
  const spread = new Int32Array(most)
  let pairs = 0
  said.forEach((words, phrasing) => {
    const owner = owners[phrasing] ?? 0
    for (let at = 0; at < words.terms.length; at += 1) {
      const row = terms.add(words.terms[at] ?? 0)
      const isNew = last[row] !== phrasing
      rows[pairs] = isNew ? row : -1
      pairs += 1
      if (!isNew) continue
      last[row] = phrasing
      counts[row] = (counts[row] ?? 0) + 1
      if (lastOwner[row] === owner) continue
      lastOwner[row] = owner
      spread[row] = (spread[row] ?? 0) + 1
    }
  })
  const starts = new Int32Array(terms.size + 1)
  for (let row = 0; row < terms.size; row += 1) starts[row + 1] = (starts[row] ?? 0) + (counts[row] ?? 0)
  const next = starts.slice()
  const lists = new Int32Array(starts.at(-1) ?? 0)
  let pair = 0
  said.forEach((words, phrasing) => {
    for (let at = 0; at < words.terms.length; at += 1) {
      const row = rows[pair] ?? -1
      pair += 1
      if (row < 0) continue
      const place = next[row] ?? 0
      lists[place] = phrasing
      next[row] = place + 1
    }
  })
  const weight = Float64Array.from(spread.subarray(0, terms.size), (count) => Math.log(1 + groups / count) ** 2)
  const postings: Postings = { starts, lists, weight }
  return { terms, postings }
}

function normsOf({ starts, lists, weight }: Postings, count: number): Float64Array {
  const norms = new Float64Array(count)
  for (let row = 0; row + 1 < starts.length; row += 1)
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
      const phrasing = lists[at] ?? 0
      norms[phrasing] = (norms[phrasing] ?? 0) + (weight[row] ?? 0)
    }
  return norms.map(Math.sqrt)
}
