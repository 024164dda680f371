import type { Opened } from '../platform.ts'
import { equalConstantTime } from '../shared/crypto.ts'
import { sign } from './sign.ts'

/** How far a request's timestamp may be from our clock, either way. Seconds. Source: the reference library. */
export const TOLERANCE_S = 300
/** Also the longest `dedupeKey` that the desk takes. */
const MAX_ID_LENGTH = 200

const parts = ['id', 'timestamp', 'signature'] as const

export type Verified =
  | { readonly kind: 'verified'; readonly id: string }
  | Extract<Opened, { readonly kind: 'refused' }>

/**
 * Checks one Standard Webhooks request against every configured secret, before anything in it is parsed.
 * The `svix-` names of the three headers are read when no `webhook-` one is there.
 * Several signatures may stand in the header; one good `v1` is enough and other versions are skipped.
 */
export function verify(headers: Headers, rawBody: string, secrets: readonly string[], nowMs: number): Verified {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return refused(415, 'content-type', 'Send the body as application/json.')
  const { prefix, values } = signatureHeaders(headers)
  const [id, timestamp, signature] = values
  if (!id || !timestamp || !signature) {
    const missing = parts.filter((_, at) => !values[at]).map((part) => `${prefix}-${part}`)
    return refused(400, 'missing-headers', `Missing headers: ${missing.join(', ')}.`)
  }
  if (id.length > MAX_ID_LENGTH || !/^[\x21-\x2d\x2f-\x7e]+$/.test(id)) {
    return refused(400, 'bad-id', `${prefix}-id must be 1 to ${MAX_ID_LENGTH} visible ASCII characters without a dot.`)
  }
  if (!/^\d{1,12}$/.test(timestamp)) {
    return refused(400, 'bad-timestamp', `${prefix}-timestamp must be unix seconds in digits only.`)
  }
  if (Math.abs(Math.floor(nowMs / 1000) - Number(timestamp)) > TOLERANCE_S) {
    return refused(401, 'stale', `${prefix}-timestamp is more than ${TOLERANCE_S} seconds away from our clock.`)
  }
  const given = signature.split(' ').filter((item) => item.startsWith('v1,'))
  const genuine = secrets.some((secret) => {
    const expected = sign(secret, id, timestamp, rawBody)
    return given.some((item) => equalConstantTime(item, expected))
  })
  return genuine ? { kind: 'verified', id } : refused(401, 'bad-signature', 'No signature matches.')
}

/** The three headers under whichever of their names is in use. */
function signatureHeaders(headers: Headers) {
  const named = (prefix: string) => ({ prefix, values: parts.map((part) => headers.get(`${prefix}-${part}`)) })
  const isUsed = ({ values }: { values: (string | null)[] }): boolean => values.some((value) => value !== null)
  const own = named('webhook')
  if (isUsed(own)) return own
  const older = named('svix')
  return isUsed(older) ? older : own
}

const refused = (status: 400 | 401 | 415, code: string, reason: string): Verified => ({
  kind: 'refused',
  status,
  code,
  reason,
})
