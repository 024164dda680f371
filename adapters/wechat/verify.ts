import { equalConstantTime, sortedSha1 } from '../shared/crypto.ts'

/** How far a request's time may be from ours, in milliseconds. Our own rule: the platform documents none. */
export const TIME_WINDOW_MS = 5 * 60_000

/** What the platform puts into the address of every request. */
export interface SignedQuery {
  /** Seconds since 1970, as sent (exactly ten digits, so that digits cannot be moved between it and the nonce). */
  readonly timestamp: string
  readonly nonce: string
  /** sha1 over token, timestamp and nonce; says nothing about the body. */
  readonly signature: string | undefined
  /** sha1 over token, timestamp, nonce and the `Encrypt` element. */
  readonly msgSignature: string | undefined
  /** The platform says that the body carries an `Encrypt` element (安全模式 or 兼容模式). */
  readonly encrypted: boolean
  readonly echostr: string | undefined
}

/** Undefined when the timestamp or nonce is missing or not of the platform's form. */
export function readQuery(url: string): SignedQuery | undefined {
  const query = new URL(url).searchParams
  const timestamp = query.get('timestamp') ?? ''
  const nonce = query.get('nonce') ?? ''
  if (!/^\d{10}$/.test(timestamp) || !/^[\w-]{1,128}$/.test(nonce)) return undefined
  return {
    timestamp,
    nonce,
    signature: query.get('signature') ?? undefined,
    msgSignature: query.get('msg_signature') ?? undefined,
    encrypted: query.get('encrypt_type') === 'aes',
    echostr: query.get('echostr') ?? undefined,
  }
}

/** Whether the request's time is within the window around `now` (milliseconds UTC). */
export const isFresh = (query: SignedQuery, now: number): boolean =>
  Math.abs(now - Number(query.timestamp) * 1000) <= TIME_WINDOW_MS

/** The token with which `signature` was made over `parts`, or undefined when it was none of ours. */
export function signingToken(
  tokens: readonly string[],
  signature: string | undefined,
  ...parts: readonly string[]
): string | undefined {
  if (signature === undefined) return undefined
  return tokens.find((token) => equalConstantTime(sortedSha1(token, ...parts), signature))
}
