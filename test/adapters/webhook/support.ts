import type { Opened, Platform } from '../../../adapters/platform.ts'
import { WebhookSettings } from '../../../adapters/webhook/config.ts'
import { createWebhookEmulator, type WebhookEmulatorOptions } from '../../../adapters/webhook/emulator.ts'
import { createWebhook } from '../../../adapters/webhook/index.ts'
import { signedRequest } from '../../../adapters/webhook/sign.ts'

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
export const OTHER_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
export const CALLBACK_URL = 'https://desk.example/in/site'
export const REPLY_URL = 'https://site.example/replies'
export const NOW = Date.parse('2026-01-15T08:00:10Z')

export interface Setup {
  readonly secrets?: readonly [string, ...string[]]
  readonly settings?: Record<string, unknown>
  readonly fetch?: (request: Request) => Promise<Response>
  readonly now?: () => number
}

/** A channel as the service would make it. */
export const channel = ({
  secrets = [SECRET],
  settings = {},
  fetch = noNetwork,
  now = () => NOW,
}: Setup = {}): Platform =>
  createWebhook(
    WebhookSettings.parse({ replyUrl: REPLY_URL, ...settings }),
    { signingSecret: secrets },
    { fetch, now, randomBytes: (n) => new Uint8Array(n) },
  )

const noNetwork = (request: Request): Promise<Response> =>
  Promise.reject(new Error(`No test asked for a request to ${request.url}.`))

export const bodyOf = (data: Record<string, unknown> = {}): string =>
  JSON.stringify({
    type: 'message.created',
    timestamp: '2026-01-15T08:00:00Z',
    data: { id: 'q-1', sender: 'u-88', text: '户口迁移需要什么材料？', ...data },
  })

export const signed = (body: string, { id = 'msg_1', secret = SECRET, at = NOW } = {}): Request =>
  signedRequest(CALLBACK_URL, secret, id, body, at)

/** The same request with some headers replaced, or removed when the value is undefined. */
export function withHeaders(request: Request, changes: Readonly<Record<string, string | undefined>>): Request {
  const headers = new Headers(request.headers)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) headers.delete(name)
    else headers.set(name, value)
  }
  return new Request(request, { headers })
}

export const open = async (platform: Platform, request: Request): Promise<Opened> =>
  platform.open(request, await request.clone().text())

/** An emulated system and a channel that talk to each other; `opened` is what reached the channel. */
export function connected(options: Partial<WebhookEmulatorOptions> & { answer?: (n: number) => Response } = {}) {
  const opened: Opened[] = []
  const pauses: number[] = []
  const clock = { now: NOW }
  const emulator = createWebhookEmulator(
    { secret: SECRET, callbackUrl: CALLBACK_URL, replyUrl: REPLY_URL, ...options },
    {
      now: () => clock.now,
      randomBytes: (n) => new Uint8Array(n).fill(opened.length + 1),
      sleep: async (ms) => {
        pauses.push(ms)
        clock.now += ms
      },
      callback: async (request) => {
        const result = await open(platform, request)
        opened.push(result)
        if (options.answer !== undefined) return options.answer(opened.length)
        if (result.kind === 'messages') return result.acknowledge(undefined)
        return result.kind === 'refused' ? new Response(result.code, { status: result.status }) : result.response
      },
    },
  )
  const platform = channel({ fetch: (request) => emulator.fetch(request), now: () => clock.now })
  return { emulator, platform, opened, pauses, clock }
}
