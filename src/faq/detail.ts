import type { Lang } from './entry.ts'
import type { FaqProblem } from './markdown.ts'

/** What the details of every entry say, in this order: who, where, materials, time, fee, online, local differences. */
export const detailLabels: Readonly<Record<Lang, readonly string[]>> = {
  zh: ['谁能办', '在哪办', '材料', '时限', '费用', '网上办', '各地不同'],
  en: ['Who', 'Where', 'Bring', 'Time', 'Fee', 'Online', 'Differs by place'],
}

const label: Readonly<Record<Lang, RegExp>> = {
  zh: /^- ([^：:\s][^：:]{0,20})：(.*)$/u,
  en: /^- ([A-Z][^:]{0,30}):(.*)$/u,
}

interface Item {
  readonly name: string
  readonly line: number
  readonly empty: boolean
}

/** The items `- label: text` of the details, which start on line `from` of their file. */
function itemsOf(lang: Lang, body: readonly string[], from: number): Item[] {
  const starts = body.flatMap((text, at) => {
    const found = label[lang].exec(text)
    return found === null ? [] : [{ name: (found[1] ?? '').trim(), text: found[2] ?? '', at }]
  })
  return starts.map(({ name, text, at }, index) => {
    const below = body.slice(at + 1, starts[index + 1]?.at)
    return { name, line: from + at, empty: `${text}${below.join('')}`.trim() === '' }
  })
}

/** The labels that are missing, empty, written twice or out of order. `heading` is the line of the section's heading. */
export function detailProblems(file: string, lang: Lang, heading: number, lines: readonly string[]): FaqProblem[] {
  const wanted = detailLabels[lang]
  const items = itemsOf(lang, lines, heading + 1)
  const problems: FaqProblem[] = []
  const report = (line: number, message: string) => problems.push({ file, line, message })
  let last = -1
  for (const name of wanted) {
    const [first, second] = items.filter((item) => item.name === name)
    if (first === undefined) {
      report(heading, `详细部分缺少“- ${name}${lang === 'zh' ? '：' : ':'}”`)
      continue
    }
    if (second !== undefined) report(second.line, `“${name}”写了不止一次`)
    if (first.empty) report(first.line, `“${name}”下没有内容`)
    if (first.line < last) report(first.line, `“${name}”的位置不对，顺序应为 ${wanted.join('、')}`)
    last = Math.max(last, first.line)
  }
  return problems
}
