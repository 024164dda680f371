import { type Context, Hono } from 'hono'
import type { Platform } from '../adapters/platform.ts'
import type { TeamChat } from '../adapters/team-chat.ts'
import type { StaffAction, StaffOutcome } from './desk/card.ts'
import { DeskError } from './desk/errors.ts'
import type { Accepted, Delivery } from './desk/intake.ts'
import type { Log } from './log.ts'

/** A desk as the HTTP side reaches it: in the same process, or a Durable Object elsewhere. */
export interface DeskPort {
  receive(delivery: Delivery): Accepted | Promise<Accepted>
  decide(action: StaffAction): StaffOutcome | Promise<StaffOutcome>
}

/** The doors of one desk. */
export interface Doors {
  readonly port: DeskPort
  readonly platforms: ReadonlyMap<string, Platform>
  readonly chat: TeamChat
}

export interface AppDeps {
  readonly doors: (desk: string) => Doors | undefined
  readonly bodyLimit: number
  readonly log: Log
  readonly newId: () => string
  /** Keeps the runtime alive for what goes on after the answer to this request. */
  readonly waitUntil: (work: Promise<unknown>, request: Context) => void
}

/** What a refusal says: a short code for the sender, no internals. */
const refusal = (status: number, code: string, requestId: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error: code, request: requestId }, { status, headers: { 'x-request-id': requestId, ...headers } })

/** Request → adapter → desk → answer. A message is committed before the answer says that it was taken. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono()

  app.get('/healthz', (c) => c.text('ok'))

  app.on(['GET', 'POST'], ['/hooks/:desk/:channel', '/hooks/:desk/:channel/:key'], async (c) => {
    const requestId = deps.newId()
    const { desk, channel } = c.req.param()
    const doors = deps.doors(desk)
    const platform = doors?.platforms.get(channel)
    if (doors === undefined || platform === undefined) return refused(404, 'not-found', requestId, desk, channel)
    const body = await readBody(c.req.raw, deps.bodyLimit)
    if (body === undefined) return refused(413, 'too-large', requestId, desk, channel)
    try {
      const opened = await platform.open(c.req.raw, body)
      if (opened.kind === 'handshake') return opened.response
      if (opened.kind === 'refused') return refused(opened.status, opened.code, requestId, desk, channel, opened.reason)
      const { messages, nonce } = opened
      const accepted = await doors.port.receive({ channel, messages, ...(nonce === undefined ? {} : { nonce }) })
      if (accepted.kind === 'replayed') return refused(401, 'replayed', requestId, desk, channel)
      return opened.acknowledge(accepted.passive)
    } catch (error) {
      return failed(error, requestId, desk, channel)
    }
  })

  app.post('/chat/:desk', async (c) => {
    const requestId = deps.newId()
    const { desk } = c.req.param()
    const doors = deps.doors(desk)
    if (doors === undefined) return refused(404, 'not-found', requestId, desk, 'chat')
    const body = await readBody(c.req.raw, deps.bodyLimit)
    if (body === undefined) return refused(413, 'too-large', requestId, desk, 'chat')
    try {
      const response = await doors.chat.handle(c.req.raw, body, {
        dispatch: async (action) => doors.port.decide(action),
        waitUntil: (work) => deps.waitUntil(work, c),
        requestId,
      })
      if (response.status >= 400) deps.log('warn', 'chat request refused', { requestId, desk, status: response.status })
      return response
    } catch (error) {
      return failed(error, requestId, desk, 'chat')
    }
  })

  app.notFound(() => refusal(404, 'not-found', deps.newId()))

  function refused(status: number, code: string, requestId: string, desk: string, channel: string, reason?: string): Response {
    deps.log('warn', 'request refused', { requestId, desk: desk.slice(0, 40), channel: channel.slice(0, 40), status, code, reason })
    return refusal(status, code, requestId)
  }

  /** Whatever goes wrong, the sender must try again: nothing has been acknowledged. */
  function failed(error: unknown, requestId: string, desk: string, channel: string): Response {
    const code = error instanceof DeskError ? error.code : 'unavailable'
    deps.log('error', 'request failed', { requestId, desk, channel, code, error })
    return refusal(503, code, requestId, { 'retry-after': '10' })
  }

  return app
}

/** The body as text; undefined when it is over the limit. A declared length is believed only to refuse. */
async function readBody(request: Request, limit: number): Promise<string | undefined> {
  if (request.method === 'GET' || request.body === null) return ''
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    if (Number(declared) > limit) return undefined
    // Node and workerd never deliver more than the declared length.
    return decode(await request.arrayBuffer())
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength
    if (size > limit) {
      await reader.cancel()
      return undefined
    }
    chunks.push(read.value)
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return decode(whole)
}

/** A byte-order mark stays: it is part of what was signed. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const decode = (bytes: ArrayBuffer | Uint8Array): string => decoder.decode(bytes)
