import { z } from 'zod'
import { kinds } from './learn/corpus.ts'
import { readLines } from './pack.ts'

/** One line of an evaluation file. */
const Question = z.looseObject({
  id: z.string(),
  text: z.string().min(1),
  lang: z.enum(['zh', 'en']),
  /** The entry that should be answered, or `none`. */
  label: z.string(),
  also: z.array(z.string()).default([]),
  kind: z.enum(kinds),
})
export type Question = z.infer<typeof Question>

/** Reads an evaluation file. Throws with file and line where a line has not the form. */
export function readQuestions(file: string): Question[] {
  return readLines(file).map((line, at) => {
    const read = Question.safeParse(line)
    if (read.success) return read.data
    throw new Error(`${file}:${at + 1} ${z.prettifyError(read.error)}`)
  })
}
