import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlaygroundPage } from './control.ts'

/** The playground's page as it lies on the disk. */
export function readPage(): PlaygroundPage {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, 'playground', name), 'utf8')
  return { html: read('page.html'), css: read('page.css'), script: read('page.client.js') }
}
