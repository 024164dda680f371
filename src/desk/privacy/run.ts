/** Runs of digits that only separators part. */

/** What stands before a digit: nothing, a separator as within a phone number, or one as between two numbers. */
export type Gap = 'none' | 'near' | 'far'

const maxSeparators = 6
const separator = /[\s\-‐-―−_.·•・/\\,，、:;|~*()#'"\u200b-\u200f\u2060\ufeff]/
/** Separators that people put inside one number. Lists are written with the others. */
const nearSeparators = /^[\s\-‐-―−_.·•()\u200b-\u200f\u2060\ufeff]{1,3}$/

/** One run. `digits` may end in `X`, the check character of an ID number. */
export class Run {
  readonly digits: string
  /** One for each character of `digits`; the first is `far`. */
  readonly gaps: readonly Gap[]
  readonly #offsets: readonly number[]

  constructor(digits: string, gaps: readonly Gap[], offsets: readonly number[]) {
    this.digits = digits
    this.gaps = gaps
    this.#offsets = offsets
  }

  /** The place of a digit in the text. */
  offset(digit: number): number {
    return this.#offsets[digit] ?? 0
  }

  /** Sizes of the groups from one digit to another, e.g. 3, 4, 4. */
  groupsOf(at: number, end: number): number[] {
    const sizes = [1]
    for (let digit = at + 1; digit < end; digit++) {
      if (this.gaps[digit] === 'none') sizes.push((sizes.pop() ?? 0) + 1)
      else sizes.push(1)
    }
    return sizes
  }

  /** No separator stands between these digits. */
  inOnePiece(at: number, end: number): boolean {
    for (let digit = at + 1; digit < end; digit++) if (this.gaps[digit] !== 'none') return false
    return true
  }

  /** No separator between these digits is one that parts two numbers. */
  closeTogether(at: number, end: number): boolean {
    for (let digit = at + 1; digit < end; digit++) if (this.gaps[digit] === 'far') return false
    return true
  }
}

/** All runs of a folded text, ascending, in one pass. */
export function* runsOf(text: string): Generator<Run> {
  let digits: string[] = []
  let gaps: Gap[] = []
  let offsets: number[] = []
  const take = (character: string, gap: Gap, at: number) => {
    digits.push(character)
    gaps.push(gap)
    offsets.push(at)
  }
  const close = (): Run => {
    const run = new Run(digits.join(''), gaps, offsets)
    digits = []
    gaps = []
    offsets = []
    return run
  }
  let previous = -1
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character >= '0' && character <= '9') {
      take(character, previous < 0 ? 'far' : gapBetween(text, previous + 1, at), at)
      previous = at
    } else if (previous >= 0) {
      const check = character === 'X' || character === 'x' || character === '×'
      if (check) take('X', gapBetween(text, previous + 1, at), at)
      if (check || at - previous > maxSeparators || !separator.test(character)) {
        yield close()
        previous = -1
      }
    }
  }
  if (digits.length > 0) yield close()
}

function gapBetween(text: string, from: number, to: number): Gap {
  if (from === to) return 'none'
  if (to - from === 1 && (text[from] === ' ' || text[from] === '-')) return 'near'
  return nearSeparators.test(text.slice(from, to)) ? 'near' : 'far'
}
