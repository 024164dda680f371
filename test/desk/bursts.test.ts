import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aboutOf, areAlike, bandsOf, shareOf } from '../../src/desk/bursts/signature.ts'

const RUMOUR = '听说东门水库大坝要垮了，是真的吗？要不要搬走？'
const share = (one: string, other: string): number => shareOf(aboutOf(one), aboutOf(other))
const common = (one: string, other: string): number => {
  const slots = new Set(bandsOf(aboutOf(one)).map(({ slot, hash }) => `${slot}/${hash}`))
  return bandsOf(aboutOf(other)).filter(({ slot, hash }) => slots.has(`${slot}/${hash}`)).length
}

test.each([
  ['punctuation and politeness', '请问，听说东门水库大坝要垮了！是真的吗？？要不要搬走'],
  ['traditional characters', '聽說東門水庫大壩要垮了，是真的嗎？要不要搬走？'],
  [
    'full width, links, @names and emoticons',
    '@平安清溪 听说东门水库大坝要垮了，是真的吗？[流泪]要不要搬走？https://t.example/a1',
  ],
])('%s make no other text of it', (_, text) => {
  expect(share(RUMOUR, text)).toBeGreaterThan(0.85)
  expect(common(RUMOUR, text)).toBeGreaterThan(0)
})

test.each(['请问东门水库可以钓鱼吗，需要办什么证？', '东门派出所几点上班，中午休息吗', '我的居住证到期了怎么续签'])(
  'another question stays another question: %s',
  (text) => {
    expect(share(RUMOUR, text)).toBeLessThan(0.4)
  },
)

test('a signature is the same every time, and no two parts of it share a slot', () => {
  expect(bandsOf(aboutOf(RUMOUR))).toEqual(bandsOf(aboutOf(RUMOUR)))
  for (const text of [RUMOUR, '转人工', '']) {
    expect(new Set(bandsOf(aboutOf(text)).map(({ slot }) => slot)).size).toBe(4)
  }
})

test('texts are told to be alike, or not, exactly as the share of what they have in common says', () => {
  const features = fc.uniqueArray(fc.constantFrom(...'甲乙丙丁戊己庚辛'), { minLength: 0, maxLength: 8 })
  fc.assert(
    fc.property(features, features, fc.double({ min: 0.05, max: 1, noNaN: true }), (one, other, least) => {
      const [here, there] = [new Set(one), new Set(other)]
      const exact = shareOf(here, there)
      expect(areAlike(here, there, least)).toBe(exact >= least)
      if (exact > 0) expect(areAlike(here, there, exact)).toBe(true)
    }),
  )
})
