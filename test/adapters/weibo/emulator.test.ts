import { describe, expect, test } from 'vitest'
import { ACCESS_TOKEN, CITIZEN, createHouse } from './support.ts'

const HOUR = 3_600_000
const said = { sender: CITIZEN, text: '你好', surface: 'private' } as const
const post = (path: string, fields: Record<string, string>, host = 'api.weibo.com'): Request =>
  new Request(`https://${host}/2/${path}`, {
    method: 'POST',
    body: new URLSearchParams({ access_token: ACCESS_TOKEN, ...fields }),
  })
const message = (to: string, text: string): Request =>
  post('messages/reply.json', { type: 'text', receiver_id: to, data: JSON.stringify({ text }) }, 'm.api.weibo.com')
const codeOf = async (response: Response): Promise<unknown> => {
  const body: unknown = await response.json()
  return typeof body === 'object' && body !== null && 'error_code' in body ? body.error_code : 'ok'
}

describe('pushing', () => {
  test('saves the callback address only of a service that knows the secret and the path', async () => {
    expect(await createHouse().emulator.handshake()).toBe(true)
    expect(await createHouse({ appSecret: 'another' }).emulator.handshake()).toBe(false)
    const pathKey = 'k9f3-0123456789abcd'
    expect(await createHouse({ pathKey, secrets: { pathKey: [pathKey] } }).emulator.handshake()).toBe(true)
    expect(await createHouse({ secrets: { pathKey: [pathKey] } }).emulator.handshake()).toBe(false)
  })

  test('is taken at the first try by a service that answers', async () => {
    const { emulator, inbox } = createHouse()

    expect(await emulator.say(said)).toEqual({ status: 200, attempts: 1, passive: undefined })
    expect(inbox).toMatchObject([{ text: '你好', sender: CITIZEN }])
  })

  test('tries an unacknowledged push three times, with the same dedupe key and the same nonce', async () => {
    const house = createHouse()
    house.answer.status = 500

    expect(await house.emulator.say(said)).toMatchObject({ status: 500, attempts: 3 })
    expect(new Set(house.inbox.map((got) => got.dedupeKey)).size).toBe(1)
    const nonces = house.opened.map((opened) => (opened.kind === 'messages' ? JSON.stringify(opened.nonce) : ''))
    expect([nonces.length, new Set(nonces).size]).toEqual([3, 1])
  })

  test('hears no answer that takes longer than five seconds', async () => {
    const house = createHouse()
    house.answer = { passive: '太晚了', takesMs: 5001 }

    expect(await house.emulator.say(said)).toEqual({ status: 0, attempts: 3, passive: undefined })
    expect(house.emulator.received).toEqual([])
  })

  test('sends a picture without words', async () => {
    const { emulator, inbox } = createHouse()
    await emulator.say({ ...said, image: true })

    expect(inbox).toMatchObject([{ kind: 'image', text: '［图片］' }])
  })
})

describe('private messages', () => {
  test('are taken without limit for 48 hours after the citizen wrote or followed, and not later', async () => {
    const { emulator, clock } = createHouse()
    await emulator.say(said)
    await emulator.follow('42')
    clock.now += 48 * HOUR

    expect(await codeOf(await emulator.fetch(message(CITIZEN, '一')))).toBe('ok')
    expect(await codeOf(await emulator.fetch(message(CITIZEN, '二')))).toBe('ok')
    expect(await codeOf(await emulator.fetch(message('42', '三')))).toBe('ok')
    clock.now += 1
    expect(await codeOf(await emulator.fetch(message(CITIZEN, '四')))).toBe('20502')
    expect(emulator.received.map((got) => got.text)).toEqual(['一', '二', '三'])
  })

  test('to a stranger are refused', async () => {
    expect(await codeOf(await createHouse().emulator.fetch(message('7', '您好')))).toBe('20502')
  })

  test('of 300 characters are refused', async () => {
    const { emulator } = createHouse()
    await emulator.say(said)

    expect(await codeOf(await emulator.fetch(message(CITIZEN, '长'.repeat(300))))).toBe('10017')
    expect(await codeOf(await emulator.fetch(message(CITIZEN, '长'.repeat(299))))).toBe('ok')
  })

  test('after a mention: one, and a passive reply was that one', async () => {
    const house = createHouse()
    house.answer.passive = '您好'
    await house.emulator.say({ ...said, surface: 'mention-status' })

    expect(await codeOf(await house.emulator.fetch(message(CITIZEN, '再说一句')))).toBe('20502')
    expect(house.emulator.received.map((got) => got.how)).toEqual(['passive'])
  })

  test('after a mention are refused when 48 hours have passed', async () => {
    const { emulator, clock } = createHouse()
    await emulator.say({ ...said, surface: 'mention-comment' })
    clock.now += 48 * HOUR + 1

    expect(await codeOf(await emulator.fetch(message(CITIZEN, '您好')))).toBe('20502')
  })
})

describe('comments', () => {
  const comment = (text: string, id = '5', fields = {}): Request =>
    post('comments/create.json', { id, comment: text, ...fields })
  const withMention = async (options = {}) => {
    const house = createHouse(options)
    await house.emulator.say({ ...said, surface: 'mention-status', key: '5' })
    return house
  }

  test('of more than 140 characters, or under an unknown status, are refused', async () => {
    const { emulator } = await withMention()

    expect(await codeOf(await emulator.fetch(comment('长'.repeat(141))))).toBe('10017')
    expect(await codeOf(await emulator.fetch(comment('您好', '6')))).toBe('10017')
    expect(await codeOf(await emulator.fetch(comment('长'.repeat(140))))).toBe('ok')
  })

  test('that repeat the last one are refused as repeated content', async () => {
    const { emulator } = await withMention()

    expect(await codeOf(await emulator.fetch(comment('您好')))).toBe('ok')
    expect(await codeOf(await emulator.fetch(comment('您好')))).toBe('20019')
    expect(emulator.received).toHaveLength(1)
  })

  test('end at the daily quota, which starts anew at midnight in Beijing', async () => {
    const { emulator, clock } = await withMention({ dailyCalls: 1 })

    expect(await codeOf(await emulator.fetch(comment('一')))).toBe('ok')
    expect(await codeOf(await emulator.fetch(comment('二')))).toBe('10023')
    expect(await codeOf(await emulator.fetch(message(CITIZEN, '私信不计')))).toBe('ok')
    clock.now += 8 * HOUR
    expect(await codeOf(await emulator.fetch(comment('三')))).toBe('ok')
  })

  test('through the commercial host need an address and have no daily quota', async () => {
    const { emulator } = await withMention({ dailyCalls: 0 })
    const biz = (fields: Record<string, string>) =>
      post('comments/create/biz.json', { id: '5', comment: '您好', ...fields }, 'c.api.weibo.com')

    expect(await codeOf(await emulator.fetch(biz({})))).toBe('10016')
    expect(await codeOf(await emulator.fetch(biz({ rip: '203.0.113.7' })))).toBe('ok')
  })
})

test.each<[string, Request, string]>([
  ['a wrong token', post('messages/reply.json', { access_token: 'x' }), '21332'],
  ['a wrong token in a look-up', new Request('https://api.weibo.com/2/comments/show_batch.json?cids=1'), '21332'],
  ['an unknown call', new Request('https://api.weibo.com/2/comments/destroy.json'), '10020'],
  ['a wrong method', new Request('https://m.api.weibo.com/2/messages/reply.json'), '10021'],
  [
    'a JSON body',
    new Request('https://m.api.weibo.com/2/messages/reply.json', { method: 'POST', body: '{}' }),
    '10012',
  ],
  ['data that is no JSON', post('messages/reply.json', { type: 'text', data: '您好' }), '10017'],
])('the emulator answers %s with the documented body', async (_, request, code) => {
  const response = await createHouse().emulator.fetch(request)

  expect(response.ok).toBe(false)
  expect(await response.json()).toEqual({
    request: new URL(request.url).pathname,
    error_code: code,
    error: expect.any(String),
  })
})
