import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEntry } from '../../src/faq/parse.ts'
import { emptyDetail, writeEntry } from '../../src/faq/write.ts'
import { ownFaq } from './entries.ts'

test.each(ownFaq().entries)('writes $lang/$id so that it reads back as it was', (entry) => {
  const { file, ...rest } = entry

  expect(parseEntry(file, writeEntry(rest))).toMatchObject({ ok: true, entry })
})

test('writes whatever staff type into a question, a source or a citation so that it reads back', () => {
  const line = fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 })
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.includes('<'))
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), line, line, (questions, title, cite) => {
      const entry = {
        id: 'own-1',
        lang: 'zh' as const,
        title: 'x',
        topic: 'other',
        questions,
        not: [],
        block: [],
        need: [],
        cite,
        answer: '您好。',
        brief: undefined,
        detail: emptyDetail('zh'),
        sources: [{ title, checked: '2026-11-24' }],
        auto: true,
        reviewBy: '2027-11-24',
      }
      const parsed = parseEntry('desk/zh/own-1.md', writeEntry(entry))

      expect(parsed.ok ? parsed.entry : parsed.problems).toEqual({ ...entry, file: 'desk/zh/own-1.md' })
    }),
  )
})
