import { equalConstantTime, sortedSha1 } from '../shared/crypto.ts'

/** How far the signed time may be from ours, either way, in milliseconds. Our own rule; Weibo documents none. */
export const WINDOW_MS = 5 * 60_000

export interface WeiboKeys {
  /** App Secrets, all accepted. */
  readonly appSecrets: readonly string[]
  /** Secret last path segments, all accepted; empty = the path is not checked. */
  readonly pathKeys: readonly string[]
}

export type Verified =
  | { readonly ok: true; readonly timestamp: number; readonly nonce: string }
  | { readonly ok: false; readonly code: string; readonly reason: string }

/**
 * Checks a request's secret path and its signature hex(sha1(sort([secret, timestamp, nonce]).join(''))), and that
 * `timestamp` (milliseconds) lies within `WINDOW_MS` of `now`. The body is not covered by the signature.
 * Source: open.weibo.com wiki, 粉丝服务平台 › 验证消息真实性.
 */
export function verify(url: URL, keys: WeiboKeys, now: number): Verified {
  const segment = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
  if (keys.pathKeys.length > 0 && !anyEqual(segment, keys.pathKeys)) return refuse('bad-path', 'unknown callback path')

  const signature = single(url, 'signature', /^[0-9a-f]{40}$/i)
  const timestamp = single(url, 'timestamp', /^\d{13}$/)
  const nonce = single(url, 'nonce', /^[\x21-\x7E]{1,128}$/)
  if (signature === undefined || timestamp === undefined || nonce === undefined) {
    return refuse('bad-query', 'signature, timestamp or nonce is missing or malformed')
  }
  const expected = keys.appSecrets.map((secret) => sortedSha1(secret, timestamp, nonce))
  if (!anyEqual(signature.toLowerCase(), expected)) return refuse('bad-signature', 'signature does not match')

  const signedAt = Number(timestamp)
  if (Math.abs(now - signedAt) > WINDOW_MS) return refuse('stale', 'timestamp is more than 5 minutes away')
  return { ok: true, timestamp: signedAt, nonce }
}

const refuse = (code: string, reason: string): Verified => ({ ok: false, code, reason })

/** Compares with every candidate, so that the duration does not tell which one matched. */
const anyEqual = (value: string, candidates: readonly string[]): boolean =>
  candidates.map((candidate) => equalConstantTime(value, candidate)).includes(true)

/** A parameter that must appear exactly once in the given form. */
function single(url: URL, name: string, form: RegExp): string | undefined {
  const [value, ...more] = url.searchParams.getAll(name)
  return value !== undefined && more.length === 0 && form.test(value) ? value : undefined
}
