import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMatcher } from '../../src/faq/matcher.ts'
import { type CurvePoint, mostCoverage } from '../eval/curve.ts'
import { acceptanceCurve } from '../eval/curve-acceptance.ts'
import { figures, outcomes } from '../eval/measure.ts'
import { sampleDesk } from '../eval/product.ts'
import { readQuestions } from '../eval/questions.ts'
import { ownFaq } from './entries.ts'

const { entries } = ownFaq()
const questions = readQuestions('test/faq/acceptance.jsonl')
const matcher = createMatcher(entries)
const match = (text: string) => matcher.match(text)
const results = outcomes(questions, match, sampleDesk(entries, match))
const of = (style: string) => figures(results.filter(({ question }) => question.style === style))

test('the questions are enough to measure with', () => {
  const negatives = questions.filter(({ kind }) => kind !== 'in-scope')

  expect(questions.length).toBeGreaterThanOrEqual(600)
  expect(negatives.length).toBeGreaterThanOrEqual(questions.length / 3)
})

test('short questions find their entry, most of them at once, and hardly ever a wrong one', () => {
  const plain = of('plain')

  expect(plain.hit1).toBeGreaterThanOrEqual(0.92)
  expect(plain.hit3).toBeGreaterThanOrEqual(0.97)
  expect(plain.coverage).toBeGreaterThanOrEqual(0.75)
  expect(plain.precision).toBeGreaterThanOrEqual(0.985)
  expect(plain.falseAll).toBeLessThanOrEqual(0.02)
})

test('long personal texts find their entry, and nearly half of them an answer at once', () => {
  const real = of('real')

  expect(real.hit1).toBeGreaterThanOrEqual(0.8)
  expect(real.hit3).toBeGreaterThanOrEqual(0.9)
  expect(real.coverage).toBeGreaterThanOrEqual(0.45)
  expect(real.precision).toBeGreaterThanOrEqual(0.95)
  expect(real.false['needs-human']).toBeLessThanOrEqual(0.1)
  expect(real.false.emergency).toBe(0)
})

test('long personal texts, half of which want no answer, get hardly ever a wrong one', () => {
  const long = figures(outcomes(readQuestions('test/faq/long.jsonl'), match, sampleDesk(entries, match)))

  expect(long.hit1).toBeGreaterThanOrEqual(0.8)
  expect(long.coverage).toBeGreaterThanOrEqual(0.45)
  expect(long.precision).toBeGreaterThanOrEqual(0.95)
  expect(long.falseAll).toBeLessThanOrEqual(0.02)
})

test('the curve of precision and coverage is not worse than the one in the picture', () => {
  const { acceptance }: { acceptance: CurvePoint[] } = JSON.parse(readFileSync('docs/faq-curve.json', 'utf8'))
  const now = acceptanceCurve()

  for (const precision of [0.99, 0.98, 0.97, 0.95, 0.9])
    expect(mostCoverage(now, precision), `coverage at precision ${precision}`).toBeGreaterThanOrEqual(
      mostCoverage(acceptance, precision),
    )
})
