import { expect, test } from 'vitest'
import { WebhookSettings, webhookSecrets } from '../../../adapters/webhook/config.ts'
import { webhook } from '../../../adapters/webhook/index.ts'
import { channel, OTHER_SECRET, SECRET } from './support.ts'

const parse = (replyUrl: string) => WebhookSettings.safeParse({ replyUrl })
const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 1).toString('base64')}`

test.each([
  'https://site.example/replies?channel=3',
  'http://localhost:8080/replies',
  'http://127.0.0.1/replies',
  'http://[::1]:9/replies',
])('takes %s for replies', (url) => {
  expect(parse(url).success).toBe(true)
})

test.each([
  ['http://site.example/replies', 'must start with https://'],
  ['http://localhost.evil.example/', 'must start with https://'],
  ['ftp://site.example/', 'must start with https://'],
  ['https://user:word@site.example/', 'user name or password'],
  ['https://site.example/#x', '#fragment'],
  ['/replies', 'not a full URL'],
])('refuses %s for replies and says why', (url, why) => {
  expect(parse(url).error?.issues[0]?.message).toContain(why)
})

test('names the surface and its limit as configured', () => {
  expect(channel().surfaces).toEqual({
    message: {
      label: '网络留言',
      maxLength: 2000,
      passive: false,
      passiveCounts: false,
      public: false,
      idempotent: true,
    },
  })
  expect(channel({ settings: { label: '官网留言', maxLength: 500 } }).surfaces.message).toMatchObject({
    label: '官网留言',
    maxLength: 500,
  })
})

test('refuses settings that it does not know', () => {
  expect(WebhookSettings.safeParse({ replyUrl: 'https://a.example/', replyURL: 'x' }).success).toBe(false)
})

test.each([SECRET, OTHER_SECRET, secretOf(24), secretOf(64)])('takes %s as a signing secret', (secret) => {
  expect(webhookSecrets.signingSecret.check?.(secret)).toBeUndefined()
})

test.each([
  ['plain-secret', 'whsec_'],
  [secretOf(23), '24 to 64 bytes'],
  [secretOf(65), '24 to 64 bytes'],
  [`whsec_${'_-'.repeat(16)}`, 'base64'],
  ['whsec_', '24 to 64 bytes'],
])('says what is wrong with the secret %s', (secret, why) => {
  expect(webhookSecrets.signingSecret.check?.(secret)).toContain(why)
})

test('makes an example secret that passes its own check', () => {
  const example = webhookSecrets.signingSecret.example(new Uint8Array(32).fill(255))

  expect(webhookSecrets.signingSecret.check?.(example)).toBeUndefined()
})

test('is registered under its own name', () => {
  expect(webhook.kind).toBe('webhook')
  expect(Object.keys(webhook.secrets)).toEqual(['signingSecret'])
})
