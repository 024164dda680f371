import { expect, test } from 'vitest'
import { connected, NOW, OTHER_SECRET, REPLY_URL, signed } from './support.ts'

const busy = () => new Response(null, { status: 500 })

test('delivers what a citizen says and receives the reply', async () => {
  const { emulator, platform, opened } = connected()

  const delivery = await emulator.say({ sender: 'u-1', text: '身份证丢了怎么办' })

  const [first] = opened
  if (first?.kind !== 'messages' || first.messages[0] === undefined) throw new Error('Expected one message.')
  await platform.reply(first.messages[0].target, '请到就近派出所补领。', 'reply-1')
  expect(delivery).toEqual({ status: 200, attempts: 1, passive: undefined })
  expect(first.messages[0]).toMatchObject({ sender: 'u-1', thread: 'u-1', text: '身份证丢了怎么办', at: NOW })
  expect(emulator.received).toMatchObject([{ to: 'u-1', text: '请到就近派出所补领。', how: 'message' }])
})

test('retries on the schedule with the same id and a fresh signature', async () => {
  const { emulator, opened, pauses } = connected({ answer: (n) => (n < 4 ? busy() : new Response()) })

  const delivery = await emulator.say({ sender: 'u-1', text: '在吗' })

  const keys = opened.map((result) => (result.kind === 'messages' ? result.messages[0]?.dedupeKey : result))
  expect(delivery).toMatchObject({ status: 200, attempts: 4 })
  expect(pauses).toEqual([5_000, 300_000, 1_800_000])
  expect(new Set(keys)).toEqual(new Set(['msg_010101010101010101010101']))
})

test('gives up after the last attempt of the schedule', async () => {
  const { emulator, pauses } = connected({ answer: busy })

  expect(await emulator.say({ sender: 'u-1', text: '在吗' })).toMatchObject({ status: 500, attempts: 10 })
  expect(pauses).toHaveLength(9)
})

test('waits longer when the service asks for it', async () => {
  const slow = () => new Response(null, { status: 429, headers: { 'retry-after': '60' } })
  const { emulator, pauses } = connected({ answer: (n) => (n === 1 ? slow() : new Response()) })

  await emulator.say({ sender: 'u-1', text: '在吗' })

  expect(pauses).toEqual([60_000])
})

test('delivers nothing any more after 410', async () => {
  const { emulator, opened } = connected({ answer: () => new Response(null, { status: 410 }) })

  expect(await emulator.say({ sender: 'u-1', text: '一' })).toMatchObject({ status: 410, attempts: 1 })
  expect(await emulator.say({ sender: 'u-1', text: '二' })).toMatchObject({ status: 410, attempts: 0 })
  expect(emulator.disabled).toBe(true)
  expect(opened).toHaveLength(1)
})

test('redelivers the same bytes when the same message is said again', async () => {
  const { emulator, opened, clock } = connected()

  await emulator.say({ sender: 'u-1', text: '在吗', id: 'q-7' })
  clock.now += 60_000
  await emulator.say({ sender: 'u-1', text: '在吗', id: 'q-7' })

  const nonces = opened.map((result) => (result.kind === 'messages' ? result.nonce : undefined))
  expect(nonces).toMatchObject([{ key: 'msg_q-7' }, { key: 'msg_q-7' }])
  expect(nonces[1]?.bodyHash).toBe(nonces[0]?.bodyHash)
})

test('refuses a reply with a wrong signature', async () => {
  const { emulator } = connected()

  const answer = await emulator.fetch(new Request(REPLY_URL, signed('{}', { secret: OTHER_SECRET })))

  expect(answer.status).toBe(401)
  expect(emulator.received).toEqual([])
})

test('has nothing at other addresses', async () => {
  const { emulator } = connected()

  expect((await emulator.fetch(new Request('https://site.example/other', { method: 'POST' }))).status).toBe(404)
  expect(emulator.hosts).toEqual(['site.example'])
})

test.each([
  ['busy', 'retry-after'],
  ['rate-limit', 'retry-after'],
  ['bad-token', 'credentials'],
  ['time-out', 'uncertain'],
] as const)('fails as asked: %s reaches the desk as %s', async (how, kind) => {
  const { emulator, platform } = connected()
  emulator.fail(how, 1)
  const target = '{"thread":"t","sender":"u-1","inReplyTo":"q"}'

  await expect(platform.reply(target, '您好', 'reply-1')).rejects.toMatchObject({ kind })
  await expect(platform.reply(target, '您好', 'reply-1')).resolves.toBeUndefined()
})
