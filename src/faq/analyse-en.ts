import { type Analysis, type Kind, kindWeight, type Mark } from './lexicon.ts'
import { enConcepts } from './lexicon-en.ts'

interface Word {
  readonly key: string
  readonly kind: Kind
}

/** An unknown English word says about as much as two unknown Chinese characters. */
const unknownWeight = kindWeight.unknown * 2
const longestPhrase = 5

/** Lower case, straight quotes, links and @names taken out. */
export function normaliseEn(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/gu, "'")
    .replace(/https?:\/\/\S+/gu, ' ')
    .replace(/@\S{1,30}/gu, ' ')
}

/** Cuts the commonest endings, so that `registering`, `registered` and `registers` are one word. */
function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3).replace(/(.)\1$/u, '$1')
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2).replace(/([^ls])\1$/u, '$1')
  if (word.length > 3 && word.endsWith("'s")) return word.slice(0, -2)
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1)
  return word
}

/** The ending that `stem` leaves differs for `lose`/`losing`; a final e is cut from both. */
function root(word: string): string {
  const cut = stem(word)
  return cut.length > 4 && cut.endsWith('e') ? cut.slice(0, -1) : cut
}

const tokens = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []

function build(): Map<string, Word> {
  const words = new Map<string, Word>()
  for (const concept of enConcepts) {
    for (const phrase of concept.words) {
      const key = tokens(phrase).map(root).join(' ')
      const word = { key: concept.kind === 'filler' ? '' : concept.name, kind: concept.kind }
      if (!words.has(key)) words.set(key, word)
    }
  }
  return words
}

const words = build()

const years = /^(\d{1,2})(?:-year-old|-years-old)?$/u

function take(stems: readonly string[], at: number): { word: Word; length: number } | undefined {
  for (let length = Math.min(longestPhrase, stems.length - at); length > 0; length -= 1) {
    const word = words.get(length === 1 ? (stems[at] ?? '') : stems.slice(at, at + length).join(' '))
    if (word !== undefined) return { word, length }
  }
  return undefined
}

function analyseClause(text: string): Mark[] {
  const surface = tokens(text)
  const stems = surface.map(root)
  const marks: Mark[] = []
  let at = 0
  while (at < stems.length) {
    const found = take(stems, at)
    const length = found?.length ?? 1
    const shown = surface.slice(at, at + length).join(' ')
    if (found === undefined) {
      const isNumber = years.test(shown)
      if (!isNumber) marks.push({ key: `~${stems[at] ?? ''}`, kind: 'unknown', surface: shown, weight: unknownWeight })
    } else if (found.word.kind !== 'filler') {
      marks.push({ ...found.word, surface: shown, weight: kindWeight[found.word.kind] })
    }
    at += length
  }
  return marks
}

/** Cuts a normalised English text into clauses of marks; longest known phrase first, the rest word by word. */
export function analyseEn(normal: string): Analysis {
  const clauses = normal
    .split(/[.!?;,\n:()]+/u)
    .map(analyseClause)
    .filter((clause) => clause.length > 0)
  return { normal, clauses }
}
