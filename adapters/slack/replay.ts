/** A signature stays acceptable for ±300 s, so one seen within the last 10 minutes may come again. Milliseconds. */
const KEEP_MS = 600_000

/** Remembers the signatures of recent requests, so that the very same request is acted on once. In memory, bounded. */
export class SeenSignatures {
  readonly #seen = new Map<string, number>()
  readonly #capacity: number

  constructor(capacity = 10_000) {
    this.#capacity = capacity
  }

  /** True when this signature was seen before; otherwise remembers it, forgetting the oldest when full. */
  repeats(signature: string, nowMs: number): boolean {
    for (const [old, at] of this.#seen) {
      if (nowMs - at <= KEEP_MS && this.#seen.size < this.#capacity) break
      this.#seen.delete(old)
    }
    if (this.#seen.has(signature)) return true
    this.#seen.set(signature, nowMs)
    return false
  }
}
