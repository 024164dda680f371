import { CORE_SCHEMA, load } from 'js-yaml'
import { isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { countCharacters } from '../characters.ts'
import type { FaqProblem } from './markdown.ts'
import { yamlMistake } from './yaml-mistake.ts'

/** Citations are sent with every answer, so they are short. In characters. */
export const longestCite = { zh: 20, en: 24 }

const day = z
  .string('应为 YYYY-MM-DD 格式的日期')
  .regex(/^\d{4}-\d{2}-\d{2}$/u, '应为 YYYY-MM-DD 格式的日期')
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text), '没有这一天')
const line = z.string('应为文字').trim().min(1, '不能为空')
const lines = z.array(line, '应为列表')
const known = (issue: { readonly code: string; readonly keys?: readonly string[] }): string =>
  issue.code === 'unrecognized_keys' ? `不认识的名称 ${issue.keys?.join('、') ?? ''}` : '应为“名称: 内容”的形式'

const Source = z.strictObject(
  { title: line, article: line.optional(), date: day.optional(), url: z.url('应为完整网址').optional(), checked: day },
  { error: known },
)

const FrontMatter = z.strictObject(
  {
    id: z.string('应为文字').regex(/^[a-z][a-z0-9-]{1,60}$/u, '应为小写英文、数字和连字符，如 id-lost'),
    title: line.max(60, '最多 60 字'),
    topic: line,
    questions: lines.min(1, '至少写一种问法'),
    not: lines.default([]),
    block: lines.default([]),
    need: lines.default([]),
    cite: line,
    sources: z.array(Source, '应为列表').min(1, '至少注明一个依据'),
    auto: z.boolean('应为 true 或 false'),
    reviewBy: day,
  },
  { error: known },
)
export type FrontMatter = z.infer<typeof FrontMatter>

/** Reads the YAML that starts on line 2 of `file`. Every problem, with its line, is added to `problems`. */
export function readFront(
  file: string,
  lang: keyof typeof longestCite,
  yaml: string,
  problems: FaqProblem[],
): FrontMatter | undefined {
  return rightAtOnce(lang, yaml) ?? readSlowly(file, lang, yaml, problems)
}

const isShort = (lang: keyof typeof longestCite, { cite }: FrontMatter): boolean =>
  countCharacters(cite) <= longestCite[lang]

/** What is right is read ten times as fast by a reader that knows no line numbers. */
function rightAtOnce(lang: keyof typeof longestCite, yaml: string): FrontMatter | undefined {
  try {
    const parsed = FrontMatter.safeParse(load(yaml, { schema: CORE_SCHEMA }))
    return parsed.success && isShort(lang, parsed.data) ? parsed.data : undefined
  } catch {
    return undefined
  }
}

function readSlowly(
  file: string,
  lang: keyof typeof longestCite,
  yaml: string,
  problems: FaqProblem[],
): FrontMatter | undefined {
  const counter = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: counter, schema: 'core' })
  const lineAt = (offset: number): number => counter.linePos(offset).line + 1
  for (const error of [...document.errors, ...document.warnings])
    problems.push({ file, line: lineAt(error.pos[0]), message: yamlMistake(error) })
  if (document.errors.length > 0) return undefined
  if (!isMap(document.contents)) {
    problems.push({ file, line: 2, message: '开头的信息应为“名称: 内容”的形式' })
    return undefined
  }
  /** Where a value stands: the innermost part of its path that is written in the file. */
  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return node.range[0]
    }
    return 0
  }
  let raw: unknown
  try {
    raw = document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    problems.push({ file, line: 2, message: `YAML 写法有误：${error instanceof Error ? error.message : error}` })
    return undefined
  }
  const parsed = FrontMatter.safeParse(raw)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const stranger = issue.code === 'unrecognized_keys' ? lineOfKey(yaml, issue.keys[0] ?? '') : undefined
      const name = issue.path.map((step) => (typeof step === 'number' ? `第${step + 1}项` : String(step))).join(' ')
      problems.push({
        file,
        line: stranger ?? lineAt(offsetOf(issue.path)),
        message: `${name === '' ? '' : `${name}：`}${issue.message}`,
      })
    }
    return undefined
  }
  if (!isShort(lang, parsed.data))
    problems.push({ file, line: lineAt(offsetOf(['cite'])), message: `cite：最多 ${longestCite[lang]} 字，请缩短` })
  return parsed.data
}

/** The line of the file on which a key of the front matter is written, if it is found. */
function lineOfKey(yaml: string, key: string): number | undefined {
  const at = yaml.split('\n').findIndex((text) => text.includes(`${key}:`))
  return at < 0 ? undefined : at + 2
}
