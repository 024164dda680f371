import { expect, test } from 'vitest'
import { bench, context, failure } from './support.ts'

/** Outputs in the form that the prompt asks for stand for the model's. */
const turn = '你好，上周身份证丢了，人在外地，怎么补办？'

test('a choice comes with the words it rests on, the model and the version of the prompt', async () => {
  const { writer, emulator } = bench()
  emulator.say('{"id":"id-lost","words":"身份证丢了，人在外地，怎么补办"}')

  expect(await writer.choose(context({ turn }))).toEqual({
    choice: { id: 'id-lost', words: '身份证丢了，人在外地，怎么补办' },
    model: 'emulated-1',
    promptVersion: 'choose-1',
  })
})

test('choosing none is a choice', async () => {
  const { writer, emulator } = bench()
  emulator.say('{"id":null,"words":"人在外地"}')

  const { choice } = await writer.choose(context({ turn }))

  expect(choice).toEqual({ id: undefined, words: '人在外地' })
})

test.each([
  ['an entry that was not shown', '{"id":"name-change","words":"身份证丢了"}', 'id 不是'],
  ['words that the citizen did not write', '{"id":"id-lost","words":"身份证被偷了"}', 'words 不是'],
  ['no words', '{"id":"id-lost","words":""}', 'words'],
])('%s are asked for again, and twice is the end', async (_, output, problem) => {
  const { writer, emulator } = bench()
  emulator.say(output, output)

  expect(await failure(writer.choose(context({ turn })))).toMatchObject({ kind: 'invalid' })
  expect(emulator.requests).toHaveLength(2)
  expect(emulator.requests[1]?.raw).toContain(problem)
})

test('the model sees of each entry only what would be sent', async () => {
  const { writer, emulator } = bench()

  await writer.choose(context({ turn }))

  expect(emulator.requests[0]?.raw).not.toContain('本市窗口电话')
})
