import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readContent, ROOT } from './content-disk.ts'

/** Packs the configuration, the FAQ, the prompts and the migrations into one file that a Worker carries. */
export function pack(): void {
  const build = join(ROOT, 'build')
  mkdirSync(build, { recursive: true })
  const config = process.env.ZHIBAN_CONFIG ?? join(ROOT, 'zhiban.config.yaml')
  writeFileSync(join(build, 'content.txt'), JSON.stringify(readContent(config)))
}

if (import.meta.main) pack()
