import { z } from 'zod'
import type { FaqEntry } from './entry.ts'
import type { FaqProblem } from './markdown.ts'
import { questionKey } from './question-key.ts'

const Line = z.strictObject({
  text: z.string().trim().min(1),
  lang: z.enum(['zh', 'en']),
  /** An entry's id, or `none`. */
  label: z.string(),
  also: z.array(z.string()),
  kind: z.enum(['in-scope', 'needs-human', 'out-of-scope', 'complaint', 'emergency']),
  near: z.array(z.string()).optional(),
  danger: z.string().optional(),
})

/** Checks the lines that the matcher learns from: their form, their labels, and that none of them is a question of the pack. */
export function checkTraining(files: ReadonlyMap<string, string>, entries: readonly FaqEntry[]): FaqProblem[] {
  const ids = new Set(entries.map((entry) => entry.id))
  const asked = new Map(
    entries.flatMap((entry) => entry.questions.map((question) => [questionKey(question), entry] as const)),
  )
  const seen = new Map<string, string>()
  const problems: FaqProblem[] = []
  for (const [file, text] of files)
    for (const [at, row] of text.split('\n').entries()) {
      if (row.trim() === '') continue
      const report = (message: string) => problems.push({ file, line: at + 1, message })
      const line = readLine(row)
      if (typeof line === 'string') {
        report(line)
        continue
      }
      if ((line.kind === 'in-scope') === (line.label === 'none'))
        report(`label“${line.label}”与 kind“${line.kind}”不符：只有 in-scope 才有条目`)
      for (const id of [...(line.label === 'none' ? [] : [line.label]), ...line.also, ...(line.near ?? [])])
        if (!ids.has(id)) report(`没有条目“${id}”`)
      const owner = asked.get(questionKey(line.text))
      if (owner !== undefined) report(`与 ${owner.file} 的问法相同：${line.text}`)
      const earlier = seen.get(line.text)
      if (earlier !== undefined) report(`与 ${earlier} 重复：${line.text.slice(0, 30)}`)
      else seen.set(line.text, `${file}:${at + 1}`)
    }
  return problems
}

function readLine(row: string): z.infer<typeof Line> | string {
  let raw: unknown
  try {
    raw = JSON.parse(row)
  } catch {
    return '不是一行 JSON'
  }
  const parsed = Line.safeParse(raw)
  if (parsed.success) return parsed.data
  return parsed.error.issues.map((issue) => `${issue.path.join('.') || '整行'}：${issue.message}`).join('；')
}
