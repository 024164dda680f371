import type { FaqEntry } from './entry.ts'
import { variablesIn } from './fill.ts'
import { type FaqProblem, parseEntry } from './parse.ts'

export interface Loaded {
  readonly entries: readonly FaqEntry[]
  readonly problems: readonly FaqProblem[]
}

/**
 * Reads a pack of FAQ files: file name (`prompts/faq/zh/id-lost.md`) to text. What is wrong with one file never
 * keeps the others from working. With `topics` or `variables` given, other names are problems.
 */
export function loadFaq(
  files: Readonly<Record<string, string>>,
  allowed: { readonly topics?: readonly string[]; readonly variables?: readonly string[] } = {},
): Loaded {
  const entries: FaqEntry[] = []
  const problems: FaqProblem[] = []
  const seen = new Map<string, string>()
  for (const [file, text] of Object.entries(files)) {
    const parsed = parseEntry(text, file)
    if ('problems' in parsed) {
      problems.push(...parsed.problems)
      continue
    }
    const { entry } = parsed
    const wrong = (message: string): void => {
      problems.push({ file, line: 1, message })
    }
    const key = `${entry.lang}/${entry.id}`
    const other = seen.get(key)
    if (other !== undefined) {
      wrong(`id“${entry.id}”与 ${other} 重复，后者有效`)
      continue
    }
    if (allowed.topics !== undefined && !allowed.topics.includes(entry.topic)) {
      wrong(`topic“${entry.topic}”不在可用的事项中：${allowed.topics.join('、')}`)
      continue
    }
    const unknown = variablesIn(`${entry.answer}${entry.brief ?? ''}`).filter((name) => allowed.variables?.includes(name) === false)
    if (unknown.length > 0) {
      wrong(`不认识的变量：${unknown.join('、')}；可用的有 ${allowed.variables?.join('、')}`)
      continue
    }
    seen.set(key, file)
    entries.push(entry)
  }
  for (const entry of entries) {
    const twin = entry.lang === 'zh' ? 'en' : 'zh'
    if (!seen.has(`${twin}/${entry.id}`)) problems.push({ file: entry.file, line: 1, message: `缺少 ${twin} 语言的同名条目` })
  }
  return { entries, problems }
}
