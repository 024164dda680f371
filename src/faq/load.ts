import type { FaqEntry, Lang } from './entry.ts'
import { faqVariables, isLocalName, localName } from './fill.ts'
import type { FaqProblem } from './markdown.ts'
import { type Parsed, parseEntry } from './parse.ts'

export interface Loaded {
  /** The entries that are right, by file name. A wrong file never keeps a right one from working. */
  readonly entries: readonly FaqEntry[]
  readonly problems: readonly FaqProblem[]
}

export interface Allowed {
  readonly topics: readonly string[]
  /** Names that all texts may use; the product's own set when left out. Each entry has its own local part besides. */
  readonly variables?: readonly string[]
}

export type FaqFiles = ReadonlyMap<string, string> | Readonly<Record<string, string>>

/** Reads every file, by file name. Takes about a millisecond for each; the result is plain data. */
export function readFaq(files: FaqFiles): Parsed[] {
  const pairs: [string, string][] = files instanceof Map ? [...files] : Object.entries(files)
  return pairs.sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, text]) => parseEntry(file, text))
}

/**
 * All entries of a service. `files` maps file names (`prompts/faq/zh/id-lost.md`) to their texts, or holds what
 * `readFaq` made of them. An entry with a topic or a variable that is not allowed is left out, and so is the second of
 * two with one id and language. An entry without its twin in the other language stays in and is reported.
 */
export function loadFaq(files: FaqFiles | readonly Parsed[], allowed: Allowed): Loaded {
  const problems: FaqProblem[] = []
  const byKey = new Map<string, FaqEntry>()
  const topics = new Set(allowed.topics)
  const variables = new Set(allowed.variables ?? faqVariables)
  for (const parsed of isRead(files) ? files : readFaq(files)) {
    if (!parsed.ok) {
      problems.push(...parsed.problems)
      continue
    }
    const { entry } = parsed
    const wrong = faults(parsed, topics, variables)
    const key = `${entry.lang}/${entry.id}`
    const earlier = byKey.get(key)
    if (earlier !== undefined)
      wrong.push({ file: entry.file, line: 2, message: `id ${entry.id} 与 ${earlier.file} 重复，请改用不同的 id` })
    problems.push(...wrong)
    if (wrong.length === 0) byKey.set(key, entry)
  }
  const entries = [...byKey.values()]
  for (const entry of entries) {
    const other: Lang = entry.lang === 'zh' ? 'en' : 'zh'
    if (!byKey.has(`${other}/${entry.id}`))
      problems.push({ file: entry.file, line: 1, message: `缺少对应的 ${other}/${entry.id}.md，或该文件有误` })
  }
  return { entries, problems }
}

const isRead = (files: FaqFiles | readonly Parsed[]): files is readonly Parsed[] => Array.isArray(files)

function faults(
  { entry, topicLine, variables: used }: Extract<Parsed, { ok: true }>,
  topics: ReadonlySet<string>,
  variables: ReadonlySet<string>,
): FaqProblem[] {
  const { file } = entry
  const own = localName(entry.id)
  const found: FaqProblem[] = used
    .filter(({ name }) => (isLocalName(name) ? name !== own : !variables.has(name)))
    .map(({ name, line }) => ({
      file,
      line,
      message: `不认识的变量 {{${name}}}，可用：${[...variables].filter((one) => !isLocalName(one)).join('、')}、${own}`,
    }))
  if (!topics.has(entry.topic))
    found.push({ file, line: topicLine, message: `不认识的 topic“${entry.topic}”，可用：${[...topics].join('、')}` })
  return found
}
