import type { Example } from './corpus.ts'

/** What the linear part learns: for each feature and column a weight. Columns: the entries, `other`, then the kinds. */
export interface Heads {
  readonly entries: readonly string[]
  readonly features: ReadonlyMap<number, number>
  readonly columns: number
  /** Row by row: feature × columns. */
  readonly weights: Float32Array
  readonly bias: Float32Array
}

export interface HeadsOptions {
  readonly epochs: number
  readonly rate: number
  /** Pulls weights to zero; per step and weight. */
  readonly decay: number
  /** Features seen in fewer examples are left out. */
  readonly fewest: number
  /** Weights that are kept; the others become zero, and the kept ones learn on. */
  readonly kept: number
}

export const headsOptions: HeadsOptions = { epochs: 18, rate: 0.35, decay: 1e-4, fewest: 4, kept: 65_000 }
export const kindCount = 5

/** Numbers that look random and are the same on every run. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Trains both heads by AdaGrad on the examples given. Deterministic. */
export function trainHeads(
  examples: readonly Example[],
  entries: readonly string[],
  options: HeadsOptions = headsOptions,
): Heads {
  const features = vocabulary(examples, options.fewest)
  const columns = entries.length + 1 + kindCount
  const weights = new Float32Array(features.size * columns)
  const squares = new Float32Array(features.size * columns).fill(0.01)
  const bias = new Float32Array(columns)
  const index = new Map(entries.map((id, at) => [id, at]))
  const prepared = examples.map((example) => ({
    rows: Int32Array.from(example.features.flatMap((feature) => features.get(feature) ?? [])),
    scale: 1 / Math.sqrt(example.features.length),
    ...targets(example, index),
  }))
  const order = prepared.map((_, at) => at)
  const next = random(7)
  const scores = new Float64Array(columns)
  const thinAt = Math.round(options.epochs * 0.6)
  let mask: Uint8Array | undefined
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    if (epoch === thinAt) mask = thin(weights, columns, prepared, options.kept)
    shuffle(order, next)
    const rate = options.rate * (1 - epoch / (options.epochs + 1))
    for (const at of order) {
      const one = prepared[at]
      if (one === undefined) continue
      const { rows, scale } = one
      scores.set(bias)
      for (const row of rows)
        for (let c = 0; c < columns; c += 1) scores[c] = (scores[c] ?? 0) + (weights[row * columns + c] ?? 0) * scale
      gradient(scores, one, entries.length + 1)
      for (let c = 0; c < columns; c += 1) {
        const slope = scores[c] ?? 0
        if (Math.abs(slope) < 1e-4) continue
        bias[c] = (bias[c] ?? 0) - 0.02 * slope
        const step = slope * scale
        for (const row of rows) {
          const cell = row * columns + c
          if (mask !== undefined && mask[cell] === 0) continue
          const square = (squares[cell] ?? 0) + step * step
          squares[cell] = square
          const weight = weights[cell] ?? 0
          weights[cell] = weight - (rate * step) / Math.sqrt(square) - options.decay * weight
        }
      }
    }
  }
  return { entries, features, columns, weights, bias }
}

/** Sets all weights but the most useful to zero and tells which remain. Useful: great, and often met. */
function thin(
  weights: Float32Array,
  columns: number,
  examples: readonly { readonly rows: Int32Array }[],
  kept: number,
): Uint8Array {
  const met = new Float64Array(weights.length / columns)
  for (const { rows } of examples) for (const row of rows) met[row] = (met[row] ?? 0) + 1
  const use = Float64Array.from(
    weights,
    (weight, cell) => Math.abs(weight) * (met[Math.floor(cell / columns)] ?? 0) ** 0.25,
  )
  const least = Float64Array.from(use).sort().at(-kept) ?? 0
  const mask = new Uint8Array(weights.length)
  use.forEach((worth, cell) => {
    if (worth > 0 && worth >= least) mask[cell] = 1
    else weights[cell] = 0
  })
  return mask
}

interface Target {
  /** Wished probabilities over entries and `other`; sums to one, or to nothing where the example says nothing. */
  readonly wish: ReadonlyMap<number, number>
  readonly not: number
  readonly kind: number
  readonly intentWeight: number
}

function targets(example: Example, index: ReadonlyMap<string, number>): Target {
  const other = index.size
  const wish = new Map<number, number>()
  const at = (ids: readonly string[]) => ids.flatMap((id) => index.get(id) ?? [])
  const [first, ...also] = at(example.right)
  let intentWeight = 1
  if (first !== undefined) {
    const share = also.length === 0 ? 0 : 0.3
    wish.set(first, 1 - share)
    for (const one of also) wish.set(one, (wish.get(one) ?? 0) + share / also.length)
  } else if (example.kind > 0) {
    const near = at(example.near)
    const isOther = example.kind === 2 || example.kind === 4 || near.length === 0
    if (isOther) wish.set(other, 1)
    else {
      for (const one of near) wish.set(one, 1 / near.length)
      intentWeight = 0.4
    }
  }
  return {
    wish,
    intentWeight,
    not: example.not === undefined ? -1 : (index.get(example.not) ?? -1),
    kind: example.kind,
  }
}

/** Turns scores into slopes of the loss, in place. */
function gradient(scores: Float64Array, { wish, not, kind, intentWeight }: Target, intents: number): void {
  softmax(scores, 0, intents)
  if (wish.size > 0) {
    for (const [c, share] of wish) scores[c] = (scores[c] ?? 0) - share
    for (let c = 0; c < intents; c += 1) scores[c] = (scores[c] ?? 0) * intentWeight
  } else if (not >= 0) {
    // Loss −log(1 − p): the entry is pushed down, the others share what it loses.
    const p = Math.min(scores[not] ?? 0, 0.999)
    for (let c = 0; c < intents; c += 1) scores[c] = c === not ? p : (-(scores[c] ?? 0) * p) / (1 - p)
  } else scores.fill(0, 0, intents)
  softmax(scores, intents, scores.length)
  if (kind >= 0) scores[intents + kind] = (scores[intents + kind] ?? 0) - 1
  else scores.fill(0, intents)
}

export function softmax(scores: Float64Array, from: number, to: number): void {
  let most = Number.NEGATIVE_INFINITY
  for (let c = from; c < to; c += 1) most = Math.max(most, scores[c] ?? 0)
  let sum = 0
  for (let c = from; c < to; c += 1) {
    const power = Math.exp((scores[c] ?? 0) - most)
    scores[c] = power
    sum += power
  }
  for (let c = from; c < to; c += 1) scores[c] = (scores[c] ?? 0) / sum
}

function shuffle(order: number[], next: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}

function vocabulary(examples: readonly Example[], fewest: number): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { features } of examples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= fewest).map(([feature]) => feature)
  return new Map(kept.sort((a, b) => a - b).map((feature, at) => [feature, at]))
}
