import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from '../../../src/runtime/build.ts'
import { ROOT } from '../../../src/runtime/content-disk.ts'
import { becomes, within } from './wait.ts'

/** What a server process says to the one that measures. */
export interface Heard {
  readonly ready?: number
  readonly answer?: unknown
}

/** A server in a process of its own. */
export interface Server {
  readonly port: number
  /** Asks the process something that it answers at once; see `servers/`. */
  ask(question: string): Promise<unknown>
  stop(): Promise<void>
}

const START_MS = 20_000
const ANSWER_MS = 20_000
const STOP_MS = 10_000

const SOURCES = 'test/bench/servers'
const BUNDLES = join(ROOT, 'build', 'bench')

/** Every server as `npm ci` bundles the service: what Node needs to run TypeScript is no part of any of them. */
export async function buildServers(): Promise<void> {
  const names = readdirSync(join(ROOT, SOURCES)).filter((name) => name !== 'serving.ts')
  await bundle(
    names.map((name) => `${SOURCES}/${name}`),
    BUNDLES,
  )
}

const running = new Set<ChildProcess>()

/** What `npm start` gives to Node. */
export const NODE_OPTIONS = ['--max-semi-space-size=4', '--heap-growing-percent=15', '--v8-pool-size=1'] as const

/** Starts what `buildServers` made of `servers/<name>.ts` and waits until it listens. `input` comes to it as JSON in its first argument, `startMs` is its time limit in milliseconds. */
export async function startServer(name: string, input: unknown = {}, startMs = START_MS): Promise<Server> {
  const script = join(BUNDLES, `${name}.mjs`)
  const profile = process.env.BENCH_PROFILE === name ? ['--cpu-prof', '--cpu-prof-dir=/tmp'] : []
  const child = fork(script, [JSON.stringify(input)], {
    execArgv: [...(name === 'zhiban' ? NODE_OPTIONS : []), ...profile],
  })
  running.add(child)
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child)
      resolve()
    })
  })
  const { ready = 0 } = await within(startMs, `the server ${name} to listen`, heard(child, name))
  let turn: Promise<unknown> = Promise.resolve()
  return {
    port: ready,
    ask: (question) => {
      const next = turn.then(async () => {
        child.send(question)
        return (await within(ANSWER_MS, `the server ${name} to answer “${question}”`, heard(child, name))).answer
      })
      turn = next
      return next
    },
    stop: async () => {
      if (!running.has(child)) return
      child.send('stop')
      await within(STOP_MS, `the server ${name} to end`, gone)
    },
  }
}

/** Ends whatever a measure that failed has left behind. */
export function endServers(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** Whether nothing is planned or under way in a Zhiban server any more, waiting for it at most `ms`. */
export const isIdle = (server: Server, ms: number): Promise<boolean> =>
  becomes(ms, async () => (await server.ask('idle')) === true)

const heard = (child: ChildProcess, name: string): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const exit = (code: number | null): void => reject(new Error(`the server ${name} ended with code ${code}`))
    child.once('exit', exit)
    child.once('message', (message: Heard) => {
      child.off('exit', exit)
      resolve(message)
    })
  })
