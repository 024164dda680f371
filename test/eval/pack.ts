import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { topics } from '../../src/desk/message.ts'
import type { FaqEntry } from '../../src/faq/entry.ts'
import { faqVariables } from '../../src/faq/fill.ts'
import { loadFaq } from '../../src/faq/load.ts'
import { BUILT, isFresh } from '../../src/runtime/built.ts'
import type { Content } from '../../src/runtime/content.ts'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import { TrainingLine } from './learn/corpus.ts'

/** The product's own entries. Throws when one of them is wrong: what is measured is the whole pack. */
export function readPack(content: Content = readContent(join(ROOT, 'zhiban.config.yaml'))): readonly FaqEntry[] {
  const { entries, problems } = loadFaq(content.faq, { topics, variables: faqVariables })
  const wrong = problems.filter(({ message }) => !message.includes('缺少对应'))
  if (wrong.length > 0) throw new Error(wrong.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
  return entries
}

/** As `npm start` reads it: with what the last build left, if nothing was changed since. */
export function readBuilt(): Content {
  const keep = join(ROOT, BUILT)
  return readContent(join(ROOT, 'zhiban.config.yaml'), ROOT, isFresh(ROOT, keep) ? keep : undefined)
}

/** What the matcher learns from besides the pack, file by file. */
export function readTraining(): readonly TrainingLine[] {
  const folder = join(ROOT, 'prompts', 'faq', 'training')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readLines(join(folder, name)).map((line) => TrainingLine.parse(line)))
}

/** The rows of a JSON-lines file. Throws with file and line where one is no JSON. */
export function readLines(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((row, at): unknown[] => {
      if (row.trim() === '') return []
      try {
        return [JSON.parse(row)]
      } catch {
        throw new Error(`${file}:${at + 1} is not JSON`)
      }
    })
}
