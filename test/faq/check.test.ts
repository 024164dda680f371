import { expect, test } from 'vitest'
import { checkEntries } from '../../src/faq/check.ts'
import type { FaqEntry } from '../../src/faq/entry.ts'
import { sendable } from '../../src/faq/sendable.ts'
import { ownFaq } from './entries.ts'

const own = ownFaq().entries
const today = '2026-11-24'

function lost(changes: Partial<FaqEntry>): readonly FaqEntry[] {
  return own.map((entry) => (entry.id === 'id-lost' && entry.lang === 'zh' ? { ...entry, ...changes } : entry))
}
const messages = (entries: readonly FaqEntry[], day = today) =>
  checkEntries(entries, day).map((problem) => problem.message)

test('the entries that ship pass every check', () => {
  expect(checkEntries(own, today)).toEqual([])
})

test('every entry that ships can be sent in full and as a public comment', () => {
  const values = { phone: '0570-12345678（工作日）' }

  for (const entry of own) {
    expect(sendable(entry, values, 300, today)).toMatchObject({ ok: true })
    expect(sendable(entry, values, 140, today)).toEqual({ ok: true, text: entry.brief })
  }
})

test.each([
  ['an answer that is too long', { answer: `您好。${'长。'.repeat(150)}` }, '简答填入变量后'],
  ['a brief that is too long', { brief: '长'.repeat(141) }, '短答 141 字'],
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

test('counts the values of the desk, not the names of variables', () => {
  const answer = `您好，${'请。'.repeat(120)}{{phone}}`

  expect(
    checkEntries(lost({ answer }), today, { phone: '1'.repeat(60) })
      .map((problem) => problem.message)
      .join(),
  ).toContain('简答填入变量后')
  expect(
    checkEntries(lost({ answer }), today, { phone: '110' })
      .map((problem) => problem.message)
      .join(),
  ).not.toContain('简答填入变量后')
})

test('reports a question that two entries claim, whatever its punctuation', () => {
  const temporary = own.find((entry) => entry.id === 'id-temporary' && entry.lang === 'zh')
  const taken = temporary?.questions[0] ?? ''

  expect(
    messages(lost({ questions: [...(own.find((e) => e.id === 'id-lost')?.questions ?? []), `${taken}？！`] })).join(
      '\n',
    ),
  ).toContain('重复')
})

test('reports a question of its own that leads nowhere or elsewhere', () => {
  const found = messages(lost({ questions: ['补办身份证要盖章吗', '临时身份证怎么办理'], block: ['盖章'] })).join('\n')

  expect(found).toContain('匹配不到任何条目')
  expect(found).toContain('匹配到的是 id-temporary')
})
