import { isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { FaqEntry, Lang } from './entry.ts'
import { type FaqProblem, sectionsOf, splitFrontMatter } from './markdown.ts'

export type Parsed =
  | { readonly ok: true; readonly entry: FaqEntry }
  | { readonly ok: false; readonly problems: readonly FaqProblem[] }

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/u, '应为 YYYY-MM-DD 格式的日期')
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text), '没有这一天')
const line = z.string().trim().min(1, '不能为空')

const FrontMatter = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/u, '应为小写英文、数字和连字符，如 id-lost'),
  title: line.max(60, '最多 60 字'),
  topic: line,
  questions: z.array(line).min(1, '至少写一种问法'),
  not: z.array(line).default([]),
  block: z.array(line).default([]),
  needs: z.array(z.array(line).min(1, '每组至少一个词')).default([]),
  sources: z
    .array(z.strictObject({ title: line, url: z.url('应为完整网址').optional(), checked: day }))
    .min(1, '至少注明一个依据'),
  auto: z.boolean('应为 true 或 false'),
  reviewBy: day,
})
type FrontMatter = z.infer<typeof FrontMatter>

const headings: Readonly<Record<Lang, { answer: string; brief: string; detail: string }>> = {
  zh: { answer: '简答', brief: '短答', detail: '详细' },
  en: { answer: 'Answer', brief: 'Brief', detail: 'Detail' },
}

const path = /(?:^|\/)(zh|en)\/([^/]+)\.md$/u
/** Entries are sent as plain text; markup would reach the citizen as it stands. Matches only what HTML calls a tag. */
const html = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>|<!--/iu

/** Reads one entry. `file` ends in `zh/<id>.md` or `en/<id>.md`. Never throws; every problem names file and line. */
export function parseEntry(file: string, text: string): Parsed {
  const named = path.exec(file)
  if (named === null)
    return { ok: false, problems: [{ file, line: 1, message: '文件应放在 zh 或 en 文件夹内，扩展名为 .md' }] }
  const lang: Lang = named[1] === 'en' ? 'en' : 'zh'
  const split = splitFrontMatter(text)
  if (split === undefined)
    return { ok: false, problems: [{ file, line: 1, message: '开头应有以 --- 起止的 YAML 信息' }] }

  const problems: FaqProblem[] = []
  const front = readFront(file, split.yaml, problems)
  text.split('\n').forEach((content, at) => {
    if (html.test(content)) problems.push({ file, line: at + 1, message: '不能使用 HTML，请改为纯文字' })
  })
  if (front !== undefined && front.id !== named[2])
    problems.push({ file, line: 2, message: `id 为 ${front.id}，应与文件名 ${named[2]} 相同` })

  const words = headings[lang]
  const sections = sectionsOf(split.body, split.bodyLine)
  const section = (heading: string): string | undefined => sections.get(heading)?.text
  for (const heading of [words.answer, words.detail])
    if ((section(heading) ?? '') === '')
      problems.push({
        file,
        line: sections.get(heading)?.line ?? split.bodyLine,
        message: `缺少“## ${heading}”或其下没有内容`,
      })
  const expected = new Set<string>(Object.values(words))
  for (const [heading, found] of sections)
    if (!expected.has(heading))
      problems.push({ file, line: found.line, message: `不认识的标题“${heading}”，应为 ${[...expected].join('、')}` })
    else if (found.repeated) problems.push({ file, line: found.line, message: `标题“${heading}”写了不止一次` })

  if (front === undefined || problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    entry: {
      ...front,
      lang,
      sources: front.sources.map(({ title, url, checked }) =>
        url === undefined ? { title, checked } : { title, url, checked },
      ),
      answer: section(words.answer) ?? '',
      brief: section(words.brief) || undefined,
      detail: section(words.detail) ?? '',
      file,
    },
  }
}

/** Front matter starts on line 2 of the file; problems are added to `problems`. */
function readFront(file: string, yaml: string, problems: FaqProblem[]): FrontMatter | undefined {
  const counter = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: counter, schema: 'core' })
  const lineAt = (offset: number): number => counter.linePos(offset).line + 1
  for (const error of [...document.errors, ...document.warnings])
    problems.push({ file, line: lineAt(error.pos[0]), message: `YAML 写法有误：${error.message.split('\n')[0] ?? ''}` })
  if (document.errors.length > 0) return undefined
  if (!isMap(document.contents)) {
    problems.push({ file, line: 2, message: '开头的信息应为“名称: 内容”的形式' })
    return undefined
  }
  const parsed = FrontMatter.safeParse(document.toJS({ maxAliasCount: 20 }))
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const node = document.getIn(issue.path, true) ?? document.get(issue.path[0], true)
    const offset = isNode(node) ? node.range?.[0] : 0
    const name = issue.path.map((step) => (typeof step === 'number' ? `第${step + 1}项` : String(step))).join(' ')
    problems.push({ file, line: lineAt(offset ?? 0), message: `${name === '' ? '' : `${name}：`}${issue.message}` })
  }
  return undefined
}
