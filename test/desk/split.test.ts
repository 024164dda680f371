import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitText } from '../../src/desk/split.ts'

const codePoints = (text: string): number => [...text].length
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const characters = (text: string): readonly string[] => Array.from(segmenter.segment(text), ({ segment }) => segment)

test('leaves a text that fits as it is', () => {
  expect(splitText('您好。请带身份证。', 9)).toEqual(['您好。请带身份证。'])
})

test('has no pieces for an empty text', () => {
  expect(splitText('', 10)).toEqual([])
})

describe('cuts', () => {
  test.each<[string, string, number, string[]]>([
    ['after the last sentence that fits', '您好。请带身份证。谢谢配合。', 10, ['您好。请带身份证。', '谢谢配合。']],
    ['after a line', '第一行\n第二行', 5, ['第一行\n', '第二行']],
    ['after a semicolon', '一、身份证；二、户口簿', 8, ['一、身份证；', '二、户口簿']],
    ['behind the quote that closes a sentence', '他说：“好的。”然后走了', 9, ['他说：“好的。”', '然后走了']],
    ['behind a run of marks', '真的……！好', 5, ['真的……！', '好']],
    ['at a comma where no sentence ends', '携带身份证，户口簿到窗口', 8, ['携带身份证，', '户口簿到窗口']],
    ['at a space where no sentence ends', 'bring your passport', 12, ['bring your ', 'passport']],
    ['at a sentence rather than at a later comma', '好的。先到窗口，再办理', 9, ['好的。', '先到窗口，再办理']],
    ['after an English sentence', 'Come in. Bring ID today', 16, ['Come in. ', 'Bring ID today']],
    ['after a sentence even where the space behind it no longer fits', '好，来吧。 再见', 5, ['好，来吧。', ' 再见']],
    ['hard where nothing else is possible', '居民户口簿办理', 3, ['居民户', '口簿办', '理']],
    ['not inside a decimal number', '费用20.5元请现场缴', 6, ['费用20.5', '元请现场缴']],
    ['not inside a thousand', '共计费用 1,000元', 8, ['共计费用 ', '1,000元']],
    ['not inside a surrogate pair', '😀😀😀', 2, ['😀😀', '😀']],
    ['not inside a family', '好👨‍👩‍👧好', 5, ['好', '👨‍👩‍👧', '好']],
    ['not inside a flag', '🇨🇳🇨🇳', 3, ['🇨🇳', '🇨🇳']],
    ['a character only when it alone is too long', '👨‍👩‍👧', 2, ['👨‍', '👩‍', '👧']],
  ])('%s', (_, text, limit, pieces) => {
    expect(splitText(text, limit)).toEqual(pieces)
  })
})

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the limit %d', (limit) => {
  expect(() => splitText('您好', limit)).toThrow(RangeError)
})

const mark = fc.constantFrom('。', '！', '？', '；', '…', '\n', '. ', '! ', '，', '、', ', ', ' ', '”', '\r\n')
const character = fc.oneof(
  mark,
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.constantFrom('👨‍👩‍👧', '🇨🇳', 'é', '户口'),
)
const anyText = fc.array(character, { maxLength: 40 }).map((parts) => parts.join(''))
const anyLimit = fc.integer({ min: 1, max: 30 })

test('gives every text back when the pieces are joined, lone surrogates included', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        fc.string({ unit: 'binary' }),
        fc.array(fc.integer({ min: 0xd7fe, max: 0xe001 })).map((units) => String.fromCharCode(...units)),
      ),
      anyLimit,
      (text, limit) => {
        const pieces = splitText(text, limit)

        expect(pieces.join('')).toBe(text)
        expect(pieces.every((piece) => piece !== '' && codePoints(piece) <= limit)).toBe(true)
      },
    ),
  )
})

test('never cuts a surrogate pair', () => {
  fc.assert(
    fc.property(anyText, anyLimit, (text, limit) => {
      expect(splitText(text, limit).every((piece) => piece.isWellFormed())).toBe(true)
    }),
  )
})

test('cuts between characters as a reader sees them when each fits', () => {
  fc.assert(
    fc.property(anyText, anyLimit, (text, limit) => {
      fc.pre(characters(text).every((one) => codePoints(one) <= limit))

      expect(splitText(text, limit).flatMap(characters)).toEqual(characters(text))
    }),
  )
})

test('cuts at a sentence whenever one ends within the limit', () => {
  const sentence = fc.stringMatching(/^[户口身份证办理]{1,8}。$/)
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 2 }), fc.integer({ min: 9, max: 30 }), (sentences, limit) => {
      expect(splitText(sentences.join(''), limit).every((piece) => piece.endsWith('。'))).toBe(true)
    }),
  )
})
