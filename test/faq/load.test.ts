import { expect, test } from 'vitest'
import { topics } from '../../src/desk/message.ts'
import { loadFaq, readFaq } from '../../src/faq/load.ts'
import { faqTopics } from '../../src/faq/topics.ts'
import { entryText, entryTextEn, ownFaq } from './entries.ts'

const allowed = { topics: ['residence-permit'], variables: ['phone'] }
const good = { 'prompts/faq/zh/sample.md': entryText(), 'prompts/faq/en/sample.md': entryTextEn() }
const messages = (files: Record<string, string>) =>
  loadFaq(files, allowed).problems.map((problem) => `${problem.file} ${problem.message}`)

test('the entries that ship are all right', () => {
  const { entries, problems } = ownFaq()

  expect(problems).toEqual([])
  expect(entries).toHaveLength(120)
})

test('takes a map as well as a plain object', () => {
  expect(loadFaq(new Map(Object.entries(good)), allowed)).toEqual(loadFaq(good, allowed))
})

test('a broken file is reported and the right ones keep working', () => {
  const { entries, problems } = loadFaq({ ...good, 'prompts/faq/zh/broken.md': '---\nid: [' }, allowed)

  expect(entries.map((entry) => `${entry.lang}/${entry.id}`)).toEqual(['en/sample', 'zh/sample'])
  expect(problems).toMatchObject([{ file: 'prompts/faq/zh/broken.md' }])
})

test('of two entries with one id and language the first by file name stays', () => {
  const { entries, problems } = loadFaq(
    { ...good, 'more/zh/sample.md': entryText({ answer: '您好，另一个答案。' }) },
    allowed,
  )

  expect(entries.filter((entry) => entry.lang === 'zh').map((entry) => entry.file)).toEqual(['more/zh/sample.md'])
  expect(problems).toMatchObject([{ file: 'prompts/faq/zh/sample.md', message: expect.stringContaining('重复') }])
})

test('reports an entry without its twin in the other language and keeps it', () => {
  const { entries, problems } = loadFaq({ 'prompts/faq/zh/sample.md': entryText() }, allowed)

  expect(entries).toHaveLength(1)
  expect(problems).toMatchObject([{ message: expect.stringContaining('en/sample.md') }])
})

test('leaves out an entry with an unknown topic and says which are known', () => {
  const { entries, problems } = loadFaq(good, { ...allowed, topics: ['id-card'] })

  expect(entries).toEqual([])
  expect(problems[0]).toMatchObject({ line: 4, message: expect.stringContaining('id-card') })
})

test('leaves out an entry with an unknown variable and names the line', () => {
  const text = entryText({ answer: '您好，请拨打 {{telephone}}。' })

  const { entries, problems } = loadFaq({ ...good, 'prompts/faq/zh/sample.md': text }, allowed)

  expect(entries.map((entry) => entry.lang)).toEqual(['en'])
  expect(problems).toContainEqual({
    file: 'prompts/faq/zh/sample.md',
    line: 20,
    message: expect.stringMatching(/telephone.*phone.*local_sample/u),
  })
})

test('an entry may use its own local part and nobody else’s', () => {
  const own = entryText({ answer: '您好，本地规定：{{local_sample}}' })
  const others = entryText({ answer: '您好，本地规定：{{local_other}}' })

  expect(messages({ ...good, 'prompts/faq/zh/sample.md': own })).toEqual([])
  expect(messages({ ...good, 'prompts/faq/zh/sample.md': others }).join()).toContain('local_other')
})

test('files that a build has read beforehand give the same entries, also after JSON', () => {
  const read: ReturnType<typeof readFaq> = JSON.parse(JSON.stringify(readFaq(good)))

  expect(loadFaq(read, allowed)).toEqual(loadFaq(good, allowed))
})

test('ten thousand entries load, a wrong one among them is named and the others work', { timeout: 60_000 }, () => {
  const ids = Array.from({ length: 5_000 }, (_, number) => `many-${number}`)
  const files = Object.fromEntries(
    ids.flatMap((id) => [
      [`prompts/faq/zh/${id}.md`, entryText({ id, answer: id === 'many-77' ? '您好，{{wrong}}。' : '您好。' })],
      [`prompts/faq/en/${id}.md`, entryTextEn(id)],
    ]),
  )

  const { entries, problems } = loadFaq(files, allowed)

  expect(entries).toHaveLength(9_999)
  expect(problems.map(({ file }) => file)).toEqual(['prompts/faq/zh/many-77.md', 'prompts/faq/en/many-77.md'])
})

test('reports braces that do not close', () => {
  const text = entryText({ answer: '您好，请拨打 {{phone}。' })

  expect(messages({ ...good, 'prompts/faq/zh/sample.md': text }).join()).toContain('花括号')
})

test('the topics of answers are topics of the desk', () => {
  const known: readonly string[] = topics

  expect(faqTopics.filter((topic) => !known.includes(topic))).toEqual([])
})
