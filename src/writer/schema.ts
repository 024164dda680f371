/** The forms a model's output may have. Other keys are dropped; what is missing or unknown is refused. */

import { z } from 'zod'

/**
 * The words of the desk's triage. They stand here a second time because this folder knows no other;
 * a test holds the two lists equal.
 */
export const judgedTopics = [
  'household',
  'id-card',
  'residence-permit',
  'exit-entry',
  'traffic',
  'fraud',
  'safety',
  'police-conduct',
  'praise',
  'chatter',
  'other',
] as const
export const judgedUrgencies = ['emergency', 'high', 'normal', 'low'] as const
export const judgedApproaches = [
  'question',
  'request',
  'complaint',
  'emergency',
  'praise',
  'chatter',
  'not-helped',
] as const
export const judgedEmergencies = [
  'suicide',
  'crime',
  'missing-child',
  'violence-at-home',
  'fraud-now',
  'accident',
  'threat',
] as const

/** Longest note to staff, in UTF-16 units; longer ones are cut, since they only inform. */
const NOTE_LIMIT = 200

const oneLine = (text: string) =>
  text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, NOTE_LIMIT)
    .toWellFormed()

/** Models write `null` or an empty text for "nothing". */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional())

/** `answer`: from facts in the entries; `cite`: quotes an entry; `refer`: neither, names who knows. */
export const WriterDraft = z.object({
  way: z.enum(['answer', 'cite', 'refer']),
  text: z.string().trim().min(1),
  /** FAQ ids relied on, each once. */
  used: z.array(z.string()).transform((ids) => [...new Set(ids)]),
  /** What the model was not sure of, one line for staff. */
  unsure: optional(z.string().transform(oneLine)),
})
export type WriterDraft = Readonly<z.infer<typeof WriterDraft>>

/** An emergency is always of the highest urgency, and only an emergency has a kind. */
export const WriterJudgement = z
  .object({
    topic: z.enum(judgedTopics),
    urgency: z.enum(judgedUrgencies),
    approach: z.enum(judgedApproaches),
    /** Missing when the model saw an emergency and could not name it. */
    emergency: optional(z.enum(judgedEmergencies)),
    /** Short words for the card, in the language of staff. */
    reason: z.string().transform(oneLine).pipe(z.string().min(1)),
  })
  .transform(({ emergency, ...rest }) =>
    rest.approach === 'emergency'
      ? { ...rest, urgency: 'emergency' as const, emergency }
      : { ...rest, emergency: undefined },
  )
export type WriterJudgement = Readonly<z.infer<typeof WriterJudgement>>

/** Which entry answers the turn, and the citizen's own words that say so (or that speak against all of them). */
export const WriterChoice = z.object({
  /** Missing when the model chose none. */
  id: optional(z.string()),
  words: z.string().trim().min(1).max(120),
})
export type WriterChoice = Readonly<z.infer<typeof WriterChoice>>

/** The model answered, and its answer may not be used. Kept inside this folder: it holds the model's own words. */
export class InvalidOutput extends Error {
  override readonly name = 'InvalidOutput'
  readonly output: string
  /** What was wrong, in Chinese, for the model's second try. Quotes nothing of the output. */
  readonly problem: string

  constructor(output: string, problem: string) {
    super(problem)
    this.output = output
    this.problem = problem
  }
}

/** Longest answer that is looked at, in UTF-16 units. */
const OUTPUT_LIMIT = 20_000

/**
 * Reads a model's output by `schema`. Reasoning in front, a code fence or words around the object are passed over.
 * @throws InvalidOutput
 */
export function parseOutput<T>(schema: z.ZodType<T>, output: string): T {
  if (output.length > OUTPUT_LIMIT) throw new InvalidOutput(output, '输出过长，请只输出一个 JSON 对象')
  const said = output.replace(/^\s*<think>[\s\S]*?<\/think>/, '')
  const object = said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)
  let value: unknown
  try {
    value = JSON.parse(object)
  } catch {
    throw new InvalidOutput(output, '输出不是一个完整的 JSON 对象')
  }
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => `字段 ${path.join('.') || '(整体)'}：${message}`)
  throw new InvalidOutput(output, problems.join('；'))
}
