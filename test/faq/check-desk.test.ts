import { expect, test } from 'vitest'
import { checkDesk } from '../../src/faq/check-desk.ts'
import { faqVariables } from '../../src/faq/fill.ts'
import { loadFaq } from '../../src/faq/load.ts'
import type { DeskPlaces } from '../../src/faq/locality.ts'
import { entryText, entryTextEn } from './entries.ts'

const { entries } = loadFaq(
  {
    'zh/sample.md': entryText({ answer: '您好，{{phone}}。本地规定：{{local_sample}}' }),
    'en/sample.md': entryTextEn(),
    'zh/plain.md': entryText({ id: 'plain' }),
  },
  { topics: ['residence-permit'], variables: faqVariables },
)

const desk = (values: Record<string, string>, en: Record<string, string> = {}): DeskPlaces => ({
  code: '3399',
  values: { zh: values, en },
  places: [],
})
const found = (values: Record<string, string>) =>
  checkDesk(entries, desk(values)).map(
    ({ path, message, wrong }) => `${wrong ? '!' : '-'}${path.join('.')}：${message}`,
  )

test('says nothing of a desk that has everything', () => {
  expect(found({ phone: '0570-1234567', local_sample: '满三年。' })).toEqual([])
})

test('an unset variable is wrong, an unset local part only a note', () => {
  expect(found({})).toEqual([
    expect.stringMatching(/^!variables：没有填写 phone.*sample/u),
    expect.stringMatching(/^-variables：.*local_sample/u),
  ])
})

test.each([
  ['that is too long', { local_sample: `${'长'.repeat(60)}。` }, '61 字，最多 60 字'],
  ['that is no whole sentence', { local_sample: '满三年' }, '以“。”结尾'],
  ['with a variable in it', { local_sample: '电话{{phone}}。' }, '不能再用变量'],
  ['of an entry that has no such part', { local_sample: '满三年。', local_plain: '满三年。' }, '没有用到'],
  ['of an entry that there is not', { local_sample: '满三年。', local_gone: '满三年。' }, '没有这个条目'],
])('reports local words %s', (_, values, message) => {
  expect(found({ phone: '110', ...values })).toEqual([
    expect.stringMatching(new RegExp(`^!variables\\..*${message}`, 'u')),
  ])
})

test('reports an answer that fits a channel neither in full nor in brief once filled', () => {
  const briefs = entries.map((entry) => ({ ...entry, brief: entry.answer }))
  const values = desk({ phone: '1'.repeat(200), local_sample: '满三年。' })

  expect(checkDesk(briefs, values).map(({ message }) => message)).toEqual([
    expect.stringMatching(/sample.*微博评论最多 140 字/u),
  ])
})

test('checks what is said for a district under its own path', () => {
  const places = [{ code: '339902', names: ['云溪区'], values: { zh: { local_sample: '满五年' }, en: {} } }]

  expect(checkDesk(entries, { ...desk({ phone: '110', local_sample: '满三年。' }), places })).toEqual([
    { path: ['places', 0, 'variables', 'local_sample'], message: expect.stringContaining('结尾'), wrong: true },
  ])
})
