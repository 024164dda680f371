import { enableCompileCache } from 'node:module'
import './quick-look-up.ts'

/** `npm start`: reads the environment, serves until it is told to stop. Compiled code is kept for the next start. */
enableCompileCache()
const { start } = await import('./serve.ts')
const service = await start({ environment: process.env, write: (line) => console.log(line) }).catch(
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void service.stop().then(() => process.exit(0))
  })
}
