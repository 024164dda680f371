import { describe, expect, it } from 'vitest'
import { AdapterError } from '../../../adapters/shared/errors.ts'
import { channel, connected, HOUR, MINUTE, OPENID } from './support.ts'

const say = { sender: OPENID, text: '您好' }
const target = JSON.stringify({ openid: OPENID })

async function failureOf(work: Promise<unknown>): Promise<AdapterError> {
  try {
    await work
  } catch (error) {
    if (error instanceof AdapterError) return error
    throw error
  }
  throw new Error('expected the call to fail')
}

/** A channel whose citizen has just written, with a token at hand. */
async function ready() {
  const room = connected()
  await room.emulator.say(say)
  await room.platform.reply(target, '第一条', 'k0')
  room.calls.length = 0
  const { emulator, platform, ...rest } = room
  return { ...rest, emulator, send: (text = '第二条') => platform.reply(target, text, 'k1') }
}

/** A channel in front of a gateway that answers every call for `path` so. */
const behind = (path: string, answer: () => Response) =>
  channel({
    deps: {
      fetch: async (request) =>
        request.url.includes(path) ? answer() : Response.json({ access_token: 'good', expires_in: 7200 }),
    },
  })

describe('a reply', () => {
  it('reaches the citizen as a later message', async () => {
    const { emulator, platform, calls } = connected()
    await emulator.say(say)

    await platform.reply(target, '您好，户口迁移需要……👮', 'k1')

    expect(emulator.received).toEqual([
      expect.objectContaining({ to: OPENID, text: '您好，户口迁移需要……👮', how: 'message' }),
    ])
    expect(calls).toEqual(['stable_token', 'message/custom/send'])
  })

  it('travels as raw UTF-8 to the configured address', async () => {
    const sent: [string, string][] = []
    const platform = channel({
      settings: { apiBase: 'https://relay.example/wx/' },
      deps: {
        fetch: async (request) => {
          sent.push([request.url, await request.text()])
          return Response.json(
            sent.length === 1 ? { access_token: 'a+b', expires_in: 7200 } : { errcode: 0, errmsg: 'ok' },
          )
        },
      },
    })

    await platform.reply(target, '户口👮 \\u4f60', 'k1')

    expect(sent[1]).toEqual([
      'https://relay.example/wx/cgi-bin/message/custom/send?access_token=a%2Bb',
      `{"touser":"${OPENID}","msgtype":"text","text":{"content":"户口👮 \\\\u4f60"}}`,
    ])
  })

  it.each([
    ['empty', '  \n', 'empty'],
    ['over 600 characters', '户'.repeat(601), 'too-long'],
    ['of 100,000 characters', '户'.repeat(100_000), 'too-long'],
    ['with half a character', '您好\ud83d', 'bad-text'],
  ])('that is %s is refused before any call', async (_, text, code) => {
    expect(await failureOf(channel().reply(target, text, 'k1'))).toMatchObject({ kind: 'permanent', code })
  })

  it('counts emoji as one character each', async () => {
    const { send } = await ready()

    await expect(send(`${'👮'.repeat(100)}${'户'.repeat(500)}`)).resolves.toBeUndefined()
  })

  it.each(['', 'x', '{}', '{"openid":""}', '{"openid":1}'])('without a proper target (%s) is refused', async (bad) => {
    expect(await failureOf(channel().reply(bad, '您好', 'k1'))).toMatchObject({ kind: 'permanent', code: 'target' })
  })
})

describe('the limits of the platform', () => {
  it('allow five replies until the citizen writes again', async () => {
    const { emulator, send } = await ready()
    for (let i = 0; i < 4; i += 1) await send()

    const failure = await failureOf(send())
    await emulator.say(say)
    await send('又可以了')

    expect(failure).toMatchObject({ kind: 'permanent', code: '45047' })
    expect(failure.message).toContain('5 条已用完')
    expect(emulator.received.at(-1)?.text).toBe('又可以了')
  })

  it('close the window 48 hours after the citizen’s last message', async () => {
    const { time, send } = await ready()

    time.pass(48 * HOUR)
    await send()
    time.pass(1)

    expect(await failureOf(send())).toMatchObject({ kind: 'permanent', code: '45015' })
  })

  it('give a new follower three replies within a minute', async () => {
    const { emulator, platform, time } = connected()
    await emulator.follow(OPENID)

    for (let i = 0; i < 3; i += 1) await platform.reply(target, '欢迎', `k${i}`)
    expect(await failureOf(platform.reply(target, '欢迎', 'k4'))).toMatchObject({ code: '45047' })
    time.pass(MINUTE + 1)
    expect(await failureOf(platform.reply(target, '欢迎', 'k5'))).toMatchObject({ code: '45015' })
  })

  it('refuse an openid that never came', async () => {
    const { platform } = connected()

    expect(await failureOf(platform.reply(JSON.stringify({ openid: 'oNobody' }), '您好', 'k1'))).toMatchObject({
      kind: 'permanent',
      code: '40003',
    })
  })

  it('refuse over 2,048 bytes', async () => {
    const { send } = await ready()

    expect(await failureOf(send('👮'.repeat(513)))).toMatchObject({ kind: 'permanent', code: '45002' })
  })
})

describe('an errcode', () => {
  it.each([
    [-1, 'transient', '自动重试'],
    [40003, 'permanent', 'openid'],
    [43004, 'permanent', '取消关注'],
    [43019, 'permanent', '黑名单'],
    [45002, 'permanent', '精简'],
    [45015, 'permanent', '电话'],
    [45047, 'permanent', '再次来信'],
    [48001, 'credentials', '认证'],
    [40164, 'credentials', '白名单'],
    [99999, 'permanent', '错误码文档'],
  ])('%i is %s and says what to do', async (errcode, kind, advice) => {
    const { emulator, send, calls } = await ready()
    emulator.refuse(errcode, 'whatever the platform says today')

    const failure = await failureOf(send())

    expect(failure).toMatchObject({ kind, code: String(errcode) })
    expect(failure.message).toContain(advice)
    expect(calls).toEqual(['message/custom/send'])
  })

  it('45009 rests until midnight in China', async () => {
    const { emulator, send } = await ready()
    emulator.refuse(45009, 'reach max api daily quota limit')

    // 08:00 UTC is 16:00 in China.
    expect(await failureOf(send())).toMatchObject({ kind: 'retry-after', retryAfterMs: 8 * HOUR })
  })

  it('45009 in the early hours in China rests until the next midnight there', async () => {
    const { emulator, send, time } = await ready()
    time.pass(9 * HOUR)
    emulator.refuse(45009, 'reach max api daily quota limit')
    emulator.refuse(45009, 'reach max api daily quota limit')

    // 17:00 UTC is 01:00 of the next day in China.
    expect(await failureOf(send())).toMatchObject({ kind: 'retry-after', retryAfterMs: 23 * HOUR })
  })

  it('45011 rests for a minute', async () => {
    const { emulator, send } = await ready()
    emulator.fail('rate-limit', 1)

    expect(await failureOf(send())).toMatchObject({ kind: 'retry-after', code: '45011', retryAfterMs: MINUTE })
  })
})

describe('a broken connection', () => {
  it('while sending leaves the outcome uncertain', async () => {
    const { emulator, send } = await ready()
    emulator.fail('time-out', 1)

    expect(await failureOf(send())).toMatchObject({ kind: 'uncertain' })
    expect(emulator.received).toHaveLength(2)
  })

  it('while asking for the token is surely before sending', async () => {
    const { emulator, platform } = connected()
    await emulator.say(say)
    emulator.fail('time-out', 1)

    expect(await failureOf(platform.reply(target, '您好', 'k1'))).toMatchObject({ kind: 'transient' })
    expect(emulator.received).toEqual([])
  })

  it.each([
    [500, 'uncertain'],
    [502, 'uncertain'],
    [503, 'transient'],
    [504, 'uncertain'],
    [401, 'credentials'],
    [404, 'permanent'],
  ])('that ends in HTTP %i is %s', async (status, kind) => {
    const platform = behind('/message/', () => new Response('<html>', { status }))

    expect(await failureOf(platform.reply(target, '您好', 'k1'))).toMatchObject({ kind, code: `http-${status}` })
  })

  it('that ends in HTTP 429 rests as long as it is told', async () => {
    const platform = behind('/message/', () => new Response('', { status: 429, headers: { 'retry-after': '7' } }))

    expect(await failureOf(platform.reply(target, '您好', 'k1'))).toMatchObject({
      kind: 'retry-after',
      retryAfterMs: 7_000,
    })
  })

  it.each(['', '<html>', '{}', '{"errcode":"0"}', '[]'])(
    'that ends in an unreadable answer (%s) is uncertain',
    async (body) => {
      const platform = behind('/message/', () => new Response(body))

      expect(await failureOf(platform.reply(target, '您好', 'k1'))).toMatchObject({ kind: 'uncertain' })
    },
  )

  it.each([500, 502, 503, 504, 200])('that ends in HTTP %i for the token is transient', async (status) => {
    const platform = behind('/stable_token', () => new Response('<html>', { status }))

    expect(await failureOf(platform.reply(target, '您好', 'k1'))).toMatchObject({ kind: 'transient' })
  })
})
