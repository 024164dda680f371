import { describe, expect, test } from 'vitest'
import { sha256Hex } from '../../../adapters/shared/crypto.ts'
import { APP_SECRET, CALLBACK, createPlatform, pushBody, quiet, START, signed } from './support.ts'

const MINUTE = 60_000
const documented = 'nonce=57155157&timestamp=1397022061823&signature=90e4c22c90a58f26526c2dd5b6c56c8822edeaa1'
const atDocumented = { ...quiet, now: () => 1397022061823 }
const body = pushBody()

describe('the handshake', () => {
  test('answers the documented request with the bare echostr', async () => {
    const weibo = createPlatform(atDocumented)
    const opened = await weibo.open(new Request(`${CALLBACK}?${documented}&echostr=dnPdpTZz85`), '')

    expect(opened.kind).toBe('handshake')
    const response = opened.kind === 'handshake' ? opened.response : Response.error()
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('dnPdpTZz85')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  })

  test('is refused without an echostr, and with a forged one', async () => {
    const weibo = createPlatform(quiet)

    expect(await weibo.open(signed(undefined), '')).toMatchObject({ status: 401, code: 'bad-query' })
    expect(await weibo.open(signed(undefined, { secret: 'other', query: { echostr: 'x' } }), '')).toMatchObject({
      status: 401,
      code: 'bad-signature',
    })
  })
})

describe('a push', () => {
  test.each<[string, Request, number, string]>([
    ['without a signature', signed(body, { query: { signature: undefined } }), 401, 'bad-query'],
    ['without a timestamp', signed(body, { query: { timestamp: undefined } }), 401, 'bad-query'],
    ['without a nonce', signed(body, { query: { nonce: undefined } }), 401, 'bad-query'],
    ['with an empty nonce', signed(body, { nonce: '' }), 401, 'bad-query'],
    ['with a short signature', signed(body, { query: { signature: 'abc' } }), 401, 'bad-query'],
    ['with a timestamp in seconds', signed(body, { at: START / 1000 }), 401, 'bad-query'],
    ['with a timestamp that is no number', signed(body, { query: { timestamp: '1e12000000000' } }), 401, 'bad-query'],
    ['with two signatures', doubled(signed(body)), 401, 'bad-query'],
    ['signed with another secret', signed(body, { secret: `${APP_SECRET}x` }), 401, 'bad-signature'],
    ['with another nonce than was signed', signed(body, { query: { nonce: '1' } }), 401, 'bad-signature'],
    ['signed five minutes and a moment ago', signed(body, { at: START - 5 * MINUTE - 1 }), 401, 'stale'],
    ['signed five minutes and a moment ahead', signed(body, { at: START + 5 * MINUTE + 1 }), 401, 'stale'],
  ])('%s is refused', async (_, request, status, code) => {
    expect(await createPlatform(quiet).open(request, body)).toMatchObject({ kind: 'refused', status, code })
  })

  test.each([START - 5 * MINUTE, START + 5 * MINUTE])('signed at the edge of the window is taken (%d)', async (at) => {
    expect(await createPlatform(quiet).open(signed(body, { at }), body)).toMatchObject({ kind: 'messages' })
  })

  test.each<[string, string, string]>([
    ['broken JSON', '{"type":', 'bad-json'],
    ['an empty body', '', 'bad-json'],
    ['the XML form', '<xml><MsgType>text</MsgType></xml>', 'bad-json'],
    ['a list', '[]', 'bad-push'],
    ['null', 'null', 'bad-push'],
    ['a text', '"text"', 'bad-push'],
    ['no type', '{}', 'bad-push'],
    ['a type that is no text', pushBody({ type: 1 }), 'bad-push'],
    ['a sender that is no id', pushBody({ sender_id: 'x' }), 'bad-push'],
    ['a fractional sender', pushBody({ sender_id: 1.5 }), 'bad-push'],
    ['a missing receiver', pushBody({ receiver_id: undefined }), 'bad-push'],
    ['a text that is no text', pushBody({ text: {} }), 'bad-push'],
    ['a mention without a key', pushBody({ type: 'mention', data: { subtype: 'status' } }), 'bad-push'],
  ])('with %s is refused as malformed, after its signature was checked', async (_, malformed, code) => {
    const weibo = createPlatform(quiet)

    expect(await weibo.open(signed(malformed), malformed)).toMatchObject({ kind: 'refused', status: 400, code })
    expect(await weibo.open(signed(malformed, { secret: 'other' }), malformed)).toMatchObject({ status: 401 })
  })

  test('may carry its signature in upper case', async () => {
    const { searchParams } = new URL(signed(body).url)
    const signature = searchParams.get('signature')?.toUpperCase()

    expect(await createPlatform(quiet).open(signed(body, { query: { signature } }), body)).toMatchObject({
      kind: 'messages',
    })
  })

  test('by another method than GET or POST is refused', async () => {
    const request = new Request(signed(body).url, { method: 'PUT', body })

    expect(await createPlatform(quiet).open(request, body)).toMatchObject({ status: 400, code: 'bad-method' })
  })

  test('is taken under every configured secret, so that the secret can be changed without a gap', async () => {
    const weibo = createPlatform(quiet, {}, { appSecret: ['new-secret', APP_SECRET] })

    for (const secret of ['new-secret', APP_SECRET]) {
      expect(await weibo.open(signed(body, { secret }), body)).toMatchObject({ kind: 'messages' })
    }
    expect(await weibo.open(signed(body, { secret: 'third' }), body)).toMatchObject({ status: 401 })
  })

  test('carries a nonce that is bound to its body and ends ten minutes after it was signed', async () => {
    const weibo = createPlatform(quiet)
    const other = pushBody({ text: '别的话' })
    const nonceOf = async (text: string) => {
      const opened = await weibo.open(signed(text, { at: START - MINUTE }), text)
      return opened.kind === 'messages' ? opened.nonce : undefined
    }

    expect(await nonceOf(body)).toEqual({
      key: `weibo:${START - MINUTE}:57155157`,
      bodyHash: sha256Hex(body),
      expiresAt: START + 9 * MINUTE,
    })
    expect(await nonceOf(body)).toEqual(await nonceOf(body))
    expect((await nonceOf(other))?.key).toBe((await nonceOf(body))?.key)
    expect((await nonceOf(other))?.bodyHash).not.toBe((await nonceOf(body))?.bodyHash)
  })
})

describe('a secret path', () => {
  const key = 'k9f3-0123456789abcd'
  const weibo = createPlatform(quiet, {}, { pathKey: [key, 'old-0123456789abcdef'] })

  test.each([`/${key}`, '/old-0123456789abcdef', `/more/${key}`])('lets %s in', async (path) => {
    expect(await weibo.open(signed(body, { path }), body)).toMatchObject({ kind: 'messages' })
  })

  test.each(['', '/', `/${key}/`, `/x${key}`, `/${key}x`, `/${key.toUpperCase()}`, `/?k=/${key}`])(
    'refuses %j although the signature is right',
    async (path) => {
      expect(await weibo.open(signed(body, { path }), body)).toMatchObject({ status: 401, code: 'bad-path' })
    },
  )
})

function doubled(request: Request): Request {
  const url = new URL(request.url)
  url.searchParams.append('signature', '0'.repeat(40))
  return new Request(url, request)
}
