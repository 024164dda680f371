import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Content } from './content.ts'
import { readKeptFaq } from './kept-faq.ts'

/** The root of the installation: where `prompts` and `zhiban.config.yaml` are. */
export const ROOT = join(import.meta.dirname, '..', '..')

/**
 * Reads everything from the disk. Throws the file system's own error, which names the file, when one is missing. The
 * FAQ comes from `keep`, a folder that `keepFaq` wrote to, if the files are still the same.
 */
export function readContent(configFile: string, root: string = ROOT, keep?: string): Content {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8')
  const journal: Content['migrations']['journal'] = JSON.parse(read('src/store/migrations/meta/_journal.json'))
  return {
    config: readFileSync(configFile, 'utf8'),
    standing: { zh: read('prompts/standing/zh.yaml'), en: read('prompts/standing/en.yaml') },
    neverSay: read('prompts/rules/never-say.yaml'),
    writer: {
      draft: read('prompts/writer/draft.md'),
      classify: read('prompts/writer/classify.md'),
      choose: read('prompts/writer/choose.md'),
    },
    ...readKeptFaq(faqFiles(root), keep),
    rosters: readRosters(join(dirname(configFile), 'roster')),
    migrations: {
      journal,
      migrations: Object.fromEntries(
        journal.entries.map(({ idx, tag }) => [
          `m${String(idx).padStart(4, '0')}`,
          read(`src/store/migrations/${tag}.sql`),
        ]),
      ),
    },
  }
}

/** The FAQ's files, path to text, as every run finds them: in order. */
export const faqFiles = (root: string): ReadonlyMap<string, string> =>
  new Map(
    ['zh', 'en'].flatMap((lang) =>
      readdirSync(join(root, 'prompts', 'faq', lang))
        .filter((name) => name.endsWith('.md'))
        .sort()
        .map((name) => `prompts/faq/${lang}/${name}`)
        .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
    ),
  )

const readRosters = (folder: string): Record<string, string> =>
  existsSync(folder)
    ? Object.fromEntries(
        readdirSync(folder)
          .filter((name) => name.endsWith('.csv'))
          .sort()
          .map((name) => [name, decodeText(readFileSync(join(folder, name)))]),
      )
    : {}

/** A text in UTF-8, or in GB 18030, as spreadsheets in Chinese still save their files. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
