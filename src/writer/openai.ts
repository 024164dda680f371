/** The one place that talks to a model: chat completions in JSON mode, at any compatible address. */

import type OpenAI from 'openai'
import { z } from 'zod'
import { WriterError } from './port.ts'
import type { ModelMessage } from './prompt.ts'

export interface ModelSettings {
  /** Up to and with the version, e.g. `https://api.deepseek.com/v1`. */
  readonly baseUrl: string
  readonly model: string
  /** Both tries together, in milliseconds; 20,000 unless given. */
  readonly timeoutMs?: number
  /** For a server that asks for none, any word. */
  readonly apiKey: string
}

export interface Model {
  /** One request, never repeated here. Ends early with `time-out` when `signal` is aborted. @throws WriterError */
  complete(messages: readonly ModelMessage[], signal: AbortSignal): Promise<{ content: string; model: string }>
}

/** What we read of a chat completion. `content` is empty when a model called a tool or said nothing. */
const Completion = z.object({
  model: z.string().min(1).max(200).optional().catch(undefined),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
})

/**
 * Opens a model. The client is loaded at the first call, since loading it would slow down every start.
 * @throws Error when the address or the key is missing: the client would then look for them elsewhere
 */
export function openModel(settings: ModelSettings, fetch: (request: Request) => Promise<Response>): Model {
  if (!/^https?:\/\//.test(settings.baseUrl) || !URL.canParse(settings.baseUrl)) {
    throw new Error(
      'writer: baseUrl is not an http(s) address; set it to the model server, e.g. https://models.example/v1',
    )
  }
  if (settings.apiKey.trim() === '') throw new Error('writer: apiKey is empty; set the key of the model server')
  if (settings.model.trim() === '') throw new Error('writer: model is empty; set the name the model server knows')

  let opened: Promise<{ module: typeof OpenAI; client: OpenAI }> | undefined
  const open = async () => {
    const { default: module } = await import('openai')
    const client = new module({
      baseURL: settings.baseUrl,
      apiKey: settings.apiKey,
      // Given as null, so that the client does not take them from the environment.
      organization: null,
      project: null,
      adminAPIKey: null,
      webhookSecret: null,
      maxRetries: 0,
      logLevel: 'off',
      fetch: (url, init) => fetch(new Request(url, init)),
      // The key must not follow a redirect to another host.
      fetchOptions: { redirect: 'manual' },
    })
    return { module, client }
  }

  const where = `model ${settings.model} at ${new URL(settings.baseUrl).host}`
  return {
    async complete(messages, signal) {
      opened ??= open()
      const { module, client } = await opened
      let answer: unknown
      try {
        answer = await client.chat.completions.create(
          { model: settings.model, messages: [...messages], response_format: { type: 'json_object' } },
          { signal },
        )
      } catch (error) {
        throw toWriterError(error, module, where)
      }
      const read = Completion.safeParse(answer)
      const choice = read.data?.choices[0]
      if (choice === undefined) {
        throw new WriterError('refused', `${where}: the answer is no chat completion; check that baseUrl ends in /v1`)
      }
      if (choice.finish_reason === 'content_filter' || choice.message.refusal) {
        throw new WriterError('refused', `${where}: declined to write this text; answer it by hand`)
      }
      return { content: choice.message.content ?? '', model: read.data?.model ?? settings.model }
    },
  }
}

function toWriterError(cause: unknown, module: typeof OpenAI, where: string): WriterError {
  if (cause instanceof module.APIUserAbortError || cause instanceof module.APIConnectionTimeoutError) {
    return new WriterError('time-out', `${where}: no answer within the time limit`, { cause })
  }
  if (cause instanceof module.APIConnectionError) {
    return new WriterError('unreachable', `${where}: no connection; check baseUrl and the network`, { cause })
  }
  if (!(cause instanceof module.APIError) || typeof cause.status !== 'number') {
    return new WriterError('refused', `${where}: the answer cannot be read; check that baseUrl ends in /v1`, { cause })
  }
  const status = cause.status
  // 402: DeepSeek's "insufficient balance"; OpenAI says the same with 429 and a code.
  if ([401, 402, 403].includes(status) || cause.code === 'insufficient_quota') {
    return new WriterError('credentials', `${where}: HTTP ${status}; check the key, its permissions and the balance`, {
      cause,
    })
  }
  if (status === 429) {
    const retryAfterMs = restMs(cause.headers)
    return new WriterError('rate-limit', `${where}: too many requests; raise the quota or wait`, {
      retryAfterMs,
      cause,
    })
  }
  if (status === 408) return new WriterError('time-out', `${where}: the server gave up (HTTP 408)`, { cause })
  if (status >= 500)
    return new WriterError('unreachable', `${where}: the server is failing (HTTP ${status})`, { cause })
  return new WriterError('refused', `${where}: HTTP ${status}; check the model name, baseUrl and the server's log`, {
    cause,
  })
}

/** `Retry-After` in milliseconds: seconds, or an HTTP date seen from the answer's own `Date`. */
function restMs(headers: Headers | undefined): number | undefined {
  const value = headers?.get('retry-after') ?? ''
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  const ms = Date.parse(value) - Date.parse(headers?.get('date') ?? '')
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
