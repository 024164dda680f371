import { equalConstantTime, hmacKeys, hmacSha256 } from '../shared/crypto.ts'

/** How far a request's timestamp may lie from our clock, either way. Seconds. */
export const TOLERANCE_S = 300

const keyOf = hmacKeys((secret) => Buffer.from(secret, 'utf8'))

/** The value of `X-Slack-Signature`; `timestamp` is the header's text, in seconds. */
export const slackSignature = (secret: string, timestamp: string, rawBody: string): string =>
  `v0=${hmacSha256(keyOf(secret), `v0:${timestamp}:${rawBody}`).toString('hex')}`

export type Verdict =
  | { readonly ok: true; readonly signature: string }
  | { readonly ok: false; readonly reason: string }

/**
 * Whether Slack signed this request, over the raw body and before anything is parsed. Any of `secrets` will do, so
 * that a secret can be rotated. Unlike Bolt's own check, a timestamp in the future is refused like one in the past.
 * Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifyRequest(secrets: readonly string[], headers: Headers, rawBody: string, nowMs: number): Verdict {
  const timestamp = headers.get('x-slack-request-timestamp') ?? ''
  const signature = headers.get('x-slack-signature') ?? ''
  if (!/^\d{1,12}$/.test(timestamp) || signature === '') return { ok: false, reason: 'signature missing' }
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_S) return { ok: false, reason: 'timestamp out of range' }

  const matches = secrets.filter((secret) => equalConstantTime(slackSignature(secret, timestamp, rawBody), signature))
  return matches.length > 0 ? { ok: true, signature } : { ok: false, reason: 'signature mismatch' }
}
