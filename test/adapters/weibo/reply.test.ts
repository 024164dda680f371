import { describe, expect, test } from 'vitest'
import { AdapterError } from '../../../adapters/shared/errors.ts'
import { ACCESS_TOKEN, CITIZEN, createHouse, createPlatform, failureOf, quiet, START, targetOf } from './support.ts'

const HOUR = 3_600_000
const said = { sender: CITIZEN, text: '户口迁移需要什么材料？' }
const formOf = async (request: Request | undefined): Promise<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(await request?.text()))

describe('the surfaces', () => {
  test('say what private messages and mentions allow', () => {
    const { surfaces } = createPlatform(quiet)

    expect(surfaces.private).toMatchObject({ maxLength: 299, windowMs: 48 * HOUR, passive: true, public: false })
    expect(surfaces.private?.maxReplies).toBeUndefined()
    expect(surfaces.mention).toMatchObject({ maxLength: 299, maxReplies: 1, passiveCounts: true, public: false })
  })

  test('make mentions short and public when they are answered by comment', () => {
    const { surfaces } = createPlatform(quiet, { mentionReply: 'comment' })

    expect(surfaces.mention).toMatchObject({ maxLength: 140, maxReplies: 1, passive: false, public: true })
  })
})

describe('a passive reply', () => {
  test('rides on the answer in the documented form', async () => {
    const house = createHouse()
    await house.emulator.say({ ...said, surface: 'private' })
    const opened = house.opened[0]
    const answer = opened?.kind === 'messages' ? opened.acknowledge('中文消息') : Response.error()

    expect(await answer.json()).toEqual({
      result: true,
      sender_id: '1902538057',
      receiver_id: '2489518277',
      type: 'text',
      data: '%7B%22text%22%3A%22%E4%B8%AD%E6%96%87%E6%B6%88%E6%81%AF%22%7D',
    })
  })

  test('reaches the citizen for a message, a follow and a mention', async () => {
    const house = createHouse()
    house.answer.passive = '您好！“引号”&＝+%\n换行 😀'
    const deliveries = [
      await house.emulator.say({ ...said, surface: 'private' }),
      await house.emulator.follow('42'),
      await house.emulator.say({ ...said, surface: 'mention-status' }),
    ]

    for (const delivery of deliveries) {
      expect(delivery).toEqual({ status: 200, attempts: 1, passive: house.answer.passive })
    }
    expect(house.emulator.received.map((got) => [got.to, got.how])).toEqual([
      [CITIZEN, 'passive'],
      ['42', 'passive'],
      [CITIZEN, 'passive'],
    ])
  })

  test('is refused when it is too long, before anything is answered', async () => {
    const house = createHouse()
    await house.emulator.say({ ...said, surface: 'private' })
    const opened = house.opened[0]

    expect(() => opened?.kind === 'messages' && opened.acknowledge('长'.repeat(300))).toThrow(AdapterError)
  })
})

describe('a later reply', () => {
  test.each([false, true])('reaches the citizen by private message (data encoded twice: %s)', async (twice) => {
    const house = createHouse({ settings: { doubleEncodeData: twice } })
    await house.emulator.say({ ...said, surface: 'private' })
    const text = '您好！请带“户口簿”&身份证＋100%原件。\n😀'
    await house.weibo.reply(targetOf(house), text, 'key-1')

    expect(house.emulator.received).toEqual([{ to: CITIZEN, text, how: 'message', at: START }])
    expect(house.calls[0]?.url).toBe('https://m.api.weibo.com/2/messages/reply.json')
    const form = await formOf(house.calls[0])
    expect(form).toMatchObject({ access_token: ACCESS_TOKEN, type: 'text', receiver_id: CITIZEN })
    expect(JSON.parse(twice ? decodeURIComponent(form.data ?? '') : (form.data ?? ''))).toEqual({ text })
  })

  test('to a mention is one private message, and no second one', async () => {
    const house = createHouse()
    await house.emulator.say({ ...said, surface: 'mention-status' })
    await house.weibo.reply(targetOf(house), '第一次', 'a')

    expect((await failureOf(house.weibo.reply(targetOf(house), '第二次', 'b'))).kind).toBe('permanent')
    expect(house.emulator.received.map((got) => got.text)).toEqual(['第一次'])
  })

  test('to a mention in a status stands under that status when mentions are answered by comment', async () => {
    const house = createHouse({ settings: { mentionReply: 'comment', rip: '203.0.113.7' } })
    await house.emulator.say({ ...said, surface: 'mention-status', key: '5123456789012345' })
    await house.weibo.reply(targetOf(house), '您好，请看私信。', 'a')

    expect(house.emulator.received).toMatchObject([{ to: CITIZEN, how: 'comment', under: '5123456789012345' }])
    expect(house.calls[0]?.url).toBe('https://api.weibo.com/2/comments/create.json')
    expect(await formOf(house.calls[0])).toEqual({
      access_token: ACCESS_TOKEN,
      id: '5123456789012345',
      comment: '您好，请看私信。',
      comment_ori: '0',
      rip: '203.0.113.7',
    })
  })

  test('to a mention in a comment answers that comment, under the status it belongs to', async () => {
    const house = createHouse({ settings: { mentionReply: 'comment' } })
    await house.emulator.say({ ...said, surface: 'mention-comment', key: '9007199254740993' })
    await house.weibo.reply(targetOf(house), '您好，请看私信。', 'a')

    expect(house.emulator.received).toMatchObject([{ to: CITIZEN, how: 'comment', under: '9007199254740993' }])
    expect(house.calls.map((call) => new URL(call.url).pathname)).toEqual([
      '/2/comments/show_batch.json',
      '/2/comments/reply.json',
    ])
    expect(await formOf(house.calls[1])).toMatchObject({ cid: '9007199254740993', without_mention: '1' })
  })

  test('goes through the commercial paths when the account has the contract', async () => {
    const house = createHouse({ settings: { mentionReply: 'comment', commercial: true, rip: '203.0.113.7' } })
    await house.emulator.say({ ...said, surface: 'mention-comment' })
    await house.weibo.reply(targetOf(house), '您好', 'a')

    expect(house.emulator.received).toHaveLength(1)
    expect(house.calls.map((call) => call.url.split('?')[0])).toEqual([
      'https://c.api.weibo.com/2/comments/show_batch/biz.json',
      'https://c.api.weibo.com/2/comments/reply/biz.json',
    ])
  })

  test('to a comment that is gone is permanent and sends nothing', async () => {
    const house = createHouse()
    const failure = await failureOf(house.weibo.reply('{"by":"comment-reply","comment":"1"}', '您好', 'a'))

    expect([failure.kind, failure.code]).toEqual(['permanent', 'comment-gone'])
    expect(house.calls).toHaveLength(1)
  })

  test('to a comment whose look-up got lost may be repeated, for nothing was sent', async () => {
    const house = createHouse({ settings: { mentionReply: 'comment' } })
    await house.emulator.say({ ...said, surface: 'mention-comment' })
    house.emulator.fail('time-out', 1)

    expect((await failureOf(house.weibo.reply(targetOf(house), '您好', 'a'))).kind).toBe('transient')
    await house.weibo.reply(targetOf(house), '您好', 'a')
    expect(house.emulator.received).toHaveLength(1)
  })

  test.each([
    ['a message of 300 characters', '{"by":"message","to":"1"}', '长'.repeat(300), 'text-too-long'],
    ['a comment of 141 characters', '{"by":"comment","status":"1"}', '长'.repeat(141), 'text-too-long'],
    ['a comment reply of 141 characters', '{"by":"comment-reply","comment":"1"}', '长'.repeat(141), 'text-too-long'],
    ['an empty text', '{"by":"message","to":"1"}', ' \n', 'empty-text'],
    ['half a character', '{"by":"message","to":"1"}', '好\uD83D', 'bad-text'],
    ['a target that is no JSON', 'x', '您好', 'bad-target'],
    ['a target of another adapter', '{"openid":"o1"}', '您好', 'bad-target'],
  ])('with %s is a permanent error before any network call', async (_, target, text, code) => {
    const house = createHouse()
    const failure = await failureOf(house.weibo.reply(target, text, 'a'))

    expect([failure.kind, failure.code, house.calls.length]).toEqual(['permanent', code, 0])
  })

  test('of 299 emoji is within the limit, for characters are code points', async () => {
    const house = createHouse()
    await house.emulator.say({ ...said, surface: 'private' })
    await house.weibo.reply(targetOf(house), '😀'.repeat(299), 'a')

    expect(house.emulator.received).toHaveLength(1)
  })
})
