const WINDOW_MS = 48 * 3_600_000
const DAY_MS = 24 * 3_600_000
const SHANGHAI_MS = 8 * 3_600_000

/** Whom the account may write to privately: 48 h after a private message or follow, and once after a mention. */
export class Rights {
  readonly #privateSince = new Map<string, number>()
  readonly #mentionsAt = new Map<string, number[]>()

  opened(citizen: string, now: number): void {
    this.#privateSince.set(citizen, now)
  }

  mentioned(citizen: string, now: number): void {
    this.#mentionsAt.set(citizen, [...(this.#mentionsAt.get(citizen) ?? []), now])
  }

  /** Uses up the one reply that a mention allows; false when there is none left. */
  useMention(citizen: string, now: number): boolean {
    const [first, ...rest] = (this.#mentionsAt.get(citizen) ?? []).filter((at) => now - at <= WINDOW_MS)
    this.#mentionsAt.set(citizen, rest)
    return first !== undefined
  }

  /** Whether one private message may go out now. */
  use(citizen: string, now: number): boolean {
    const since = this.#privateSince.get(citizen)
    return (since !== undefined && now - since <= WINDOW_MS) || this.useMention(citizen, now)
  }
}

/** The open comment API's calls of one Beijing day. */
export class DailyQuota {
  readonly #limit: number
  #day = -1
  #used = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  take(now: number): boolean {
    const day = Math.floor((now + SHANGHAI_MS) / DAY_MS)
    if (day !== this.#day) this.#used = 0
    this.#day = day
    this.#used += 1
    return this.#used <= this.#limit
  }
}
