import type { LikenessIndex } from './likeness.ts'
import type { Clause } from './read.ts'
import { leastShare, type Shares } from './shares.ts'

/** What speaks for one entry, as numbers in the order of `rankSigns`. */
export interface Candidate {
  /** Position among the groups of the likeness index. */
  readonly entry: number
  /** False for one that was added after the training: only likeness speaks for it. */
  readonly learned: boolean
  readonly signs: readonly number[]
  readonly nearMiss: number
}

/** What candidates are ordered by. Shares as logarithms. */
export const rankSigns = ['whole', 'window', 'like', 'like in window', 'foreign', 'most foreign'] as const

export interface Evidence {
  readonly candidates: readonly Candidate[]
  /** What the confidence in the first candidate is found from besides its own signs; in the order of `turnSigns`. */
  readonly turnSigns: readonly number[]
}

export const turnSigns = ['in scope', 'strongest outside', 'size', 'unseen'] as const

/** Of each way of looking, so many entries are compared closely. */
const considered = 3

/** Which entry has which column of the model; -1 for none. */
export interface Columns {
  readonly columnOf: readonly number[]
  readonly entryOf: readonly number[]
}

export function columnsOf(ids: readonly string[], learned: readonly string[]): Columns {
  const columns = new Map(learned.map((id, column) => [id, column]))
  const entries = new Map(ids.map((id, entry) => [id, entry]))
  return { columnOf: ids.map((id) => columns.get(id) ?? -1), entryOf: learned.map((id) => entries.get(id) ?? -1) }
}

/** Positions of the greatest of the first `count` values, greatest first. */
export function top(values: Float64Array, count: number, most: number): number[] {
  const best: number[] = []
  for (let at = 0; at < count; at += 1) {
    const value = values[at] ?? 0
    let place = best.length
    while (place > 0 && (values[best[place - 1] ?? 0] ?? 0) < value) place -= 1
    if (place >= most) continue
    best.splice(place, 0, at)
    if (best.length > most) best.pop()
  }
  return best
}

function each(clauses: readonly Clause[], list: 'terms' | 'concepts'): readonly number[] {
  if (clauses.length === 1) return clauses[0]?.[list] ?? []
  const all = new Set<number>()
  for (const clause of clauses) for (const one of clause[list]) all.add(one)
  return [...all]
}

/** Gathers what speaks for and against each entry. `without` leaves one phrasing out of the likeness, for training. */
export function gather(
  clauses: readonly Clause[],
  shares: Shares,
  index: LikenessIndex,
  { columnOf, entryOf }: Columns,
  without?: string,
): Evidence {
  const count = entryOf.length
  const learned: number[] = []
  for (const column of [...top(shares.whole, count, considered), ...top(shares.bestInScope, count, considered)]) {
    const entry = entryOf[column] ?? -1
    if (entry >= 0 && !learned.includes(entry)) learned.push(entry)
  }
  const terms = each(clauses, 'terms')
  const alike = index.find(terms, learned, without)
  const lead = top(shares.bestInScope, count, 1)[0] ?? 0
  const from = shares.bestFrom[lead] ?? 0
  const to = shares.bestTo[lead] ?? 0
  const inWindow =
    to - from > 0 && to - from < clauses.length
      ? index.find(each(clauses.slice(from, to), 'terms'), learned, without).likeness
      : alike.likeness
  const concepts = each(clauses, 'concepts')
  const candidates = [...new Set([...alike.likeness.keys(), ...inWindow.keys()])].map((entry): Candidate => {
    const column = columnOf[entry] ?? -1
    const whole = alike.likeness.get(entry)
    const part = inWindow.get(entry)
    const share = (values: Float64Array) => Math.log(Math.max(leastShare, column < 0 ? 0 : (values[column] ?? 0)))
    const own = Math.max(whole?.own ?? 0, part?.own ?? 0)
    return {
      entry,
      learned: column >= 0,
      signs: [share(shares.whole), share(shares.best), whole?.own ?? 0, own, ...index.foreign(entry, concepts)],
      nearMiss: Math.max(0, Math.max(whole?.not ?? 0, part?.not ?? 0) - own),
    }
  })
  return {
    candidates,
    turnSigns: [
      Math.log(Math.max(1e-4, shares.whole[count + 1] ?? 0)),
      shares.strongestOutside,
      Math.log(1 + shares.size),
      alike.unseen,
    ],
  }
}
