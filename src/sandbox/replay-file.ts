import { z } from 'zod'

/** One line of a replay file: what a citizen wrote, where. */
export const ReplayLine = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  platform: z.enum(['weibo-dm', 'weibo-mention', 'weibo-comment', 'wechat']),
  sender: z.union([z.string().min(1), z.number()]).transform(String),
  thread: z.union([z.string(), z.number()]).transform(String).optional(),
  /** Empty: a picture. */
  text: z.string(),
})
export type ReplayLine = z.infer<typeof ReplayLine>

/** Reads a JSON-lines file. Throws an error that names every line that is wrong. */
export function parseReplay(text: string): ReplayLine[] {
  const problems: string[] = []
  const lines = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = ReplayLine.safeParse(parseJson(line))
    if (parsed.success) return [parsed.data]
    problems.push(
      `第 ${index + 1} 行：${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('；')}`,
    )
    return []
  })
  if (problems.length > 0) throw new Error(`文件有 ${problems.length} 行不对：\n${problems.slice(0, 20).join('\n')}`)
  return lines
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
