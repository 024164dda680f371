import { describe, expect, it } from 'vitest'
import { WechatSettings, wechatSecrets } from '../../../adapters/wechat/config.ts'
import { wechat } from '../../../adapters/wechat/index.ts'
import { ACCOUNT, AES_KEY, APP_ID, APP_SECRET, channel, messagesOf, plainPush, TOKEN, textXml } from './support.ts'

const settings = (changes: Record<string, unknown> = {}) =>
  WechatSettings.safeParse({ account: ACCOUNT, appId: APP_ID, ...changes })

describe('settings', () => {
  it('choose secure mode and the platform itself when nothing is said', () => {
    expect(settings().data).toEqual({
      account: ACCOUNT,
      appId: APP_ID,
      mode: 'secure',
      apiBase: 'https://api.weixin.qq.com',
    })
  })

  it.each([
    ['an account that is no original id', { account: 'jiangsu-police' }],
    ['an AppID of the wrong length', { appId: 'wx123' }],
    ['an unknown mode', { mode: 'compatible' }],
    ['an API address without TLS', { apiBase: 'http://relay.example' }],
    ['an API address that is none', { apiBase: 'api.weixin.qq.com' }],
    ['a misspelt setting', { acount: ACCOUNT }],
  ])('refuse %s', (_, changes) => {
    expect(settings(changes).success).toBe(false)
  })

  it('let a relay on this machine go without TLS', () => {
    expect(settings({ apiBase: 'http://localhost:8787' }).success).toBe(true)
  })
})

describe('secrets', () => {
  it('accept the examples made for the sandbox', () => {
    const random = Uint8Array.from({ length: 32 }, (_, i) => i * 7)

    for (const spec of Object.values(wechatSecrets)) expect(spec.check(spec.example(random))).toBeUndefined()
  })

  it.each([
    ['token', 'ab'],
    ['token', 'a'.repeat(33)],
    ['token', 'with-dash'],
    ['encodingAesKey', 'A'.repeat(42)],
    ['encodingAesKey', `${'A'.repeat(42)}=`],
    ['appSecret', 'short'],
  ] as const)('refuse a %s such as %s', (name, value) => {
    expect(wechatSecrets[name].check(value)).toMatch(/must be/)
  })

  it('say which one is missing and where to find it', () => {
    const create = (secrets: Parameters<typeof wechat.create>[1]) => () =>
      wechat.create(WechatSettings.parse({ account: ACCOUNT, appId: APP_ID }), secrets, {
        fetch: () => Promise.reject(new Error('no network')),
        now: () => 0,
        randomBytes: (n) => new Uint8Array(n),
      })

    expect(create({ encodingAesKey: [AES_KEY], appSecret: [APP_SECRET] })).toThrow(/secret token.*Token/)
    expect(create({ token: [TOKEN], appSecret: [APP_SECRET] })).toThrow(/secret encodingAesKey.*EncodingAESKey/)
    expect(create({ token: [TOKEN], encodingAesKey: [AES_KEY] })).toThrow(/secret appSecret.*AppSecret/)
    expect(create({ token: [TOKEN], encodingAesKey: ['short'], appSecret: [APP_SECRET] })).toThrow(/43/)
  })

  it('need no EncodingAESKey in plain mode', async () => {
    const platform = wechat.create(
      WechatSettings.parse({ account: ACCOUNT, appId: APP_ID, mode: 'plain' }),
      { token: [TOKEN], appSecret: [APP_SECRET] },
      {
        fetch: () => Promise.reject(new Error('no network')),
        now: () => 1768464000_000,
        randomBytes: () => new Uint8Array(),
      },
    )

    expect(await messagesOf(platform, plainPush(textXml()))).toHaveLength(1)
  })
})

it('promises one private surface with the limits of the platform', () => {
  expect(channel().surfaces).toEqual({
    private: {
      label: '微信公众号',
      maxLength: 600,
      windowMs: 172_800_000,
      maxReplies: 5,
      passive: true,
      passiveCounts: false,
      public: false,
      idempotent: false,
    },
  })
})
