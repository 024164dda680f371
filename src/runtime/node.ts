import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILT, isFresh } from './built.ts'

/** Reads the environment and serves until it is told to stop. A build gives way to the sources once one has changed. */
const root = join(import.meta.dirname, '..', '..')
const isBuilt = import.meta.dirname === join(root, BUILT)
if (isBuilt && !isFresh(root, import.meta.dirname))
  await import(pathToFileURL(join(root, 'src', 'runtime', 'node.ts')).href)
else await run()

async function run(): Promise<void> {
  if (!isBuilt) await import('./quick-look-up.ts')
  const { start } = await import('./serve.ts')
  const service = await start({
    environment: process.env,
    write: (line) => console.log(line),
    ...(isBuilt ? { keep: import.meta.dirname } : {}),
  }).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void service.stop().then(() => process.exit(0))
    })
  }
}
