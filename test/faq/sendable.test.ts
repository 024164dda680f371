import { expect, test } from 'vitest'
import type { FaqEntry } from '../../src/faq/entry.ts'
import { fill, variablesIn } from '../../src/faq/fill.ts'
import { sendable } from '../../src/faq/sendable.ts'

const entry: FaqEntry = {
  id: 'sample',
  lang: 'zh',
  title: '示例',
  topic: 'id-card',
  questions: ['示例'],
  not: [],
  block: [],
  need: [],
  cite: '示例规定第一条',
  answer: '您好，请到窗口办理，咨询电话{{phone}}，谢谢。',
  brief: '您好，请到窗口办理。',
  detail: '',
  sources: [{ title: '示例', checked: '2026-11-24' }],
  auto: true,
  reviewBy: '2027-11-24',
  file: 'prompts/faq/zh/sample.md',
}
const set = { phone: '0570-1234567' }
const today = '2026-11-24'

test('fills variables wherever they stand and leaves the rest byte for byte', () => {
  expect(fill('甲{{phone}}乙{{ phone }}丙 $& {x}', set)).toEqual({
    text: '甲0570-1234567乙0570-1234567丙 $& {x}',
    unset: [],
  })
})

test('names each variable without a value once and keeps its place visible', () => {
  const filled = fill('{{phone}} {{desk_name}} {{phone}}', { phone: '  ', desk_name: undefined })

  expect(filled).toEqual({ text: '{{phone}} {{desk_name}} {{phone}}', unset: ['phone', 'desk_name'] })
})

test('does not read values from the prototype and does not fill a value again', () => {
  expect(fill('{{toString}}', {}).unset).toEqual(['toString'])
  expect(fill('{{phone}}', { phone: '{{desk_name}}', desk_name: '某' }).text).toBe('{{desk_name}}')
})

test('lists the variables of a text', () => {
  expect(variablesIn('{{a}}{{ b }}{{a}}')).toEqual(['a', 'b'])
})

const cited = '（依据：示例规定第一条，核对至2026年11月）'
const citedBriefly = '（示例规定第一条，2026-11）'

test('sends the answer where it fits, with the rule it rests on', () => {
  expect(sendable(entry, set, 140, today)).toEqual({
    ok: true,
    text: `您好，请到窗口办理，咨询电话0570-1234567，谢谢。${cited}`,
  })
})

test('sends the brief where the answer with its citation is longer than the channel carries', () => {
  const whole = [...`您好，请到窗口办理，咨询电话0570-1234567，谢谢。${cited}`].length

  expect(sendable(entry, set, whole, today)).toMatchObject({ ok: true, text: expect.stringContaining('谢谢') })
  expect(sendable(entry, set, whole - 1, today)).toEqual({ ok: true, text: `${entry.brief}${citedBriefly}` })
})

test('cites in English, and the oldest check where sources were checked on different days', () => {
  const english: FaqEntry = {
    ...entry,
    lang: 'en',
    cite: 'ID Card Law, Art. 11',
    answer: 'Hello. Go to the counter.',
    brief: 'Hello.',
    sources: [
      { title: 'a', checked: '2026-11-24' },
      { title: 'b', checked: '2025-12-31' },
    ],
  }

  expect(sendable(english, {}, 140, today)).toEqual({
    ok: true,
    text: 'Hello. Go to the counter. (Source: ID Card Law, Art. 11; checked Dec 2025)',
  })
  expect(sendable(english, {}, 40, today)).toEqual({ ok: true, text: 'Hello. (ID Card Law, Art. 11, 2025-12)' })
})

test('counts characters, not UTF-16 units', () => {
  const rare = { ...entry, answer: '𠮷𠮷𠮷', brief: undefined }

  expect(sendable(rare, set, 3 + [...cited].length, today).ok).toBe(true)
})

test.each([
  ['a person is to send it', { ...entry, auto: false }, set, 140, today, { code: 'staff-only' }],
  ['a variable has no value', entry, {}, 140, today, { code: 'unset', names: ['phone'] }],
  [
    'its review date has passed',
    entry,
    set,
    140,
    '2027-11-25',
    { code: 'review-passed', reviewBy: '2027-11-24', file: entry.file },
  ],
  ['even the brief is too long', entry, set, 5, today, { code: 'too-long', length: 27, limit: 5 }],
  [
    'the answer is too long and there is no brief',
    { ...entry, brief: undefined },
    set,
    20,
    today,
    { code: 'too-long', length: 54, limit: 20 },
  ],
])('holds an entry back when %s', (_, held, values, limit, day, why) => {
  expect(sendable(held, values, limit, day)).toEqual({ ok: false, why })
})

test('still sends on the review date itself', () => {
  expect(sendable(entry, set, 140, '2027-11-24').ok).toBe(true)
})

const local = { ...entry, answer: '您好，本地规定：{{local_sample}}请到窗口办理。' }

test('an answer whose local part the desk has not set goes to staff, even where the brief would do without it', () => {
  const why = { code: 'unset', names: ['local_sample'] }

  expect(sendable(local, set, 140, today)).toEqual({ ok: false, why })
  expect(sendable(local, set, 30, today)).toEqual({ ok: false, why })
  expect(sendable(local, { ...set, local_sample: '满三年。' }, 140, today).ok).toBe(true)
})

test('when another place is named, only what has a local part goes to staff', () => {
  expect(sendable(local, { ...set, local_sample: '满三年。' }, 140, today, '杭州')).toEqual({
    ok: false,
    why: { code: 'elsewhere', place: '杭州' },
  })
  expect(sendable(entry, set, 140, today, '杭州').ok).toBe(true)
})
