import type { AdapterDeps } from '../platform.ts'
import { AdapterError, type FailureKind } from '../shared/errors.ts'
import { call, retryAfterMs } from '../shared/http.ts'
import type { ReplyCreated, Target } from './schema.ts'
import { signedRequest } from './sign.ts'

/** How long to rest when the system asks for it without saying how long. Milliseconds. */
export const REST_MS = 30_000

/**
 * Posts one reply, with `key` as its `webhook-id`. A time-out is thrown as `uncertain`; the desk may repeat it,
 * since the system drops an id it has handled.
 */
export async function postReply(
  replyUrl: string,
  secret: string,
  target: Target,
  text: string,
  key: string,
  deps: AdapterDeps,
): Promise<void> {
  const now = deps.now()
  const event: ReplyCreated = {
    type: 'reply.created',
    timestamp: new Date(now).toISOString(),
    data: { ...target, text },
  }
  const answer = await call(deps.fetch, signedRequest(replyUrl, secret, key, JSON.stringify(event), now))
  if (answer.status >= 200 && answer.status < 300) return
  const kind = failureOf(answer.status)
  const message = `POST ${new URL(replyUrl).host}: answered ${answer.status}; ${advice[kind]}`
  throw new AdapterError(kind, `http-${answer.status}`, message, {
    ...(kind === 'retry-after' && { retryAfterMs: retryAfterMs(answer.headers, deps.now(), REST_MS) }),
  })
}

/** Every answer tells surely that the reply was not taken: the system drops a repeated id, so a repeat is harmless. */
function failureOf(status: number): Exclude<FailureKind, 'uncertain'> {
  if (status === 429 || status === 502 || status === 503 || status === 504) return 'retry-after'
  if (status === 401 || status === 403) return 'credentials'
  // 408 says that the request did not arrive in time, so it is no verdict on the reply.
  return status >= 500 || status === 408 ? 'transient' : 'permanent'
}

const advice: Readonly<Record<Exclude<FailureKind, 'uncertain'>, string>> = {
  'retry-after': 'it asks for a pause',
  credentials: 'check that both sides hold the same signing secret',
  transient: 'will be repeated',
  permanent: 'will not be repeated; check replyUrl (redirects are not followed) and the system behind it',
}
