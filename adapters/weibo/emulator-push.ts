import { z } from 'zod'
import { countCharacters } from '../../src/characters.ts'
import type { Delivery, EmulatorDeps } from '../emulator.ts'
import { sortedSha1 } from '../shared/crypto.ts'
import { formatCreatedAt } from './created-at.ts'
import { MESSAGE_LENGTH } from './outbound.ts'

/** Weibo cuts the connection after this long and tries again, this many times in all. */
const ANSWER_MS = 5_000
const TRIES = 3

export interface PushOptions {
  /** uid of the account, digits. */
  readonly account: string
  readonly appSecret: string
  /** Where the service listens; `pathKey` is appended as the last segment. */
  readonly callbackUrl: string
  readonly pathKey?: string
}

export interface Push {
  readonly type: string
  readonly sender: string
  readonly text: string
  /** JSON text of `data`. */
  readonly data: string
}

const Passive = z.object({
  result: z.literal(true),
  sender_id: z.string(),
  receiver_id: z.string(),
  type: z.literal('text'),
  data: z.string(),
})
const PassiveData = z.object({ text: z.string() })

/** Weibo's pushing half: signs, delivers, tries again, and reads the reply that rides on the answer. */
export function createPusher(options: PushOptions, deps: EmulatorDeps) {
  const hex = (bytes: number): string => Buffer.from(deps.randomBytes(bytes)).toString('hex')

  function signedUrl(): URL {
    const base = options.callbackUrl.replace(/\/+$/, '')
    const url = new URL(options.pathKey === undefined ? options.callbackUrl : `${base}/${options.pathKey}`)
    const timestamp = String(deps.now())
    const nonce = String(Number.parseInt(hex(4), 16))
    url.searchParams.set('signature', sortedSha1(options.appSecret, timestamp, nonce))
    url.searchParams.set('timestamp', timestamp)
    url.searchParams.set('nonce', nonce)
    return url
  }

  async function attempt(url: URL, body: string): Promise<{ status: number; answer: string }> {
    const request = new Request(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    const started = deps.now()
    try {
      const response = await deps.callback(request)
      const answer = await response.text()
      return deps.now() - started > ANSWER_MS ? { status: 0, answer: '' } : { status: response.status, answer }
    } catch {
      return { status: 0, answer: '' }
    }
  }

  return {
    /** Saves the callback address: true when the service answers `echostr` and nothing else. */
    async handshake(): Promise<boolean> {
      const url = signedUrl()
      const echo = hex(8)
      url.searchParams.set('echostr', echo)
      const response = await deps.callback(new Request(url))
      return response.status === 200 && (await response.text()) === echo
    },

    /** Delivers one push; every try is the same signed request. */
    async push(push: Push): Promise<Delivery> {
      const url = signedUrl()
      const body = bodyOf(push, options.account, deps.now())
      let last = await attempt(url, body)
      let attempts = 1
      while (last.status !== 200 && attempts < TRIES) {
        await deps.sleep(ANSWER_MS)
        last = await attempt(url, body)
        attempts += 1
      }
      const passive = last.status === 200 ? passiveText(last.answer, options.account, push.sender) : undefined
      return { status: last.status, attempts, passive }
    },
  }
}

/** Ids are written as bare numbers, whatever their size, as Weibo does. */
const bodyOf = (push: Push, account: string, now: number): string =>
  `{"type":${JSON.stringify(push.type)},"receiver_id":${account},"sender_id":${push.sender},` +
  `"created_at":"${formatCreatedAt(now)}","text":${JSON.stringify(push.text)},"data":${push.data}}`

/** What the citizen sees of the answer; an answer in another form counts as accepted without a reply. */
function passiveText(answer: string, account: string, citizen: string): string | undefined {
  try {
    const passive = Passive.parse(JSON.parse(answer))
    if (passive.sender_id !== account || passive.receiver_id !== citizen) return undefined
    const { text } = PassiveData.parse(JSON.parse(decodeURIComponent(passive.data)))
    return countCharacters(text) > MESSAGE_LENGTH ? undefined : text
  } catch {
    return undefined
  }
}
