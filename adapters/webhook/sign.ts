import { hmacKeys, hmacSha256 } from '../shared/crypto.ts'

const PREFIX = 'whsec_'

/**
 * The key inside a Standard Webhooks secret: standard base64 (padded, not URL-safe) of 24 to 64 bytes after
 * `whsec_`. Returns, not throws, the error, whose message never repeats the secret.
 * Source: Standard Webhooks specification 1.0.0, "Signature scheme".
 */
export function decodeSecret(secret: string): Buffer | Error {
  if (!secret.startsWith(PREFIX)) return new Error('must start with whsec_')
  const encoded = secret.slice(PREFIX.length)
  const key = Buffer.from(encoded, 'base64')
  if (key.toString('base64') !== encoded) return new Error('must be standard padded base64 after whsec_')
  if (key.length < 24 || key.length > 64) return new Error(`must hold 24 to 64 bytes, but holds ${key.length}`)
  return key
}

const keyOf = hmacKeys((secret) => {
  const key = decodeSecret(secret)
  if (key instanceof Error) throw new Error(`The webhook's signing secret ${key.message}.`)
  return key
})

/**
 * The `v1` signature of one message: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
 * `timestamp` is the header's text (unix seconds), `body` exactly what is sent. Throws for an unusable secret.
 */
export function sign(secret: string, id: string, timestamp: string, body: string): string {
  return `v1,${hmacSha256(keyOf(secret), `${id}.${timestamp}.${body}`).toString('base64')}`
}

/** A signed JSON POST. `id` stays the same in every attempt; `nowMs` is the time of this one. */
export function signedRequest(url: string, secret: string, id: string, body: string, nowMs: number): Request {
  const timestamp = String(Math.floor(nowMs / 1000))
  return new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(secret, id, timestamp, body),
    },
    body,
  })
}
