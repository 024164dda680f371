import { performance } from 'node:perf_hooks'
import { kinds, type TurnKind } from './learn/corpus.ts'
import type { Match } from './product.ts'
import type { Question } from './questions.ts'

export interface Outcome {
  readonly question: Question
  /** Ids, best first. */
  readonly ranked: readonly string[]
  /** Ids answered at once. */
  readonly answered: readonly string[]
  readonly confidence: number
}

export interface Figures {
  readonly questions: number
  readonly inScope: number
  /** Of in-scope: a right entry first, within three, answered at once and right. */
  readonly hit1: number
  readonly hit3: number
  readonly coverage: number
  /** Of all that is answered at once: every entry sent is right. */
  readonly precision: number
  /** Answered at once, of all of that kind. */
  readonly false: Readonly<Record<Exclude<TurnKind, 'in-scope'>, number>>
  /** Answered at once, of all negatives. */
  readonly falseAll: number
  readonly microseconds: { readonly median: number; readonly p99: number }
}

export const rightOf = ({ label, also }: Question): readonly string[] => [label, ...also]

export const isRight = ({ question, answered }: Outcome): boolean =>
  question.kind === 'in-scope' && answered.every((id) => rightOf(question).includes(id))

export function outcomes(
  questions: readonly Question[],
  match: Match,
  answer: (text: string) => readonly string[],
): Outcome[] {
  return questions.map((question) => {
    const { candidates } = match(question.text)
    return {
      question,
      ranked: candidates.map(({ id }) => id),
      answered: answer(question.text),
      confidence: candidates[0]?.confidence ?? 0,
    }
  })
}

export function figures(results: readonly Outcome[], times: readonly number[] = []): Figures {
  const inScope = results.filter(({ question }) => question.kind === 'in-scope')
  const hits = (most: number) =>
    share(
      inScope.filter(({ question, ranked }) => ranked.slice(0, most).some((id) => rightOf(question).includes(id)))
        .length,
      inScope.length,
    )
  const answered = results.filter((result) => result.answered.length > 0)
  const falseOf = (own: readonly Outcome[]) =>
    share(own.filter((result) => result.answered.length > 0).length, own.length)
  const of = (kind: TurnKind) => falseOf(results.filter(({ question }) => question.kind === kind))
  const sorted = [...times].sort((a, b) => a - b)
  return {
    questions: results.length,
    inScope: inScope.length,
    hit1: hits(1),
    hit3: hits(3),
    coverage: share(inScope.filter((result) => result.answered.length > 0 && isRight(result)).length, inScope.length),
    precision: answered.length === 0 ? 1 : share(answered.filter(isRight).length, answered.length),
    false: {
      'needs-human': of('needs-human'),
      'out-of-scope': of('out-of-scope'),
      complaint: of('complaint'),
      emergency: of('emergency'),
    },
    falseAll: falseOf(results.filter(({ question }) => question.kind !== 'in-scope')),
    microseconds: {
      median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
      p99: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
    },
  }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Number((part / whole).toFixed(4)))

/** Microseconds for each turn, after the code is warm. */
export function timesOf(questions: readonly Question[], match: Match): number[] {
  for (const { text } of questions) match(text)
  return questions.map(({ text }) => {
    const start = performance.now()
    match(text)
    return (performance.now() - start) * 1000
  })
}

/** The wrong automatic answers and wrong first entries, the surest first. */
export function confusions(results: readonly Outcome[], most: number): string[] {
  return results
    .filter((result) =>
      result.answered.length > 0
        ? !isRight(result)
        : result.question.kind === 'in-scope' && !rightOf(result.question).includes(result.ranked[0] ?? ''),
    )
    .sort((a, b) => b.answered.length - a.answered.length || b.confidence - a.confidence)
    .slice(0, most)
    .map(({ question, ranked, answered, confidence }) => {
      const got = answered.length > 0 ? `answered ${answered.join('+')}` : `first ${ranked[0] ?? '—'}`
      const wanted = question.label === 'none' ? question.kind : question.label
      return `${confidence.toFixed(2)} ${question.id} ${wanted} ← ${got}: ${question.text.replace(/\s+/gu, ' ').slice(0, 60)}`
    })
}

export const negativeKinds = kinds.filter((kind) => kind !== 'in-scope')
