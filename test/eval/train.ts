import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { PackedModel } from '../../src/faq/model.ts'
import { ROOT } from '../../src/runtime/content-disk.ts'
import { corpusOf, idsOf } from './learn/corpus.ts'
import { trainHeads } from './learn/heads.ts'
import { packHeads } from './learn/pack.ts'
import { readPack, readTraining } from './pack.ts'

/** `npm run faq:train`: learns the weights from the pack and its training lines; the same input gives the same file. */
const entries = readPack()
const examples = corpusOf(entries, readTraining())
const packed = packHeads(trainHeads(examples, idsOf(entries)))
writeFileSync(join(ROOT, 'src', 'faq', 'weights.ts'), sourceOf(packed))
console.log(
  `${examples.length} texts, ${packed.entries.length} entries, ${(gzipSync(packed.rows).length / 1024).toFixed(0)} KiB gzipped`,
)

function sourceOf({ entries, bias, scale, rows }: PackedModel): string {
  return `import type { PackedModel } from './model.ts'

/** Written by \`npm run faq:train\`; not to be edited by hand. */
export const weights: PackedModel = ${JSON.stringify({ entries, bias, scale, rows })}
`
}
