import { describe, expect, test } from 'vitest'
import { hearsayOf, isSameRumour } from '../../src/desk/bursts/rumour.ts'
import { others, rumours, unseenOthers, unseenRumours } from './rumours.ts'

const all = { ...rumours, ...unseenRumours }
const same = (one: string, other: string): boolean => isSameRumour(hearsayOf(one), hearsayOf(other))

describe.each(Object.entries(all))('the rumour %s', (name, [first, ...wordings]) => {
  test('is recognised in most of its wordings', () => {
    const found = wordings.filter((text) => same(first, text))
    expect(found.length / wordings.length).toBeGreaterThan(0.6)
  })

  test('is not seen in anything else that comes in the same minutes', () => {
    const elsewhere = Object.entries(all).flatMap(([other, texts]) => (other === name ? [] : [...texts]))
    expect([...others, ...unseenOthers, ...elsewhere].filter((text) => same(first, text))).toEqual([])
  })
})

test.each([
  ['another reservoir', '听说西河水库要垮了，是真的吗？'],
  ['another thing that happens there', '听说东门水库要泄洪，是真的吗？'],
  ['something more that happens there', '听说东门水库垮了，还死人了，是真的吗？'],
  ['a question that is not whether it is true', '东门水库大坝要垮了，我该往哪里搬？'],
  ['nothing that is said to have happened', '听说东门水库大坝，是真的吗？'],
])('%s is another matter', (_, text) => {
  expect(same(rumours.dam[0], text)).toBe(false)
})

test('another date is another matter', () => {
  expect(same('听说12月1日加油站停业，是真的吗', '听说12月1号加油站停业，真的假的')).toBe(true)
  expect(same('听说3日加油站停业，是真的吗', '听说8号加油站停业，真的假的')).toBe(false)
})

test('where no known word says what has happened, nearly all of it must be the same', () => {
  const first = '听说东门菜市场搬到新城广场旁边，是真的吗'
  expect(same(first, '网传东门菜市场搬到新城广场，真的假的')).toBe(true)
  expect(same(first, '听说东门菜市场晚上收摊提早，是真的吗')).toBe(false)
})
