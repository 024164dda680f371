import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { FaqEntry, Lang } from './entry.ts'

/** A mistake in an FAQ file: where it is and what is expected. */
export interface FaqProblem {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly message: string
}

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '应为 YYYY-MM-DD 格式的日期')
const Line = z.string().trim().min(1)

const FrontMatter = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, '应为小写字母、数字和短横'),
  title: Line,
  topic: Line,
  questions: z.array(Line).min(1, '至少写一种问法'),
  needs: z.array(z.array(Line).min(1)).default([]),
  not: z.array(Line).default([]),
  block: z.array(Line).default([]),
  sources: z.array(z.strictObject({ title: Line, url: z.url().optional(), checked: Day })).min(1, '至少写一条依据'),
  auto: z.boolean(),
  reviewBy: Day,
})

const HEADINGS: Readonly<Record<Lang, { answer: string; brief: string; detail: string }>> = {
  zh: { answer: '简答', brief: '短答', detail: '详细' },
  en: { answer: 'Answer', brief: 'Brief', detail: 'Detail' },
}

const HTML = /<\/?[a-z!][^>]*>/i

/** Reads one FAQ file. Every mistake is reported with its line; a file with a mistake gives no entry. */
export function parseEntry(text: string, file: string): { readonly entry: FaqEntry } | { readonly problems: FaqProblem[] } {
  const problems: FaqProblem[] = []
  const problem = (line: number, message: string): void => {
    problems.push({ file, line, message })
  }
  const lang: Lang = /(^|\/)en\//.test(file) ? 'en' : 'zh'
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/.exec(text)
  if (match === null) {
    return { problems: [{ file, line: 1, message: '文件应以 --- 包围的 YAML 说明开头' }] }
  }
  const lines = new LineCounter()
  const document = parseDocument(match[1] ?? '', { lineCounter: lines })
  for (const error of document.errors) problem(lines.linePos(error.pos[0]).line + 1, `YAML 有误：${error.code}`)
  if (problems.length > 0) return { problems }
  const front = FrontMatter.safeParse(document.toJS())
  if (!front.success) {
    for (const issue of front.error.issues) {
      const node: unknown = document.getIn(issue.path, true)
      const offset = isNode(node) ? node.range[0] : 0
      problem(lines.linePos(offset).line + 1, `${issue.path.join('.') || '说明'}：${issue.message}`)
    }
  }
  const bodyStart = match[0].split('\n').length
  const body = text.slice(match[0].length)
  const names = HEADINGS[lang]
  const sections = new Map<string, string>()
  let heading = ''
  for (const [index, line] of body.split(/\r?\n/).entries()) {
    if (HTML.test(line)) problem(bodyStart + index, '正文不能含有 HTML')
    const title = /^##\s+(.+?)\s*$/.exec(line)?.[1]
    if (title === undefined) {
      if (heading !== '') sections.set(heading, `${sections.get(heading) ?? ''}${line}\n`)
    } else if (title === names.answer || title === names.brief || title === names.detail) {
      heading = title
      sections.set(heading, '')
    } else problem(bodyStart + index, `不认识的小节“${title}”，应为 ${names.answer}、${names.brief} 或 ${names.detail}`)
  }
  const answer = (sections.get(names.answer) ?? '').trim()
  if (answer === '') problem(bodyStart, `缺少“## ${names.answer}”小节或其内容为空`)
  const brief = (sections.get(names.brief) ?? '').trim()
  if (!front.success || problems.length > 0) return { problems }
  return {
    entry: {
      ...front.data,
      lang,
      sources: front.data.sources.map(({ title, url, checked }) => ({ title, checked, ...(url === undefined ? {} : { url }) })),
      answer,
      brief: brief === '' ? undefined : brief,
      detail: (sections.get(names.detail) ?? '').trim(),
      file,
    },
  }
}

const isNode = (node: unknown): node is { range: [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
