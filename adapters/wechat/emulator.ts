import { Hono } from 'hono'
import { z } from 'zod'
import type { CitizenEmulator, Delivery, EmulatorDeps, Received } from '../emulator.ts'
import { type Refusal, Rights, StableToken } from './emulator-account.ts'
import { createPusher, type PushFields, type PushOptions } from './emulator-push.ts'

export interface WechatEmulatorOptions extends PushOptions {
  readonly appSecret: string
}

export interface Said {
  /** openid of the citizen. */
  readonly sender: string
  readonly text: string
  /** A picture instead of words. */
  readonly image?: boolean
}

export interface WechatEmulator extends CitizenEmulator {
  /** A citizen writes to the account. */
  say(said: Said): Promise<Delivery>
  follow(sender: string): Promise<Delivery>
  /** Saves the callback address in the console: true when the service proves itself. */
  handshake(): Promise<boolean>
  /** Any other push, by its own elements (`MsgType` and so on); grants no right to reply. */
  push(sender: string, fields: PushFields): Promise<Delivery>
  /** Makes the next call that carries a token fail with this errcode. */
  refuse(errcode: number, errmsg: string): void
}

type Failure = Parameters<CitizenEmulator['fail']>[0]

const MAX_TEXT_BYTES = 2048
/** A `\uXXXX` escape, as opposed to a written backslash before a `u`. */
const UNICODE_ESCAPE = /(?<!\\)(?:\\\\)*\\u[0-9a-fA-F]{4}/

const Question = z.object({
  grant_type: z.literal('client_credential'),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().default(false),
})
const Message = z.object({ touser: z.string(), msgtype: z.literal('text'), text: z.object({ content: z.string() }) })

/** WeChat as an Official Account sees it: pushes, tokens and customer-service messages, with limits and error codes. */
export function createWechatEmulator(options: WechatEmulatorOptions, deps: EmulatorDeps): WechatEmulator {
  const pusher = createPusher(options, deps)
  const rights = new Rights()
  const hex = (bytes: number): string => Buffer.from(deps.randomBytes(bytes)).toString('hex')
  let issuedTokens = 0
  const tokens = new StableToken(() => {
    issuedTokens += 1
    return `${issuedTokens}_${hex(32)}`
  })
  const received: Received[] = []
  const failures: Failure[] = []
  const refusals: Refusal[] = []
  // Beyond 2^53: neighbours become one when read as floating-point numbers.
  let lastMsgId = 24_529_342_374_926_416n

  /** Errors, too, travel under HTTP 200, with a request id at the end of the wording. */
  const refused = ([errcode, errmsg]: Refusal): Response =>
    Response.json({ errcode, errmsg: `${errmsg} rid: ${hex(4)}-${hex(4)}-${hex(4)}` })

  const app = new Hono()
  app.post('/cgi-bin/stable_token', async (c) => {
    const question = Question.safeParse(parsed(await c.req.text()))
    if (!question.success) return refused([47001, 'data format error'])
    if (question.data.appid !== options.appId) return refused([40013, 'invalid appid'])
    if (question.data.secret !== options.appSecret) return refused([40125, 'invalid appsecret'])
    const issued = tokens.issue(question.data.force_refresh, deps.now())
    if (!('value' in issued)) return refused(issued)
    return c.json({ access_token: issued.value, expires_in: Math.floor(issued.lifeMs / 1000) })
  })
  app.post('/cgi-bin/message/custom/send', async (c) => {
    const refusal = refusals.shift() ?? tokens.check(c.req.query('access_token'), deps.now())
    if (refusal !== undefined) return refused(refusal)
    const raw = await c.req.text()
    if (UNICODE_ESCAPE.test(raw)) return refused([40033, 'invalid charset'])
    const message = Message.safeParse(parsed(raw))
    if (!message.success) return refused([47001, 'data format error'])
    const { touser: to, text } = message.data
    if (text.content === '') return refused([44004, 'empty content'])
    if (Buffer.byteLength(text.content) > MAX_TEXT_BYTES) return refused([45002, 'content size out of limit'])
    const noRight = rights.use(to, deps.now())
    if (noRight !== undefined) return refused(noRight)
    received.push({ to, text: text.content, how: 'message', at: deps.now() })
    return c.json({ errcode: 0, errmsg: 'ok' })
  })
  app.notFound((c) => c.text('404 page not found', 404))

  async function push(sender: string, fields: PushFields): Promise<Delivery> {
    const { shown, ...delivery } = await pusher.push(sender, fields)
    if (shown !== undefined) received.push({ to: sender, text: shown, how: 'passive', at: deps.now() })
    return delivery
  }

  function nextFailure(request: Request): Failure | undefined {
    // Asking for a token needs none: such a failure waits for the next call that carries one.
    const asksForToken = new URL(request.url).pathname === '/cgi-bin/stable_token'
    return failures[0] === 'bad-token' && asksForToken ? undefined : failures.shift()
  }

  return {
    hosts: ['api.weixin.qq.com'],
    received,
    async fetch(request) {
      const failure = nextFailure(request)
      if (failure !== undefined && failure !== 'time-out') return refused(FAILURES[failure])
      const response = await app.fetch(request)
      if (failure === undefined) return response
      // The worst kind of time-out: WeChat did what it was asked, and the answer got lost.
      throw new DOMException('The operation timed out', 'TimeoutError')
    },
    fail(how, times) {
      failures.push(...Array.from({ length: times }, () => how))
    },
    refuse(errcode, errmsg) {
      refusals.push([errcode, errmsg])
    },
    push,
    say({ sender, text, image = false }) {
      rights.wrote(sender, deps.now())
      lastMsgId += 1n
      const picture = { PicUrl: `https://mmbiz.qpic.cn/${hex(8)}/0`, MediaId: hex(16) }
      const words: PushFields = image ? { MsgType: 'image', ...picture } : { MsgType: 'text', Content: text }
      return push(sender, { ...words, MsgId: lastMsgId })
    },
    follow(sender) {
      rights.followed(sender, deps.now())
      return push(sender, { MsgType: 'event', Event: 'subscribe', EventKey: '' })
    },
    handshake: () => pusher.handshake(),
  }
}

const FAILURES: Readonly<Record<Exclude<Failure, 'time-out'>, Refusal>> = {
  busy: [-1, 'system error'],
  'rate-limit': [45011, 'api minute-quota reach limit, must slower, retry next minute'],
  'bad-token': [40001, 'invalid credential, access_token is invalid or not latest'],
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
