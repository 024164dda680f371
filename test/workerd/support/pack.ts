import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../src/runtime/content-disk.ts'
import { pack } from '../../../src/runtime/pack.ts'

const FOLDER = 'build/test'

/** Packs the sample with no quiet time and no undo time, and replies to a burst in one go, and says where. */
export function packForTests(): string {
  const folder = join(ROOT, FOLDER)
  mkdirSync(folder, { recursive: true })
  const sample = readFileSync(join(ROOT, 'zhiban.config.yaml'), 'utf8')
  const config = join(folder, 'config.yaml')
  writeFileSync(
    config,
    sample
      .replace('quietSeconds: 20', 'quietSeconds: 0')
      .replace('undoSeconds: 10', 'undoSeconds: 0')
      .replace('aiNote: true', 'aiNote: true\n        repliesPerMinute: 6000')
      .replace('    policies:', '    bursts: { people: 25 }\n    policies:'),
  )
  pack(config, FOLDER)
  return folder
}
