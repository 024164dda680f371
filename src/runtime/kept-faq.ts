import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFaq } from '../faq/load.ts'
import { type Parsed, rightEntries } from '../faq/parse.ts'
import { packWords } from '../faq/words.ts'
import type { Content } from './content.ts'

/** The FAQ as it was read, kept by a build for starts to come: reading it takes longer than everything else there. */
interface Kept {
  /** Of the files it was read from. */
  readonly digest: string
  readonly faq: readonly Parsed[]
}

type Files = ReadonlyMap<string, string>

function digestOf(files: Files): string {
  const hash = createHash('sha256')
  for (const [path, text] of files) hash.update(path).update('\0').update(text).update('\0')
  return hash.digest('hex')
}

const fileIn = (folder: string): string => join(folder, 'faq.json')
const wordsIn = (folder: string): string => join(folder, 'faq-words.bin')

/** Reads the FAQ's files, path to text, and keeps the result in `folder`. */
export function keepFaq(files: Files, folder: string): void {
  const faq = readFaq(files)
  const kept: Kept = { digest: digestOf(files), faq }
  writeFileSync(fileIn(folder), JSON.stringify(kept))
  writeFileSync(wordsIn(folder), packWords(rightEntries(faq)))
}

/** What was kept in `folder`, if it was read from the very same files; else the files are read. */
export function readKeptFaq(files: Files, folder: string | undefined): Pick<Content, 'faq' | 'words'> {
  if (folder !== undefined && existsSync(fileIn(folder))) {
    const kept: Kept = JSON.parse(readFileSync(fileIn(folder), 'utf8'))
    if (kept.digest === digestOf(files))
      return { faq: kept.faq, words: new Int32Array(new Uint8Array(readFileSync(wordsIn(folder))).buffer) }
  }
  return { faq: readFaq(files) }
}
