import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILT, isFresh } from './built.ts'
import type { start } from './serve.ts'

/**
 * `npm start`: reads the environment, serves until it is told to stop. Runs what `npm ci` built unless a file of ours
 * was changed since; then the sources themselves. Compiled code is kept for the next start.
 */
enableCompileCache()
const root = join(import.meta.dirname, '..', '..')
const keep = join(root, BUILT)
const service = await serve().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

async function serve(): Promise<{ stop(): Promise<void> }> {
  const input = { environment: process.env, write: (line: string) => console.log(line) }
  if (isFresh(root, keep)) {
    const built: { readonly start: typeof start } = await import(pathToFileURL(join(keep, 'serve.mjs')).href)
    return built.start({ ...input, keep })
  }
  await import('./quick-look-up.ts')
  const sources = await import('./serve.ts')
  return sources.start(input)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void service.stop().then(() => process.exit(0))
  })
}
