import { expect, test } from 'vitest'
import { questionKey } from '../../src/faq/question-key.ts'
import { readPack, readTraining } from '../eval/pack.ts'
import { readQuestions } from '../eval/questions.ts'

const files = ['acceptance', 'blind-long', 'long']
const acceptance = new Set(
  files.flatMap((name) => readQuestions(`test/faq/${name}.jsonl`)).map(({ text }) => questionKey(text)),
)
// Signs alone are nobody's.
acceptance.delete('')

test('nothing that the matcher learns from is a question to measure with', () => {
  const learned = [
    ...readTraining().map(({ text }) => text),
    ...readPack().flatMap(({ questions, not }) => [...questions, ...not]),
  ]

  expect(learned.filter((text) => acceptance.has(questionKey(text)))).toEqual([])
})
