import { createHash } from 'node:crypto'
import type { AdapterDeps, Inbound, Opened, Platform, Secrets } from '../../../adapters/platform.ts'
import { WechatSettings } from '../../../adapters/wechat/config.ts'
import { decodeAesKey, encrypt } from '../../../adapters/wechat/crypt.ts'
import { createWechatEmulator, type WechatEmulatorOptions } from '../../../adapters/wechat/emulator.ts'
import { createWechat } from '../../../adapters/wechat/index.ts'

export const ACCOUNT = 'gh_97417a04a28d'
export const APP_ID = 'wxba5fad812f8e6fb9'
export const APP_SECRET = '0123456789abcdef0123456789abcdef'
export const TOKEN = 'AAAAA'
export const AES_KEY = 'A'.repeat(43)
export const OPENID = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY'
export const CALLBACK_URL = 'https://desk.example/in/wechat'
export const NOW = Date.parse('2026-01-15T08:00:00Z')

/** Deterministic bytes that differ from call to call. */
export function countingBytes(): (n: number) => Uint8Array {
  let calls = 0
  return (n) => {
    calls += 1
    return Uint8Array.from({ length: n }, (_, i) => (calls * 37 + i * 11) % 256)
  }
}

export const noNetwork = (request: Request): Promise<Response> =>
  Promise.reject(new Error(`No test asked for a request to ${request.url}.`))

export interface Setup {
  readonly mode?: 'plain' | 'secure'
  readonly secrets?: Secrets
  readonly settings?: Record<string, unknown>
  readonly deps?: Partial<AdapterDeps>
}

/** A channel as the service would make it. */
export function channel({ mode = 'secure', secrets = {}, settings = {}, deps = {} }: Setup = {}): Platform {
  return createWechat(
    WechatSettings.parse({ account: ACCOUNT, appId: APP_ID, mode, ...settings }),
    { token: [TOKEN], encodingAesKey: [AES_KEY], appSecret: [APP_SECRET], ...secrets },
    { fetch: noNetwork, now: () => NOW, randomBytes: countingBytes(), ...deps },
  )
}

export const sign = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex')

export const address = (query: Record<string, string>): string => `${CALLBACK_URL}?${new URLSearchParams(query)}`

/** A request as the platform would send it in plain mode. */
export function plainPush(body: string, { at = NOW, nonce = '1514711492', token = TOKEN } = {}): [Request, string] {
  const timestamp = String(Math.floor(at / 1000))
  const url = address({ signature: sign(token, timestamp, nonce), timestamp, nonce, openid: OPENID })
  return [new Request(url, { method: 'POST', body }), body]
}

/** A request as the platform would send it in secure mode, in the format of the message. */
export function securePush(
  message: string,
  { at = NOW, nonce = '415670741', token = TOKEN, aesKey = AES_KEY, appId = APP_ID } = {},
): [Request, string] {
  const Encrypt = encrypt(decodeAesKey(aesKey), countingBytes()(16), message, appId)
  const body = message.trimStart().startsWith('<')
    ? `<xml><ToUserName><![CDATA[${ACCOUNT}]]></ToUserName><Encrypt><![CDATA[${Encrypt}]]></Encrypt></xml>`
    : JSON.stringify({ ToUserName: ACCOUNT, Encrypt })
  return [secureRequest(body, Encrypt, { at, nonce, token }), body]
}

/** Signs `Encrypt` and sends `body`, whatever it holds. */
export function secureRequest(
  body: string,
  encrypted: string,
  { at = NOW, nonce = '415670741', token = TOKEN } = {},
): Request {
  const timestamp = String(Math.floor(at / 1000))
  const url = address({
    signature: sign(token, timestamp, nonce),
    msg_signature: sign(token, timestamp, nonce, encrypted),
    timestamp,
    nonce,
    openid: OPENID,
    encrypt_type: 'aes',
  })
  return new Request(url, { method: 'POST', body })
}

export const textXml = (content = '户口迁移需要什么材料？', msgId = '24529342374926417'): string =>
  `<xml><ToUserName><![CDATA[${ACCOUNT}]]></ToUserName><FromUserName><![CDATA[${OPENID}]]></FromUserName>` +
  `<CreateTime>1768464000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content>` +
  `<MsgId>${msgId}</MsgId></xml>`

export const textJson = (content = '户口迁移需要什么材料？', msgId = '24529342374926417'): string =>
  `{"ToUserName":"${ACCOUNT}","FromUserName":"${OPENID}","CreateTime":1768464000,"MsgType":"text",` +
  `"Content":${JSON.stringify(content)},"MsgId":${msgId}}`

/** The messages of a request that must be accepted. */
export async function messagesOf(platform: Platform, [request, body]: [Request, string]): Promise<readonly Inbound[]> {
  return accepted(await platform.open(request, body)).messages
}

export function accepted(opened: Opened): Extract<Opened, { kind: 'messages' }> {
  if (opened.kind === 'messages') return opened
  throw new Error(`expected messages, got ${JSON.stringify(opened)}`)
}

export function soleMessage(messages: readonly Inbound[]): Inbound {
  const [message, ...rest] = messages
  if (message === undefined || rest.length > 0) throw new Error(`expected one message, got ${messages.length}`)
  return message
}

/** A clock that a test moves. */
export function clock(start = NOW) {
  let now = start
  return {
    now: () => now,
    pass: (ms: number) => {
      now += ms
    },
  }
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

export interface ConnectedOptions extends Partial<WechatEmulatorOptions> {
  /** The reply that rides on the answer to every message. */
  readonly passive?: string
  /** Stands before the service's answer, e.g. to break it; gets the number of the attempt from 1. */
  readonly between?: (answer: Response, attempt: number) => Response | Promise<Response>
}

/** An emulated account and a channel that talk to each other; `inbound` is what reached the channel. */
export function connected({ passive, between, ...options }: ConnectedOptions = {}) {
  const time = clock()
  const calls: string[] = []
  const inbound: Inbound[] = []
  const pushes: { url: URL; body: string }[] = []
  const emulator = createWechatEmulator(
    {
      account: ACCOUNT,
      appId: APP_ID,
      appSecret: APP_SECRET,
      token: TOKEN,
      encodingAesKey: AES_KEY,
      mode: 'secure',
      format: 'xml',
      callbackUrl: CALLBACK_URL,
      ...options,
    },
    { callback: deliver, now: time.now, randomBytes: countingBytes(), sleep: async (ms) => time.pass(ms) },
  )
  const platform = channel({
    mode: options.mode ?? 'secure',
    deps: {
      now: time.now,
      fetch: async (request) => {
        calls.push(new URL(request.url).pathname.replace('/cgi-bin/', ''))
        return emulator.fetch(request)
      },
    },
  })

  async function deliver(request: Request): Promise<Response> {
    const body = await request.clone().text()
    pushes.push({ url: new URL(request.url), body })
    const opened = await platform.open(request, body)
    if (opened.kind === 'handshake') return opened.response
    if (opened.kind === 'refused') return new Response(opened.reason, { status: opened.status })
    inbound.push(...opened.messages)
    const answer = opened.acknowledge(opened.messages.length > 0 ? passive : undefined)
    return between === undefined ? answer : between(answer, pushes.length)
  }

  return { emulator, platform, time, calls, inbound, pushes, target: JSON.stringify({ openid: OPENID }) }
}
