import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readPage } from '../sandbox/page.ts'
import { ROOT, readContent } from './content-disk.ts'

/**
 * Packs what a Worker carries besides its code into `folder`: `content.txt` with the configuration, the FAQ, the prompts and
 * the migrations, and for the sandbox `sandbox.txt` with its page and a seed for its secrets.
 */
export function pack(configFile: string, folder: string): void {
  const build = join(ROOT, folder)
  mkdirSync(build, { recursive: true })
  writeFileSync(join(build, 'content.txt'), JSON.stringify(readContent(configFile)))
  writeFileSync(join(build, 'sandbox.txt'), JSON.stringify({ seed: randomBytes(32).toString('hex'), page: readPage() }))
}

if (import.meta.main) pack(resolve(process.env.ZHIBAN_CONFIG ?? join(ROOT, 'zhiban.config.yaml')), 'build')
