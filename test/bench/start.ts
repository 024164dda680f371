import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ROOT } from '../../src/runtime/content-disk.ts'
import { figure, median, type Row } from './support/figures.ts'
import { withFolder } from './support/folder.ts'
import { NODE_OPTIONS } from './support/server.ts'
import { becomes, within } from './support/wait.ts'

const STARTS = 5
const TARGET_MS = 1_000
const SERVED_WITHIN = 20_000
const ENDED_WITHIN = 10_000

/** A port that nothing listens at now. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })

const serves = (port: number) => async (): Promise<boolean> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`)
    return (await response.text()) === 'ok'
  } catch {
    return false
  }
}

/** Milliseconds from spawning `npm start`'s command, as a sandbox with an empty folder, to the first answer. */
async function startOnce(folder: string): Promise<number> {
  const port = await freePort()
  const { PATH, HOME, TMPDIR } = process.env
  const env = { PATH, HOME, TMPDIR, PORT: String(port), ZHIBAN_DATA: join(folder, String(port)) }
  const started = performance.now()
  const child = spawn(process.execPath, [...NODE_OPTIONS, join(ROOT, 'src/runtime/start.mjs')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  try {
    if (!(await becomes(SERVED_WITHIN, serves(port), 5)))
      throw new Error(`waited ${SERVED_WITHIN / 1000} s in vain for a started service to serve /healthz`)
    return performance.now() - started
  } finally {
    // Told to stop, it keeps its compiled code for the next start.
    child.kill('SIGTERM')
    await within(ENDED_WITHIN, 'a service that was told to stop', gone).finally(() => child.kill('SIGKILL'))
  }
}

/** How soon a service is there after its start, built as `npm ci` does and its compiled code cached by an earlier one. */
export const start = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    await startOnce(folder)
    const times: number[] = []
    for (let index = 0; index < STARTS; index += 1) times.push(await startOnce(folder))
    const ms = median(times)
    return [
      {
        measure: 'Spawned until the first request is served, sandbox, built and compiled before (ms)',
        ours: figure(ms),
        compared: '',
        ratio: '',
        target: `< ${figure(TARGET_MS)}`,
        met: ms < TARGET_MS,
      },
    ]
  })
