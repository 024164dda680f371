import { expect, test } from 'vitest'
import { withChoice } from '../../src/faq/choose.ts'
import type { FaqMatch } from '../../src/faq/entry.ts'

const offer: FaqMatch = {
  band: 'offer',
  candidates: [
    { id: 'id-lost', confidence: 0.6 },
    { id: 'id-remote', confidence: 0.3 },
  ],
  answers: [],
  rest: false,
  reason: '像“身份证丢了怎么补”，但把握不足，请人工确认',
  why: { code: 'unsure', title: '身份证丢了怎么补' },
}
const answer: FaqMatch = {
  ...offer,
  band: 'answer',
  answers: ['id-lost'],
  why: { code: 'sure', title: '身份证丢了怎么补' },
}

test('a model raises an offer to the candidate it names', () => {
  expect(withChoice(offer, { id: 'id-remote', title: '异地办理身份证' })).toMatchObject({
    band: 'answer',
    answers: ['id-remote'],
    candidates: [{ id: 'id-remote' }, { id: 'id-lost' }],
    why: { code: 'model-sure' },
  })
})

test('an answer stays when the model names it', () => {
  expect(withChoice(answer, { id: 'id-lost', title: '身份证丢了怎么补' })).toEqual(answer)
})

test.each([
  ['none', undefined],
  ['another', { id: 'id-remote', title: '异地办理身份证' }],
])('an answer becomes an offer when the model names %s', (_, chosen) => {
  expect(withChoice(answer, chosen)).toMatchObject({ band: 'offer', answers: [], why: { code: 'model-doubts' } })
})

test('an entry that the matcher did not find is never answered', () => {
  expect(withChoice(offer, { id: 'name-change', title: '改名' })).toMatchObject({ band: 'offer', answers: [] })
})

test('what nobody asked stays unanswered whatever the model names', () => {
  const none: FaqMatch = { ...offer, band: 'none', candidates: [], why: { code: 'no-entry' } }

  expect(withChoice(none, { id: 'id-lost', title: '身份证丢了怎么补' })).toEqual(none)
})
