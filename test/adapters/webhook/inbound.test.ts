import { describe, expect, test } from 'vitest'
import type { Inbound } from '../../../adapters/platform.ts'
import { bodyOf, channel, NOW, open, signed } from './support.ts'

async function messagesOf(body: string): Promise<readonly Inbound[]> {
  const opened = await open(channel(), signed(body))
  if (opened.kind !== 'messages') throw new Error(`Expected messages, got ${JSON.stringify(opened)}`)
  return opened.messages
}

test('brings a message in the words of the desk', async () => {
  const messages = await messagesOf(bodyOf({ thread: 't-5', name: '张三' }))

  expect(messages).toEqual([
    {
      dedupeKey: 'msg_1',
      surface: 'message',
      thread: 't-5',
      sender: 'u-88',
      kind: 'text',
      text: '户口迁移需要什么材料？',
      at: Date.parse('2026-01-15T08:00:00Z'),
      target: '{"thread":"t-5","sender":"u-88","inReplyTo":"q-1"}',
    },
  ])
})

test('keeps what one sender writes together when the system knows no threads', async () => {
  expect(await messagesOf(bodyOf())).toMatchObject([{ thread: 'u-88' }])
})

test('reads a local time with its offset', async () => {
  const body = bodyOf().replace('2026-01-15T08:00:00Z', '2026-01-15T16:00:00+08:00')

  expect(await messagesOf(body)).toMatchObject([{ at: Date.parse('2026-01-15T08:00:00Z') }])
})

test('keeps 64-bit ids exact', async () => {
  const body = bodyOf().replace('"u-88"', '9007199254740993').replace('"q-1"', '1234567890123456789')

  expect(await messagesOf(body)).toMatchObject([
    { sender: '9007199254740993', target: expect.stringContaining('"inReplyTo":"1234567890123456789"') },
  ])
})

test('reads a small number as an id', async () => {
  expect(await messagesOf(bodyOf({ sender: 42 }))).toMatchObject([{ sender: '42', thread: '42' }])
})

test('repairs broken characters in the words', async () => {
  expect(await messagesOf(bodyOf({ text: 'a\ud800b\u0000' }))).toMatchObject([{ text: 'a\ufffdb' }])
})

test.each([
  ['image', '［图片］'],
  ['voice', '［语音］'],
  ['video', '［视频］'],
  ['position', '［位置］'],
  ['link', '［链接］'],
])('describes a message of kind %s that has no words', async (kind, text) => {
  expect(await messagesOf(bodyOf({ kind, text: undefined }))).toMatchObject([{ kind, text }])
})

test('keeps the words that come with a picture', async () => {
  expect(await messagesOf(bodyOf({ kind: 'image', text: '这是回执' }))).toMatchObject([
    { kind: 'image', text: '这是回执' },
  ])
})

test('takes an unknown event without bringing anything to the desk', async () => {
  expect(await messagesOf('{"type":"message.read","data":{}}')).toEqual([])
})

test('keeps a reply target within the limit of the desk for the longest ids', async () => {
  const longest = '"\\'.repeat(100)

  const [message] = await messagesOf(bodyOf({ id: longest, sender: longest, thread: longest }))

  expect(message?.target.length).toBeLessThanOrEqual(2000)
})

test('gives every delivery of one message the same key, and 200', async () => {
  const platform = channel()

  const first = await open(platform, signed(bodyOf()))
  const second = await open(platform, signed(bodyOf(), { at: NOW + 5000 }))

  expect(second).toMatchObject({ messages: [{ dedupeKey: 'msg_1' }] })
  if (first.kind !== 'messages' || second.kind !== 'messages') throw new Error('Expected messages twice.')
  expect(second.nonce?.bodyHash).toBe(first.nonce?.bodyHash)
  expect(second.acknowledge(undefined).status).toBe(200)
})

test('lets the desk notice another message under a used id', async () => {
  const platform = channel()

  const first = await open(platform, signed(bodyOf()))
  const second = await open(platform, signed(bodyOf({ text: '另一个问题' })))

  if (first.kind !== 'messages' || second.kind !== 'messages') throw new Error('Expected messages twice.')
  expect(second.nonce?.key).toBe(first.nonce?.key)
  expect(second.nonce?.bodyHash).not.toBe(first.nonce?.bodyHash)
})

test('keeps a used id in mind as long as its signature is accepted', async () => {
  const opened = await open(channel(), signed(bodyOf(), { at: NOW + 300_000 }))

  if (opened.kind !== 'messages') throw new Error('Expected messages.')
  expect(opened.nonce?.expiresAt).toBeGreaterThanOrEqual(NOW + 600_000)
})

describe('refuses a well-signed message', () => {
  test.each([
    ['without a sender', bodyOf({ sender: undefined }), 'data.sender'],
    ['with an empty sender', bodyOf({ sender: '' }), 'data.sender'],
    ['with a fraction as an id', bodyOf({ id: 1.5 }), 'data.id'],
    ['with a line break in an id', bodyOf({ id: 'a\nb' }), 'data.id'],
    ['with an id that is too long', bodyOf({ thread: 'x'.repeat(201) }), 'data.thread'],
    ['without words', bodyOf({ text: ' \n' }), 'data.text'],
    ['of an unknown kind', bodyOf({ kind: 'hologram' }), 'data.kind'],
    ['with a time that has no zone', bodyOf().replace('00Z', '00'), 'timestamp'],
    ['without a type', '{"data":{}}', 'type'],
    ['that is not an object', '[]', 'body'],
  ])('%s and says which field', async (_, body, field) => {
    const opened = await open(channel(), signed(body))

    expect(opened).toMatchObject({ kind: 'refused', status: 400, code: 'bad-body' })
    expect(opened.kind === 'refused' && opened.reason.startsWith(`${field}: `)).toBe(true)
  })
})

test('does not repeat a wrong value in the refusal', async () => {
  const opened = await open(channel(), signed(bodyOf({ kind: '320803199001011234' })))

  expect(JSON.stringify(opened)).not.toContain('320803199001011234')
})
