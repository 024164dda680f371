import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readPage } from '../sandbox/page.ts'
import { ROOT, readContent } from './content-disk.ts'

/**
 * Packs what a Worker carries besides its code: `build/content.txt` with the configuration, the FAQ, the prompts and
 * the migrations, and for the sandbox `build/sandbox.txt` with its page and a seed for its secrets.
 */
export function pack(environment: Readonly<Record<string, string | undefined>>): void {
  const build = join(ROOT, 'build')
  mkdirSync(build, { recursive: true })
  const config = resolve(environment.ZHIBAN_CONFIG ?? join(ROOT, 'zhiban.config.yaml'))
  writeFileSync(join(build, 'content.txt'), JSON.stringify(readContent(config)))
  writeFileSync(join(build, 'sandbox.txt'), JSON.stringify({ seed: randomBytes(32).toString('hex'), page: readPage() }))
}

if (import.meta.main) pack(process.env)
