import type { CitizenEmulator, Delivery, EmulatorDeps, Received } from '../emulator.ts'
import { retryAfterMs } from '../shared/http.ts'
import { ReplyCreated } from './schema.ts'
import { signedRequest } from './sign.ts'
import { verify } from './verify.ts'

const SECOND = 1000
const HOUR = 3_600 * SECOND
/** The specification's example schedule: the pause before each further attempt. Milliseconds. */
const SCHEDULE = [5 * SECOND, 300 * SECOND, HOUR / 2, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

export interface WebhookEmulatorOptions {
  readonly secret: string
  /** The service's address for this channel. */
  readonly callbackUrl: string
  /** Where the service posts its replies. */
  readonly replyUrl: string
  /** The pause before each redelivery, in milliseconds; the specification's ten attempts when absent. */
  readonly schedule?: readonly number[]
}

/** What a citizen does in the connected system. */
export interface Said {
  readonly sender: string
  readonly text: string
  readonly thread?: string
  /** The message's id, made up when absent. The same message under the same id again is a redelivery. */
  readonly id?: string
}

export interface WebhookEmulator extends CitizenEmulator {
  /** Delivers one message, with the retries of a well-behaved sender. */
  say(said: Said): Promise<Delivery>
  /** The service answered 410: nothing is delivered to it any more. */
  readonly disabled: boolean
}

/** A customer system with Standard Webhooks both ways. */
export function createWebhookEmulator(options: WebhookEmulatorOptions, deps: EmulatorDeps): WebhookEmulator {
  const received: Received[] = []
  const handled = new Set<string>()
  const saidAt = new Map<string, string>()
  const failures: Parameters<CitizenEmulator['fail']>[0][] = []
  const schedule = options.schedule ?? SCHEDULE
  let disabled = false

  async function deliver(id: string, body: string): Promise<Delivery> {
    for (let attempts = 1; ; attempts += 1) {
      const request = signedRequest(options.callbackUrl, options.secret, id, body, deps.now())
      const answer = await deps.callback(request).catch(() => undefined)
      const status = answer?.status ?? 0
      if (status === 410) disabled = true
      const pause = schedule[attempts - 1]
      if (answer?.ok || disabled || pause === undefined) return { status, attempts, passive: undefined }
      const asked = answer === undefined ? 0 : retryAfterMs(answer.headers, deps.now(), 0)
      await deps.sleep(Math.max(pause, asked))
    }
  }

  async function take(request: Request): Promise<Response> {
    const rawBody = await request.text()
    const verified = verify(request.headers, rawBody, [options.secret], deps.now())
    if (verified.kind === 'refused') return new Response(verified.code, { status: verified.status })
    const event = ReplyCreated.safeParse(JSON.parse(rawBody))
    if (!event.success) return new Response('bad-body', { status: 400 })
    if (!handled.has(verified.id)) {
      handled.add(verified.id)
      received.push({ to: event.data.data.sender, text: event.data.data.text, how: 'message', at: deps.now() })
    }
    return new Response(null, { status: 204 })
  }

  return {
    hosts: [new URL(options.replyUrl).host],
    received,
    get disabled() {
      return disabled
    },

    async say(said) {
      if (disabled) return { status: 410, attempts: 0, passive: undefined }
      const { sender, text, thread } = said
      const id = said.id ?? Buffer.from(deps.randomBytes(12)).toString('hex')
      const timestamp = saidAt.get(id) ?? new Date(deps.now()).toISOString()
      saidAt.set(id, timestamp)
      const event = { type: 'message.created', timestamp, data: { id, sender, thread, text } }
      return deliver(`msg_${id}`, JSON.stringify(event))
    },

    async fetch(request) {
      if (request.method !== 'POST' || request.url !== new URL(options.replyUrl).href) {
        return new Response('not-found', { status: 404 })
      }
      const failure = failures.shift()
      if (failure === 'busy') return new Response('busy', { status: 503 })
      if (failure === 'rate-limit') return new Response('slow down', { status: 429, headers: { 'retry-after': '2' } })
      if (failure === 'bad-token') return new Response('bad-signature', { status: 401 })
      const answer = await take(request)
      // The harder kind of time-out: the reply arrived and only the answer was lost.
      if (failure === 'time-out') throw new DOMException('The operation timed out.', 'TimeoutError')
      return answer
    },

    fail(how, times) {
      failures.push(...Array.from({ length: times }, () => how))
    },
  }
}
