import { countCharacters } from '../characters.ts'
import { citationOf } from './citation.ts'
import type { FaqEntry } from './entry.ts'
import { fill, isLocalName, variablesIn } from './fill.ts'
import type { FaqProblem } from './markdown.ts'
import { questionKey } from './question-key.ts'
import { questionsOutOf } from './scope.ts'
import { wordsOf } from './words.ts'

/** What platforms carry, in characters, and which text goes there. Weibo wants private messages shorter than 300. */
export const channels = [
  { name: '微博私信', form: 'answer', limit: 299 },
  { name: '微信', form: 'answer', limit: 600 },
  { name: '微博评论', form: 'brief', limit: 140 },
] as const
/** A Chinese sentence longer than this is hard to read on a phone. In characters. */
const longestSentence = 60
const fewestQuestions = { zh: 15, en: 8 }
/** A source that nobody has looked at for longer is not relied on. In months. */
const oldestSource = 18
/** What a variable is taken for when no desk's value is known, and a desk's own words about its place. In characters. */
const assumedValue = 16
export const longestLocal = 60
const greeting = { zh: '您好', en: 'Hello' }
const formName = { answer: '简答', brief: '短答' }

/**
 * Checks entries that are well formed: length, readability, dates, and questions that two entries claim.
 * `today` is `YYYY-MM-DD`. Problems carry line 1: they concern the entry.
 */
export function checkEntries(entries: readonly FaqEntry[], today: string): FaqProblem[] {
  const problems = entries.flatMap((entry) =>
    [...wordingFaults(entry), ...questionFaults(entry), ...dateFaults(entry, today)].map((message) => ({
      file: entry.file,
      line: 1,
      message,
    })),
  )
  return [...problems, ...collisions(entries)]
}

const assumed = (text: string): string =>
  fill(
    text,
    Object.fromEntries(
      variablesIn(text).map((name) => [name, '０'.repeat(isLocalName(name) ? longestLocal : assumedValue)]),
    ),
  ).text

function wordingFaults(entry: FaqEntry): string[] {
  const found: string[] = []
  for (const { name, form, limit } of channels) {
    const text = entry[form]
    if (text === undefined) continue
    const length = countCharacters(assumed(text + citationOf(entry, form)))
    if (length > limit) found.push(`${formName[form]}连同依据 ${length} 字，${name}最多 ${limit} 字`)
  }
  if (entry.brief === undefined) found.push('缺少短答，无法用于公开评论')
  for (const form of ['answer', 'brief'] as const) {
    const text = entry[form]
    if (text === undefined) continue
    if (!text.startsWith(greeting[entry.lang])) found.push(`${formName[form]}应以“${greeting[entry.lang]}”开头`)
    const locals = [...text.matchAll(/\{\{\s*(local_\w+)\s*\}\}/gu)].length
    if (locals > 1) found.push(`${formName[form]}中本地规定写了 ${locals} 次，应只写一次`)
    if (entry.lang === 'zh') found.push(...longSentences(text, form))
  }
  return found
}

/** What a desk says of its place is a sentence of its own, checked where it is written. */
function longSentences(text: string, form: 'answer' | 'brief'): string[] {
  return assumed(text.replace(/\{\{\s*local_\w+\s*\}\}/gu, '。'))
    .split(/[。！？\n]/u)
    .filter((sentence) => countCharacters(sentence) > longestSentence)
    .map(
      (sentence) =>
        `${formName[form]}中有一句 ${countCharacters(sentence)} 字，应拆成 ${longestSentence} 字以内：${sentence.slice(0, 16)}…`,
    )
}

function questionFaults(entry: FaqEntry): string[] {
  const found: string[] = []
  if (entry.questions.length < fewestQuestions[entry.lang])
    found.push(`只有 ${entry.questions.length} 种问法，至少写 ${fewestQuestions[entry.lang]} 种`)
  const asked = new Set(entry.questions.map(questionKey))
  for (const question of entry.not)
    if (asked.has(questionKey(question))) found.push(`“${question}”既在 questions 又在 not 中`)
  for (const question of questionsOutOf(entry, wordsOf))
    found.push(`问法“${question}”中没有 need 所列的任何词，need 因此不起作用`)
  for (const word of entry.block) {
    const blocked = entry.questions.find((question) => holds(question, word, entry.lang))
    if (blocked !== undefined) found.push(`block 的“${word}”出现在自己的问法“${blocked}”中`)
  }
  return found
}

function holds(question: string, word: string, lang: FaqEntry['lang']): boolean {
  if (lang === 'zh') return question.toLowerCase().includes(word.toLowerCase())
  return ` ${question.toLowerCase().replace(/[^a-z0-9'-]+/gu, ' ')} `.includes(` ${word.toLowerCase()} `)
}

function dateFaults(entry: FaqEntry, today: string): string[] {
  const found: string[] = []
  if (today > entry.reviewBy) found.push(`复核日期 ${entry.reviewBy} 已过，复核前不会自动发送`)
  for (const source of entry.sources) {
    if (source.checked > today) found.push(`依据“${source.title}”的核对日期 ${source.checked} 在今天之后`)
    else if (months(source.checked, today) >= oldestSource)
      found.push(`依据“${source.title}”核对于 ${source.checked}，已满 ${oldestSource} 个月，请重新核对`)
    if (source.date !== undefined && source.date > source.checked)
      found.push(`依据“${source.title}”的日期 ${source.date} 在核对日期 ${source.checked} 之后`)
  }
  return found
}

/** Full months between two dates `YYYY-MM-DD`. */
function months(from: string, to: string): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  return (toYear - year) * 12 + toMonth - month - (toDay < day ? 1 : 0)
}

/** The same question in two entries, or letter for letter twice in one (where the other script is a way of its own). */
function collisions(entries: readonly FaqEntry[]): FaqProblem[] {
  const owners = new Map<string, FaqEntry>()
  const found: FaqProblem[] = []
  for (const entry of entries)
    for (const question of entry.questions) {
      const key = `${entry.lang}:${questionKey(question)}`
      const owner = owners.get(key)
      const twice = entry.questions.indexOf(question) !== entry.questions.lastIndexOf(question)
      if ((owner !== undefined && owner !== entry) || (owner === entry && twice))
        found.push({ file: entry.file, line: 1, message: `问法“${question}”与 ${owner.file} 中的重复` })
      owners.set(key, owner ?? entry)
    }
  return found
}
