import { FILLER, hashOf, join, latinWords, type Node, PLACE, phrasesFrom, stem, wordsEn, wordsZh } from './lexicon.ts'
import { normalise } from './normalise.ts'

/** One clause of a turn, as numbers. */
export interface Clause {
  /** Everything that can be learned from: words, what stands beside what, pieces of text. Each once. */
  readonly features: readonly number[]
  /** The words and pairs of characters that likeness to a question is measured by. Each once. */
  readonly terms: readonly number[]
  /** The words that stand in a list. */
  readonly concepts: readonly number[]
  /** Where it stands in the normalised text. */
  readonly from: number
  readonly to: number
}

export interface Reading {
  readonly normal: string
  readonly clauses: readonly Clause[]
}

/** What is read of a turn, in characters: its beginning and its end. The work is bounded by it. */
const longestRead = 1600
const mostClauses = 60
/** A text without any stop is cut here. */
const longestClause = 300
/** Words of a clause that are paired with each other. */
const mostPaired = 10

const breaks = new Set(
  [...'。！？；，、,.!?;:：~～…\n\r\t()（）【】[]「」『』"“”《》<>|/—'].map((char) => char.charCodeAt(0)),
)
const space = 0x20
const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isLatin = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code <= 0x24f)

/** Reads a turn of any length; never throws. The same text gives the same numbers on every runtime. */
export function read(turn: string): Reading {
  const text = turn.length <= longestRead ? turn : `${turn.slice(0, longestRead / 2)}\n${turn.slice(-longestRead / 2)}`
  const normal = normalise(text)
  const clauses: Clause[] = []
  let from = 0
  for (let at = 0; at <= normal.length && clauses.length < mostClauses; at += 1) {
    if (at < normal.length && at - from < longestClause && !isBreak(normal, at)) continue
    if (at > from) {
      const clause = readClause(normal, from, at)
      if (clause.features.length > 0) clauses.push(clause)
    }
    from = at < normal.length && isBreak(normal, at) ? at + 1 : at
  }
  return { normal, clauses }
}

/** A point or a hyphen inside a number or between letters does not end a clause; a wide gap between Chinese words does. */
function isBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code === space) return isGap(text, at)
  if (!breaks.has(code)) return false
  const before = at > 0 ? text.charCodeAt(at - 1) : 0
  const after = at + 1 < text.length ? text.charCodeAt(at + 1) : 0
  return !(code === 0x2e && isDigit(before) && isDigit(after))
}

/** Search-engine style: words with spaces between stay one clause, sentences with spaces between do not. */
function isGap(text: string, at: number): boolean {
  const reach = 5
  if (at < reach || at + reach >= text.length) return false
  for (let step = 1; step <= reach; step += 1)
    if (!isHan(text.charCodeAt(at - step)) || !isHan(text.charCodeAt(at + step))) return false
  return true
}

const NUMBER = hashOf('＊数')
const YEAR = hashOf('＊年份')
const MINOR = hashOf('＊未成年')
const SIXTEEN = hashOf('＊满16')
const GROWN = hashOf('＊成年')
const age = /(\d{1,2})(?:周岁|岁)/uy
const masked = /[a-z]\d{0,2}(?=[市县区镇乡省村])/uy

/** A clause while it is read: its words in order, its plain characters for pieces of text. */
interface Draft {
  readonly words: number[]
  /** Concepts only, for pairs that need not be neighbours. */
  readonly concepts: number[]
  readonly plain: number[]
}

function readClause(text: string, from: number, to: number): Clause {
  const draft: Draft = { words: [], concepts: [], plain: [] }
  let at = from
  while (at < to) at = step(text, at, to, draft)
  return { ...numbersOf(draft), from, to }
}

/** Reads what stands at `at` and returns where the next thing begins. */
function step(text: string, at: number, to: number, draft: Draft): number {
  const code = text.charCodeAt(at)
  if (code === space) return at + 1
  if (isDigit(code)) return number(text, at, to, draft)
  const end = longestWord(text, at, to)
  if (end > 0) {
    const { concept } = found
    if (concept === PLACE) draft.plain.push(PLACE)
    else for (let index = at; index < end; index += 1) draft.plain.push(text.charCodeAt(index))
    if (concept !== FILLER) {
      draft.words.push(concept)
      draft.concepts.push(concept)
    }
    return end
  }
  if (isLatin(code)) {
    masked.lastIndex = at
    if (masked.test(text)) {
      draft.words.push(PLACE)
      draft.plain.push(PLACE)
      return masked.lastIndex
    }
    return latin(text, at, to, draft)
  }
  draft.words.push(code)
  draft.plain.push(code)
  return at + 1
}

const found: { concept: number } = { concept: -1 }

/** Walks the tree of words; returns the end of the longest word from `at`, or 0, and leaves its concept in `found`. */
function longestWord(text: string, at: number, to: number): number {
  let node: Node | undefined = wordsZh
  let end = 0
  for (let index = at; index < to; index += 1) {
    node = node.next.get(text.charCodeAt(index))
    if (node === undefined) break
    if (node.concept >= 0 && !(isLatin(text.charCodeAt(index)) && isLatin(text.charCodeAt(index + 1)))) {
      found.concept = node.concept
      end = index + 1
    }
  }
  return end
}

function number(text: string, at: number, to: number, draft: Draft): number {
  age.lastIndex = at
  const years = age.exec(text)
  if (years?.[1] !== undefined) {
    const concept = Number(years[1]) < 16 ? MINOR : Number(years[1]) < 18 ? SIXTEEN : GROWN
    draft.words.push(concept)
    draft.concepts.push(concept)
    draft.plain.push(concept)
    return at + years[0].length
  }
  const known = longestWord(text, at, to)
  if (known > 0) {
    draft.words.push(found.concept)
    draft.concepts.push(found.concept)
    return known
  }
  let end = at + 1
  while (end < to && isDigit(text.charCodeAt(end))) end += 1
  const digits = text.slice(at, end)
  const concept = /^(?:19|20)\d\d$/u.test(digits) ? YEAR : digits.length > 5 ? NUMBER : hashOf(digits)
  draft.words.push(concept)
  draft.plain.push(digits.length > 2 ? NUMBER : concept)
  return end
}

/** A run of Latin words: phrases first, then stems. */
function latin(text: string, at: number, to: number, draft: Draft): number {
  let end = at
  while (end < to && !isHan(text.charCodeAt(end))) end += 1
  const run = text.slice(at, end)
  const stems = (run.match(latinWords) ?? []).map(stem)
  let index = 0
  while (index < stems.length) {
    let length = Math.min(phrasesFrom.get(stems[index] ?? '') ?? 0, stems.length - index)
    let concept: number | undefined
    for (; length > 0; length -= 1) {
      concept = wordsEn.get(length === 1 ? (stems[index] ?? '') : stems.slice(index, index + length).join(' '))
      if (concept !== undefined) break
    }
    if (concept === undefined) draft.words.push(hashOf(stems[index] ?? ''))
    else if (concept !== FILLER) {
      draft.words.push(concept)
      draft.concepts.push(concept)
    }
    index += Math.max(1, length)
  }
  return end
}

const BEGIN = hashOf('＊始')
const END = hashOf('＊终')
const saltPair = 0x51ed
const saltNear = 0x2f0b
const saltText = 0x7a31

/** What stands in a clause, each once. Slots are kept from clause to clause: reading is synchronous. */
const slots = new Int32Array(4096)
const stamps = new Int32Array(4096)
let stamp = 0

/** Adds what is not there yet. A clause of a thousand characters fills less than half of the slots. */
function addOnce(list: number[], value: number): boolean {
  let slot = Math.imul(value, 0x9e3779b1) >>> 20
  for (; ; slot = (slot + 1) & 4095) {
    if (stamps[slot] !== stamp) break
    if (slots[slot] === value) return false
  }
  stamps[slot] = stamp
  slots[slot] = value
  list.push(value)
  return true
}

function numbersOf({ words, concepts, plain }: Draft): Omit<Clause, 'from' | 'to'> {
  stamp += 1
  const features: number[] = []
  const terms: number[] = []
  const both = (value: number) => {
    if (addOnce(features, value)) terms.push(value)
  }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? 0
    both(join(word, saltPair))
    both(join(join(word, words[at + 1] ?? END), saltPair))
  }
  if (words.length > 0) addOnce(features, join(join(BEGIN, words[0] ?? 0), saltPair))
  const most = Math.min(concepts.length, mostPaired)
  for (let left = 0; left < most; left += 1)
    for (let right = left + 1; right < most; right += 1) {
      const one = concepts[left] ?? 0
      const two = concepts[right] ?? 0
      if (one !== two) addOnce(features, join(join(Math.min(one, two), Math.max(one, two)), saltNear))
    }
  for (let at = 0; at + 1 < plain.length; at += 1) {
    const pair = join(join(plain[at] ?? 0, plain[at + 1] ?? 0), saltText)
    both(pair)
    if (at + 2 < plain.length) addOnce(features, join(pair, plain[at + 2] ?? 0))
  }
  return { features, terms, concepts: [...new Set(concepts)] }
}
