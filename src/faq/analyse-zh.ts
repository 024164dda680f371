import { type Analysis, type Kind, kindWeight, type Mark } from './lexicon.ts'
import { zhConcepts } from './lexicon-zh.ts'
import { simplified } from './traditional.ts'

interface Word {
  readonly key: string
  readonly kind: Kind
}

const breaks = new Set([...'。！？；，、,.!?;:：~～…\n\r\t ()（）【】[]「」『』"“”\'‘’《》<>|/—-'])

/** Full width to half, lower case, traditional to simplified; links, @names and bracketed emoticons taken out. */
export function normaliseZh(text: string): string {
  const half = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\/\/\S+/gu, ' ')
    .replace(/@[\p{L}\p{N}_-]{1,30}(?=\s|$|[:：])/gu, ' ')
    .replace(/\[[\p{L}]{1,6}\]/gu, ' ')
  let out = ''
  for (const char of half) out += simplified.get(char) ?? char
  return out
}

function build(): { words: Map<string, Word>; lengths: Map<string, readonly number[]> } {
  const words = new Map<string, Word>()
  const sizes = new Map<string, Set<number>>()
  for (const concept of zhConcepts) {
    for (const raw of concept.words) {
      const word = normaliseZh(raw)
      if (words.has(word)) continue
      words.set(word, { key: concept.kind === 'filler' ? '' : concept.name, kind: concept.kind })
      const first = word.slice(0, 1)
      const set = sizes.get(first) ?? new Set<number>()
      set.add(word.length)
      sizes.set(first, set)
    }
  }
  const lengths = new Map([...sizes].map(([first, set]) => [first, [...set].sort((a, b) => b - a)] as const))
  return { words, lengths }
}

const { words, lengths } = build()

const age = /^(\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九十])(?:周岁|岁)/u
const number = /^\d+(?:年|月份|月|日|号|天|个月|个小时|小时|点|周|块|元|个)?/u
const digits = new Map([...'一二三四五六七八九'].map((char, index) => [char, index + 1]))

function toNumber(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const high = text.includes('十') ? (tens === '' ? 1 : (digits.get(tens ?? '') ?? 0)) : 0
  return high * 10 + (digits.get(ones ?? '') ?? 0)
}

/** An age matters by the two birthdays of the ID-card law: under sixteen, sixteen to seventeen, grown up. */
function ageWord(years: number): Word {
  if (years < 16) return { key: '未成年', kind: 'who' }
  return years < 18 ? { key: '满16', kind: 'who' } : { key: '成年', kind: 'who' }
}

function unknownMarks(run: string): Mark[] {
  const chars = [...run]
  if (chars.length === 1) return [{ key: `~${run}`, kind: 'unknown', surface: run, weight: kindWeight.unknown }]
  const weight = (kindWeight.unknown * chars.length) / (chars.length - 1)
  return chars.slice(1).map((char, index) => {
    const surface = `${chars[index] ?? ''}${char}`
    return { key: `~${surface}`, kind: 'unknown', surface, weight }
  })
}

/** Cuts a normalised Chinese text into clauses of marks; longest known word first, the rest as pairs of characters. */
export function analyseZh(normal: string): Analysis {
  const clauses: Mark[][] = []
  let clause: Mark[] = []
  let run = ''
  const endRun = () => {
    if (run !== '') clause.push(...unknownMarks(run))
    run = ''
  }
  const endClause = () => {
    endRun()
    if (clause.length > 0) clauses.push(clause)
    clause = []
  }
  const take = (word: Word, surface: string) => {
    endRun()
    if (word.kind !== 'filler') clause.push({ key: word.key, kind: word.kind, surface, weight: kindWeight[word.kind] })
  }

  let at = 0
  while (at < normal.length) {
    const char = normal.slice(at, at + 1)
    if (breaks.has(char)) {
      endClause()
      at += 1
      continue
    }
    const found = wordAt(normal, at)
    if (found !== undefined) {
      take(found.word, found.surface)
      at += found.surface.length
      continue
    }
    run += char
    at += 1
  }
  endClause()
  return { normal, clauses }
}

const startsNumber = new Set([...'0123456789一二三四五六七八九十'])

function wordAt(normal: string, at: number): { word: Word; surface: string } | undefined {
  const first = normal.slice(at, at + 1)
  if (startsNumber.has(first)) {
    const ahead = normal.slice(at, at + 10)
    const years = age.exec(ahead)
    if (years?.[1] !== undefined) return { word: ageWord(toNumber(years[1])), surface: years[0] }
  }
  for (const length of lengths.get(first) ?? []) {
    const surface = normal.slice(at, at + length)
    const word = surface.length === length ? words.get(surface) : undefined
    if (word !== undefined) return { word, surface }
  }
  if (startsNumber.has(first)) {
    const plain = number.exec(normal.slice(at, at + 24))
    if (plain !== null) return { word: { key: '', kind: 'filler' }, surface: plain[0] }
  }
  return undefined
}
