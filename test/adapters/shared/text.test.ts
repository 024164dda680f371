import { expect, test } from 'vitest'
import { wellFormed } from '../../../adapters/shared/text.ts'
import { countCharacters } from '../../../src/characters.ts'

test.each([
  ['a lone high surrogate', 'a\uD83Db', 'a\uFFFDb'],
  ['a lone low surrogate', '\uDE00', '\uFFFD'],
  ['a pair', '好😀', '好😀'],
  ['NUL, escape, DEL and C1', 'a\u0000b\u001Bc\u007Fd\u0085e', 'abcde'],
  ['line ends and tabs', 'a\r\nb\rc\nd\te', 'a\nb\nc\nd\te'],
  ['nothing', '', ''],
])('wellFormed handles %s', (_, text, clean) => {
  expect(wellFormed(text)).toBe(clean)
})

test('countCharacters counts code points, so that an emoji is one', () => {
  expect(countCharacters('您好，😀')).toBe(4)
  expect(countCharacters('')).toBe(0)
})
