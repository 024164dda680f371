import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** What a server process says to the one that measures. */
export interface Heard {
  readonly ready?: number
  readonly answer?: unknown
}

/** A server in a process of its own. */
export interface Server {
  readonly port: number
  /** Asks the process something; see `servers/`. */
  ask(question: string): Promise<unknown>
  stop(): Promise<void>
}

/** Starts `servers/<name>.ts` and waits until it listens. `input` comes to it as JSON in its first argument. */
export async function startServer(name: string, input: unknown = {}): Promise<Server> {
  const script = join(import.meta.dirname, '..', 'servers', `${name}.ts`)
  const profile = process.env.BENCH_PROFILE === name ? ['--cpu-prof', '--cpu-prof-dir=/tmp'] : []
  const child = fork(script, [JSON.stringify(input)], { execArgv: profile })
  const { ready = 0 } = await heard(child)
  let turn: Promise<unknown> = Promise.resolve()
  return {
    port: ready,
    ask: (question) => {
      const next = turn.then(async () => {
        child.send(question)
        return (await heard(child)).answer
      })
      turn = next
      return next
    },
    stop: async () => {
      if (child.exitCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.send('stop')
      await gone
    },
  }
}

const heard = (child: ChildProcess): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const exit = (code: number | null): void => reject(new Error(`a server of the bench ended with code ${code}`))
    child.once('exit', exit)
    child.once('message', (message: Heard) => {
      child.off('exit', exit)
      resolve(message)
    })
  })
