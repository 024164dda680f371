/** The two small models on top of the linear one: the order of candidates, and the confidence in the first. */

/** Candidates of one turn with their signs, and which of them are right. */
export interface Choice {
  readonly signs: readonly (readonly number[])[]
  readonly right: readonly boolean[]
  readonly weight: number
}

/** Weights under which right candidates come first: softmax regression by Adam, deterministic. */
export function learnRank(choices: readonly Choice[], count: number): number[] {
  const useful = choices.filter(({ right, signs }) => signs.length > 1 && right.includes(true))
  const weights = new Float64Array(count)
  const mean = new Float64Array(count)
  const spread = new Float64Array(count)
  for (let step = 1; step <= 400; step += 1) {
    const slope = new Float64Array(count)
    for (const { signs, right, weight } of useful) {
      const powers = signs.map((own) => own.reduce((sum, sign, at) => sum + sign * (weights[at] ?? 0), 0))
      const most = Math.max(...powers)
      const shares = powers.map((power) => Math.exp(power - most))
      const all = shares.reduce((a, b) => a + b, 0)
      const wished = shares.reduce((sum, share, at) => sum + (right[at] === true ? share : 0), 0)
      signs.forEach((own, at) => {
        const share = shares[at] ?? 0
        const pull = share / all - (right[at] === true ? share / wished : 0)
        own.forEach((sign, index) => {
          slope[index] = (slope[index] ?? 0) + weight * pull * sign
        })
      })
    }
    for (let at = 0; at < count; at += 1) {
      const own = (slope[at] ?? 0) / useful.length + 1e-4 * (weights[at] ?? 0)
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * own
      spread[at] = 0.999 * (spread[at] ?? 0) + 0.001 * own * own
      const move = (mean[at] ?? 0) / (1 - 0.9 ** step)
      weights[at] = (weights[at] ?? 0) - (0.05 * move) / (Math.sqrt((spread[at] ?? 0) / (1 - 0.999 ** step)) + 1e-8)
    }
  }
  return [...weights].map((value) => Number(value.toFixed(4)))
}

export interface Outcome {
  readonly signs: readonly number[]
  readonly right: boolean
  readonly weight: number
}

/** Logistic regression by Newton's method; the last weight stands alone. */
export function learnConfidence(outcomes: readonly Outcome[], ridge = 1e-3): number[] {
  const count = outcomes[0]?.signs.length ?? 0
  const { means, spreads } = scales(outcomes, count)
  const rows = outcomes.map(({ signs, right, weight }) => ({
    x: [...signs.map((sign, at) => (sign - (means[at] ?? 0)) / (spreads[at] ?? 1)), 1],
    y: right ? 1 : 0,
    weight,
  }))
  const all = rows.reduce((sum, { weight }) => sum + weight, 0)
  let weights = new Array<number>(count + 1).fill(0)
  for (let step = 0; step < 30; step += 1) {
    const slope = weights.map((weight) => ridge * weight)
    const curve = weights.map((_, row) => weights.map((__, column) => (row === column ? ridge : 0)))
    for (const { x, y, weight } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)))
      x.forEach((value, row) => {
        slope[row] = (slope[row] ?? 0) + ((p - y) * value * weight) / all
        const line = curve[row]
        if (line === undefined) return
        x.forEach((other, column) => {
          line[column] = (line[column] ?? 0) + (value * other * p * (1 - p) * weight) / all
        })
      })
    }
    const move = solve(curve, slope)
    weights = weights.map((weight, at) => weight - (move[at] ?? 0))
  }
  const plain = weights.slice(0, count).map((weight, at) => weight / (spreads[at] ?? 1))
  const alone = (weights[count] ?? 0) - plain.reduce((sum, weight, at) => sum + weight * (means[at] ?? 0), 0)
  return [...plain, alone].map((value) => Number(value.toFixed(4)))
}

function scales(outcomes: readonly Outcome[], count: number): { means: number[]; spreads: number[] } {
  const means = new Array<number>(count).fill(0)
  const spreads = new Array<number>(count).fill(0)
  for (const { signs } of outcomes)
    signs.forEach((sign, at) => {
      means[at] = (means[at] ?? 0) + sign / outcomes.length
    })
  for (const { signs } of outcomes)
    signs.forEach((sign, at) => {
      spreads[at] = (spreads[at] ?? 0) + (sign - (means[at] ?? 0)) ** 2 / outcomes.length
    })
  return { means, spreads: spreads.map((spread) => Math.sqrt(spread) + 1e-6) }
}

/** Gauss with pivots; the matrix is small and positive. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0])
  for (let pivot = 0; pivot < size; pivot += 1) {
    let best = pivot
    for (let row = pivot + 1; row < size; row += 1)
      if (Math.abs(rows[row]?.[pivot] ?? 0) > Math.abs(rows[best]?.[pivot] ?? 0)) best = row
    const lead = rows[best] ?? []
    rows[best] = rows[pivot] ?? []
    rows[pivot] = lead
    for (let row = 0; row < size; row += 1) {
      const own = rows[row]
      if (row === pivot || own === undefined) continue
      const factor = (own[pivot] ?? 0) / (lead[pivot] ?? 1)
      for (let column = pivot; column <= size; column += 1)
        own[column] = (own[column] ?? 0) - factor * (lead[column] ?? 0)
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1))
}
