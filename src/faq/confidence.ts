import type { Candidate, Evidence } from './evidence.ts'

/** What `npm run faq:calibrate` finds out, see `calibration.ts`. */
export interface Calibration {
  /** One for each of `rankSigns`. */
  readonly rank: readonly number[]
  /** One for each of `confidenceSigns`, and the last for none. */
  readonly confidence: readonly number[]
  /** From this confidence on an entry is sent without a person. */
  readonly answerFrom: number
  /** From here on it is shown to a person. */
  readonly offerFrom: number
}

export interface Ranked {
  readonly candidate: Candidate
  readonly rank: number
}

/** Best first; among equals by position, so that the order of files never matters. */
export function ranked({ candidates }: Evidence, weights: readonly number[]): Ranked[] {
  return candidates
    .map((candidate) => ({ candidate, rank: dot(weights, candidate.signs) }))
    .sort((a, b) => b.rank - a.rank || a.candidate.entry - b.candidate.entry)
}

export const confidenceSigns = [
  'whole',
  'window',
  'like in window',
  'most foreign',
  'near miss',
  'margin',
  'in scope',
  'strongest outside',
  'size',
  'unseen',
] as const

/** A lead beyond this adds nothing. */
const greatestMargin = 8

/** The numbers that the confidence in the first of these is found from. */
export function signsOf(best: Ranked, second: Ranked | undefined, { turnSigns }: Evidence): number[] {
  const [whole = 0, window = 0, , like = 0, , foreign = 0] = best.candidate.signs
  const margin = Math.min(greatestMargin, best.rank - (second?.rank ?? best.rank - greatestMargin))
  return [whole, window, like, foreign, best.candidate.nearMiss, margin, ...turnSigns]
}

/** 0 to 1: how often an answer with such signs is right. */
export function confidenceOf(signs: readonly number[], weights: readonly number[]): number {
  return 1 / (1 + Math.exp(-(dot(weights, signs) + (weights[signs.length] ?? 0))))
}

function dot(weights: readonly number[], signs: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < signs.length; at += 1) sum += (weights[at] ?? 0) * (signs[at] ?? 0)
  return sum
}
