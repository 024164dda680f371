import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../src/runtime/content-disk.ts'

/** Cloudflare's limit for a Worker is higher; ours keeps cold starts short. Bytes, gzipped. */
const LIMIT = 1024 * 1024

let folder = ''
let inputs: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-bundle-'))
  const meta = join(folder, 'meta.json')
  await promisify(execFile)(
    join(ROOT, 'node_modules', '.bin', 'wrangler'),
    ['deploy', '--dry-run', '--env', '', '--outdir', folder, '--metafile', meta],
    { cwd: ROOT, env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: folder, CI: '1' } },
  )
  const parsed: { inputs: Record<string, unknown> } = JSON.parse(readFileSync(meta, 'utf8'))
  inputs = Object.keys(parsed.inputs)
}, 60_000)

afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('the production Worker can be deployed and stays under 1 MiB gzipped', () => {
  const parts = readdirSync(folder).filter((name) => name.endsWith('.js') || name.endsWith('.txt'))
  const size = parts.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0)

  expect(parts.some((name) => name.endsWith('content.txt'))).toBe(true)
  expect(size).toBeLessThan(LIMIT)
})

test('the production Worker holds no emulator and no playground', () => {
  expect(inputs.length).toBeGreaterThan(100)
  expect(inputs.filter((path) => /emulat|src\/sandbox|playground/.test(path.replace(/.*node_modules\//, '')))).toEqual(
    [],
  )
})

test('the production Worker carries the FAQ and not the lines that the matcher learns from', () => {
  const content = readdirSync(folder)
    .filter((name) => name.endsWith('content.txt'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')
  const [line = '{}'] = readFileSync(join(ROOT, 'prompts/faq/training/id-lost.jsonl'), 'utf8').split('\n')
  const { text }: { text: string } = JSON.parse(line)

  expect(content).toContain('身份证丢了怎么补办')
  expect(content).not.toContain(text)
  expect(inputs.filter((path) => path.includes('faq/training'))).toEqual([])
})
