import { registerHooks } from 'node:module'

/**
 * For every file of a package Node reads the package's description anew to learn what kind of module it is. That of
 * drizzle-orm has 180 KB: to find its hundred files took longer than everything else at the start, and left more
 * garbage behind than the service ever needs. Imported for its effect, before anything of the package.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('.') && context.parentURL?.includes('/node_modules/drizzle-orm/') === true
      ? { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
      : next(specifier, context),
})
