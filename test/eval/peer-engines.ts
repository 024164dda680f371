import { DatabaseSync } from 'node:sqlite'
import { NeuralNetwork } from '@nlpjs/neural'
import { create, insertMultiple, search } from '@orama/orama'
import { Index } from 'flexsearch'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'

/** One question of the pack and the entry that it belongs to. */
export interface Phrase {
  readonly entry: string
  readonly text: string
}

/** Entries with scores, best first; scores are comparable within one engine. */
export type Search = (text: string) => readonly (readonly [entry: string, score: number])[]

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The same for every engine: words of the Unicode segmenter, and pairs of neighbouring Chinese characters. */
export function tokens(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  const words = [...segmenter.segment(plain)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
  const pairs = [...plain.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map((match) => match[1] ?? '')
  return [...new Set([...words, ...pairs])]
}

/** The best of each entry's questions speaks for the entry. */
function byEntry(hits: Iterable<readonly [string, number]>): [string, number][] {
  const best = new Map<string, number>()
  for (const [entry, score] of hits) best.set(entry, Math.max(best.get(entry) ?? 0, score))
  return [...best].sort((a, b) => b[1] - a[1])
}

/** How many questions of the pack are fetched for one turn. */
const fetched = 60

function minisearch(phrases: readonly Phrase[]): Search {
  const index = new MiniSearch({ fields: ['text'], tokenize: tokens, processTerm: (term) => term })
  index.addAll(phrases.map(({ text }, id) => ({ id, text })))
  return (text) =>
    byEntry(
      index
        .search(text, { combineWith: 'OR' })
        .slice(0, fetched)
        .map(({ id, score }) => [phrases[id]?.entry ?? '', score / Math.max(1, tokens(text).length)] as const),
    )
}

async function orama(phrases: readonly Phrase[]): Promise<Search> {
  const db = create({
    schema: { text: 'string' },
    components: { tokenizer: { language: 'chinese', normalizationCache: new Map(), tokenize: tokens } },
  })
  await insertMultiple(
    db,
    phrases.map(({ text }, id) => ({ id: String(id), text })),
    phrases.length,
  )
  return (text) => {
    const found = search(db, { term: text, limit: fetched, threshold: 1 })
    if (found instanceof Promise) throw new Error('orama answered late')
    return byEntry(
      found.hits.map(
        ({ id, score }) => [phrases[Number(id)]?.entry ?? '', score / Math.max(1, tokens(text).length)] as const,
      ),
    )
  }
}

/** It gives no scores, only an order: an entry's score is its share among the first questions. */
function flexsearch(phrases: readonly Phrase[]): Search {
  const index = new Index({ encode: tokens, tokenize: 'strict', resolution: 9 })
  phrases.forEach(({ text }, id) => {
    index.add(id, text)
  })
  const nearest = 12
  return (text) => {
    const ids = index.search(text, { limit: nearest, suggest: true })
    const sums = new Map<string, number>()
    ids.forEach((id, at) => {
      const entry = phrases[Number(id)]?.entry ?? ''
      sums.set(entry, (sums.get(entry) ?? 0) + 1 / (at + 1))
    })
    const all = ids.reduce<number>((sum, _, at) => sum + 1 / (at + 1), 0)
    return [...sums].map(([entry, sum]) => [entry, sum / all] as const).sort((a, b) => b[1] - a[1])
  }
}

/** Fuzzy over the words of the turn, any of which may hit. */
function fuse(phrases: readonly Phrase[]): Search {
  const index = new Fuse(
    phrases.map(({ entry, text }) => ({ entry, text: tokens(text).join(' ') })),
    { keys: ['text'], includeScore: true, ignoreLocation: true, threshold: 0.6 },
  )
  return (text) =>
    byEntry(
      index
        .search(text.slice(0, 32), { limit: fetched })
        .map(({ item, score }) => [item.entry, 1 - (score ?? 1)] as const),
    )
}

/** The classifier of nlp.js, with its own softening of scores. */
function nlpjs(phrases: readonly Phrase[]): Search {
  const input = (text: string) => Object.fromEntries(tokens(text).map((token) => [token, 1]))
  const network = new NeuralNetwork({ log: false })
  network.train(phrases.map(({ entry, text }) => ({ input: input(text), output: { [entry]: 1 } })))
  return (text) => Object.entries(network.run(input(text)) ?? {}).sort((a, b) => b[1] - a[1])
}

function fts5(phrases: readonly Phrase[]): Search {
  const database = new DatabaseSync(':memory:')
  database.exec("CREATE VIRTUAL TABLE faq USING fts5(text, entry UNINDEXED, tokenize='trigram')")
  const insert = database.prepare('INSERT INTO faq (text, entry) VALUES (?, ?)')
  for (const { text, entry } of phrases) insert.run(text.normalize('NFKC'), entry)
  const select = database.prepare(
    'SELECT entry, -bm25(faq) AS score FROM faq WHERE faq MATCH ? ORDER BY bm25(faq) LIMIT 60',
  )
  return (text) => {
    const plain = text.normalize('NFKC').replace(/["\s]/gu, '')
    const parts = [
      ...new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, at) => plain.slice(at, at + 3))),
    ]
    if (parts.length === 0) return []
    const rows = select.all(parts.map((part) => `"${part}"`).join(' OR '))
    return byEntry(rows.map(({ entry, score }) => [String(entry), Number(score) / parts.length] as const))
  }
}

/** Every peer, ready to be asked. */
export async function engines(phrases: readonly Phrase[]): Promise<ReadonlyMap<string, Search>> {
  return new Map([
    ['minisearch', minisearch(phrases)],
    ['orama', await orama(phrases)],
    ['flexsearch', flexsearch(phrases)],
    ['fuse.js', fuse(phrases)],
    ['nlp.js', nlpjs(phrases)],
    ['SQLite FTS5 trigram', fts5(phrases)],
  ])
}
