/** Error codes and wordings of the real platform. */
export type Refusal = readonly [errcode: number, errmsg: string]

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** How many messages the account may send to whom, and until when. */
export class Rights {
  readonly #grants = new Map<string, { until: number; left: number }>()

  /** The citizen wrote: 5 messages within 48 hours. */
  wrote(openid: string, now: number): void {
    this.#grants.set(openid, { until: now + 48 * HOUR_MS, left: 5 })
  }

  /** The citizen followed: 3 messages within a minute, beside what a message has already granted. */
  followed(openid: string, now: number): void {
    const grant = this.#grants.get(openid)
    if (grant === undefined || grant.until <= now || grant.left < 3) {
      this.#grants.set(openid, { until: now + MINUTE_MS, left: 3 })
    }
  }

  /** Uses one message, or says why there is none. */
  use(openid: string, now: number): Refusal | undefined {
    const grant = this.#grants.get(openid)
    if (grant === undefined) return [40003, 'invalid openid']
    if (now > grant.until) return [45015, 'response out of time limit or subscription is canceled']
    if (grant.left === 0) return [45047, 'out of response count limit']
    grant.left -= 1
    return undefined
  }
}

const LIFE_MS = 2 * HOUR_MS
const OVERLAP_MS = 5 * MINUTE_MS
const FORCE_APART_MS = 30_000
const FORCES_A_DAY = 20

/** `stable_token`: the same token on every call until 5 minutes before its end; forcing revokes the old one at once. */
export class StableToken {
  readonly #ends = new Map<string, number>()
  readonly #forced: number[] = []
  readonly #make: () => string
  #current: string | undefined

  constructor(make: () => string) {
    this.#make = make
  }

  /** The token and its remaining life in milliseconds. */
  issue(force: boolean, now: number): { value: string; lifeMs: number } | Refusal {
    if (force) {
      const today = this.#forced.filter((at) => now - at < 24 * HOUR_MS)
      if (today.length >= FORCES_A_DAY) return [45009, 'reach max api daily quota limit']
      // The answer to a hasty second force is not documented; here it changes nothing.
      if (today.every((at) => now - at >= FORCE_APART_MS)) {
        this.#forced.push(now)
        this.#ends.clear()
        this.#current = undefined
      }
    }
    const end = this.#current === undefined ? 0 : (this.#ends.get(this.#current) ?? 0)
    if (this.#current !== undefined && end - now > OVERLAP_MS) return { value: this.#current, lifeMs: end - now }
    this.#current = this.#make()
    this.#ends.set(this.#current, now + LIFE_MS)
    return { value: this.#current, lifeMs: LIFE_MS }
  }

  check(token: string | undefined, now: number): Refusal | undefined {
    if (token === undefined || token === '') return [41001, 'access_token missing']
    const end = this.#ends.get(token)
    if (end === undefined) return [40001, 'invalid credential, access_token is invalid or not latest']
    return now < end ? undefined : [42001, 'access_token expired']
  }
}
