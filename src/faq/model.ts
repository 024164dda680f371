import { NumberTable } from './number-table.ts'

/** The learned part: a linear model over the numbers of a clause, trained by `npm run faq:train`. */

/** As it is checked in, see `weights.ts`. */
export interface PackedModel {
  readonly entries: readonly string[]
  /** One for each entry, one for `other`, one for each kind of turn. */
  readonly bias: readonly number[]
  /** Value of one step of a weight. */
  readonly scale: number
  /** For each feature, in order: its distance from the one before, how many weights, then column and weight of each. */
  readonly rows: string
}

/** Kinds of turns in the order of the columns. */
export const turnKinds = ['in-scope', 'needs-human', 'out-of-scope', 'complaint', 'emergency'] as const

export interface Model {
  readonly entries: readonly string[]
  /** Column of `other`; the kinds follow. */
  readonly other: number
  readonly columns: number
  readonly bias: Float64Array
  /** Which row a feature has. */
  readonly features: NumberTable
  readonly starts: Int32Array
  readonly column: Uint8Array
  readonly value: Float32Array
}

/** Signs that need no escape in a string of a program: digits of the packed form. */
const alphabet = Array.from({ length: 92 }, (_, at) => String.fromCharCode(35 + at)).filter(
  (sign) => !"'\\`".includes(sign),
)
export const signs = alphabet.join('')
const half = 44
const digitOf = new Int8Array(128).fill(-1)
for (let at = 0; at < signs.length; at += 1) digitOf[signs.charCodeAt(at)] = at

/** Numbers in base 44; the last digit is 44 or more. */
function packNumber(value: number): string {
  let rest = Math.floor(value / half)
  let text = signs.charAt(half + (value % half))
  while (rest > 0) {
    text = signs.charAt(rest % half) + text
    rest = Math.floor(rest / half)
  }
  return text
}

export interface Row {
  readonly feature: number
  /** Column and weight in steps, -44 to 44 and not 0. */
  readonly cells: readonly (readonly [number, number])[]
}

/** Rows in order of feature. Throws where something does not fit the form. */
export function packRows(rows: readonly Row[]): string {
  let last = 0
  let text = ''
  for (const { feature, cells } of rows) {
    text += packNumber(feature - last) + packNumber(cells.length)
    for (const [column, steps] of cells) {
      if (column >= signs.length || Math.abs(steps) > half || steps === 0)
        throw new Error(`weight ${steps} in column ${column} does not fit: at most ${signs.length} columns, 44 steps`)
      text += signs.charAt(column) + signs.charAt(steps > 0 ? half + steps - 1 : half + steps)
    }
    last = feature
  }
  return text
}

/** Unpacks the weights: once at start, about a millisecond for 100,000. */
export function openModel(packed: PackedModel): Model {
  const { rows } = packed
  let at = 0
  const digit = (): number => digitOf[rows.charCodeAt(at++)] ?? -1
  const number = (): number => {
    let value = 0
    for (;;) {
      const next = digit()
      if (next >= half) return value * half + next - half
      value = value * half + next
    }
  }
  const features = new NumberTable()
  const starts: number[] = [0]
  const column = new Uint8Array(rows.length)
  const value = new Float32Array(rows.length)
  let cells = 0
  let feature = 0
  while (at < rows.length) {
    feature += number()
    features.add(feature)
    for (let left = number(); left > 0; left -= 1) {
      column[cells] = digit()
      const steps = digit()
      value[cells] = (steps >= half ? steps - half + 1 : steps - half) * packed.scale
      cells += 1
    }
    starts.push(cells)
  }
  return {
    entries: packed.entries,
    other: packed.entries.length,
    columns: packed.bias.length,
    bias: Float64Array.from(packed.bias),
    features,
    starts: Int32Array.from(starts),
    column: column.slice(0, cells),
    value: value.slice(0, cells),
  }
}
