import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { bodyOf, CALLBACK_URL, channel, NOW, OTHER_SECRET, open, SECRET } from './support.ts'

test('accepts what the reference library signs', async () => {
  const body = bodyOf()
  const request = new Request(CALLBACK_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'msg_lib',
      'webhook-timestamp': String(NOW / 1000),
      'webhook-signature': new Webhook(SECRET).sign('msg_lib', new Date(NOW), body),
    },
    body,
  })

  expect(await open(channel(), request)).toMatchObject({ kind: 'messages', messages: [{ dedupeKey: 'msg_lib' }] })
})

test('sends what the reference library accepts, and only with the right secret', async () => {
  // The library reads the machine's clock by itself, so this one test does too.
  const platform = channel({ now: Date.now, fetch: receive })
  let raw = ''
  let headers: Record<string, string> = {}
  async function receive(request: Request): Promise<Response> {
    headers = Object.fromEntries(request.headers)
    raw = await request.text()
    return new Response()
  }

  await platform.reply('{"thread":"t-5","sender":"u-88","inReplyTo":"q-1"}', '您好，“双引号”与😀都在。', 'reply-3')

  expect(new Webhook(SECRET).verify(raw, headers)).toMatchObject({ data: { text: '您好，“双引号”与😀都在。' } })
  expect(() => new Webhook(OTHER_SECRET).verify(raw, headers)).toThrow('No matching signature found')
})
