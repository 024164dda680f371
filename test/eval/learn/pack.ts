import { type PackedModel, packRows, type Row } from '../../../src/faq/model.ts'
import type { Heads } from './heads.ts'

const greatest = 44
/** So many of the greatest weights may be cut off at the greatest step, so that the steps are fine for the others. */
const cutOff = 500

/** Weights in 88 steps, in the form that is checked in. */
export function packHeads({ entries, features, columns, weights, bias }: Heads): PackedModel {
  const sizes = Float32Array.from(weights, Math.abs).sort()
  const scale = round((sizes.at(-cutOff) ?? sizes.at(-1) ?? 1) / greatest, 5)
  const rows: Row[] = []
  for (const [feature, row] of features) {
    const cells: [number, number][] = []
    for (let column = 0; column < columns; column += 1) {
      const steps = Math.round((weights[row * columns + column] ?? 0) / scale)
      if (steps !== 0) cells.push([column, Math.max(-greatest, Math.min(greatest, steps))])
    }
    if (cells.length > 0) rows.push({ feature, cells })
  }
  return { entries, bias: [...bias].map((value) => round(value, 3)), scale, rows: packRows(rows) }
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))
