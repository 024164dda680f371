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

test('sends the answer where it fits', () => {
  expect(sendable(entry, set, 140, today)).toEqual({
    ok: true,
    text: '您好，请到窗口办理，咨询电话0570-1234567，谢谢。',
  })
})

test('sends the brief where the answer is longer than the channel carries', () => {
  expect(sendable(entry, set, 20, today)).toEqual({ ok: true, text: entry.brief })
})

test('counts characters, not UTF-16 units', () => {
  const rare = { ...entry, answer: '𠮷𠮷𠮷', brief: undefined }

  expect(sendable(rare, set, 3, today).ok).toBe(true)
})

test.each([
  ['a person is to send it', { ...entry, auto: false }, set, 140, today, { kind: 'manual' }],
  ['a variable has no value', entry, {}, 140, today, { kind: 'unset', names: ['phone'] }],
  ['its review date has passed', entry, set, 140, '2027-11-25', { kind: 'review-due', reviewBy: '2027-11-24' }],
  ['even the brief is too long', entry, set, 5, today, { kind: 'too-long', limit: 5 }],
  [
    'the answer is too long and there is no brief',
    { ...entry, brief: undefined },
    set,
    20,
    today,
    { kind: 'too-long', limit: 20 },
  ],
])('holds an entry back when %s', (_, held, values, limit, day, why) => {
  expect(sendable(held, values, limit, day)).toEqual({ ok: false, why: expect.objectContaining(why) })
})

test('still sends on the review date itself', () => {
  expect(sendable(entry, set, 140, '2027-11-24').ok).toBe(true)
})
