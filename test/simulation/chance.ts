/** Chance that can be had again: the same seed draws the same numbers (mulberry32). */
export interface Chance {
  /** A whole number from 0 to `n` - 1. */
  below(n: number): number
  happens(share: number): boolean
  oneOf<T>(list: readonly [T, ...T[]]): T
  /** One of a list that may be empty. */
  anyOf<T>(list: readonly T[]): T | undefined
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    below,
    happens: (share) => next() < share,
    oneOf: (list) => list[below(list.length)] ?? list[0],
    anyOf: (list) => list[below(list.length)],
  }
}
