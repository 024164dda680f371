import { detailProblems } from './detail.ts'
import type { FaqEntry, FaqSource, Lang } from './entry.ts'
import { variablesIn, withoutVariables } from './fill.ts'
import { type FrontMatter, readFront } from './front-matter.ts'
import { type FaqProblem, sectionsOf, splitFrontMatter } from './markdown.ts'

/** Plain data, so that a build can read the files beforehand and a service start from the result. */
export type Parsed =
  | {
      readonly ok: true
      readonly entry: FaqEntry
      /** Where the topic is written. */
      readonly topicLine: number
      /** Variables of the texts, each once, with the line of its first use. */
      readonly variables: readonly { readonly name: string; readonly line: number }[]
    }
  | { readonly ok: false; readonly problems: readonly FaqProblem[] }

export const rightEntries = (files: readonly Parsed[]): FaqEntry[] =>
  files.flatMap((parsed) => (parsed.ok ? [parsed.entry] : []))

export const headings: Readonly<Record<Lang, { answer: string; brief: string; detail: string }>> = {
  zh: { answer: '简答', brief: '短答', detail: '详细' },
  en: { answer: 'Answer', brief: 'Brief', detail: 'Detail' },
}

const path = /(?:^|\/)(zh|en)\/([^/]+)\.md$/u
/** Entries are sent as plain text; markup would reach the citizen as it stands. Matches only what HTML calls a tag. */
export const html = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>|<!--/iu

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
  const front = readFront(file, lang, split.yaml, problems)
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

  const detail = sections.get(words.detail)
  if (detail !== undefined && detail.text !== '')
    problems.push(...detailProblems(file, lang, detail.line, detail.lines))

  const variables = new Map<string, number>()
  for (const [at, content] of split.body.split('\n').entries()) {
    for (const name of variablesIn(content)) if (!variables.has(name)) variables.set(name, split.bodyLine + at)
    if (/\{\{|\}\}/u.test(withoutVariables(content)))
      problems.push({ file, line: split.bodyLine + at, message: '变量的花括号没有成对，应写作 {{phone}}' })
  }

  if (front === undefined || problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    topicLine: split.yaml.split('\n').findIndex((content) => content.startsWith('topic:')) + 2,
    variables: [...variables].map(([name, line]) => ({ name, line })),
    entry: {
      ...front,
      lang,
      sources: front.sources.map(sourceOf),
      answer: section(words.answer) ?? '',
      brief: section(words.brief) || undefined,
      detail: section(words.detail) ?? '',
      file,
    },
  }
}

const sourceOf = ({ title, article, date, url, checked }: FrontMatter['sources'][number]): FaqSource => ({
  title,
  ...(article === undefined ? {} : { article }),
  ...(date === undefined ? {} : { date }),
  ...(url === undefined ? {} : { url }),
  checked,
})
