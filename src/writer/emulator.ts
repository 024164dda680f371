/**
 * Behaves like an OpenAI-compatible model server: `POST /v1/chat/completions` with JSON mode, its errors and its
 * rate limit. Imported only by the sandbox and by tests.
 */

import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { emulatedOutput } from './emulated-model.ts'

export interface ModelEmulatorOptions {
  readonly apiKey: string
  /** Model names it knows. */
  readonly models?: readonly string[]
  /** More requests than this within a minute are answered 429; needs `now`. No limit unless given. */
  readonly requestsPerMinute?: number
  /** Milliseconds UTC. */
  readonly now?: () => number
  readonly host?: string
}

/** How the next call goes wrong. `time-out` holds the request until the caller gives up. */
export type ModelFailure =
  | 'time-out'
  | 'busy'
  | 'rate-limit'
  | 'bad-token'
  | 'no-connection'
  | 'no-balance'
  | 'filtered'
  | 'redirect'
  | 'not-json'

export interface ModelEmulator {
  readonly hosts: readonly string[]
  fetch(request: Request): Promise<Response>
  /** Bodies of the chat requests with their headers, oldest first; the latest hundred. */
  readonly requests: readonly { readonly headers: Headers; readonly raw: string; readonly body: ChatRequest }[]
  /** What the model says next, one output a call; afterwards it makes up its own. */
  say(...outputs: readonly string[]): void
  /** Makes the next `times` calls fail in the given way. */
  fail(how: ModelFailure, times: number): void
}

export const ChatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
  response_format: z.object({ type: z.enum(['text', 'json_object']) }).optional(),
})
export type ChatRequest = z.infer<typeof ChatRequest>

const MINUTE_MS = 60_000
const KEPT = 100

export function createModelEmulator(options: ModelEmulatorOptions): ModelEmulator {
  const { apiKey, models = ['emulated-1'], requestsPerMinute, now, host = 'model.example' } = options
  const requests: { headers: Headers; raw: string; body: ChatRequest }[] = []
  const outputs: string[] = []
  const failures: ModelFailure[] = []
  let served: number[] = []
  let count = 0

  const app = new Hono()
  // A connection that breaks must break for the caller too, not become an answer 500.
  app.onError((error) => {
    throw error
  })
  app.notFound((c) => problem(c, 404, 'unknown_url', `Unknown request URL: ${c.req.method} ${c.req.path}`))
  app.post('/v1/chat/completions', async (c) => {
    const raw = await c.req.text()
    if (c.req.header('authorization') !== `Bearer ${apiKey}`) {
      return problem(c, 401, 'invalid_api_key', 'Incorrect API key provided.')
    }
    const read = ChatRequest.safeParse(readJson(raw))
    if (!read.success) return problem(c, 400, 'invalid_request_error', z.prettifyError(read.error))
    const body = read.data
    requests.push({ headers: c.req.raw.headers, raw, body })
    if (requests.length > KEPT) requests.shift()

    const failure = failures.shift()
    if (failure !== undefined && failure !== 'filtered') return fail(c, failure)
    if (!models.includes(body.model))
      return problem(c, 404, 'model_not_found', `The model '${body.model}' does not exist`)
    // OpenAI, DeepSeek and Qwen all refuse JSON mode when no message says "json".
    const json = body.response_format?.type === 'json_object'
    if (json && !body.messages.some(({ content }) => /json/i.test(content))) {
      return problem(c, 400, 'invalid_request_error', "'messages' must contain the word 'json' in some form.")
    }
    if (requestsPerMinute !== undefined && now !== undefined) {
      const at = now()
      served = served.filter((time) => time > at - MINUTE_MS)
      const [oldest] = served
      if (oldest !== undefined && served.length >= requestsPerMinute) {
        return tooMany(c, Math.ceil((oldest + MINUTE_MS - at) / 1000))
      }
      served.push(at)
    }

    count += 1
    const filtered = failure === 'filtered'
    const asked = body.messages.find(({ role }) => role === 'user')?.content ?? ''
    const content = filtered ? '' : (outputs.shift() ?? emulatedOutput(asked))
    return c.json({
      id: `chatcmpl-${count}`,
      object: 'chat.completion',
      created: Math.floor((now?.() ?? 0) / 1000),
      model: body.model,
      choices: [
        { index: 0, message: { role: 'assistant', content }, finish_reason: filtered ? 'content_filter' : 'stop' },
      ],
      usage: {
        prompt_tokens: raw.length,
        completion_tokens: content.length,
        total_tokens: raw.length + content.length,
      },
    })
  })

  return {
    hosts: [host],
    fetch: async (request) => app.fetch(request),
    requests,
    say: (...next) => void outputs.push(...next),
    fail: (how, times) => void failures.push(...Array.from({ length: times }, () => how)),
  }
}

function fail(c: Context, how: Exclude<ModelFailure, 'filtered'>): Response | Promise<Response> {
  switch (how) {
    case 'time-out':
      return held(c.req.raw.signal)
    case 'no-connection':
      return Promise.reject(
        new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
      )
    case 'busy':
      return problem(c, 503, 'server_error', 'The engine is currently overloaded, please try again later.')
    case 'rate-limit':
      return tooMany(c, 7)
    case 'bad-token':
      return problem(c, 401, 'invalid_api_key', 'Incorrect API key provided.')
    case 'no-balance':
      return problem(c, 402, 'insufficient_balance', 'Insufficient Balance')
    case 'redirect':
      return c.redirect('https://elsewhere.example/v1/chat/completions', 307)
    case 'not-json':
      return c.html('<html><body>Welcome</body></html>')
  }
}

/** Never answers; ends when the caller gives up, as a connection does. */
function held(signal: AbortSignal): Promise<Response> {
  const { promise, reject } = Promise.withResolvers<Response>()
  if (signal.aborted) reject(signal.reason)
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return promise
}

function tooMany(c: Context, seconds: number): Response {
  c.header('retry-after', String(seconds))
  return problem(c, 429, 'rate_limit_exceeded', `Rate limit reached. Please try again in ${seconds}s.`)
}

const problem = (c: Context, status: 400 | 401 | 402 | 404 | 429 | 503, code: string, message: string): Response =>
  c.json({ error: { message, type: code, param: null, code } }, status)

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
