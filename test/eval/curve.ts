/** Precision against coverage as the confidence asked for goes down. */

export interface Judged {
  readonly confidence: number
  readonly right: boolean
  /** Triage lets nothing be answered by itself here. */
  readonly held: boolean
  readonly inScope: boolean
}

export interface CurvePoint {
  /** The confidence from which on is answered. */
  readonly from: number
  /** Right answers, of the questions in scope. */
  readonly coverage: number
  /** Right answers, of all answers. */
  readonly precision: number
}

/** Confidences at which the curve is taken, falling. */
const steps = Array.from({ length: 46 }, (_, at) => Number((0.98 - at * 0.02).toFixed(2)))

export function curveOf(judged: readonly Judged[]): CurvePoint[] {
  const inScope = judged.filter((one) => one.inScope).length
  return steps.map((from) => {
    const answered = judged.filter(({ held, confidence }) => !held && confidence >= from)
    const right = answered.filter((one) => one.right).length
    return {
      from,
      coverage: Number((right / Math.max(1, inScope)).toFixed(4)),
      precision: answered.length === 0 ? 1 : Number((right / answered.length).toFixed(4)),
    }
  })
}

/** The lowest confidence from which on the answers are right as often as wanted, 0 to 1. */
export function thresholdFor(judged: readonly Judged[], wanted: number): number {
  const open = judged.filter(({ held }) => !held).sort((a, b) => b.confidence - a.confidence)
  let right = 0
  let found = 1
  open.forEach((one, at) => {
    if (one.right) right += 1
    if (right / (at + 1) >= wanted) found = one.confidence
  })
  return Number(found.toFixed(3))
}

/** The greatest coverage at which the answers are right at least so often. */
export const mostCoverage = (curve: readonly CurvePoint[], precision: number): number =>
  Math.max(0, ...curve.filter((point) => point.precision >= precision).map(({ coverage }) => coverage))
