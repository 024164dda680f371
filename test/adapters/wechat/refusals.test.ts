import { describe, expect, it } from 'vitest'
import { decodeAesKey, encrypt } from '../../../adapters/wechat/crypt.ts'
import {
  ACCOUNT,
  AES_KEY,
  APP_ID,
  accepted,
  address,
  channel,
  MINUTE,
  messagesOf,
  NOW,
  plainPush,
  securePush,
  secureRequest,
  sign,
  soleMessage,
  TOKEN,
  textJson,
  textXml,
} from './support.ts'

const TS = String(NOW / 1000)
const NONCE = '1514711492'
const post = (query: Record<string, string>, body: string): [Request, string] => [
  new Request(address(query), { method: 'POST', body }),
  body,
]
const encryptedText = (message: string): string => encrypt(decodeAesKey(AES_KEY), Buffer.alloc(16, 3), message, APP_ID)
const envelope = (inner: string): string => `<xml><Encrypt>${inner}</Encrypt></xml>`
const billionLaughs =
  '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">' +
  Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('') +
  ']><xml><Content>&lol9;</Content></xml>'
const nested = `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`

describe('in secure mode', () => {
  const good = encryptedText(textXml())
  const secured = (body: string, encrypted: string): [Request, string] => [secureRequest(body, encrypted), body]

  it.each<[string, number, [Request, string]]>([
    ['a request without a query', 401, post({}, textXml())],
    ['a plain body with a valid plain signature', 401, plainPush(textXml())],
    ['a plain body signed as if it were empty', 401, secured(textXml(), '')],
    ['a missing msg_signature', 401, post({ timestamp: TS, nonce: NONCE, encrypt_type: 'aes' }, envelope(good))],
    [
      'the plain signature in place of msg_signature',
      401,
      post({ timestamp: TS, nonce: NONCE, msg_signature: sign(TOKEN, TS, NONCE) }, envelope(good)),
    ],
    ['a msg_signature by another token', 401, securePush(textXml(), { token: 'BBBBB' })],
    ['a msg_signature over another Encrypt', 401, secured(envelope(good), encryptedText(textXml('别的话')))],
    ['a truncated Encrypt', 401, secured(envelope(good.slice(0, -20)), good)],
    ['a truncated Encrypt that is signed', 401, secured(envelope(good.slice(0, -20)), good.slice(0, -20))],
    ['an empty Encrypt that is signed', 401, secured(envelope(''), '')],
    ['an Encrypt that is no base64', 401, secured(envelope('户口'), '户口')],
    ['a message under another key', 401, securePush(textXml(), { aesKey: 'B'.repeat(43) })],
    ['a message for another AppID', 401, securePush(textXml(), { appId: 'wx0000000000000000' })],
    ['two Encrypt elements', 400, secured(`<xml><Encrypt>${good}</Encrypt><Encrypt>x</Encrypt></xml>`, good)],
    ['a DOCTYPE', 400, secured(`<!DOCTYPE xml>${envelope(good)}`, good)],
    ['a billion laughs', 400, secured(billionLaughs, good)],
    ['an entity inside Encrypt', 400, secured(envelope(`&x;${good}`), good)],
    ['broken XML', 400, secured(`<xml><Encrypt>${good}`, good)],
    ['broken JSON', 400, secured(`{"Encrypt":"${good}"`, good)],
    ['deep nesting', 400, secured(nested, good)],
    ['a DOCTYPE inside the encryption', 400, securePush(`<!DOCTYPE xml>${textXml()}`)],
    ['broken JSON inside the encryption', 400, securePush('{"ToUserName":')],
  ])('refuses %s', async (_, status, [request, body]) => {
    expect(await channel().open(request, body)).toMatchObject({ kind: 'refused', status })
  })

  it('does not tell at which step the verification failed', async () => {
    const answers = await Promise.all(
      [
        securePush(textXml(), { token: 'BBBBB' }),
        securePush(textXml(), { aesKey: 'B'.repeat(43) }),
        securePush(textXml(), { appId: 'wx0000000000000000' }),
        plainPush(textXml()),
      ].map(([request, body]) => channel().open(request, body)),
    )

    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it('reads only the encrypted part when forged plain fields stand beside it', async () => {
    const body = textXml('伪造的话').replace('</xml>', `<Encrypt><![CDATA[${good}]]></Encrypt></xml>`)

    const messages = await messagesOf(channel(), [secureRequest(body, good), body])

    expect(soleMessage(messages).text).toBe('户口迁移需要什么材料？')
  })
})

describe('in plain mode', () => {
  const plain = channel({ mode: 'plain', secrets: { encodingAesKey: [AES_KEY] } })

  it.each<[string, number, [Request, string]]>([
    ['a missing signature', 401, post({ timestamp: TS, nonce: NONCE }, textXml())],
    ['a signature by another token', 401, plainPush(textXml(), { token: 'BBBBB' })],
    [
      'a timestamp in milliseconds',
      401,
      post({ signature: sign(TOKEN, String(NOW), NONCE), timestamp: String(NOW), nonce: NONCE }, textXml()),
    ],
    [
      'a timestamp with a leading zero',
      401,
      post({ signature: sign(TOKEN, `0${TS}`, NONCE), timestamp: `0${TS}`, nonce: NONCE }, textXml()),
    ],
    ['a missing nonce', 401, post({ signature: sign(TOKEN, TS, ''), timestamp: TS }, textXml())],
    ['a forged body before its DOCTYPE is looked at', 401, plainPush(billionLaughs, { token: 'BBBBB' })],
    [
      'an encrypted push with a broken msg_signature',
      401,
      post(
        { signature: sign(TOKEN, TS, NONCE), timestamp: TS, nonce: NONCE, encrypt_type: 'aes', msg_signature: 'x' },
        textXml(),
      ),
    ],
    ['an empty body', 400, plainPush('')],
    ['plain text', 400, plainPush('hello')],
    ['a JSON list', 400, plainPush('[]')],
    ['broken JSON', 400, plainPush('{"ToUserName":')],
    ['broken XML', 400, plainPush(textXml().slice(0, -3))],
    ['crossed tags', 400, plainPush('<xml><A>1</xml></A>')],
    ['two documents', 400, plainPush(textXml() + textXml())],
    ['an element given twice', 400, plainPush(textXml().replace('<Content>', '<Content>甲</Content><Content>'))],
    ['a DOCTYPE', 400, plainPush(`<!DOCTYPE xml SYSTEM "file:///etc/passwd">${textXml()}`)],
    ['a DOCTYPE in other letters', 400, plainPush(`<!doctype xml>${textXml()}`)],
    [
      'a DOCTYPE hidden from a naive search for CDATA',
      400,
      plainPush(`<!-- <![CDATA[ --><!DOCTYPE x><!-- ]]> -->${textXml()}`),
    ],
    ['an ENTITY', 400, plainPush(`<xml><!ENTITY a "b"><A>1</A></xml>`)],
    ['an unknown entity', 400, plainPush(textXml().replace('<![CDATA[text]]>', '&xxe;'))],
    ['an entity put together around CDATA', 400, plainPush('<xml><A>&l<![CDATA[x]]>t;</A></xml>')],
    ['a billion laughs', 400, plainPush(billionLaughs)],
    ['deep XML', 400, plainPush(nested)],
    ['deep JSON', 400, plainPush(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
    ['a reserved name', 400, plainPush('<xml><__proto__>x</__proto__></xml>')],
    ['a push without a sender', 400, plainPush(textXml().replaceAll('FromUserName', 'Other'))],
    ['a push without a type', 400, plainPush(textJson().replace('"MsgType":"text",', ''))],
    ['a push with an empty type', 400, plainPush(textJson().replace('"MsgType":"text"', '"MsgType":""'))],
    [
      'an encrypted push that does not say so',
      400,
      plainPush(`<xml><Encrypt>${encryptedText(textXml())}</Encrypt></xml>`),
    ],
  ])('refuses %s', async (_, status, [request, body]) => {
    expect(await plain.open(request, body)).toMatchObject({ kind: 'refused', status })
  })

  it('takes an encrypted push in full, so that the mode can be switched at the platform', async () => {
    expect(await messagesOf(plain, securePush(textXml()))).toHaveLength(1)
  })

  it('refuses methods other than GET and POST', async () => {
    const [{ url }] = plainPush('')

    expect(await plain.open(new Request(url, { method: 'PUT' }), '')).toMatchObject({ status: 400, code: 'method' })
  })
})

describe('the time window', () => {
  it.each([
    ['five minutes old', -5 * MINUTE, 'messages'],
    ['over five minutes old', -5 * MINUTE - 1000, 'refused'],
    ['five minutes ahead', 5 * MINUTE, 'messages'],
    ['over five minutes ahead', 5 * MINUTE + 1000, 'refused'],
  ])('decides about a request that is %s', async (_, offset, kind) => {
    const [request, body] = securePush(textXml(), { at: NOW + offset })

    expect((await channel().open(request, body)).kind).toBe(kind)
  })

  it('names the nonce until the signature has become worthless', async () => {
    const [request, body] = securePush(textXml())

    const { nonce } = accepted(await channel().open(request, body))

    expect(nonce?.key).toBe(`wechat:${TS}:415670741`)
    expect(nonce?.expiresAt).toBeGreaterThan(NOW + 5 * MINUTE)
  })

  it('gives another body under the same plain signature another hash', async () => {
    const platform = channel({ mode: 'plain' })
    const hash = async (text: string) => {
      const [request, body] = plainPush(textXml(text))
      return accepted(await platform.open(request, body)).nonce?.bodyHash
    }

    expect(await hash('甲')).toBe(await hash('甲'))
    expect(await hash('甲')).not.toBe(await hash('乙'))
  })
})

describe('the handshake', () => {
  const get = (query: Record<string, string>): Request => new Request(address(query))
  const signature = sign(TOKEN, TS, NONCE)

  it.each<[string, number, Record<string, string>]>([
    ['a wrong signature', 401, { signature: sign('BBBBB', TS, NONCE), timestamp: TS, nonce: NONCE, echostr: '1' }],
    ['no signature', 401, { timestamp: TS, nonce: NONCE, echostr: '1' }],
    ['no echostr', 400, { signature, timestamp: TS, nonce: NONCE }],
    ['an echostr that is markup', 400, { signature, timestamp: TS, nonce: NONCE, echostr: '<script>' }],
    [
      'an old signature',
      401,
      { signature: sign(TOKEN, '1714036504', NONCE), timestamp: '1714036504', nonce: NONCE, echostr: '1' },
    ],
  ])('is refused for %s', async (_, status, query) => {
    expect(await channel().open(get(query), '')).toMatchObject({ kind: 'refused', status })
  })
})

describe('while a secret is being changed', () => {
  const both = channel({ secrets: { token: ['NEWTOKEN', TOKEN], encodingAesKey: ['N'.repeat(43), AES_KEY] } })

  it('accepts the old and the new token and key', async () => {
    expect(await messagesOf(both, securePush(textXml()))).toHaveLength(1)
    expect(await messagesOf(both, securePush(textXml(), { token: 'NEWTOKEN', aesKey: 'N'.repeat(43) }))).toHaveLength(1)
  })

  it('answers with the pair that the platform used', async () => {
    const [request, body] = securePush(textXml())
    const reply: Record<string, string> = {}

    const answer = await accepted(await both.open(request, body))
      .acknowledge('您好')
      .text()
    for (const [, name, value] of answer.matchAll(/<(\w+)>(?:<!\[CDATA\[)?([^<\]]+)/g)) reply[name ?? ''] = value ?? ''

    const { TimeStamp = '', Nonce = '', Encrypt = '', MsgSignature } = reply
    expect(MsgSignature).toBe(sign(TOKEN, TimeStamp, Nonce, Encrypt))
  })
})

it('leaves messages for another account alone, and tells the operator', async () => {
  const body = textXml().replace(ACCOUNT, 'gh_000000000000')
  const told: string[] = []
  const report = (fault: string): void => void told.push(fault)

  expect(await messagesOf(channel({ deps: { report } }), securePush(body))).toEqual([])
  expect(told).toEqual([expect.stringMatching(/gh_000000000000.*`account`/)])
})
