import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT, inputAt, inputsIn } from './built.ts'
import { faqFiles, ROOT } from './content-disk.ts'
import { keepFaq } from './kept-faq.ts'

/** Packages in the old form of modules ask for Node's own modules by `require`. */
const banner = "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);"

/**
 * Puts programs (paths relative to the root) and all their packages into a few files in `folder`, which must be two
 * levels below the root. The paths of what went into them.
 */
export async function bundle(entryPoints: string[], folder: string): Promise<string[]> {
  const esbuild = await import('esbuild')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    banner: { js: banner },
    metafile: true,
    logLevel: 'error',
  })
  return Object.keys(metafile.inputs)
}

/**
 * The program in a few files, and the FAQ as it was read beside them, so that a start need not find, read and compile
 * some hundred files. Everything works without; only the start takes longer.
 */
export async function build(folder: string): Promise<void> {
  const files = await bundle(['src/runtime/node.ts', 'src/runtime/serve.ts'], folder)
  keepFaq(faqFiles(ROOT), folder)
  const own = files.filter((path) => !path.startsWith('node_modules/'))
  const inputs = ['package-lock.json', ...own].map((path) => inputAt(ROOT, path))
  writeFileSync(inputsIn(folder), JSON.stringify(inputs))
}

if (import.meta.main)
  await build(join(ROOT, BUILT)).catch((error: unknown) => {
    // `npm ci` must not fail for it: an installation without development packages starts from the sources.
    console.warn(`zhiban: not built, starts will take longer: ${error instanceof Error ? error.message : error}`)
  })
