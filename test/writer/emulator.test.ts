import { expect, test } from 'vitest'
import { createModelEmulator } from '../../src/writer/emulator.ts'
import { apiKey, bench, context, failure, lostCardEnglish } from './support.ts'

const post = (body: string, path = '/v1/chat/completions') =>
  new Request(`https://model.example${path}`, { method: 'POST', body, headers: { authorization: `Bearer ${apiKey}` } })

test('it drafts from the nearest entry within the limit', async () => {
  const { writer } = bench()

  const { draft } = await writer.draft(context({ limit: 40 }))

  expect(draft).toEqual({
    way: 'answer',
    text: '您可以在任意户籍派出所或办证大厅申请补领，不用回户籍地。',
    used: ['id-lost'],
  })
})

test('it refers when it has no entry, in the language of the citizen', async () => {
  const { writer } = bench()

  expect((await writer.draft(context({ entries: [] }))).draft).toMatchObject({ way: 'refer', used: [] })
  expect((await writer.draft(context({ lang: 'en' }))).draft.text).toMatch(/^The responsible unit/)
  expect((await writer.draft(context({ lang: 'en', entries: [lostCardEnglish] }))).draft.way).toBe('answer')
})

test('it writes something else after a rejection', async () => {
  const { writer } = bench()
  const first = await writer.draft(context({ entries: [] }))

  const rejected = { text: first.draft.text, reason: '太笼统' }
  const second = await writer.draft(context({ entries: [], rejected }))

  expect(second.draft.text).not.toBe(first.draft.text)
})

test.each([
  ['我真的不想活了', { approach: 'emergency', emergency: 'suicide', urgency: 'emergency' }],
  ['我要投诉窗口态度恶劣', { approach: 'complaint', urgency: 'high' }],
  ['谢谢民警同志', { approach: 'praise' }],
  ['怎么办理', { approach: 'question', topic: 'id-card' }],
])('it judges %j', async (turn, judgement) => {
  const { writer } = bench()

  expect((await writer.classify(context({ turn }))).judgement).toMatchObject(judgement)
})

test('it answers 429 with the seconds to wait once a minute’s requests are used up', async () => {
  let at = 1_000_000
  const { writer } = bench({}, { requestsPerMinute: 2, now: () => at })
  await writer.draft(context())
  at += 20_000
  await writer.draft(context())

  const error = await failure(writer.draft(context()))
  at += 40_000
  const later = await writer.draft(context())

  expect(error).toMatchObject({ kind: 'rate-limit', retryAfterMs: 40_000 })
  expect(later.draft.used).toEqual(['id-lost'])
})

test('it refuses JSON mode when no message says JSON, as the real servers do', async () => {
  const emulator = createModelEmulator({ apiKey })
  const body = {
    model: 'emulated-1',
    messages: [{ role: 'user', content: 'hi' }],
    response_format: { type: 'json_object' },
  }

  const answer = await emulator.fetch(post(JSON.stringify(body)))

  expect(answer.status).toBe(400)
})

test.each([
  ['a broken body', post('{'), 400],
  ['no messages', post('{"model":"emulated-1","messages":[]}'), 400],
  ['an unknown path', post('{}', '/v1/completions'), 404],
  ['no key', new Request('https://model.example/v1/chat/completions', { method: 'POST', body: '{}' }), 401],
])('it answers %s with an error of the usual form', async (_what, request, status) => {
  const answer = await createModelEmulator({ apiKey }).fetch(request)

  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ error: { message: expect.any(String), code: expect.any(String) } })
})

test('it keeps the latest hundred requests', async () => {
  const emulator = createModelEmulator({ apiKey })
  const body = (index: number) =>
    JSON.stringify({ model: 'emulated-1', messages: [{ role: 'user', content: `${index}` }] })

  for (let index = 0; index < 103; index += 1) await emulator.fetch(post(body(index)))

  expect(emulator.requests).toHaveLength(100)
  expect(emulator.requests.at(-1)?.body.messages[0]?.content).toBe('102')
})
