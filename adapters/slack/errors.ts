import { AdapterError, type FailureKind } from '../shared/errors.ts'
import type { BoltModule } from './bolt.ts'

/** When Slack asks us to slow down without saying for how long. Milliseconds. */
export const DEFAULT_REST_MS = 10_000

/**
 * Slack's error codes by what the outbox should do. Codes that are not listed are refusals, so `permanent`.
 * Source: the error tables of https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours.
 */
const KINDS: Readonly<Record<string, FailureKind>> = {
  ratelimited: 'retry-after',
  rate_limited: 'retry-after',
  message_limit_exceeded: 'transient',
  internal_error: 'transient',
  fatal_error: 'transient',
  service_unavailable: 'transient',
  request_timeout: 'transient',
  invalid_auth: 'credentials',
  not_authed: 'credentials',
  token_revoked: 'credentials',
  token_expired: 'credentials',
  account_inactive: 'credentials',
  missing_scope: 'credentials',
  no_permission: 'credentials',
  not_allowed_token_type: 'credentials',
}

/** What an operator should do about a code, where there is something better than reading it. */
const NEXT: Readonly<Record<string, string>> = {
  not_in_channel: 'invite the app to the channel with /invite',
  channel_not_found: 'check the channel id, and invite the app if the channel is private',
  is_archived: 'unarchive the channel or configure another one',
  missing_scope: 'add the scope in the app’s settings and install the app again',
  invalid_auth: 'put the current bot token into the environment',
  token_revoked: 'install the app again and put the new bot token into the environment',
  message_not_found: 'the message was deleted in Slack; the card has to be posted again',
}

/** Turns whatever a call of the Web API threw into the error that the outbox understands. */
export function toAdapterError(bolt: BoltModule, method: string, error: unknown): AdapterError {
  const { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIHTTPError, WebAPIRequestError } = bolt.webApi
  if (error instanceof WebAPIRateLimitedError) {
    return new AdapterError('retry-after', 'ratelimited', `Slack ${method}: rate limit reached`, {
      retryAfterMs: error.retryAfter * 1000,
      cause: error,
    })
  }
  if (error instanceof WebAPIPlatformError) return refusal(method, error.data)
  if (error instanceof WebAPIHTTPError) {
    const kind = error.statusCode >= 500 ? 'transient' : 'permanent'
    const next = kind === 'permanent' ? '; check apiBase' : ''
    return new AdapterError(kind, `http-${error.statusCode}`, `Slack ${method}: HTTP ${error.statusCode}${next}`, {
      cause: error,
    })
  }
  const cause = error instanceof WebAPIRequestError ? error.original : error
  if (cause instanceof AdapterError) return cause
  return new AdapterError('uncertain', 'no-answer', `Slack ${method}: no readable answer`, { cause })
}

interface Refused {
  readonly error?: string
  readonly needed?: string
  readonly response_metadata?: { readonly messages?: readonly string[]; readonly retryAfter?: number }
}

function refusal(method: string, data: Refused): AdapterError {
  const code = data.error ?? ''
  if (!/^[a-z0-9_]{1,60}$/.test(code)) {
    return new AdapterError('uncertain', 'no-answer', `Slack ${method}: the answer is not Slack’s; check apiBase`)
  }
  const kind = KINDS[code] ?? 'permanent'
  const next = NEXT[code] === undefined ? '' : `; ${NEXT[code]}`
  const details = (data.response_metadata?.messages ?? []).slice(0, 3).join(' ').slice(0, 300)
  const scope = data.needed === undefined ? '' : ` (needs ${data.needed})`
  return new AdapterError(kind, code, `Slack ${method}: ${code}${scope}${next}${details === '' ? '' : ` ${details}`}`, {
    ...(kind === 'retry-after' && {
      retryAfterMs: (data.response_metadata?.retryAfter ?? DEFAULT_REST_MS / 1000) * 1000,
    }),
  })
}
