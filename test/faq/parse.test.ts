import { expect, test } from 'vitest'
import { parseEntry } from '../../src/faq/parse.ts'
import { entryText, entryTextEn } from './entries.ts'

const file = 'prompts/faq/zh/sample.md'

function problemsOf(text: string, name = file) {
  const parsed = parseEntry(name, text)
  return parsed.ok ? [] : parsed.problems
}

test('reads an entry with everything in its place', () => {
  const parsed = parseEntry(file, entryText())

  expect(parsed).toMatchObject({
    ok: true,
    entry: {
      id: 'sample',
      lang: 'zh',
      topic: 'residence-permit',
      answer: '您好，居住证每年签注一次。',
      not: [],
      cite: '居住证暂行条例第十条',
      file,
    },
  })
})

test('reads the English headings in the English folder and refuses the Chinese ones there', () => {
  expect(parseEntry('prompts/faq/en/sample.md', entryTextEn())).toMatchObject({ ok: true, entry: { lang: 'en' } })
  expect(
    problemsOf(entryText(), 'prompts/faq/en/sample.md')
      .map((problem) => problem.message)
      .join(),
  ).toContain('## Answer')
})

test('reads files with Windows line ends and a byte order mark', () => {
  expect(parseEntry(file, `\uFEFF${entryText().replaceAll('\n', '\r\n')}`)).toMatchObject({ ok: true })
})

test('names the line on which the YAML breaks', () => {
  const [problem] = problemsOf(entryText().replace('topic: residence-permit', 'topic: [residence'))

  expect(problem).toMatchObject({ file })
  expect(problem?.line).toBeGreaterThanOrEqual(4)
  expect(problem?.line).toBeLessThanOrEqual(16)
  expect(problem?.message).toContain('YAML')
})

test('says so when there is no front matter at all', () => {
  expect(problemsOf('## 简答\n您好')).toEqual([{ file, line: 1, message: expect.stringContaining('---') }])
})

test('points at a wrong value by its name and line', () => {
  const text = entryText().replace('reviewBy: 2027-11-24', 'reviewBy: 2027-02-30').replace('auto: true', 'auto: maybe')

  expect(problemsOf(text)).toEqual([
    { file, line: 14, message: expect.stringContaining('auto') },
    { file, line: 15, message: expect.stringContaining('reviewBy') },
  ])
})

test('refuses names it does not know, so that a slip of the pen is not silently lost', () => {
  expect(problemsOf(entryText({ front: 'blocks: [贷款]\n' }))).toEqual([
    { file, line: 16, message: '不认识的名称 blocks' },
  ])
  expect(problemsOf(entryText({ front: 'needs: [[身份证]]\n' })).join()).not.toBe('')
})

test('names what is missing', () => {
  expect(problemsOf(entryText().replace('cite: 居住证暂行条例第十条\n', ''))).toEqual([
    { file, line: expect.any(Number), message: expect.stringContaining('cite') },
  ])
})

test.each([
  ['zh', file, entryText({ cite: '某某法律第一百二十三条第四款第五项规定全文' })],
  ['en', 'prompts/faq/en/sample.md', entryTextEn().replace(/cite: .*/u, 'cite: Regulations on Everything, Art. 1')],
])('wants a citation that is short enough to be sent (%s)', (_, name, text) => {
  expect(problemsOf(text, name)).toEqual([{ file: name, line: 8, message: expect.stringContaining('cite') }])
})

test('reads a source with its article and date, and refuses a date that is none', () => {
  expect(parseEntry(file, entryText())).toMatchObject({
    entry: { sources: [{ title: '居住证暂行条例', article: '第十条', date: '2016-01-01', checked: '2026-11-24' }] },
  })
  expect(problemsOf(entryText().replace('date: 2016-01-01', 'date: 2016'))).toEqual([
    { file, line: 12, message: expect.stringContaining('date') },
  ])
})

const details = (lines: string): string => `- 谁能办：本人\n- 在哪办：派出所\n${lines}- 网上办：可以\n- 各地不同：无`

test('wants every label of the details, in order, with something under it', () => {
  const right = '- 材料：\n  - 身份证\n- 时限：三日\n- 费用：免费\n'
  const problems = (lines: string) => problemsOf(entryText({ detail: details(lines) }))

  expect(problems(`${right}- 注意：带原件\n`)).toEqual([])
  expect(problems(right.replace('- 时限：三日\n', ''))).toEqual([
    { file, line: 26, message: expect.stringContaining('时限') },
  ])
  expect(problems(right.replace('免费', ''))).toEqual([
    { file, line: 33, message: expect.stringContaining('“费用”下没有内容') },
  ])
  expect(problems('- 费用：免费\n- 材料：身份证\n- 时限：三日\n')).toEqual([
    { file, line: 30, message: expect.stringContaining('顺序') },
  ])
  expect(problems(`${right}- 材料：没有\n`)).toContainEqual({
    file,
    line: 34,
    message: expect.stringContaining('不止一次'),
  })
})

test.each([
  ['a tag', '您好，<b>请</b>到派出所。'],
  ['a script', '您好。<script>alert(1)</script>'],
  ['a comment', '您好。<!-- 待定 -->'],
])('refuses HTML: %s', (_, answer) => {
  expect(problemsOf(entryText({ answer }))).toContainEqual({ file, line: 20, message: expect.stringContaining('HTML') })
})

test('does not take a comparison for HTML', () => {
  expect(problemsOf(entryText({ answer: '您好，年龄 < 16 周岁的由监护人办理。' }))).toEqual([])
})

test('wants an answer and the details', () => {
  const text = entryText().replace('您好，居住证每年签注一次。', '').replace('## 详细', '## 说明')

  const messages = problemsOf(text).map((problem) => problem.message)

  expect(messages.join()).toContain('简答')
  expect(messages.join()).toContain('详细')
  expect(messages.join()).toContain('说明')
})

test('takes an entry without a brief', () => {
  const text = entryText().replace('## 短答\n\n您好，每年签注一次。\n\n', '')

  expect(parseEntry(file, text)).toMatchObject({ ok: true, entry: { brief: undefined } })
})

test('wants the id to be the file name', () => {
  expect(
    problemsOf(entryText({ id: 'other' }))
      .map((problem) => problem.message)
      .join(),
  ).toContain('文件名')
})

test('refuses a file outside the language folders', () => {
  expect(problemsOf(entryText(), 'prompts/faq/sample.md')).toHaveLength(1)
})

test('survives arbitrary text', () => {
  for (const text of [
    '',
    '---',
    '---\n---',
    '---\n- a\n---',
    '---\n&a [*a]\n---\n',
    '\0',
    '---\nid: !!js/function x\n---',
  ])
    expect(parseEntry(file, text).ok).toBe(false)
})
