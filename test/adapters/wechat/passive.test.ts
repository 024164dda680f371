import { describe, expect, it } from 'vitest'
import { OUT_OF_SERVICE } from '../../../adapters/wechat/emulator-push.ts'
import { accepted, channel, connected, OPENID, plainPush, textXml } from './support.ts'

const say = { sender: OPENID, text: '户口迁移需要什么材料？' }

describe.each([
  ['plain', 'xml'],
  ['plain', 'json'],
  ['secure', 'xml'],
  ['secure', 'json'],
] as const)('a passive reply in %s mode as %s', (mode, format) => {
  it.each([
    ['Chinese words', '您好，已收到您的问题，编号 A1。'],
    ['a CDATA end', '甲]]>乙]]]]>>'],
    ['markup and quotes', '<a href="https://example.com">办事指南</a> & \'更多\''],
    ['line breaks', '一\n二\n\n三'],
    ['emoji', '👮 已受理 👨‍👩‍👧'],
    ['600 characters', '户'.repeat(600)],
  ])('reaches the citizen with %s unchanged', async (_, passive) => {
    const { emulator } = connected({ mode, format, passive })

    const delivery = await emulator.say(say)

    expect(delivery).toEqual({ status: 200, attempts: 1, passive })
    expect(emulator.received).toEqual([expect.objectContaining({ to: OPENID, text: passive, how: 'passive' })])
  })

  it('costs nothing of the quota of later replies', async () => {
    const { emulator, platform, target } = connected({ mode, format, passive: '已收到' })
    await emulator.say(say)

    for (let i = 1; i <= 5; i += 1) await platform.reply(target, `第 ${i} 条`, `k${i}`)

    expect(emulator.received).toHaveLength(6)
  })
})

it('without words is the bare success', async () => {
  const { emulator } = connected()

  expect(await emulator.say(say)).toEqual({ status: 200, attempts: 1, passive: undefined })
  expect(emulator.received).toEqual([])
})

it('as XML has exactly the elements of the documentation', async () => {
  const [request, body] = plainPush(textXml())

  const response = accepted(await channel({ mode: 'plain' }).open(request, body)).acknowledge('您好')

  expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
  expect(await response.text()).toBe(
    `<xml><ToUserName><![CDATA[${OPENID}]]></ToUserName><FromUserName><![CDATA[gh_97417a04a28d]]></FromUserName>` +
      '<CreateTime>1768464000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[您好]]></Content></xml>',
  )
})

it('drops half characters and control characters, which XML cannot carry', async () => {
  const { emulator } = connected({ passive: '您\u0000好\ud800' })

  expect((await emulator.say(say)).passive).toBe('您好\uFFFD')
})

describe('the platform', () => {
  it('delivers the same message up to three times, signed anew, when the service fails', async () => {
    const { emulator, inbound, pushes } = connected({
      between: (answer, n) => (n < 3 ? new Response('', { status: 500 }) : answer),
    })

    const delivery = await emulator.say(say)

    expect(delivery).toMatchObject({ status: 200, attempts: 3 })
    expect(new Set(inbound.map((message) => message.dedupeKey)).size).toBe(1)
    expect(new Set(pushes.map((push) => push.body)).size).toBe(3)
    expect(new Set(pushes.map((push) => push.url.searchParams.get('nonce'))).size).toBe(3)
  })

  it('gives up after the third time and tells the citizen so', async () => {
    const { emulator } = connected({ between: () => Promise.reject(new Error('connection lost')) })

    expect(await emulator.say(say)).toEqual({ status: 0, attempts: 3, passive: undefined })
    expect(emulator.received.map((got) => got.text)).toEqual([OUT_OF_SERVICE])
  })

  it('does not wait longer than five seconds for an answer', async () => {
    const { emulator, time } = connected({
      passive: '已收到',
      between: (answer, n) => {
        if (n === 1) time.pass(6_000)
        return answer
      },
    })

    expect(await emulator.say(say)).toMatchObject({ attempts: 2, passive: '已收到' })
  })

  it('hashes a redelivery like the first delivery although it is encrypted anew', async () => {
    const { emulator, pushes, platform } = connected({
      between: (answer, n) => (n === 1 ? new Response('', { status: 500 }) : answer),
    })
    await emulator.say(say)

    const hashes = await Promise.all(
      pushes.map(
        async ({ url, body }) =>
          accepted(await platform.open(new Request(url, { method: 'POST' }), body)).nonce?.bodyHash,
      ),
    )

    expect(hashes).toHaveLength(2)
    expect(hashes[0]).toBe(hashes[1])
  })

  it.each<[string, (answer: string) => string]>([
    ['is not encrypted in secure mode', () => textXml()],
    ['is an error page', () => '<html>502</html>'],
    ['has a false signature', (answer) => answer.replace(/MsgSignature><!\[CDATA\[\w/, 'MsgSignature><![CDATA[x')],
    [
      'has another encrypted text than was signed',
      (answer) => answer.replace(/Encrypt><!\[CDATA\[../, 'Encrypt><![CDATA[00'),
    ],
  ])('shows the citizen that the account is out of service when the answer %s', async (_, broken) => {
    const { emulator } = connected({
      passive: '已收到',
      between: async (answer) => new Response(broken(await answer.text())),
    })

    expect(await emulator.say(say)).toEqual({ status: 200, attempts: 1, passive: undefined })
    expect(emulator.received.map((got) => got.text)).toEqual([OUT_OF_SERVICE])
  })

  it('does not accept a reply addressed to somebody else', async () => {
    const { emulator } = connected({
      mode: 'plain',
      passive: '已收到',
      between: async (answer) => new Response((await answer.text()).replace(OPENID, 'oSomebodyElse')),
    })

    await emulator.say(say)

    expect(emulator.received.map((got) => got.text)).toEqual([OUT_OF_SERVICE])
  })

  it('saves the callback address when the service echoes', async () => {
    expect(await connected().emulator.handshake()).toBe(true)
    expect(await connected({ token: 'WRONG' }).emulator.handshake()).toBe(false)
  })
})
