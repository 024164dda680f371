import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT, inputAt, inputsIn } from './built.ts'
import { faqFiles, ROOT } from './content-disk.ts'
import { keepFaq } from './kept-faq.ts'

/** Packages in the old form of modules ask for Node's own modules by `require`. */
const banner = "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);"

/**
 * Puts the program and all its packages into a few files, and the FAQ as it was read beside them, so that a start need
 * not find, read and compile some hundred files. Everything works without; only the start takes longer. `folder` must
 * be two levels below the root.
 */
export async function build(folder: string): Promise<void> {
  const { build: bundle } = await import('esbuild')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const { metafile } = await bundle({
    absWorkingDir: ROOT,
    entryPoints: ['src/runtime/node.ts', 'src/runtime/serve.ts'],
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
  keepFaq(faqFiles(ROOT), folder)
  const own = Object.keys(metafile.inputs).filter((path) => !path.startsWith('node_modules/'))
  const inputs = ['package-lock.json', ...own].map((path) => inputAt(ROOT, path))
  writeFileSync(inputsIn(folder), JSON.stringify(inputs))
}

if (import.meta.main)
  await build(join(ROOT, BUILT)).catch((error: unknown) => {
    // `npm ci` must not fail for it: an installation without development packages starts from the sources.
    console.warn(`zhiban: not built, starts will take longer: ${error instanceof Error ? error.message : error}`)
  })
