import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJsonExactIds } from '../../../adapters/shared/json.ts'

describe('parseJsonExactIds', () => {
  test.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740991', -9007199254740991],
    ['-9007199254740993', '-9007199254740993'],
    ['18446744073709551615', '18446744073709551615'],
    ['12345678901234567890.5', Number('12345678901234567890.5')],
    ['12345678901234567890e1', Number('12345678901234567890e1')],
    ['1.2345678901234567890', Number('1.2345678901234567890')],
    ['1e-12345678901234567890', 0],
  ])('reads %s without rounding an integer and without touching any other number', (text, value) => {
    expect(parseJsonExactIds(text)).toEqual(value)
    expect(parseJsonExactIds(`{"id": ${text} , "list":[${text},${text}]}`)).toEqual({ id: value, list: [value, value] })
  })

  test('leaves digits inside strings and keys alone, whatever quotes and backslashes stand around them', () => {
    const value = {
      '9007199254740993': 'a',
      text: '号码 9007199254740993, "9007199254740993" \\ \\" : 9007199254740993,',
      end: '\\',
      next: '9007199254740993',
    }

    expect(parseJsonExactIds(JSON.stringify(value))).toEqual(value)
  })

  test('agrees with JSON.parse on every value that holds no unsafe integer', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/(?:^|[[,:])-?\d{16,}(?:[\],}]|$)/.test(text))
        expect(parseJsonExactIds(`[${text},"1234567890123456"]`)).toEqual([JSON.parse(text), '1234567890123456'])
      }),
      { examples: [['"\\\\"'], ['{"\\"1234567890123456":1}']] },
    )
  })

  test.each(['', '{', '"\\"1234567890123456', '{"a":01234567890123456789}', '1234567890123456 1'])(
    'throws a SyntaxError for %j',
    (text) => {
      expect(() => parseJsonExactIds(text)).toThrow(SyntaxError)
    },
  )

  test('survives nesting 100,000 deep around a 64-bit id', () => {
    const depth = 100_000
    let at = parseJsonExactIds(`${'['.repeat(depth)}9007199254740993${']'.repeat(depth)}`)
    for (let i = 0; i < depth; i += 1) at = Array.isArray(at) ? at[0] : undefined

    expect(at).toBe('9007199254740993')
  })

  test('keeps a key named __proto__ as data and leaves every prototype alone', () => {
    const value = parseJsonExactIds('{"__proto__":{"polluted":9007199254740993},"constructor":1}')

    expect(Object.entries(value as object)).toEqual([
      ['__proto__', { polluted: '9007199254740993' }],
      ['constructor', 1],
    ])
    expect('polluted' in {}).toBe(false)
  })
})
