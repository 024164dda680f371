import { describe, expect, it } from 'vitest'
import { decodeAesKey, decrypt, encrypt } from '../../../adapters/wechat/crypt.ts'
import { seal } from '../../../adapters/wechat/outbound.ts'
import { AES_KEY, APP_ID, accepted, address, channel, sign, TOKEN } from './support.ts'

// Published samples of the platform's documentation.
const ENCRYPTED =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04='
const DECRYPTED =
  '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}'
const SECURE_QUERY = {
  signature: '6c5c811b55cc85e0e1b54100749188c20beb3f5d',
  timestamp: '1714112445',
  nonce: '415670741',
  openid: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
  encrypt_type: 'aes',
  msg_signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
}
const REPLY_ENCRYPTED = 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=='

const at = (seconds: number) => ({ deps: { now: () => seconds * 1000 } })

describe('the samples of the documentation', () => {
  it('answers the handshake with the bare echostr', async () => {
    const request = new Request(
      address({
        signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
        echostr: '4375120948345356249',
        timestamp: '1714036504',
        nonce: '1514711492',
      }),
    )

    const opened = await channel(at(1714036504)).open(request, '')

    if (opened.kind !== 'handshake') throw new Error(`expected a handshake, got ${opened.kind}`)
    expect(await opened.response.text()).toBe('4375120948345356249')
    expect(opened.response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  })

  it('accepts the signature of a plain push', async () => {
    const query = {
      signature: '899cf89e464efb63f54ddac96b0a0a235f53aa78',
      timestamp: '1714037059',
      nonce: '486452656',
    }
    const request = new Request(address(query), { method: 'POST', body: DECRYPTED })

    const opened = await channel({ mode: 'plain', ...at(1714037059) }).open(request, DECRYPTED)

    expect(accepted(opened).messages).toEqual([])
  })

  it('opens an encrypted push and answers its unknown event with success', async () => {
    const body = JSON.stringify({ ToUserName: 'gh_97417a04a28d', Encrypt: ENCRYPTED })
    const request = new Request(address(SECURE_QUERY), { method: 'POST', body })

    const opened = accepted(await channel(at(1714112445)).open(request, body))

    expect(opened.messages).toEqual([])
    expect(await opened.acknowledge(undefined).text()).toBe('success')
  })

  it('decrypts to the published message', () => {
    expect(decrypt(decodeAesKey(AES_KEY), ENCRYPTED, APP_ID)).toBe(DECRYPTED)
  })

  it('encrypts the published push byte for byte', () => {
    const random = Buffer.from('a8eedb185eb2fecf')

    expect(encrypt(decodeAesKey(AES_KEY), random, DECRYPTED, APP_ID)).toBe(ENCRYPTED)
  })

  it('encrypts and signs a passive reply byte for byte', () => {
    const nonce = Buffer.alloc(4)
    nonce.writeUInt32BE(415670741)
    const chance = new Map([
      [16, Buffer.from('707722b803182950')],
      [4, nonce],
    ])

    const body = seal('{"demo_resp":"good luck"}', 'json', {
      token: TOKEN,
      aesKey: decodeAesKey(AES_KEY),
      appId: APP_ID,
      now: 1713424427_999,
      randomBytes: (n) => chance.get(n) ?? new Uint8Array(n),
    })

    expect(body).toBe(
      `{"Encrypt":"${REPLY_ENCRYPTED}","MsgSignature":"1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1","TimeStamp":1713424427,"Nonce":"415670741"}`,
    )
  })

  it('signs over token, timestamp, nonce and Encrypt in sorted order', () => {
    expect(sign(TOKEN, SECURE_QUERY.timestamp, SECURE_QUERY.nonce, ENCRYPTED)).toBe(SECURE_QUERY.msg_signature)
  })
})

describe('decrypting', () => {
  const key = decodeAesKey(AES_KEY)
  const sealed = (message: string): string => encrypt(key, Buffer.alloc(16, 7), message, APP_ID)

  it.each([0, 1, 11, 12, 13, 31, 32, 33, 1000])('returns a message of %i bytes whatever padding it took', (length) => {
    expect(decrypt(key, sealed('x'.repeat(length)), APP_ID)).toBe('x'.repeat(length))
  })

  it.each([
    ['nothing', ''],
    ['half a block', Buffer.alloc(16).toString('base64')],
    ['a block of noise', Buffer.alloc(32, 5).toString('base64')],
    [
      'a text cut by one block',
      Buffer.from(sealed('x'.repeat(50)), 'base64')
        .subarray(0, 64)
        .toString('base64'),
    ],
    ['a text for another AppID', encrypt(key, Buffer.alloc(16), 'x', 'wx0000000000000000')],
    ['a text for an AppID that only begins like ours', encrypt(key, Buffer.alloc(16), 'x', `${APP_ID}0`)],
    ['a text under another key', encrypt(decodeAesKey('B'.repeat(43)), Buffer.alloc(16), 'x', APP_ID)],
  ])('gives nothing for %s', (_, encrypted) => {
    expect(decrypt(key, encrypted, APP_ID)).toBeUndefined()
  })
})
