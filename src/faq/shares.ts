import type { Model } from './model.ts'
import type { Clause } from './read.ts'

/** What the learned part says of a turn. Shares run over the entries and `other`, then over the kinds of turns. */
export interface Shares {
  /** Of the turn as a whole. */
  readonly whole: Float64Array
  /** For each entry its greatest share in the turn, in a clause or in two neighbours. */
  readonly best: Float64Array
  /** The same times the share of in-scope there. */
  readonly bestInScope: Float64Array
  /** First clause and the one after the last, for each entry: where its `bestInScope` is. */
  readonly bestFrom: Int16Array
  readonly bestTo: Int16Array
  /** How much the piece of the turn speaks for out-of-scope that speaks most. */
  readonly strongestOutside: number
  /** Different pieces of the turn. */
  readonly size: number
}

/** Shares are kept above this, so that a logarithm has a floor. */
export const leastShare = 1e-6

/** Judges whole turns and their clauses by one model. Not re-entrant; it is synchronous. */
export function createShares(model: Model): (clauses: readonly Clause[]) => Shares {
  const { columns, other, bias, starts, column, value, features: known } = model
  const rowCount = starts.length - 1
  const met = new Int32Array(rowCount)
  let turn = 0
  const now = new Float64Array(columns)
  const added = new Float64Array(columns)
  const outside = outsideOf(model)

  function add(row: number, sums: Float64Array): void {
    const end = starts[row + 1] ?? 0
    for (let cell = starts[row] ?? 0; cell < end; cell += 1) {
      const at = column[cell] ?? 0
      sums[at] = (sums[at] ?? 0) + (value[cell] ?? 0)
    }
  }

  function shares(sums: Float64Array, size: number, into: Float64Array): void {
    const scale = 1 / Math.sqrt(Math.max(1, size))
    for (let c = 0; c < columns; c += 1) into[c] = (bias[c] ?? 0) + (sums[c] ?? 0) * scale
    softmax(into, 0, other + 1)
    softmax(into, other + 1, columns)
  }

  return (clauses) => {
    turn += 1
    const wholeSums = new Float64Array(columns)
    const unknown = new Set<number>()
    let size = 0
    let strongestOutside = 0
    // A single clause is the whole turn.
    const parts = clauses.length > 1 ? clauses.map(() => new Float64Array(columns)) : []
    for (const [index, { features }] of clauses.entries()) {
      const own = parts[index]
      for (const feature of features) {
        const row = known.get(feature)
        if (row < 0) {
          unknown.add(feature)
          continue
        }
        const isNew = met[row] !== turn
        if (isNew) {
          met[row] = turn
          size += 1
          strongestOutside = Math.max(strongestOutside, outside[row] ?? 0)
        }
        if (isNew) add(row, wholeSums)
        if (own !== undefined) add(row, own)
      }
    }
    size += unknown.size
    const whole = new Float64Array(columns)
    shares(wholeSums, size, whole)
    const best = new Float64Array(other)
    const bestInScope = new Float64Array(other)
    const bestFrom = new Int16Array(other)
    const bestTo = new Int16Array(other)
    const note = (of: Float64Array, from: number, to: number) => {
      const inScope = of[other + 1] ?? 0
      for (let entry = 0; entry < other; entry += 1) {
        const share = of[entry] ?? 0
        if (share > (best[entry] ?? 0)) best[entry] = share
        if (share * inScope <= (bestInScope[entry] ?? 0)) continue
        bestInScope[entry] = share * inScope
        bestFrom[entry] = from
        bestTo[entry] = to
      }
    }
    note(whole, 0, clauses.length)
    for (let from = 0; from < clauses.length && clauses.length > 1; from += 1) {
      const own = parts[from]
      const length = clauses[from]?.features.length ?? 0
      if (own === undefined) continue
      shares(own, length, now)
      note(now, from, from + 1)
      const next = parts[from + 1]
      if (next === undefined || clauses.length === 2) continue
      for (let c = 0; c < columns; c += 1) added[c] = (own[c] ?? 0) + (next[c] ?? 0)
      shares(added, length + (clauses[from + 1]?.features.length ?? 0), now)
      note(now, from, from + 2)
    }
    return { whole, best, bestInScope, bestFrom, bestTo, strongestOutside, size }
  }
}

/** For each feature, how much more it speaks for out-of-scope than for in-scope. */
function outsideOf({ starts, column, value, other }: Model): Float32Array {
  const inScope = other + 1
  const outOfScope = other + 3
  return Float32Array.from({ length: starts.length - 1 }, (_, row) => {
    let lead = 0
    for (let cell = starts[row] ?? 0; cell < (starts[row + 1] ?? 0); cell += 1) {
      if (column[cell] === outOfScope) lead += value[cell] ?? 0
      if (column[cell] === inScope) lead -= value[cell] ?? 0
    }
    return lead
  })
}

export function softmax(scores: Float64Array, from: number, to: number): void {
  let most = Number.NEGATIVE_INFINITY
  for (let c = from; c < to; c += 1) if ((scores[c] ?? 0) > most) most = scores[c] ?? 0
  let sum = 0
  for (let c = from; c < to; c += 1) {
    const power = Math.exp((scores[c] ?? 0) - most)
    scores[c] = power
    sum += power
  }
  for (let c = from; c < to; c += 1) scores[c] = (scores[c] ?? 0) / sum
}
