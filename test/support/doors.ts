import { platforms, teamChats } from '../../adapters/registry.ts'
import { sortedSha1 } from '../../adapters/shared/crypto.ts'
import { slackSignature } from '../../adapters/slack/verify.ts'
import { signedRequest } from '../../adapters/webhook/sign.ts'
import { decodeAesKey, encrypt } from '../../adapters/wechat/crypt.ts'
import { parseConfig, sandboxEnvironment } from '../../src/config.ts'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import { MORNING } from './world.ts'

/** Requests to the doors of the sample's first desk, signed as the platforms sign them, with any body at all. */

const sample = parseConfig(readContent(`${ROOT}/zhiban.config.yaml`).config, platforms, teamChats)
/** The same values that a story's world has. */
export const secrets = sandboxEnvironment(sample, platforms, teamChats, () => new Uint8Array(32).fill(7))
const secret = (name: string): string => {
  const value = secrets[name]
  if (value === undefined) throw new Error(`the sample has no secret ${name}`)
  return value
}

export const WEIBO = 'http://zhiban.test/hooks/qingxi/weibo'
export const WECHAT = 'http://zhiban.test/hooks/qingxi/wechat'
export const PORTAL = 'http://zhiban.test/hooks/qingxi/portal'
export const CHAT = 'http://zhiban.test/chat/qingxi'
const WEIBO_ACCOUNT = '1902538057'

interface Signed {
  /** Milliseconds UTC. */
  readonly at?: number
  readonly nonce?: string
}

export function weibo(body: BodyInit, { at = MORNING, nonce = '42' }: Signed = {}): Request {
  const url = new URL(WEIBO)
  url.searchParams.set('timestamp', String(at))
  url.searchParams.set('nonce', nonce)
  url.searchParams.set('signature', sortedSha1(secret('QINGXI_WEIBO_APP_SECRET'), String(at), nonce))
  return new Request(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
}

/** One private message, as JSON text; ids are written as bare numbers, as Weibo does. */
export const weiboText = (sender: string, text: string, more = ''): string =>
  `{"type":"text","receiver_id":${WEIBO_ACCOUNT},"sender_id":${sender},` +
  `"created_at":"Tue Nov 24 09:00:00 +0800 2026","text":${JSON.stringify(text)},"data":{}${more}}`

/** `message` is what stands inside the encryption. */
export function wechat(message: string, { at = MORNING, nonce = '42' }: Signed = {}): Request {
  const timestamp = String(Math.floor(at / 1000))
  const key = decodeAesKey(secret('QINGXI_WECHAT_AES_KEY'))
  const sealed = encrypt(key, new Uint8Array(16), message, 'wxba5fad812f8e6fb9')
  const url = new URL(WECHAT)
  const sign = (...parts: string[]): string => sortedSha1(secret('QINGXI_WECHAT_TOKEN'), timestamp, nonce, ...parts)
  for (const [name, value] of Object.entries({
    timestamp,
    nonce,
    signature: sign(),
    encrypt_type: 'aes',
    msg_signature: sign(sealed),
  }))
    url.searchParams.set(name, value)
  const body = `<xml><ToUserName>gh_97417a04a28d</ToUserName><Encrypt>${sealed}</Encrypt></xml>`
  return new Request(url, { method: 'POST', body, headers: { 'content-type': 'text/xml' } })
}

export const wechatText = (sender: string, id: string, text: string): string =>
  `<xml><ToUserName>gh_97417a04a28d</ToUserName><FromUserName>${sender}</FromUserName>` +
  `<CreateTime>${Math.floor(MORNING / 1000)}</CreateTime><MsgType>text</MsgType><Content><![CDATA[${text}]]></Content><MsgId>${id}</MsgId></xml>`

export const portal = (id: string, body: string, at = MORNING): Request =>
  signedRequest(PORTAL, secret('QINGXI_PORTAL_SECRET'), id, body, at)

export const portalText = (sender: string, text: string): string =>
  `{"type":"message.created","timestamp":"2026-11-24T01:00:00Z","data":{"id":"1","sender":${sender},"text":${text}}}`

export function chat(body: string, type = 'application/json', at = MORNING): Request {
  const timestamp = String(Math.floor(at / 1000))
  return new Request(CHAT, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': slackSignature(secret('QINGXI_SLACK_SIGNING_SECRET'), timestamp, body),
    },
  })
}
