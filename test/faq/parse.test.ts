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
    { file, line: 11, message: expect.stringContaining('auto') },
    { file, line: 12, message: expect.stringContaining('reviewBy') },
  ])
})

test('refuses names it does not know, so that a slip of the pen is not silently lost', () => {
  expect(
    problemsOf(entryText({ front: 'blocks: [贷款]\n' }))
      .map((problem) => problem.message)
      .join(),
  ).toContain('blocks')
})

test.each([
  ['a tag', '您好，<b>请</b>到派出所。'],
  ['a script', '您好。<script>alert(1)</script>'],
  ['a comment', '您好。<!-- 待定 -->'],
])('refuses HTML: %s', (_, answer) => {
  expect(problemsOf(entryText({ answer }))).toContainEqual({ file, line: 17, message: expect.stringContaining('HTML') })
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
