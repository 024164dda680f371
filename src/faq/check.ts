import type { FaqEntry } from './entry.ts'
import { fill, variablesIn } from './fill.ts'
import type { FaqProblem } from './markdown.ts'
import { lengthOf } from './sendable.ts'

/** Characters that an approved text may have once filled, and a public comment. */
const longest = { answer: 289, brief: 140 }
/** A Chinese sentence longer than this is hard to read on a phone. In characters. */
const longestSentence = 60
const fewestQuestions = { zh: 15, en: 8 }
/** A source that nobody has looked at for longer is not relied on. In months. */
const oldestSource = 18
/** What a variable is taken for when the desk's own value is not known. In characters. */
const assumedValue = 16
const greeting = { zh: '您好', en: 'Hello' }

/**
 * Checks entries that are well formed: length, readability, dates, and questions that two entries claim.
 * `today` is `YYYY-MM-DD`; `values` are a desk's variables, where known. Problems carry line 1: they concern the entry.
 */
export function checkEntries(
  entries: readonly FaqEntry[],
  today: string,
  values: Readonly<Record<string, string>> = {},
): FaqProblem[] {
  const problems = entries.flatMap((entry) =>
    checkOne(entry, today, values).map((message) => ({ file: entry.file, line: 1, message })),
  )
  return [...problems, ...collisions(entries)]
}

function checkOne(entry: FaqEntry, today: string, values: Readonly<Record<string, string>>): string[] {
  const found: string[] = []
  const filled = (text: string): string => {
    const assumed = Object.fromEntries(variablesIn(text).map((name) => [name, '０'.repeat(assumedValue)]))
    return fill(text, { ...assumed, ...values }).text
  }
  const answer = filled(entry.answer)
  if (lengthOf(answer) > longest.answer)
    found.push(`简答填入变量后 ${lengthOf(answer)} 字，应在 ${longest.answer} 字以内`)
  if (entry.brief === undefined) found.push('缺少短答，无法用于公开评论')
  else if (lengthOf(filled(entry.brief)) > longest.brief)
    found.push(`短答 ${lengthOf(filled(entry.brief))} 字，应在 ${longest.brief} 字以内`)
  if (!entry.answer.startsWith(greeting[entry.lang])) found.push(`简答应以“${greeting[entry.lang]}”开头`)
  if (entry.lang === 'zh')
    for (const sentence of answer.split(/[。！？\n]/u))
      if (lengthOf(sentence) > longestSentence)
        found.push(`简答中有一句 ${lengthOf(sentence)} 字，应拆成 ${longestSentence} 字以内：${sentence.slice(0, 16)}…`)
  if (entry.questions.length < fewestQuestions[entry.lang])
    found.push(`只有 ${entry.questions.length} 种问法，至少写 ${fewestQuestions[entry.lang]} 种`)
  if (today > entry.reviewBy) found.push(`复核日期 ${entry.reviewBy} 已过，复核前不会自动发送`)
  for (const source of entry.sources) {
    if (source.checked > today) found.push(`依据“${source.title}”的核对日期 ${source.checked} 在今天之后`)
    else if (months(source.checked, today) >= oldestSource)
      found.push(`依据“${source.title}”核对于 ${source.checked}，已满 ${oldestSource} 个月，请重新核对`)
  }
  return found
}

/** Full months between two dates `YYYY-MM-DD`. */
function months(from: string, to: string): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  return (toYear - year) * 12 + toMonth - month - (toDay < day ? 1 : 0)
}

/** The same question, apart from spaces and punctuation, in two entries or twice in one. */
function collisions(entries: readonly FaqEntry[]): FaqProblem[] {
  const owners = new Map<string, FaqEntry>()
  const found: FaqProblem[] = []
  for (const entry of entries)
    for (const question of entry.questions) {
      const key = `${entry.lang}:${question.toLowerCase().replace(/[\s\p{P}]/gu, '')}`
      const owner = owners.get(key)
      if (owner !== undefined)
        found.push({ file: entry.file, line: 1, message: `问法“${question}”与 ${owner.file} 中的重复` })
      else owners.set(key, entry)
    }
  return found
}
