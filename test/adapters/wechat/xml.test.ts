import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wellFormed } from '../../../adapters/shared/text.ts'
import { cdata, readXml, writeXml } from '../../../adapters/wechat/xml.ts'

it('reads back any words exactly as they were written', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(']', '>', '<', '&', '![CDATA[', 'lt;', ' ', '\n', '户')).map((parts) => parts.join('')),
  )

  fc.assert(
    fc.property(words, words, (a, b) => {
      const fields = { A: wellFormed(a), B: wellFormed(b) }
      expect(readXml(writeXml(fields))).toEqual(fields)
    }),
  )
})

it('never throws, whatever it is given', () => {
  const pieces = fc.constantFrom(
    '<xml>',
    '</xml>',
    '<A>',
    '</A>',
    '<A/>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?x?>',
    '&lt;',
    '&x;',
    'a',
    '"',
    '=',
  )

  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const fields = readXml(parts.join(''))
      expect(fields === undefined || Object.values(fields).every((value) => typeof value === 'string')).toBe(true)
    }),
    { numRuns: 300 },
  )
})

it('splits a CDATA end over two sections', () => {
  expect(cdata('a]]>b')).toBe('<![CDATA[a]]]]><![CDATA[>b]]>')
})

it('takes time in proportion to the length of a hostile body', () => {
  for (const piece of ['<![CDATA[', '<A', '<A ', '&lt;', '<A>', '<?xml', ']]>', '<A/>']) {
    expect(readXml(`<xml>${piece.repeat(1_000_000 / piece.length)}`)).toBeUndefined()
  }
})

it.each([
  ['numbers stay text', '<xml><A>007</A><B>1.50</B><C>true</C></xml>', { A: '007', B: '1.50', C: 'true' }],
  ['an empty element is empty text', '<xml><A></A><B/><C><![CDATA[]]></C></xml>', { A: '', B: '', C: '' }],
  ['an element that holds elements is left out', '<xml><A><B>1</B></A><C>2</C></xml>', { C: '2' }],
  ['white space around CDATA is layout', '<xml>\n<A>\n<![CDATA[ a ]]>\n</A>\n</xml>', { A: ' a ' }],
  ['attributes are refused', '<xml><A x="1">a</A></xml>', undefined],
  ['CDATA in an attribute is refused', '<xml><A x="<![CDATA[">]]>a</A></xml>', undefined],
  ['comments are refused', '<xml><!-- c --><A>a</A></xml>', undefined],
  ['processing instructions are refused', '<xml><?php x?><A>a</A></xml>', undefined],
  ['numeric character references are refused', '<xml><A>&#60;</A></xml>', undefined],
  ['another root is refused', '<html><A>a</A></html>', undefined],
  ['CDATA without an end is refused', '<xml><A><![CDATA[a</A></xml>', undefined],
])('%s', (_, text, fields) => {
  expect(readXml(text)).toEqual(fields)
})
