import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apiKey, bench, context, dataOf, lostCard, output } from './support.ts'

const ID = '110101199003070011'
const PHONE = '13800138000'

test('a request holds the model, the messages and JSON mode, and the messages hold the context alone', async () => {
  const { writer, emulator } = bench()
  const asked = context({ earlier: [{ who: 'desk', text: '您好' }] })

  await writer.draft(asked)

  const [request] = emulator.requests
  expect(JSON.parse(request?.raw ?? '')).toEqual({
    model: 'emulated-1',
    messages: [expect.anything(), expect.anything()],
    response_format: { type: 'json_object' },
  })
  expect(dataOf(emulator)).toEqual({
    task: 'draft',
    desk_name: asked.deskName,
    lang: asked.lang,
    staff_lang: asked.staffLang,
    topic: asked.topic,
    limit: asked.limit,
    faq: [lostCard],
    citizen: { turn: asked.turn, earlier: asked.earlier },
  })
})

test('the headers name the client and carry the key, and nothing of the conversation', async () => {
  const { writer, emulator } = bench()

  await writer.draft(context())

  const headers = Object.fromEntries(emulator.requests[0]?.headers ?? [])
  expect(headers.authorization).toBe(`Bearer ${apiKey}`)
  const names = Object.keys(headers).filter((name) => !name.startsWith('x-stainless-'))
  expect(names.sort()).toEqual(['accept', 'authorization', 'content-type', 'user-agent'])
})

test('a redirect is not followed, so that the key stays with the configured host', async () => {
  const redirects: string[] = []
  const { writer, emulator } = bench({
    fetch: (request) => {
      redirects.push(request.redirect)
      return emulator.fetch(request)
    },
  })

  await writer.draft(context())

  expect(redirects).toEqual(['manual'])
})

test('what came unmasked leaves masked: turn, earlier messages, rejected draft and reason', async () => {
  const { writer, emulator } = bench()
  const leak = `我的号码是${ID}，电话${PHONE}`

  await writer.draft(
    context({
      turn: leak,
      earlier: [
        { who: 'citizen', text: leak },
        { who: 'desk', text: leak },
      ],
      rejected: { text: leak, reason: leak },
    }),
  )
  await writer.classify(context({ turn: leak }))

  for (const { raw } of emulator.requests) {
    expect(raw).not.toContain(ID)
    expect(raw).not.toContain(PHONE)
    expect(raw).toContain('［身份证号］')
  }
})

test('invisible signs between digits do not lead a number past the mask', async () => {
  const { writer, emulator } = bench()

  await writer.draft(context({ turn: `电话${PHONE.split('').join('\u200b')}` }))

  expect(dataOf(emulator).citizen).toMatchObject({ turn: '电话［手机号］' })
})

test('a number at the place where a long text is cut is masked before the cut', async () => {
  const { writer, emulator } = bench()

  await writer.draft(context({ turn: `${'很'.repeat(3995)}${ID}` }))

  expect(emulator.requests[0]?.raw).not.toContain(ID.slice(0, 5))
})

test('what a model invented is masked when it is shown its own answer', async () => {
  const { writer, emulator } = bench()
  emulator.say(output({ text: `请拨打${PHONE}。` }))

  await writer.draft(context())

  expect(emulator.requests[1]?.raw).not.toContain(PHONE)
})

test('numbers of the bureau in the entries are not masked', async () => {
  const { writer, emulator } = bench()
  const entry = { ...lostCard, answer: `值班手机${PHONE}。` }

  await writer.draft(context({ entries: [entry] }))

  expect(dataOf(emulator).faq).toEqual([entry])
})

test('at most eight earlier messages and five entries are sent, the latest and the nearest', async () => {
  const { writer, emulator } = bench()
  const earlier = Array.from({ length: 10 }, (_, index) => ({ who: 'citizen' as const, text: `第${index}条` }))
  const entries = Array.from({ length: 7 }, (_, index) => ({ ...lostCard, id: `entry-${index}` }))

  await writer.draft(context({ earlier, entries }))

  expect(dataOf(emulator).citizen).toMatchObject({ earlier: earlier.slice(2) })
  expect(dataOf(emulator).faq).toEqual(entries.slice(0, 5))
})

test('whatever the citizen writes, the message reads back as the same text', async () => {
  const { writer, emulator } = bench()
  const words = fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '<', '|', '>', '[', 'I', ']', '{', '}', '\u2028', '字', '😀'),
  })

  await fc.assert(
    fc.asyncProperty(words, async (turn) => {
      await writer.classify(context({ turn }))
      expect(dataOf(emulator, emulator.requests.length - 1).citizen).toEqual({ turn, earlier: [] })
    }),
    { numRuns: 60 },
  )
})
