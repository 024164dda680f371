import { describe, expect, test } from 'vitest'
import { createWriter } from '../../src/writer/writer.ts'
import { apiKey, bench, context, failure, mask, output, prompts } from './support.ts'

describe('a good answer', () => {
  test('a draft comes with the model and the version of the prompt', async () => {
    const { writer, emulator } = bench()
    emulator.say(output({ text: '可以就近补领，不用回户籍地。', unsure: '是否急用不清楚' }))

    const drafted = await writer.draft(context())

    expect(drafted).toEqual({
      draft: { way: 'answer', text: '可以就近补领，不用回户籍地。', used: ['id-lost'], unsure: '是否急用不清楚' },
      model: 'emulated-1',
      promptVersion: 'draft-2',
    })
  })

  test('a judgement comes with the model and the version of the prompt', async () => {
    const { writer, emulator } = bench()
    emulator.say(
      '{"topic":"safety","urgency":"high","approach":"emergency","emergency":"suicide","reason":"流露轻生\\n念头"}',
    )

    const judged = await writer.classify(context({ turn: '我不想活了' }))

    expect(judged).toEqual({
      judgement: {
        topic: 'safety',
        urgency: 'emergency',
        approach: 'emergency',
        emergency: 'suicide',
        reason: '流露轻生 念头',
      },
      model: 'emulated-1',
      promptVersion: 'classify-2',
    })
  })

  test('the client is loaded once for many calls', async () => {
    const { writer, emulator } = bench()

    await Promise.all([writer.draft(context()), writer.draft(context()), writer.classify(context())])

    expect(emulator.requests).toHaveLength(3)
  })

  test.each([
    ['a code fence', (text: string) => `\`\`\`json\n${text}\n\`\`\``],
    ['words around it', (text: string) => `好的，草稿如下：\n${text}\n以上。`],
    ['reasoning in front', (text: string) => `<think>{"way": "maybe"} 先想一想</think>\n${text}`],
    ['a key that nobody asked for', (text: string) => text.replace('{', '{"confidence":0.9,')],
  ])('an output with %s is read', async (_what, wrap) => {
    const { writer, emulator } = bench()
    emulator.say(wrap(output({ text: '可以就近补领。' })))

    const { draft } = await writer.draft(context())

    expect(draft).toEqual({ way: 'answer', text: '可以就近补领。', used: ['id-lost'] })
    expect(emulator.requests).toHaveLength(1)
  })

  test('personal data in a note to staff is masked', async () => {
    const { writer, emulator } = bench()
    emulator.say(output({ unsure: '请联系13900001111' }))

    const { draft } = await writer.draft(context())

    expect(draft.unsure).toBe('请联系［手机号］')
  })
})

describe('a second try', () => {
  test('an invalid answer is asked for once more, with what was wrong', async () => {
    const { writer, emulator } = bench()
    emulator.say(output({ way: 'sue' }), output({ text: '可以就近补领。' }))

    const { draft } = await writer.draft(context())

    expect(draft.text).toBe('可以就近补领。')
    const messages = emulator.requests[1]?.body.messages ?? []
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
    expect(messages.slice(0, 2)).toEqual(emulator.requests[0]?.body.messages)
    expect(JSON.parse(messages[3]?.content ?? '')).toEqual({
      task: 'correct',
      problem: expect.stringContaining('way'),
    })
  })

  test('an empty answer is asked for once more', async () => {
    const { writer, emulator } = bench()
    emulator.say('', output({ text: '可以就近补领。' }))

    expect((await writer.draft(context())).draft.text).toBe('可以就近补领。')
  })

  test('two invalid answers are an error that repeats neither of them', async () => {
    const { writer, emulator } = bench()
    emulator.say('不是 JSON 的秘密', '{"way":"秘密"}')

    const error = await failure(writer.draft(context()))

    expect(error.kind).toBe('invalid')
    expect(error.message).not.toContain('秘密')
    expect(emulator.requests).toHaveLength(2)
  })

  test('a judgement with an unknown topic is invalid', async () => {
    const { writer, emulator } = bench()
    const judgement = '{"topic":"aliens","urgency":"low","approach":"question","reason":"无"}'
    emulator.say(judgement, judgement)

    expect((await failure(writer.classify(context()))).kind).toBe('invalid')
  })

  test('a failing server is asked once more after a rest', async () => {
    const { writer, emulator, rests } = bench()
    emulator.fail('busy', 1)

    await writer.draft(context())

    expect(emulator.requests).toHaveLength(2)
    expect(rests).toEqual([500])
  })

  test('a server that fails twice is unreachable', async () => {
    const { writer, emulator } = bench()
    emulator.fail('busy', 2)

    expect((await failure(writer.draft(context()))).kind).toBe('unreachable')
    expect(emulator.requests).toHaveLength(2)
  })

  test('an invalid answer after a failure is not asked for a third time', async () => {
    const { writer, emulator } = bench()
    emulator.fail('busy', 1)
    emulator.say('nonsense')

    expect((await failure(writer.draft(context()))).kind).toBe('invalid')
    expect(emulator.requests).toHaveLength(2)
  })
})

describe('settings', () => {
  const deps = { fetch: async () => new Response(), sleep: async () => {}, mask }
  const settings = { baseUrl: 'https://model.example/v1', model: 'emulated-1', apiKey }

  test.each([
    ['baseUrl', { baseUrl: '' }],
    ['baseUrl', { baseUrl: 'model.example/v1' }],
    ['apiKey', { apiKey: ' ' }],
    ['model', { model: '' }],
  ])('a missing or malformed %s is named at once, before the client looks for it elsewhere', (name, change) => {
    expect(() => createWriter({ ...settings, ...change }, prompts, deps)).toThrow(name)
  })

  test('a prompt without a version is refused', () => {
    expect(() => createWriter(settings, { ...prompts, classify: '你好' }, deps)).toThrow(/classify\.md: no version/)
  })
})
