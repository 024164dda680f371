import { expect, test } from 'vitest'
import { createBooks } from '../../src/faq/book.ts'
import type { FaqEntry } from '../../src/faq/entry.ts'
import { createMatcher } from '../../src/faq/matcher.ts'
import { signedText, wordingsOf } from '../../src/faq/signed-text.ts'
import { ownFaq } from './entries.ts'

const { entries } = ownFaq()
const pack = { entries, matcher: createMatcher(entries) }
const values = { zh: { phone: '0570-1' }, en: { phone: '0570-1' } }
const places = {
  code: '3399',
  values,
  places: [{ code: '339902', names: ['云溪'], values: { zh: { phone: '0570-2' }, en: {} } }],
}
const book = createBooks(pack, places, createMatcher)
const own = (id: string): FaqEntry => {
  const entry = entries.find((one) => one.lang === 'zh' && one.id === id)
  if (entry === undefined) throw new Error(`the pack has no entry ${id}`)
  return entry
}

test('a desk without entries of its own shares the pack', () => {
  const shared = book({ entries: [], retired: new Set() })

  expect(shared.entries).toHaveLength(entries.length)
  expect(shared.match('户口本丢了怎么补').candidates[0]?.id).toBe('hukou-book-lost')
})

test('an entry of the desk’s own takes the place of the pack’s, and is found by its own ways of asking', () => {
  const changed = { ...own('hukou-book-lost'), answer: '您好。', questions: ['路灯坏了找谁报修', '路灯不亮怎么办'] }
  const changedBook = book({ entries: [changed], retired: new Set() })

  expect(changedBook.entry('hukou-book-lost', 'zh')?.answer).toBe('您好。')
  expect(changedBook.entry('hukou-book-lost', 'en')).toBe(
    pack.entries.find((one) => one.lang === 'en' && one.id === 'hukou-book-lost'),
  )
  expect(changedBook.match('路灯坏了找谁报修').candidates[0]?.id).toBe('hukou-book-lost')
})

test('a question that belongs to a retired entry is nobody’s, and no other answer lists a retired entry', () => {
  const without = book({ entries: [], retired: new Set(['hukou-book-lost']) })

  expect(without.match('户口本丢了怎么补')).toMatchObject({ band: 'none', candidates: [] })
  const all = book({ entries: [], retired: new Set() })
    .match('新生儿怎么上户口')
    .candidates.map(({ id }) => id)
  const [best = '', second = ''] = all
  const ids = book({ entries: [], retired: new Set([second]) })
    .match('新生儿怎么上户口')
    .candidates.map(({ id }) => id)
  expect(ids[0]).toBe(best)
  expect(ids).not.toContain(second)
})

test('what is signed holds both languages and lengths, and another place’s text only where it differs', () => {
  const { fillings } = book({ entries: [], retired: new Set() })
  const entry = { ...own('hukou-book-lost'), answer: '您好，请拨打{{phone}}。', brief: '您好，请到派出所。' }
  const english: FaqEntry = { ...entry, lang: 'en', answer: 'Hello. Call {{phone}}.', brief: undefined, cite: 'Art. 4' }
  const wordings = wordingsOf([entry, english], fillings)

  expect(wordings.map(({ lang, form, place }) => [lang, form, place])).toEqual([
    ['zh', 'answer', undefined],
    ['zh', 'answer', '339902'],
    ['zh', 'brief', undefined],
    ['en', 'answer', undefined],
  ])
  expect(wordings[1]?.text).toContain('0570-2')
  expect(signedText(wordings)).toContain('# zh answer 339902\n您好，请拨打0570-2。')
})

test('one changed character changes what is signed', () => {
  const { fillings } = book({ entries: [], retired: new Set() })
  const entry = own('hukou-book-lost')
  const text = (one: FaqEntry): string => signedText(wordingsOf([one], fillings))

  expect(text({ ...entry, brief: `${entry.brief}。` })).not.toBe(text(entry))
  expect(text({ ...entry, questions: ['另一种问法'] })).toBe(text(entry))
})
