import type { FaqEntry, Lang } from './entry.ts'
import { faqVariables, fill, isLocalName, localName, variablesIn } from './fill.ts'
import type { FaqProblem } from './markdown.ts'
import { parseEntry } from './parse.ts'

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

/**
 * Reads all entries of a desk. `files` maps file names (`prompts/faq/zh/id-lost.md`) to their texts.
 * An entry with a topic or a variable that is not allowed is left out, and so is the second of two with one id and
 * language. An entry without its twin in the other language stays in and is reported.
 */
export function loadFaq(
  files: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
  allowed: Allowed,
): Loaded {
  const pairs: [string, string][] = files instanceof Map ? [...files] : Object.entries(files)
  const problems: FaqProblem[] = []
  const byKey = new Map<string, FaqEntry>()
  const topics = new Set(allowed.topics)
  const variables = new Set(allowed.variables ?? faqVariables)
  for (const [file, text] of pairs.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parsed = parseEntry(file, text)
    if (!parsed.ok) {
      problems.push(...parsed.problems)
      continue
    }
    const { entry } = parsed
    const wrong = faults(entry, text, topics, variables)
    const key = `${entry.lang}/${entry.id}`
    const earlier = byKey.get(key)
    if (earlier !== undefined)
      wrong.push({ file, line: 2, message: `id ${entry.id} 与 ${earlier.file} 重复，请改用不同的 id` })
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

function lineOf(text: string, part: string): number {
  const at = text.indexOf(part)
  return at < 0 ? 1 : text.slice(0, at).split('\n').length
}

const lineOfVariable = (text: string, name: string): number =>
  Math.max(1, text.split('\n').findIndex((line) => variablesIn(line).includes(name)) + 1)

function faults(
  entry: FaqEntry,
  text: string,
  topics: ReadonlySet<string>,
  variables: ReadonlySet<string>,
): FaqProblem[] {
  const { file } = entry
  const found: FaqProblem[] = []
  const own = localName(entry.id)
  const allowed = (name: string): boolean => (isLocalName(name) ? name === own : variables.has(name))
  if (!topics.has(entry.topic))
    found.push({
      file,
      line: lineOf(text, '\ntopic:') + 1,
      message: `不认识的 topic“${entry.topic}”，可用：${[...topics].join('、')}`,
    })
  for (const body of [entry.answer, entry.brief ?? '', entry.detail]) {
    for (const name of variablesIn(body))
      if (!allowed(name))
        found.push({
          file,
          line: lineOfVariable(text, name),
          message: `不认识的变量 {{${name}}}，可用：${[...variables].filter((one) => !isLocalName(one)).join('、')}、${own}`,
        })
    const { text: rest } = fill(body, Object.fromEntries(variablesIn(body).map((name) => [name, 'x'])))
    if (rest.includes('{{') || rest.includes('}}'))
      found.push({ file, line: Math.max(lineOf(text, body), 1), message: '变量的花括号没有成对，应写作 {{phone}}' })
  }
  return found
}
