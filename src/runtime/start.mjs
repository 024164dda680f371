import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * What `npm start` runs: what `npm ci` built, or the sources where there is no build. It is no TypeScript, because to
 * strip types Node would first load the means to do so. Compiled code is kept for the next start.
 */
enableCompileCache()
const built = join(import.meta.dirname, '..', '..', 'build', 'node', 'node.mjs')
await import(existsSync(built) ? pathToFileURL(built).href : './node.ts')
