import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../runtime/content-disk.ts'
import type { PlaygroundPage } from './control.ts'

/** The playground's page as it lies on the disk. */
export function readPage(): PlaygroundPage {
  const folder = join(ROOT, 'src', 'sandbox', 'playground')
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.client.js'))
  return {
    html: read('page.html'),
    css: read('page.css'),
    scripts: Object.fromEntries(scripts.sort().map((name) => [name, read(name)])),
  }
}
