import { describe, expect, it } from 'vitest'
import { createTokens, type Issued } from '../../../adapters/wechat/token.ts'
import { channel, clock, connected, HOUR, MINUTE, OPENID } from './support.ts'

const say = { sender: OPENID, text: '您好' }
const SEND = 'message/custom/send'
const TOKEN = 'stable_token'

async function ready(options = {}) {
  const room = connected(options)
  await room.emulator.say(say)
  return { ...room, send: () => room.platform.reply(room.target, '您好，已收到。', 'k1') }
}

describe('the access token', () => {
  it('is asked for once for many replies', async () => {
    const { send, calls } = await ready()

    await Promise.all([send(), send(), send()])
    await send()

    expect(calls.filter((call) => call === TOKEN)).toHaveLength(1)
  })

  it('is renewed five minutes before its end', async () => {
    const { send, calls, time } = await ready()
    await send()

    time.pass(2 * HOUR - 5 * MINUTE - 1)
    await send()
    expect(calls).toEqual([TOKEN, SEND, SEND])
    time.pass(1)
    await send()

    expect(calls).toEqual([TOKEN, SEND, SEND, TOKEN, SEND])
  })

  it.each([40001, 40014, 41001, 42001])('is asked for again once after %i, and the reply is sent', async (errcode) => {
    const { emulator, send, calls } = await ready()
    await send()
    emulator.refuse(errcode, 'access_token trouble')

    await send()

    // The plain call gave the same token again, so that a new one was forced.
    expect(calls).toEqual([TOKEN, SEND, SEND, TOKEN, TOKEN, SEND])
    expect(emulator.received).toHaveLength(2)
  })

  it('that another process has forced away is replaced without forcing', async () => {
    const { emulator, send, calls, platform: _, time } = await ready()
    await send()
    time.pass(MINUTE)
    const body = JSON.stringify({
      grant_type: 'client_credential',
      appid: 'wxba5fad812f8e6fb9',
      secret: '0123456789abcdef0123456789abcdef',
      force_refresh: true,
    })
    await emulator.fetch(new Request('https://api.weixin.qq.com/cgi-bin/stable_token', { method: 'POST', body }))

    await send()

    expect(calls).toEqual([TOKEN, SEND, SEND, TOKEN, SEND])
  })

  it('that stays refused after one refresh is a matter for an operator', async () => {
    const { emulator, send, calls } = await ready()
    emulator.fail('bad-token', 2)

    await expect(send()).rejects.toMatchObject({ name: 'AdapterError', kind: 'credentials', code: '40001' })
    expect(calls.filter((call) => call === SEND)).toHaveLength(2)
    expect(emulator.received).toEqual([])
  })

  it('is not forced twice within half a minute', async () => {
    const { emulator, send, calls } = await ready()
    emulator.fail('bad-token', 4)
    await expect(send()).rejects.toMatchObject({ kind: 'credentials' })
    calls.length = 0

    await expect(send()).rejects.toMatchObject({ kind: 'credentials' })

    expect(calls).toEqual([SEND, TOKEN, SEND])
  })

  it('is asked for once when many replies are refused together', async () => {
    const { emulator, send, calls } = await ready()
    await send()
    calls.length = 0
    emulator.fail('bad-token', 3)

    await Promise.all([send(), send(), send()])

    expect(calls.filter((call) => call === TOKEN)).toHaveLength(2)
    expect(emulator.received).toHaveLength(4)
  })

  it('passes other errors of the second attempt on as they are', async () => {
    const { emulator, send } = await ready()
    emulator.refuse(40001, 'invalid credential')
    emulator.refuse(45015, 'response out of time limit')

    await expect(send()).rejects.toMatchObject({ kind: 'permanent', code: '45015' })
  })

  it.each([
    ['the AppID', { appId: 'wx1234567890abcdef' }, '40013'],
    ['the AppSecret', { appSecret: 'f'.repeat(32) }, '40125'],
  ])('is not given for %s of another account', async (_, options, code) => {
    const { platform, target } = connected(options)

    await expect(platform.reply(target, '您好', 'k1')).rejects.toMatchObject({ kind: 'credentials', code })
  })

  it.each([
    [-1, { kind: 'transient' }],
    [45009, { kind: 'retry-after', retryAfterMs: 8 * HOUR }],
    [45011, { kind: 'retry-after', retryAfterMs: MINUTE }],
    [40164, { kind: 'credentials' }],
  ])('that cannot be had for errcode %i fails as %o', async (errcode, failure) => {
    const platform = channel({ deps: { fetch: async () => Response.json({ errcode, errmsg: 'no rid: 1' }) } })

    await expect(platform.reply(JSON.stringify({ openid: OPENID }), '您好', 'k1')).rejects.toMatchObject(failure)
  })

  it('and the AppSecret never stand in an error', async () => {
    const { emulator, send } = await ready()
    await send()
    emulator.fail('time-out', 1)

    const error = await send().catch((failure: unknown) => failure)

    expect(String(error)).toContain('/cgi-bin/message/custom/send')
    expect(String(error)).not.toMatch(/access_token|0123456789abcdef/)
  })
})

describe('a failed request for the token', () => {
  it('does not stand in the way of the next', async () => {
    const answers: (() => Issued)[] = [
      () => {
        throw new Error('down')
      },
      () => ({ value: 'good', expiresInMs: HOUR }),
    ]
    const tokens = createTokens(
      async () => (answers.shift() ?? (() => ({ value: 'late', expiresInMs: HOUR })))(),
      clock().now,
    )

    await expect(tokens.current()).rejects.toThrow('down')

    expect(await tokens.current()).toBe('good')
  })
})

describe('the emulated platform', () => {
  const ask = async (
    room: ReturnType<typeof connected>,
    force: boolean,
  ): Promise<{ access_token: string; expires_in: number }> => {
    const body = JSON.stringify({
      grant_type: 'client_credential',
      appid: 'wxba5fad812f8e6fb9',
      secret: '0123456789abcdef0123456789abcdef',
      force_refresh: force,
    })
    const request = new Request('https://api.weixin.qq.com/cgi-bin/stable_token', { method: 'POST', body })
    return (await room.emulator.fetch(request)).json()
  }
  const send = async (
    room: ReturnType<typeof connected>,
    token: string,
  ): Promise<{ errcode: number; errmsg: string }> => {
    const url = `https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=${token}`
    const body = JSON.stringify({ touser: OPENID, msgtype: 'text', text: { content: '您好' } })
    return (await room.emulator.fetch(new Request(url, { method: 'POST', body }))).json()
  }

  it('gives the same token with its remaining life on repeated calls', async () => {
    const room = connected()
    const first = await ask(room, false)
    room.time.pass(HOUR)

    expect(first.expires_in).toBe(7200)
    expect(await ask(room, false)).toEqual({ access_token: first.access_token, expires_in: 3600 })
  })

  it('lets the old token live on for the last five minutes', async () => {
    const room = connected()
    await room.emulator.say(say)
    const first = await ask(room, false)
    room.time.pass(2 * HOUR - 4 * MINUTE)

    const second = await ask(room, false)

    expect(second.access_token).not.toBe(first.access_token)
    expect((await send(room, first.access_token)).errcode).toBe(0)
    room.time.pass(4 * MINUTE)
    expect((await send(room, first.access_token)).errcode).toBe(42001)
    expect((await send(room, second.access_token)).errcode).toBe(0)
  })

  it('revokes the old token at once when a new one is forced', async () => {
    const room = connected()
    const first = await ask(room, false)

    await ask(room, true)

    expect((await send(room, first.access_token)).errcode).toBe(40001)
  })

  it('reports errors under HTTP 200 with a request id at the end', async () => {
    const room = connected()

    expect((await send(room, 'unknown')).errmsg).toMatch(
      /^invalid credential.* rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/,
    )
    expect((await send(room, '')).errcode).toBe(41001)
  })

  it('does not read escaped Chinese', async () => {
    const room = connected()
    const { access_token } = await ask(room, false)
    const url = `https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=${access_token}`
    const body = `{"touser":"${OPENID}","msgtype":"text","text":{"content":"\\u60a8"}}`

    const answer = await room.emulator.fetch(new Request(url, { method: 'POST', body }))

    expect(await answer.json()).toMatchObject({ errcode: 40033 })
  })
})
