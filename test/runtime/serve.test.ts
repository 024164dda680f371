import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { parseConfig, sandboxEnvironment } from '../../src/config.ts'
import { ROOT } from '../../src/runtime/content-disk.ts'
import { type Running, start } from '../../src/runtime/serve.ts'

let folder = ''
let running: Running | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-serve-'))
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  rmSync(folder, { recursive: true })
})

const config = parseConfig(readFileSync(join(ROOT, 'zhiban.config.yaml'), 'utf8'), platforms, teamChats)
const secrets = sandboxEnvironment(config, platforms, teamChats, () => new Uint8Array(32).fill(9))

async function open(environment: Record<string, string>, lines: string[] = []): Promise<Running> {
  running = await start({
    environment: { PORT: '0', HOST: '127.0.0.1', ZHIBAN_DATA: folder, ...environment },
    write: (line) => lines.push(line),
  })
  return running
}

const status = async (path: string): Promise<number> =>
  (await fetch(`${running?.url.replace('localhost', '127.0.0.1')}${path}`, { redirect: 'manual' })).status

test('without any secret the service opens as a sandbox and says so', async () => {
  const lines: string[] = []
  await open({}, lines)

  expect(running?.mode).toBe('sandbox')
  expect(lines.join('\n')).toContain('沙盒')
  expect(await status('/playground')).toBe(200)
})

test('with its secrets in place there is no playground, whatever is asked for', async () => {
  await open(secrets)

  expect(running?.mode).toBe('live')
  expect(await status('/healthz')).toBe(200)
  for (const path of [
    '/',
    '/playground',
    '/playground/page.css',
    '/playground/api/desks',
    '/playground/../playground',
  ]) {
    expect(await status(path)).toBe(404)
  }
})

test('with one secret set and the others missing the service does not open', async () => {
  await expect(open({ QINGXI_WECHAT_TOKEN: 'abc123' })).rejects.toThrow('QINGXI_WEIBO_APP_SECRET')
})

test('a service that has lost its secrets does not open as a sandbox beside real data', async () => {
  writeFileSync(join(folder, 'qingxi.sqlite'), '')

  await expect(open({})).rejects.toThrow('qingxi.sqlite')
})

test('a door answers over real HTTP: a stranger’s push is refused, an unknown door is not there', async () => {
  await open(secrets)

  expect(await status('/hooks/qingxi/weibo?signature=x&timestamp=1&nonce=1&echostr=hello')).toBe(401)
  expect(await status('/hooks/nowhere/weibo')).toBe(404)
})
