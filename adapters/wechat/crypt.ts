import { createCipheriv, createDecipheriv } from 'node:crypto'
import { equalConstantTime } from '../shared/crypto.ts'

// Message encryption of the Official Account platform:
// https://developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.html
// plaintext = 16 random bytes, length of the message (4 bytes, big-endian), message, AppID; PKCS#7 to 32 bytes.
const BLOCK = 32
const RANDOM = 16
const HEAD = RANDOM + 4

/** The 32-byte AES key of a 43-character EncodingAESKey. */
export const decodeAesKey = (encodingAesKey: string): Buffer => Buffer.from(`${encodingAesKey}=`, 'base64')

/** Encrypts `message` for the account `appId`; `random` must be 16 bytes. Returns base64. */
export function encrypt(aesKey: Buffer, random: Uint8Array, message: string, appId: string): string {
  if (random.length !== RANDOM) throw new Error(`encryption needs ${RANDOM} random bytes, got ${random.length}`)
  const body = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([random, length, body, Buffer.from(appId, 'utf8')])
  const padding = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString('base64')
}

/** The message inside `encrypted` (base64), or undefined when it was not made with this key for this AppID. */
export function decrypt(aesKey: Buffer, encrypted: string, appId: string): string | undefined {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % BLOCK !== 0) return undefined
  // The library's own padding stops at 16, so the padding is taken off by hand.
  const decipher = createDecipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const plain = withoutPadding(padded)
  if (plain === undefined || plain.length < HEAD) return undefined
  const end = HEAD + plain.readUInt32BE(RANDOM)
  if (end > plain.length || !equalConstantTime(plain.subarray(end).toString('utf8'), appId)) return undefined
  return decodeUtf8(plain.subarray(HEAD, end))
}

function withoutPadding(padded: Buffer): Buffer | undefined {
  const padding = padded.at(-1) ?? 0
  if (padding < 1 || padding > BLOCK || padding > padded.length) return undefined
  const tail = padded.subarray(padded.length - padding)
  return tail.every((byte) => byte === padding) ? padded.subarray(0, padded.length - padding) : undefined
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
