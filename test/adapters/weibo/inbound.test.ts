import { describe, expect, test } from 'vitest'
import { formatCreatedAt, parseCreatedAt } from '../../../adapters/weibo/created-at.ts'
import { ACCOUNT, CITIZEN, createHouse, createPlatform, pushBody, quiet, receive, START, signed } from './support.ts'

const weibo = createPlatform(quiet, { name: '平安某地' })
const mention = (subtype: string, key: unknown, text = '@平安某地 身份证丢了怎么补办？') =>
  pushBody({ type: 'mention', text, data: { subtype, key } })

describe('what reaches the desk', () => {
  test('a private message, with its sender as thread and its own time', async () => {
    const body = pushBody({ created_at: 'Mon Jul 16 18:09:20 +0800 2012' })
    const [message] = await receive(weibo, body)

    expect(message).toMatchObject({
      surface: 'private',
      thread: CITIZEN,
      sender: CITIZEN,
      kind: 'text',
      text: '户口迁移需要什么材料？',
      at: Date.UTC(2012, 6, 16, 10, 9, 20),
    })
  })

  test.each([
    ['image', '发了一张图片', { vfid: 821804459, tovfid: 821804469 }, '［图片］'],
    ['voice', '发了一个语音消息', { vfid: 821804459, tovfid: 821804469 }, '［语音］'],
    ['position', '发送了一个位置', { longitude: '116.308586', latitude: '39.982525' }, '［位置］'],
  ])('%s becomes a short description', async (type, text, data, description) => {
    const [message] = await receive(weibo, pushBody({ type, text, data }))

    expect(message).toMatchObject({ surface: 'private', kind: type, text: description })
  })

  test('coordinates are in no field of a position', async () => {
    const body = pushBody({ type: 'position', data: { longitude: '116.308586', latitude: '39.982525' } })

    expect(JSON.stringify(await receive(weibo, body))).not.toMatch(/116\.|39\./)
  })

  test('a new follower, without words', async () => {
    const body = pushBody({ type: 'event', text: '关注事件消息', data: { subtype: 'follow' } })

    expect(await receive(weibo, body)).toMatchObject([{ surface: 'private', kind: 'follow', text: '' }])
  })

  test.each(['status', 'comment'])('a mention in a %s, without our own name in front', async (subtype) => {
    expect(await receive(weibo, mention(subtype, '5123456789012345'))).toMatchObject([
      { surface: 'mention', thread: CITIZEN, kind: 'text', text: '身份证丢了怎么补办？' },
    ])
  })

  test.each([
    ['@平安某地', ''],
    ['@平安某地发布 你好', '@平安某地发布 你好'],
    ['请问 @平安某地 你好', '请问 @平安某地 你好'],
    ['@平安某地\n你好', '你好'],
  ])('the mention %j is read as %j', async (text, read) => {
    expect(await receive(weibo, mention('status', '1', text))).toMatchObject([{ text: read }])
  })

  test('a mention keeps the name when no name is configured', async () => {
    expect(await receive(createPlatform(quiet), mention('status', '1', '@平安某地 你好'))).toMatchObject([
      { text: '@平安某地 你好' },
    ])
  })

  test('nothing of a push from the account itself, or for another one, of which the operator is told', async () => {
    const told: string[] = []
    const platform = createPlatform({ ...quiet, report: (fault) => void told.push(fault) })
    expect(await receive(platform, pushBody({ sender_id: Number(ACCOUNT) }))).toEqual([])
    expect(told).toEqual([])
    expect(await receive(platform, pushBody({ receiver_id: 1902538058 }))).toEqual([])
    expect(told).toEqual([expect.stringMatching(/1902538058.*`account`/)])
  })

  test.each([
    ['an unfollow', { type: 'event', data: { subtype: 'unfollow' } }],
    ['a menu click', { type: 'event', data: { subtype: 'click', key: 'menu' } }],
    ['an event without a subtype', { type: 'event', data: {} }],
    ['an event without data', { type: 'event', data: null }],
    ['an unknown type', { type: 'hologram', sender_id: null }],
    ['a type named like a prototype member', { type: 'constructor' }],
    ['a mention of an unknown kind', { type: 'mention', data: { subtype: 'story', key: '1' } }],
  ])('nothing of %s, which is acknowledged with an empty 200', async (_, fields) => {
    const body = pushBody(fields)
    const opened = await weibo.open(signed(body), body)

    expect(opened).toMatchObject({ kind: 'messages', messages: [] })
    const answer = opened.kind === 'messages' ? opened.acknowledge(undefined) : Response.error()
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })
})

describe('awkward input', () => {
  test('ids beyond 2^53 keep every digit', async () => {
    const account = '9223372036854775807'
    const sender = '9007199254740993'
    const body = pushBody().replace(ACCOUNT, account).replace(CITIZEN, sender)
    const [message] = await receive(createPlatform(quiet, { account }), body)

    expect(message).toMatchObject({ sender, thread: sender })
    expect(JSON.parse(message?.target ?? '')).toEqual({ by: 'message', to: sender })
  })

  test('ids that arrive as text are read like numbers', async () => {
    const [message] = await receive(weibo, pushBody({ receiver_id: ACCOUNT, sender_id: CITIZEN }))

    expect(message?.sender).toBe(CITIZEN)
  })

  test('lone surrogates and control characters are cleaned away', async () => {
    const [message] = await receive(weibo, pushBody().replace('户口', '\\ud83d户\\u0000口\\u001b\\n'))

    expect(message?.text).toBe('\uFFFD户口\n迁移需要什么材料？')
    expect(message?.text.isWellFormed()).toBe(true)
  })

  test('a text of 100,000 characters comes through whole', async () => {
    const [message] = await receive(weibo, pushBody({ text: '问'.repeat(100_000) }))

    expect(message?.text).toHaveLength(100_000)
    expect(message?.dedupeKey.length).toBeLessThanOrEqual(200)
  })

  test('a message without text is an empty message', async () => {
    expect(await receive(weibo, pushBody({ text: undefined }))).toMatchObject([{ kind: 'text', text: '' }])
  })

  test('data nested 100,000 deep and prototype keys do no harm', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    const body = pushBody().replace('"data":{}', `"data":{"deep":${deep},"__proto__":{"subtype":"x"},"constructor":1}`)

    expect(await receive(weibo, body)).toHaveLength(1)
  })

  test.each([
    'Mon Foo 16 18:09:20 +0800 2012',
    'Tue Feb 30 10:00:00 +0800 2026',
    'Thu Jan 15 25:00:00 +0800 2026',
    '2026-01-15T16:00:00+08:00',
    '',
    1768464000,
    undefined,
  ])('a created_at of %j gives the time of arrival', async (created_at) => {
    const [message] = await receive(weibo, pushBody({ created_at }))

    expect(message?.at).toBe(START)
  })
})

describe('the dedupe key', () => {
  const keyOf = async (fields: Record<string, unknown>, at = START) =>
    (await receive(weibo, pushBody(fields), at))[0]?.dedupeKey

  test('is the same for a redelivery, signed anew or not, whatever the order of its fields', async () => {
    const body = pushBody({ data: { b: '2', a: '1' } })
    const again = JSON.stringify({ data: { a: '1', b: '2' }, ...JSON.parse(pushBody({ data: undefined })) })
    const keys = [await receive(weibo, body), await receive(weibo, body, START + 4000), await receive(weibo, again)]

    expect(new Set(keys.map((messages) => messages[0]?.dedupeKey)).size).toBe(1)
  })

  test('lets two different messages of one second survive', async () => {
    const keys = [
      await keyOf({}),
      await keyOf({ text: '另一句' }),
      await keyOf({ type: 'image', text: '发了一张图片', data: { vfid: 1, tovfid: 2 } }),
      await keyOf({ type: 'image', text: '发了一张图片', data: { vfid: 3, tovfid: 4 } }),
      await keyOf({ sender_id: 1 }),
      await keyOf({ created_at: 'Thu Jan 15 16:00:01 +0800 2026' }),
    ]

    expect(new Set(keys).size).toBe(keys.length)
  })

  test('of a mention is the status or comment, in separate name spaces', async () => {
    const keys = [
      (await receive(weibo, mention('status', '5123456789012345')))[0]?.dedupeKey,
      (await receive(weibo, mention('status', 5123456789012345, '改过的话')))[0]?.dedupeKey,
      (await receive(weibo, mention('comment', '5123456789012345')))[0]?.dedupeKey,
    ]

    expect(keys).toEqual([
      'mention:status:5123456789012345',
      'mention:status:5123456789012345',
      'mention:comment:5123456789012345',
    ])
  })

  test('tells equal words apart when the push has no time of its own', async () => {
    expect(await keyOf({ created_at: undefined })).not.toBe(await keyOf({ created_at: undefined }, START + 60_000))
    expect(await keyOf({ created_at: 'soon' })).toBe(await keyOf({ created_at: 'soon' }, START + 60_000))
  })

  test('and the target stay within the limits of the contract', async () => {
    const { emulator, inbox } = createHouse({ settings: { mentionReply: 'comment' } })
    await emulator.say({ sender: '18446744073709551615', text: '问', surface: 'private' })
    await emulator.say({ sender: '18446744073709551615', text: '问', surface: 'mention-comment', key: '9'.repeat(20) })

    expect(inbox).toHaveLength(2)
    for (const message of inbox) {
      expect(message.dedupeKey.length).toBeLessThanOrEqual(200)
      expect(message.target.length).toBeLessThanOrEqual(2000)
    }
  })
})

test('created_at is written and read back to the second', () => {
  expect(formatCreatedAt(START)).toBe('Thu Jan 15 16:00:00 +0800 2026')
  expect(parseCreatedAt(formatCreatedAt(START))).toBe(START)
  expect(parseCreatedAt('Wed Dec 31 23:59:59 -0330 2025')).toBe(Date.UTC(2026, 0, 1, 3, 29, 59))
})
