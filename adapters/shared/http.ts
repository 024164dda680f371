import { AdapterError } from './errors.ts'

/** How long an adapter waits for a platform's answer before it calls the outcome uncertain. Milliseconds. */
export const CALL_TIMEOUT_MS = 10_000

/**
 * Sends one request with a time limit and reads the answer as text (never following redirects).
 * A connection that was refused, a name that does not resolve, or a certificate that does not hold is `transient`:
 * nothing can have arrived.
 * Everything else that breaks after the request may have left is `uncertain`.
 */
export async function call(
  fetch: (request: Request) => Promise<Response>,
  request: Request,
  timeoutMs: number = CALL_TIMEOUT_MS,
): Promise<{ status: number; headers: Headers; body: string }> {
  const limited = new Request(request, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' })
  const where = `${request.method} ${new URL(request.url).host}${new URL(request.url).pathname}`
  try {
    const response = await fetch(limited)
    return { status: response.status, headers: response.headers, body: await response.text() }
  } catch (cause) {
    if (neverConnected(cause)) throw new AdapterError('transient', 'connect', `${where}: no connection`, { cause })
    throw new AdapterError('uncertain', 'no-answer', `${where}: sent, but no answer came`, { cause })
  }
}

const REFUSED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  // A certificate that does not hold: the connection ends before anything is sent over it.
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

function neverConnected(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && REFUSED.has(at.code)) return true
  }
  return false
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; `fallbackMs` when it is missing or unreadable. */
export function retryAfterMs(headers: Headers, nowMs: number, fallbackMs: number): number {
  const value = headers.get('retry-after')
  if (value === null) return fallbackMs
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? fallbackMs : Math.max(0, date - nowMs)
}
