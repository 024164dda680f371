import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FallbackPhrases, fallbackDraft, fitSentences } from '../../src/writer/fallback.ts'
import { context, lostCard, lostCardEnglish } from './support.ts'

const zh: FallbackPhrases = {
  cite: '{{answer}}\n以上为常见问题的答复，仍有疑问请继续留言。',
  refer: '您的留言已收到，由{{desk_name}}核实后答复。急事请致电{{phone}}。',
  phone: '0571-88880000',
}
const en: FallbackPhrases = {
  cite: '{{answer}}',
  refer: '{{desk_name}} has received your message. Please call {{phone}} if it cannot wait.',
}

test('the nearest entry is cited in full, and the card says where it is from', () => {
  const { draft, from } = fallbackDraft(context(), zh)

  expect(draft).toEqual({
    way: 'cite',
    text: `${lostCard.answer}\n以上为常见问题的答复，仍有疑问请继续留言。`,
    used: ['id-lost'],
  })
  expect(from).toEqual({ kind: 'entry', id: 'id-lost', title: '身份证丢了怎么补办', whole: true })
})

test('an answer that is too long is cut at a sentence end, and the card says so', () => {
  const { draft, from } = fallbackDraft(context({ limit: 60 }), zh)

  expect(draft.text).toBe(
    '您可以在任意户籍派出所或办证大厅申请补领，不用回户籍地。\n以上为常见问题的答复，仍有疑问请继续留言。',
  )
  expect(from).toMatchObject({ kind: 'entry', whole: false })
})

test('an answer that fits the limit exactly is not cut', () => {
  const { draft } = fallbackDraft(context({ limit: [...lostCard.answer].length }), { ...zh, cite: '{{answer}}' })

  expect(draft.text).toBe(lostCard.answer)
})

test('an entry whose first sentence does not fit gives way to the next', () => {
  const short = { ...lostCard, id: 'short', answer: '可以就近补领。' }

  const { draft } = fallbackDraft(context({ limit: 35, entries: [lostCard, short] }), zh)

  expect(draft.used).toEqual(['short'])
})

test('without an entry the citizen is referred, with the name and the phone of the desk', () => {
  const { draft, from } = fallbackDraft(context({ entries: [] }), zh)

  expect(draft).toEqual({
    way: 'refer',
    text: '您的留言已收到，由云溪公安核实后答复。急事请致电0571-88880000。',
    used: [],
  })
  expect(from).toEqual({ kind: 'referral' })
})

test('a sentence that needs a phone is left out where there is none', () => {
  expect(fallbackDraft(context({ entries: [] }), { ...zh, phone: undefined }).draft.text).toBe(
    '您的留言已收到，由云溪公安核实后答复。',
  )
  expect(fallbackDraft(context({ entries: [], lang: 'en', deskName: 'Yunxi Police' }), en).draft.text).toBe(
    'Yunxi Police has received your message.',
  )
})

test('an English question is answered from an English entry, never from a Chinese one', () => {
  const asked = context({ lang: 'en', entries: [lostCard, lostCardEnglish] })

  expect(fallbackDraft(asked, en).draft).toMatchObject({ way: 'cite', text: lostCardEnglish.answer })
  expect(fallbackDraft({ ...asked, entries: [lostCard] }, en).draft.way).toBe('refer')
})

test('a text in another language is left to a person to judge', () => {
  expect(fallbackDraft(context({ lang: 'other' }), zh).draft.used).toEqual(['id-lost'])
})

test('a text that a person has rejected is not proposed again', () => {
  const first = fallbackDraft(context(), zh)
  const again = fallbackDraft(context({ rejected: { text: first.draft.text, reason: '答非所问' } }), zh)

  expect(again.draft.way).toBe('refer')
})

test('an answer is put in as it stands, whatever signs it has', () => {
  const entry = { ...lostCard, answer: '收费$&为$1元，$$。' }

  expect(fallbackDraft(context({ entries: [entry] }), { ...zh, cite: '{{answer}}' }).draft.text).toBe(entry.answer)
})

test('the text never exceeds the limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.constantFrom('zh', 'en'), (limit, lang) => {
      const asked = context({ limit, lang, entries: [lostCard, lostCardEnglish] })
      const { text } = fallbackDraft(asked, lang === 'zh' ? zh : en).draft
      expect([...text].length).toBeLessThanOrEqual(limit)
      expect(text).not.toBe('')
    }),
    { numRuns: 100 },
  )
})

describe('fitting at a sentence end', () => {
  test.each([
    ['一二三。四五六。', 8, '一二三。四五六。'],
    ['一二三。四五六。', 7, '一二三。'],
    ['一二三。四五六。', 3, ''],
    ['他说：“一二。”三四五六。', 9, '他说：“一二。”'],
    ['需要以下材料：\n1. 户口簿\n2. 照片', 10, ''],
    ['可以。需要以下材料：\n1. 户口簿\n2. 照片', 13, '可以。'],
    ['Use form No. 5 here. Then wait.', 25, 'Use form No. 5 here.'],
    ['😀😀。😀😀。', 5, '😀😀。'],
    ['第一行\n第二行', 4, '第一行'],
  ])('%j within %i characters is %j', (text, limit, fitted) => {
    expect(fitSentences(text, limit)).toBe(fitted)
  })
})
