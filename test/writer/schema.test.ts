import { expect, test } from 'vitest'
import { approaches, emergencyKinds, topics, urgencies } from '../../src/desk/message.ts'
import {
  InvalidOutput,
  judgedApproaches,
  judgedEmergencies,
  judgedTopics,
  judgedUrgencies,
  parseOutput,
  WriterJudgement,
} from '../../src/writer/schema.ts'

const judgement = (changes: object) =>
  parseOutput(
    WriterJudgement,
    JSON.stringify({ topic: 'other', urgency: 'normal', approach: 'question', reason: '一般咨询', ...changes }),
  )

test('a judgement uses the words of the desk’s triage', () => {
  expect([judgedTopics, judgedUrgencies, judgedApproaches, judgedEmergencies]).toEqual([
    topics,
    urgencies,
    approaches,
    // What reads like danger and has no name is no answer of a model's: it leaves the kind out.
    emergencyKinds.filter((kind) => kind !== 'unclear'),
  ])
})

test('an emergency is always of the highest urgency', () => {
  expect(judgement({ approach: 'emergency', urgency: 'low', emergency: 'crime' }).urgency).toBe('emergency')
})

test('an emergency without a kind is still an emergency', () => {
  expect(judgement({ approach: 'emergency', emergency: '' })).toMatchObject({
    approach: 'emergency',
    emergency: undefined,
  })
})

test('the kind of an emergency is dropped where there is none', () => {
  expect(judgement({ approach: 'question', emergency: 'crime' }).emergency).toBeUndefined()
})

test('a long reason is cut and a missing one refused', () => {
  expect(judgement({ reason: '长'.repeat(900) }).reason).toHaveLength(200)
  expect(() => judgement({ reason: ' ' })).toThrow(InvalidOutput)
})

test('an endless output is refused without being read', () => {
  expect(() => parseOutput(WriterJudgement, `{"topic":"${'字'.repeat(30_000)}`)).toThrow('输出过长')
})
