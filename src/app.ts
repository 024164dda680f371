import { type Context, Hono } from 'hono'
import type { Platform } from '../adapters/platform.ts'
import type { TeamChat } from '../adapters/team-chat.ts'
import type { StaffAction, StaffOutcome } from './desk/card.ts'
import type { Letter, LetterOutcome } from './desk/desks/letter.ts'
import { DeskError } from './desk/errors.ts'
import type { Accepted, Delivery } from './desk/intake.ts'
import type { Log } from './log.ts'

/** A desk as the HTTP side reaches it: in the same process, or a Durable Object elsewhere. */
export interface DeskPort {
  receive(delivery: Delivery): Accepted | Promise<Accepted>
  decide(action: StaffAction): StaffOutcome | Promise<StaffOutcome>
  takeLetter(letter: Letter): LetterOutcome | Promise<LetterOutcome>
}

/** Where the letters of a desk on another machine come in: the signature is checked before anything is parsed. */
export interface PeerDoor {
  open(
    request: Request,
    rawBody: string,
  ): { readonly kind: 'letter'; readonly letter: Letter } | ({ readonly kind: 'refused' } & Refusal)
}

/** The doors of one desk. */
export interface Doors {
  readonly port: DeskPort
  readonly platforms: ReadonlyMap<string, Platform>
  readonly chat: TeamChat
  /** By the desk that writes; a desk whose secret is not set has a door that is closed. */
  readonly peers: ReadonlyMap<string, PeerDoor>
}

export interface AppDeps {
  readonly doors: (desk: string) => Doors | undefined
  readonly bodyLimit: number
  readonly log: Log
  readonly newId: () => string
  /** Keeps the runtime alive for what goes on after the answer to this request. */
  readonly waitUntil: (work: Promise<unknown>, request: Context) => void
}

export interface Refusal {
  readonly status: number
  readonly code: string
  /** In words, for the sender; without internals. */
  readonly reason?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** What a refusal says: a short code for the sender and the id under which the log knows the request. */
const refusal = ({ status, code, reason, headers }: Refusal, requestId: string): Response =>
  Response.json(
    { error: code, ...(reason === undefined || reason === '' ? {} : { reason }), request: requestId },
    { status, headers: { 'x-request-id': requestId, ...headers } },
  )

/** Where a request was aimed at, for log lines; cut short, since a sender can write anything there. */
interface Aim {
  readonly requestId: string
  readonly desk: string
  readonly channel: string
}
const aim = (requestId: string, desk = '', channel = ''): Aim => ({
  requestId,
  desk: desk.slice(0, 40),
  channel: channel.slice(0, 40),
})

const NOT_FOUND = { status: 404, code: 'not-found' } as const
const TOO_LARGE = { status: 413, code: 'too-large' } as const

/** Request → adapter → desk → answer. A message is committed before the answer says that it was taken. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono()

  app.get('/healthz', (c) => c.text('ok'))

  app.on(['GET', 'POST'], ['/hooks/:desk/:channel', '/hooks/:desk/:channel/:key'], async (c) => {
    const { desk, channel } = c.req.param()
    const at = aim(deps.newId(), desk, channel)
    const doors = deps.doors(desk)
    const platform = doors?.platforms.get(channel)
    if (doors === undefined || platform === undefined) return refused(NOT_FOUND, at)
    try {
      const body = await readBody(c.req.raw, deps.bodyLimit)
      if (body === undefined) return refused(TOO_LARGE, at)
      const opened = await platform.open(c.req.raw, body)
      if (opened.kind === 'handshake') return opened.response
      if (opened.kind === 'refused') return refused(opened, at)
      const { messages, nonce } = opened
      const accepted = await doors.port.receive({ channel, messages, ...(nonce === undefined ? {} : { nonce }) })
      if (accepted.kind === 'replayed') return refused({ status: 401, code: 'replayed' }, at)
      return opened.acknowledge(accepted.passive)
    } catch (error) {
      return failed(error, at)
    }
  })

  app.post('/chat/:desk', async (c) => {
    const { desk } = c.req.param()
    const at = aim(deps.newId(), desk, 'chat')
    const doors = deps.doors(desk)
    if (doors === undefined) return refused(NOT_FOUND, at)
    try {
      const body = await readBody(c.req.raw, deps.bodyLimit)
      if (body === undefined) return refused(TOO_LARGE, at)
      const response = await doors.chat.handle(c.req.raw, body, {
        dispatch: async (action) => doors.port.decide(action),
        waitUntil: (work) => deps.waitUntil(work, c),
        requestId: at.requestId,
      })
      if (response.status < 400) return response
      const code = response.status < 500 ? 'refused' : 'unavailable'
      return refused({ status: response.status, code, reason: (await response.text()).slice(0, 200) }, at)
    } catch (error) {
      return failed(error, at)
    }
  })

  app.post('/desks/:desk/:from', async (c) => {
    const { desk, from } = c.req.param()
    const at = aim(deps.newId(), desk, `desk:${from}`)
    const doors = deps.doors(desk)
    const door = doors?.peers.get(from)
    if (doors === undefined || door === undefined) return refused(NOT_FOUND, at)
    try {
      const body = await readBody(c.req.raw, deps.bodyLimit)
      if (body === undefined) return refused(TOO_LARGE, at)
      const opened = door.open(c.req.raw, body)
      if (opened.kind === 'refused') return refused(opened, at)
      const outcome = await doors.port.takeLetter(opened.letter)
      if (outcome.kind === 'refused') return refused({ status: 422, code: outcome.code }, at)
      return c.json(outcome)
    } catch (error) {
      return failed(error, at)
    }
  })

  app.all('/hooks/:desk/:channel/:key?', (c) =>
    wrongMethod('GET, POST', aim(deps.newId(), c.req.param('desk'), c.req.param('channel'))),
  )
  app.all('/chat/:desk', (c) => wrongMethod('POST', aim(deps.newId(), c.req.param('desk'), 'chat')))
  app.all('/desks/:desk/:from', (c) =>
    wrongMethod('POST', aim(deps.newId(), c.req.param('desk'), `desk:${c.req.param('from')}`)),
  )
  app.notFound(() => refused(NOT_FOUND, aim(deps.newId())))
  app.onError((error) => failed(error, aim(deps.newId())))

  function wrongMethod(allow: string, at: Aim): Response {
    return refused({ status: 405, code: 'method', headers: { allow } }, at)
  }

  function refused({ status, code, reason, headers }: Refusal, at: Aim): Response {
    deps.log('warn', 'request refused', { ...at, status, code, reason })
    return refusal({ status, code, reason, ...(headers === undefined ? {} : { headers }) }, at.requestId)
  }

  /** Whatever goes wrong, the sender must try again: nothing has been acknowledged. */
  function failed(error: unknown, at: Aim): Response {
    const code = error instanceof DeskError ? error.code : 'unavailable'
    deps.log('error', 'request failed', { ...at, code, error })
    return refusal({ status: 503, code, headers: { 'retry-after': '10' } }, at.requestId)
  }

  return app
}

/** The body as text; undefined when it is over the limit. A declared length is believed only to refuse. */
async function readBody(request: Request, limit: number): Promise<string | undefined> {
  if (request.method === 'GET') return ''
  // `body` is looked at last: on Node that alone makes the server build a whole stream.
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    if (Number(declared) > limit) return undefined
    // Node and workerd never deliver more than the declared length; it is measured all the same.
    const whole = await request.arrayBuffer()
    return whole.byteLength > limit ? undefined : decode(whole)
  }
  if (request.body === null) return ''
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
