import { countCharacters } from '../../src/characters.ts'
import { sortedSha1 } from '../shared/crypto.ts'
import { AdapterError, type Words } from '../shared/errors.ts'
import { brokenText, emptyText, tooLongText } from '../shared/staff-words.ts'
import { wellFormed } from '../shared/text.ts'
import { encrypt } from './crypt.ts'
import type { Format, Push } from './schema.ts'
import { writeXml } from './xml.ts'

/** Longest reply in characters. The platform's own limit is not documented (2,048 bytes are often reported). */
export const MAX_CHARACTERS = 600

/** Throws `permanent` when the words cannot travel as they are: approved words are never changed on the way. */
export function checkText(text: string): void {
  if (text.trim() === '') throw refused('empty', emptyText)
  if (!text.isWellFormed()) {
    throw refused('bad-text', brokenText)
  }
  const length = countCharacters(text)
  if (length <= MAX_CHARACTERS) return
  throw refused('too-long', tooLongText(length, MAX_CHARACTERS))
}

const refused = (code: string, words: Words): AdapterError => new AdapterError('permanent', code, words.zh, { words })

/** Body of the customer-service message API. `JSON.stringify` leaves Chinese as it is, as the API demands. */
export const customerMessage = (openid: string, text: string): string =>
  JSON.stringify({ touser: openid, msgtype: 'text', text: { content: text } })

/** A text reply that rides on the answer to `push`. `now` in milliseconds UTC. */
export function passiveReply(push: Push, text: string, format: Format, now: number): string {
  return write(format, {
    ToUserName: push.FromUserName,
    FromUserName: push.ToUserName,
    CreateTime: Math.floor(now / 1000),
    MsgType: 'text',
    Content: wellFormed(text),
  })
}

/** With what an encrypted answer is made. */
export interface Seal {
  readonly token: string
  readonly aesKey: Buffer
  readonly appId: string
  /** Milliseconds UTC. */
  readonly now: number
  readonly randomBytes: (n: number) => Uint8Array
}

/** Wraps a passive reply for secure mode: encrypted and signed. */
export function seal(message: string, format: Format, by: Seal): string {
  const Encrypt = encrypt(by.aesKey, by.randomBytes(16), message, by.appId)
  const TimeStamp = Math.floor(by.now / 1000)
  const Nonce = String(Buffer.from(by.randomBytes(4)).readUInt32BE())
  return write(format, {
    Encrypt,
    MsgSignature: sortedSha1(by.token, String(TimeStamp), Nonce, Encrypt),
    TimeStamp,
    Nonce,
  })
}

const write = (format: Format, fields: Readonly<Record<string, string | number>>): string =>
  format === 'xml' ? writeXml(fields) : JSON.stringify(fields)
