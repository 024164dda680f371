import { expect, test } from 'vitest'
import { AdapterError } from '../../../adapters/shared/errors.ts'
import { sign } from '../../../adapters/webhook/sign.ts'
import { channel, connected, NOW, OTHER_SECRET, REPLY_URL, SECRET, type Setup } from './support.ts'

const TARGET = '{"thread":"t-5","sender":"u-88","inReplyTo":"q-1"}'

/** Replies through a channel whose counterpart answers as given; returns the failure, if any, and the requests. */
async function replyAgainst(
  answer: () => Response | Promise<Response>,
  setup: Setup = {},
  text = '您好，请带身份证。',
) {
  const requests: Request[] = []
  const platform = channel({
    ...setup,
    fetch: async (request) => {
      requests.push(request.clone())
      return answer()
    },
  })
  const failure: unknown = await platform.reply(TARGET, text, 'reply-9').catch((error: unknown) => error)
  return { failure, requests }
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response(null, { status: code, headers })

test('posts a reply that the other side can verify', async () => {
  const { failure, requests } = await replyAgainst(status(204))

  const [request] = requests
  const body = (await request?.text()) ?? ''
  const timestamp = String(NOW / 1000)
  expect(failure).toBeUndefined()
  expect(requests).toHaveLength(1)
  expect(request?.url).toBe(REPLY_URL)
  expect(request?.method).toBe('POST')
  expect(request?.redirect).toBe('manual')
  expect(request?.headers.get('webhook-id')).toBe('reply-9')
  expect(request?.headers.get('webhook-timestamp')).toBe(timestamp)
  expect(request?.headers.get('webhook-signature')).toBe(sign(SECRET, 'reply-9', timestamp, body))
  expect(JSON.parse(body)).toEqual({
    type: 'reply.created',
    timestamp: '2026-01-15T08:00:10.000Z',
    data: { thread: 't-5', sender: 'u-88', inReplyTo: 'q-1', text: '您好，请带身份证。' },
  })
})

test('signs with the first of several secrets', async () => {
  const { requests } = await replyAgainst(status(200), { secrets: [OTHER_SECRET, SECRET] })

  const body = (await requests[0]?.text()) ?? ''
  expect(requests[0]?.headers.get('webhook-signature')).toBe(sign(OTHER_SECRET, 'reply-9', String(NOW / 1000), body))
})

test.each([
  [301, 'permanent'],
  [400, 'permanent'],
  [404, 'permanent'],
  [410, 'permanent'],
  [401, 'credentials'],
  [403, 'credentials'],
  [408, 'transient'],
  [500, 'transient'],
  [501, 'transient'],
  [429, 'retry-after'],
  [502, 'retry-after'],
  [503, 'retry-after'],
  [504, 'retry-after'],
])('reads the answer %i as %s', async (code, kind) => {
  const { failure } = await replyAgainst(status(code))

  expect(failure).toBeInstanceOf(AdapterError)
  expect(failure).toMatchObject({ kind, code: `http-${code}` })
})

test('rests as long as the other side asks', async () => {
  const { failure } = await replyAgainst(status(429, { 'retry-after': '120' }))

  expect(failure).toMatchObject({ retryAfterMs: 120_000 })
})

test('rests for half a minute when the other side names no time', async () => {
  const { failure } = await replyAgainst(status(503))

  expect(failure).toMatchObject({ retryAfterMs: 30_000 })
})

test('calls a lost answer uncertain', async () => {
  const { failure } = await replyAgainst(() => Promise.reject(new DOMException('too slow', 'TimeoutError')))

  expect(failure).toMatchObject({ kind: 'uncertain' })
})

test('calls a refused connection transient', async () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })

  const { failure } = await replyAgainst(() => Promise.reject(new TypeError('fetch failed', { cause: refused })))

  expect(failure).toMatchObject({ kind: 'transient' })
})

test('does not send a reply that is longer than the system takes', async () => {
  const { failure, requests } = await replyAgainst(status(200), { settings: { maxLength: 3 } }, '四个字😀')

  expect(failure).toMatchObject({ kind: 'permanent', code: 'too-long' })
  expect(requests).toEqual([])
})

test('counts characters, not UTF-16 units, against the limit', async () => {
  const { failure } = await replyAgainst(status(200), { settings: { maxLength: 3 } }, '好的😀')

  expect(failure).toBeUndefined()
})

test('refuses a target of another channel', async () => {
  await expect(channel().reply('{"openid":"x"}', '您好', 'reply-9')).rejects.toMatchObject({ code: 'bad-target' })
})

test('delivers a reply once when the answer was lost and the desk repeats it', async () => {
  const { emulator, platform } = connected()
  emulator.fail('time-out', 1)

  await expect(platform.reply(TARGET, '您好', 'reply-9')).rejects.toMatchObject({ kind: 'uncertain' })
  await platform.reply(TARGET, '您好', 'reply-9')

  expect(emulator.received).toEqual([{ to: 'u-88', text: '您好', how: 'message', at: NOW }])
})
