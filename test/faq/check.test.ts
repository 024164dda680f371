import { expect, test } from 'vitest'
import { checkEntries } from '../../src/faq/check.ts'
import type { FaqEntry } from '../../src/faq/entry.ts'
import { sendable } from '../../src/faq/sendable.ts'
import { ownFaq, sampleLocator } from './entries.ts'

const own = ownFaq().entries
const sample = sampleLocator()
const today = '2026-11-24'

function lost(changes: Partial<FaqEntry>): readonly FaqEntry[] {
  return own.map((entry) => (entry.id === 'id-lost' && entry.lang === 'zh' ? { ...entry, ...changes } : entry))
}
const manyQuestions = Array.from({ length: 15 }, (_, number) => `第${number}种丢失的问法`)
/** What is wrong with the entry that a test has changed. */
const messages = (entries: readonly FaqEntry[], day = today) =>
  checkEntries(entries, day)
    .filter((problem) => problem.file.endsWith('zh/id-lost.md'))
    .map((problem) => problem.message)

test('the entries that ship pass every check', () => {
  expect(checkEntries(own, today)).toEqual([])
})

test('every entry that ships can be sent in full and as a public comment, with the values of the sample desk', () => {
  for (const entry of own.filter((one) => one.auto)) {
    const { values } = sample('', entry.lang)

    expect(sendable(entry, values, 299, today)).toEqual({ ok: true, text: expect.stringContaining(entry.cite) })
    expect(sendable(entry, values, 140, today)).toEqual({ ok: true, text: expect.stringContaining(entry.cite) })
  }
})

test.each([
  ['an answer that is too long', { answer: `您好。${'长。'.repeat(150)}` }, '简答连同依据'],
  ['a brief that is too long', { brief: `您好。${'长。'.repeat(70)}` }, '微博评论最多 140 字'],
  [
    'a rule newer than its check',
    { sources: [{ title: '某法', date: '2026-11-02', checked: '2026-11-01' }] },
    '日期 2026-11-02',
  ],
  ['a missing brief', { brief: undefined }, '缺少短答'],
  ['a sentence that is hard to read', { answer: `您好，${'很'.repeat(61)}。` }, '有一句 64 字'],
  ['a missing greeting', { answer: '请到派出所办理。' }, '以“您好”开头'],
  ['too few ways to ask', { questions: ['身份证丢了怎么补办'] }, '只有 1 种问法'],
  ['a review date that has passed', { reviewBy: '2026-11-23' }, '复核日期 2026-11-23 已过'],
  ['a source nobody looked at for long', { sources: [{ title: '某法', checked: '2025-05-24' }] }, '已满 18 个月'],
  ['a source checked in the future', { sources: [{ title: '某法', checked: '2026-12-01' }] }, '在今天之后'],
])('reports %s', (_, changes, message) => {
  expect(messages(lost(changes)).join('\n')).toContain(message)
})

test('a source is not old on the day before the eighteenth month is full', () => {
  expect(messages(lost({ sources: [{ title: '某法', checked: '2025-05-25' }] })).join()).not.toContain('18 个月')
})

test.each([
  ['is longer', { answer: `您好，${'请。'.repeat(130)}{{phone}}` }, '简答连同依据 301 字，微博私信最多 299 字'],
  ['is longer with a local part', { answer: `您好，${'请。'.repeat(108)}{{local_id_lost}}` }, '简答连同依据 301 字'],
])('counts variables and the citation: an answer that %s than a private message', (_, changes, message) => {
  expect(messages(lost({ ...changes, cite: '某法第一条' })).join('\n')).toContain(message)
  expect(messages(lost({ answer: changes.answer.replace('请。', ''), cite: '某法第一条' })).join('\n')).not.toContain(
    '微博私信',
  )
})

test('a local part is a sentence of its own, and stands in an answer once', () => {
  const before = '很'.repeat(55)

  expect(messages(lost({ answer: `您好。${before}{{local_id_lost}}请带材料。` })).join('\n')).not.toContain('有一句')
  expect(messages(lost({ answer: '您好。{{local_id_lost}}{{local_id_lost}}' })).join('\n')).toContain('只写一次')
})

test('reports a question that two entries claim, whatever its punctuation', () => {
  const [taken = ''] = own.find((entry) => entry.id === 'id-temporary' && entry.lang === 'zh')?.questions ?? []
  const found = checkEntries(lost({ questions: [...manyQuestions, `${taken}？！`], need: [] }), today)

  expect(found).toEqual([
    { file: 'prompts/faq/zh/id-temporary.md', line: 1, message: expect.stringContaining('zh/id-lost.md 中的重复') },
  ])
})

test('takes another script for another way to ask, but not within two entries', () => {
  const [first = ''] = own.find((entry) => entry.id === 'id-lost' && entry.lang === 'zh')?.questions ?? []
  const others = own.find((entry) => entry.id === 'id-damaged' && entry.lang === 'zh')?.questions ?? []

  expect(messages(lost({ questions: [...manyQuestions, '身份证丢了', '身份證丟了'] })).join('\n')).toBe('')
  expect(messages(lost({ questions: [...manyQuestions, first, first] })).join('\n')).toContain('重复')
  expect(messages(lost({ questions: [...manyQuestions, (others[0] ?? '').replace('证', '證')] })).join()).toContain(
    '重复',
  )
})

test('reports a question of its own without any of the words that the entry needs', () => {
  const found = messages(lost({ questions: [...manyQuestions, '身份证没带'], need: ['身份证+丢失', '挂失'] }))

  expect(found.filter((message) => message.includes('need'))).not.toEqual([])
  expect(found.join('\n')).toContain('问法“身份证没带”中没有 need 所列的任何词')
})

test('reports a question that is also a near miss, and a blocking word in a question of its own', () => {
  const found = messages(lost({ questions: [...manyQuestions, '捡到身份证'], not: ['捡到身份证！'], block: ['捡到'] }))

  expect(found.join('\n')).toContain('既在 questions 又在 not')
  expect(found.join('\n')).toContain('block 的“捡到”')
})
