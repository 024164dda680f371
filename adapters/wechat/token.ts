/** Renewed this long before the end: from then on the platform hands out the next token, the old one still works. */
const SPARE_MS = 5 * 60_000
/** `force_refresh` is allowed at least this far apart (and 20 times a day). */
const FORCE_APART_MS = 30_000

/** One answer of the platform's `stable_token`. */
export interface Issued {
  readonly value: string
  readonly expiresInMs: number
}

export interface AccessTokens {
  /** A token believed to be good. */
  current(): Promise<string>
  /** Another token after the platform refused this one; forces a new one only when the plain call gives the same. */
  replace(refused: string): Promise<string>
}

/**
 * Keeps the account's access token in memory; one request for it is under way at a time, however many replies wait.
 * `issue` asks the platform, `now` is in milliseconds UTC. Errors of `issue` pass through.
 * https://developers.weixin.qq.com/doc/subscription/api/base/api_getstableaccesstoken.html
 */
export function createTokens(issue: (force: boolean) => Promise<Issued>, now: () => number): AccessTokens {
  let cached: { value: string; freshUntil: number } | undefined
  let underWay: Promise<string> | undefined
  let forcedAt = Number.NEGATIVE_INFINITY

  const ask = async (force: boolean): Promise<string> => {
    const issued = await issue(force)
    cached = { value: issued.value, freshUntil: now() + issued.expiresInMs - SPARE_MS }
    return issued.value
  }
  const once = (work: () => Promise<string>): Promise<string> => {
    underWay ??= work().finally(() => {
      underWay = undefined
    })
    return underWay
  }
  const fresh = (): string | undefined => (cached && now() < cached.freshUntil ? cached.value : undefined)

  return {
    async current() {
      return fresh() ?? once(() => ask(false))
    },
    async replace(refused) {
      const other = fresh()
      if (other !== undefined && other !== refused) return other
      return once(async () => {
        const plain = await ask(false)
        if (plain !== refused || now() - forcedAt < FORCE_APART_MS) return plain
        forcedAt = now()
        return ask(true)
      })
    },
  }
}
