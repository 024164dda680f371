import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { FaqMatch } from '../../src/faq/entry.ts'
import { createModelEmulator } from '../../src/writer/emulator.ts'
import { figures, outcomes } from '../eval/measure.ts'
import { readPack } from '../eval/pack.ts'
import { openSample, sampleDesk } from '../eval/product.ts'
import { readQuestions } from '../eval/questions.ts'
import { type Asked, askModel, evalWriter } from '../eval/with-model.ts'

/** What a matcher and a model once said of a question. */
const Recorded = z.object({
  band: z.enum(['answer', 'offer', 'none']),
  candidates: z.array(z.string()),
  said: z.string(),
})
const UserMessage = z.object({ citizen: z.object({ turn: z.string() }) })
const Sent = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })

const entries = readPack()
const questions = readQuestions('test/faq/recorded-choices.jsonl')
const recorded = new Map(questions.map((question) => [question.text, Recorded.parse(question)]))
const texts = questions.map(({ text }) => text)

function match(text: string): FaqMatch {
  const { band, candidates } = recorded.get(text) ?? { band: 'none' as const, candidates: [] }
  return {
    band,
    candidates: candidates.map((id, at) => ({ id, confidence: 0.9 - at / 10 })),
    answers: band === 'answer' ? candidates.slice(0, 1) : [],
    rest: false,
    reason: '',
    why: { code: 'no-entry' },
  }
}

/** Asks as `npm run eval -- --model` does; the model says what is recorded. */
async function asked(): Promise<Asked> {
  const model = createModelEmulator({ apiKey: 'key-for-tests' })
  const writer = evalWriter(
    { baseUrl: 'https://model.example/v1', model: 'emulated-1', apiKey: 'key-for-tests' },
    async (request) => {
      const { messages } = Sent.parse(await request.clone().json())
      const user = messages.find(({ role }) => role === 'user')?.content ?? ''
      model.say(recorded.get(UserMessage.parse(JSON.parse(user)).citizen.turn)?.said ?? '')
      return await model.fetch(request)
    },
  )
  return await askModel(texts, match, openSample(entries, match), writer)
}

let result: Asked
beforeEach(async () => {
  result = await asked()
})

const measured = (one: typeof match) => figures(outcomes(questions, one, sampleDesk(entries, one)))

test('with a model’s recorded answers more is answered and all of it is right', () => {
  const alone = measured(match)
  const together = measured(result.match)

  expect(together.coverage).toBeGreaterThan(alone.coverage)
  expect(together.precision).toBe(1)
  expect(together.falseAll).toBe(0)
  expect(alone.falseAll).toBeGreaterThan(0)
})

test('it is asked only about what the matcher found something for, and what it cannot say changes nothing', () => {
  expect(result.asked).toBe(8)
  // Neither an apology nor an id that was not offered counts.
  expect(result.failed).toBe(2)
  expect(sampleDesk(entries, result.match)('户口本丢了怎么补办')).toEqual(['hukou-book-lost'])
  expect(sampleDesk(entries, result.match)('第一次領身份證要帶什麼')).toEqual([])
})
