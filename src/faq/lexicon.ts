import { normalise } from './normalise.ts'
import { provinces } from './place-names.ts'
import { conceptsEn, fillersEn } from './words-en.ts'
import { conceptsZh, fillersZh } from './words-zh.ts'

/** A number that stands for a word or a piece of text; the same on every machine. 26 bits, never 0. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return finish(hash)
}

/** Two hashes in order, as one. */
export const join = (left: number, right: number): number =>
  finish(Math.imul(left ^ Math.imul(right, 0x9e3779b1), 0x85ebca6b))

function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  mixed ^= mixed >>> 13
  return (mixed >>> 6) | 1
}

/** What carries nothing. */
export const FILLER = 0
export const PLACE = hashOf('＊地')

/** Cuts the commonest English endings, so that `registering`, `registered` and `registers` are one word. */
export function stem(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const cut = withoutEnding(word)
  const short = cut.length > 4 && cut.endsWith('e') ? cut.slice(0, -1) : cut
  if (stems.size < mostStems) stems.set(word, short)
  return short
}

/** What was found before; people use the same few thousand words. */
const stems = new Map<string, string>()
const mostStems = 4000

function withoutEnding(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3).replace(/(.)\1$/u, '$1')
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2).replace(/([^ls])\1$/u, '$1')
  if (word.length > 3 && word.endsWith("'s")) return word.slice(0, -2)
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1)
  return word
}

export const latinWords = /[a-z\u00c0-\u024f][a-z0-9\u00c0-\u024f'-]*|\d+/gu

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

/** A tree of words by character code: reading is one walk, whatever the number of words. */
export interface Node {
  readonly next: Map<number, Node>
  /** The concept of the word that ends here; -1 where none does. */
  concept: number
}

const node = (): Node => ({ next: new Map(), concept: -1 })

function plant(root: Node, word: string, concept: number): void {
  let at = root
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index)
    let next = at.next.get(code)
    if (next === undefined) {
      next = node()
      at.next.set(code, next)
    }
    at = next
  }
  if (at.concept < 0) at.concept = concept
}

function growZh(): Node {
  const root = node()
  for (const line of linesOf(conceptsZh)) {
    const words = line.split(' ')
    const concept = hashOf(`＊${words[0] ?? ''}`)
    for (const word of words) plant(root, normalise(word), concept)
  }
  for (const word of fillersZh.trim().split(/\s+/u)) plant(root, normalise(word), FILLER)
  for (const [name] of provinces.matchAll(/\p{Script=Han}{2,}/gu)) plant(root, name, PLACE)
  return root
}

/** Chinese words, character by character. */
export const wordsZh: Node = growZh()

function growEn(): Map<string, number> {
  const words = new Map<string, number>()
  const add = (phrase: string, concept: number) => {
    const key = (phrase.match(latinWords) ?? []).map(stem).join(' ')
    if (!words.has(key)) words.set(key, concept)
  }
  for (const line of linesOf(conceptsEn)) {
    const [name = '', ...phrases] = line.split('|')
    for (const phrase of phrases) add(phrase, hashOf(`＊${name}`))
  }
  for (const word of fillersEn.trim().split('|')) add(word, FILLER)
  return words
}

/** English words and phrases as stems joined by spaces. */
export const wordsEn: ReadonlyMap<string, number> = growEn()

/** The longest phrase that begins with a stem, in stems. */
export const phrasesFrom: ReadonlyMap<string, number> = longestPhrases()

function longestPhrases(): Map<string, number> {
  const longest = new Map<string, number>()
  for (const phrase of wordsEn.keys()) {
    const words = phrase.split(' ')
    const first = words[0] ?? ''
    longest.set(first, Math.max(longest.get(first) ?? 0, words.length))
  }
  return longest
}

/** The concept of a word that stands in a list as a whole; undefined for others, and for what carries nothing. */
export function conceptOf(word: string): number | undefined {
  let at: Node | undefined = wordsZh
  for (let index = 0; index < word.length; index += 1) at = at?.next.get(word.charCodeAt(index))
  const concept =
    (at === undefined || at.concept < 0 ? undefined : at.concept) ??
    wordsEn.get((word.match(latinWords) ?? []).map(stem).join(' ')) ??
    -1
  return concept > FILLER ? concept : undefined
}
