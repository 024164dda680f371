import type { Delivery, EmulatorDeps } from '../emulator.ts'
import { sortedSha1 } from '../shared/crypto.ts'
import { decodeAesKey, decrypt, encrypt } from './crypt.ts'
import { type Format, readBody } from './schema.ts'
import { writeXml } from './xml.ts'

/** WeChat cuts the connection after this long and tries again, this many times in all. */
const ANSWER_MS = 5_000
const TRIES = 3
/** What the citizen sees when the account answers wrongly, or not at all. */
export const OUT_OF_SERVICE = '该公众号暂时无法提供服务，请稍后再试'

export interface PushOptions {
  /** `gh_…` of the account. */
  readonly account: string
  readonly appId: string
  readonly token: string
  /** 43 characters; used in secure mode only. */
  readonly encodingAesKey: string
  readonly mode: 'plain' | 'secure'
  readonly format: Format
  /** Where the service listens. */
  readonly callbackUrl: string
}

/** Elements of a push besides the two names and the time; a bigint is written as a bare number of any size. */
export type PushFields = Readonly<Record<string, string | number | bigint>>

/** WeChat's pushing half: signs, encrypts, delivers, tries again, and reads the reply that rides on the answer. */
export function createPusher(options: PushOptions, deps: EmulatorDeps) {
  const aesKey = decodeAesKey(options.encodingAesKey)
  const write = (fields: PushFields): string => (options.format === 'xml' ? writeXml(fields) : writeJson(fields))

  function signedUrl(): { url: URL; sign: (...parts: string[]) => string } {
    const timestamp = String(Math.floor(deps.now() / 1000))
    const nonce = String(Buffer.from(deps.randomBytes(4)).readUInt32BE())
    const sign = (...parts: string[]): string => sortedSha1(options.token, timestamp, nonce, ...parts)
    const url = new URL(options.callbackUrl)
    for (const [name, value] of Object.entries({ signature: sign(), timestamp, nonce }))
      url.searchParams.set(name, value)
    return { url, sign }
  }

  /** Signed and encrypted anew for every try, so that only the MsgId tells that it is the same message. */
  function request(openid: string, message: string): Request {
    const { url, sign } = signedUrl()
    url.searchParams.set('openid', openid)
    let body = message
    if (options.mode === 'secure') {
      const Encrypt = encrypt(aesKey, deps.randomBytes(16), message, options.appId)
      url.searchParams.set('encrypt_type', 'aes')
      url.searchParams.set('msg_signature', sign(Encrypt))
      body = write({ ToUserName: options.account, Encrypt })
    }
    const type = options.format === 'xml' ? 'text/xml' : 'application/json'
    return new Request(url, { method: 'POST', body, headers: { 'content-type': type } })
  }

  async function attempt(push: Request): Promise<{ status: number; answer: string }> {
    const started = deps.now()
    try {
      const response = await deps.callback(push)
      const answer = await response.text()
      return deps.now() - started > ANSWER_MS ? { status: 0, answer: '' } : { status: response.status, answer }
    } catch {
      return { status: 0, answer: '' }
    }
  }

  /** The words of a passive reply, or undefined when the answer is not exactly what the platform demands. */
  function passiveText(answer: string, openid: string): string | undefined {
    const fields = readBody(options.mode === 'secure' ? (opened(answer) ?? '') : answer)?.fields
    const proper =
      fields?.ToUserName === openid &&
      fields.FromUserName === options.account &&
      /^\d{10}$/.test(fields.CreateTime ?? '') &&
      fields.MsgType === 'text' &&
      fields.Content !== ''
    return proper ? fields.Content : undefined
  }

  function opened(answer: string): string | undefined {
    const { Encrypt, MsgSignature, TimeStamp, Nonce } = readBody(answer)?.fields ?? {}
    if (!Encrypt || !TimeStamp || !Nonce) return undefined
    if (MsgSignature !== sortedSha1(options.token, TimeStamp, Nonce, Encrypt)) return undefined
    return decrypt(aesKey, Encrypt, options.appId)
  }

  return {
    /** Saves the callback address: true when the service answers `echostr` and nothing else. */
    async handshake(): Promise<boolean> {
      const { url } = signedUrl()
      const echo = String(Buffer.from(deps.randomBytes(6)).readUIntBE(0, 6))
      url.searchParams.set('echostr', echo)
      const response = await deps.callback(new Request(url))
      return response.status === 200 && (await response.text()) === echo
    },

    /** Delivers one push, up to three times until there is an answer. `shown` is what the citizen sees of it all. */
    async push(openid: string, fields: PushFields): Promise<Delivery & { readonly shown: string | undefined }> {
      const CreateTime = Math.floor(deps.now() / 1000)
      const message = write({ ToUserName: options.account, FromUserName: openid, CreateTime, ...fields })
      let last = await attempt(request(openid, message))
      let attempts = 1
      while (last.status !== 200 && attempts < TRIES) {
        await deps.sleep(ANSWER_MS)
        last = await attempt(request(openid, message))
        attempts += 1
      }
      const outcome = { status: last.status, attempts }
      const answer = last.answer.trim()
      if (last.status === 200 && (answer === '' || answer === 'success')) {
        return { ...outcome, passive: undefined, shown: undefined }
      }
      const passive = last.status === 200 ? passiveText(answer, openid) : undefined
      return { ...outcome, passive, shown: passive ?? OUT_OF_SERVICE }
    },
  }
}

function writeJson(fields: PushFields): string {
  const members = Object.entries(fields).map(
    ([name, value]) => `${JSON.stringify(name)}:${typeof value === 'string' ? JSON.stringify(value) : value}`,
  )
  return `{${members.join(',')}}`
}
