/** The value below which the share `p` (0 to 1) of all values lies. NaN for none. */
export function percentile(values: Iterable<number>, p: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** `12,345`, or with decimals for small numbers. */
export const figure = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 })

/** One line of the table. */
export interface Row {
  readonly measure: string
  readonly ours: string
  readonly compared: string
  readonly ratio: string
  /** Absent where a figure is only told. */
  readonly target?: string
  readonly met?: boolean
}
