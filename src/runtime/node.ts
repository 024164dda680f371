import { enableCompileCache, registerHooks } from 'node:module'

/** `npm start`: reads the environment, serves until it is told to stop. Compiled code is kept for the next start. */
enableCompileCache()
// For every file of a package Node reads the package's description anew to learn what kind of module it is. That of
// drizzle-orm has 180 KB, and its hundred files took longer to find than everything else to start.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('.') && context.parentURL?.includes('/node_modules/drizzle-orm/') === true
      ? { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
      : next(specifier, context),
})
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
