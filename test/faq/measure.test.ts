import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createMatcher } from '../../src/faq/matcher.ts'
import { ownFaq } from './entries.ts'

const Question = z.strictObject({
  id: z.string(),
  text: z.string(),
  lang: z.enum(['zh', 'en']),
  label: z.string(),
  also: z.array(z.string()),
  kind: z.enum(['in-scope', 'needs-human', 'out-of-scope', 'complaint', 'emergency']),
})

const questions = readFileSync('test/faq/questions.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => Question.parse(JSON.parse(line)))
const { entries } = ownFaq()
const ids = new Set(entries.map((entry) => entry.id))
const matcher = createMatcher(entries)

const results = questions.map((question) => {
  const { band, candidates } = matcher.match(question.text)
  const right = [question.label, ...question.also].includes(candidates[0]?.id ?? '')
  return { question, band, right, answerable: ids.has(question.label) }
})
const answerable = results.filter((result) => result.answerable)
const share = (part: number, whole: number): number => part / whole

test('the questions are enough to measure with and not the entries’ own', () => {
  const own = new Set(entries.flatMap((entry) => entry.questions))

  expect(questions.length).toBeGreaterThanOrEqual(150)
  expect(results.length - answerable.length).toBeGreaterThanOrEqual(results.length / 3)
  expect(questions.filter((question) => own.has(question.text))).toEqual([])
})

test('never answers what is not the entry’s question', () => {
  const wrong = results.filter((result) => result.band === 'answer' && !result.right)

  expect(wrong.map((result) => result.question.text)).toEqual([])
})

test('answers at least seven in ten questions that an entry covers', () => {
  const answered = answerable.filter((result) => result.band === 'answer')

  expect(share(answered.length, answerable.length)).toBeGreaterThanOrEqual(0.7)
})

test('puts the right entry first for at least nine in ten of them', () => {
  expect(share(answerable.filter((result) => result.right).length, answerable.length)).toBeGreaterThanOrEqual(0.93)
})

test('answers at least half of the English questions', () => {
  const english = answerable.filter((result) => result.question.lang === 'en')

  expect(share(english.filter((result) => result.band === 'answer').length, english.length)).toBeGreaterThanOrEqual(0.5)
})
