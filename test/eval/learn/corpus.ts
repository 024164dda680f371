import { z } from 'zod'
import type { FaqEntry } from '../../../src/faq/entry.ts'
import { read } from '../../../src/faq/read.ts'

/** What a turn is, besides which entry it asks for. The first is the only one that an answer may go to. */
export const kinds = ['in-scope', 'needs-human', 'out-of-scope', 'complaint', 'emergency'] as const
export type TurnKind = (typeof kinds)[number]

export const TrainingLine = z.looseObject({
  text: z.string().min(1),
  label: z.string(),
  also: z.array(z.string()).default([]),
  near: z.array(z.string()).default([]),
  kind: z.enum(kinds),
})
export type TrainingLine = z.infer<typeof TrainingLine>

/** One text to learn from, read into numbers. */
export interface Example {
  readonly text: string
  /** Index in `kinds`; -1 where it is not known (a near miss of an entry). */
  readonly kind: number
  /** Entry ids that are right. */
  readonly right: readonly string[]
  /** Entry ids that it looks like and that a person would look at first. */
  readonly near: readonly string[]
  /** Entry id that it certainly does not ask for. */
  readonly not: string | undefined
  /** Where it comes from: a question or near miss of the pack, or a training line. */
  readonly from: 'question' | 'not' | 'line'
  readonly features: readonly number[]
  /** Which fifth it belongs to: what is measured was never learned from. */
  readonly fold: number
}

export const folds = 5

/** All there is to learn from, in an order that depends on the texts alone. */
export function corpusOf(entries: readonly FaqEntry[], lines: readonly TrainingLine[]): Example[] {
  const own = new Set(entries.flatMap((entry) => entry.questions.map(key)))
  const examples = [
    ...entries.flatMap((entry) => [
      ...[entry.title, ...entry.questions].map((text) =>
        example(text, { kind: 0, right: [entry.id], from: 'question' }),
      ),
      ...entry.not
        .filter((text) => !own.has(key(text)))
        .map((text) => example(text, { kind: -1, not: entry.id, from: 'not' })),
    ]),
    ...lines.map((line) =>
      example(line.text, {
        kind: kinds.indexOf(line.kind),
        right: line.label === 'none' ? [] : [line.label, ...line.also],
        near: line.near,
        from: 'line',
      }),
    ),
  ]
  return examples.filter(({ features }) => features.length > 0)
}

const key = (text: string): string => text.toLowerCase().replace(/[\s\p{P}]/gu, '')

function example(
  text: string,
  rest: { kind: number; right?: string[]; near?: string[]; not?: string; from: Example['from'] },
): Example {
  const features = [...new Set(read(text).clauses.flatMap((clause) => clause.features))]
  return { text, right: [], near: [], not: undefined, ...rest, features, fold: foldOf(text) }
}

/** A fifth by the text itself, so that a new line elsewhere does not move it. */
function foldOf(text: string): number {
  let hash = 17
  for (const char of key(text)) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0
  return Math.abs(hash ^ (hash >>> 11)) % folds
}

/** The ids of the pack in their order in the model. */
export const idsOf = (entries: readonly FaqEntry[]): string[] => [...new Set(entries.map(({ id }) => id))].sort()
