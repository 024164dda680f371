import { expect, test } from 'vitest'
import { WeiboSettings, weiboSecrets } from '../../../adapters/weibo/config.ts'
import { createWeibo, weibo } from '../../../adapters/weibo/index.ts'
import { quiet } from './support.ts'

test('an account number is all that must be set', () => {
  expect(WeiboSettings.parse({ account: '1902538057' })).toEqual({
    account: '1902538057',
    mentionReply: 'private',
    commercial: false,
    apiBase: 'https://m.api.weibo.com',
    doubleEncodeData: false,
  })
})

test.each([
  ['a number for an account, which would be rounded one day', { account: 1902538057 }],
  ['a nickname for an account', { account: '平安某地' }],
  ['a name with its @', { account: '1', name: '@平安某地' }],
  ['an address of another scheme', { account: '1', apiBase: 'ftp://m.api.weibo.com' }],
  ['a misspelt setting', { account: '1', mentionreply: 'comment' }],
  ['an rip that is no IP address', { account: '1', rip: 'here' }],
  ['commercial comments without rip', { account: '1', commercial: true, mentionReply: 'comment' }],
])('refuses %s', (_, settings) => {
  expect(WeiboSettings.safeParse(settings).success).toBe(false)
})

test('drops the slash at the end of an address', () => {
  expect(WeiboSettings.parse({ account: '1', commentBase: 'http://localhost:8080/' }).commentBase).toBe(
    'http://localhost:8080',
  )
})

test('every secret has an example that passes its own check, and a check that refuses a blank', () => {
  for (const secret of Object.values(weiboSecrets)) {
    expect(secret.check(secret.example(new Uint8Array(32).fill(171)))).toBeUndefined()
    expect(secret.check('a b')).toBeTypeOf('string')
  }
})

test('cannot be made without its secrets', () => {
  expect(() => createWeibo(WeiboSettings.parse({ account: '1' }), {}, quiet)).toThrow(/appSecret/)
  expect(weibo.kind).toBe('weibo')
})
