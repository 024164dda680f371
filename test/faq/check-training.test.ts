import { expect, test } from 'vitest'
import { checkTraining } from '../../src/faq/check-training.ts'
import { loadFaq } from '../../src/faq/load.ts'
import { entryText } from './entries.ts'

const file = 'prompts/faq/training/sample.jsonl'
const { entries } = loadFaq({ 'zh/sample.md': entryText() }, { topics: ['residence-permit'] })
const line = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({ text: '我的居住证要签注', lang: 'zh', label: 'sample', also: [], kind: 'in-scope', ...changes })
const problems = (...lines: string[]) => checkTraining(new Map([[file, lines.join('\n')]]), entries)

test('takes lines that are right', () => {
  expect(problems(line(), line({ text: '不给办', label: 'none', kind: 'needs-human', near: ['sample'] }), '')).toEqual(
    [],
  )
})

test.each([
  ['is not JSON', '{', 'JSON'],
  ['has an unknown label', line({ text: '签注', label: 'smaple' }), 'smaple'],
  ['names an unknown neighbour', line({ text: '签注', also: ['gone'] }), 'gone'],
  ['has an unknown kind', line({ text: '签注', kind: 'other' }), 'kind'],
  ['has a label although it is a negative', line({ text: '签注', kind: 'complaint' }), 'complaint'],
  ['is a question of the pack', line({ text: '居住證簽注，怎么办？' }), 'zh/sample.md'],
  ['occurs twice', line(), '重复'],
])('names file and line of a line that %s', (_, wrong, message) => {
  expect(problems(line(), wrong)).toEqual([{ file, line: 2, message: expect.stringContaining(message) }])
})
