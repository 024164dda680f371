import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve as listen } from '@hono/node-server'
import type { Hono } from 'hono'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { createApp, type Doors } from '../app.ts'
import { ConfigError, type Environment, environmentProblems, modeOf, readConfig } from '../config.ts'
import { createLog, type Log } from '../log.ts'
import { compose, type Service } from './compose.ts'
import type { Content } from './content.ts'
import { ROOT, readContent } from './content-disk.ts'
import { type NodeDesk, openNodeDesk } from './desk-node.ts'
import { realSurroundings, type Surroundings } from './surroundings.ts'

export interface StartInput {
  readonly environment: Environment
  readonly write: (line: string) => void
  /** Where a build keeps what it made beforehand; see `build.ts`. */
  readonly keep?: string
}

export interface Running {
  readonly url: string
  readonly mode: 'live' | 'sandbox'
  stop(): Promise<void>
}

export interface Built {
  readonly app: Hono
  readonly service: Service
  readonly desks: ReadonlyMap<string, NodeDesk>
  stop(): Promise<void>
}

/** From more desks on each keeps a short log: 32 MB beside every file would fill the disk. */
const MANY_DESKS = 10

/** Everything but the listening socket: the desks are open and at work when it returns. */
export async function build(
  content: Content,
  surroundings: Surroundings,
  options: { readonly folder: string; readonly durability: 'normal' | 'full'; readonly log: Log },
): Promise<Built> {
  const { now, timer } = surroundings
  const { log } = options
  const desks = new Map<string, NodeDesk>()
  const service = compose({
    content,
    environment: surroundings.environment,
    fetch: surroundings.fetch,
    ...(surroundings.matcherOf === undefined ? {} : { matcherOf: surroundings.matcherOf }),
    now,
    faqSigned: surroundings.faqSigned,
    randomBytes: (n) => randomBytes(n),
    sleep: (ms) => sleep(ms),
    log,
    neighbour: (id) => async (letter) => {
      const desk = desks.get(id)
      if (desk === undefined) throw new Error(`the desk ${id} is not open`)
      return desk.host.takeLetter(letter)
    },
  })
  for (const problem of service.faqProblems) log('warn', 'faq entry left out', { problem })
  for (const problem of service.unknownVariables) log('warn', 'a value that nothing uses', { problem })
  for (const problem of service.closedDoors) log('warn', 'door to another machine is closed', { problem })
  const doors = new Map<string, Doors>()
  for (const [id, composed] of service.desks) {
    const file = options.folder === ':memory:' ? ':memory:' : join(options.folder, `${id}.sqlite`)
    const desk = await openNodeDesk(composed, {
      migrations: content.migrations,
      file,
      durability: options.durability,
      logPages: service.desks.size > MANY_DESKS ? 1_000 : 8_000,
      log,
      now,
      timer,
    })
    desks.set(id, desk)
    const { platforms: open, chat } = composed.targets
    doors.set(id, { port: desk.host, platforms: open, chat, peers: composed.peers })
  }
  const app = createApp({
    doors: (desk) => doors.get(desk),
    bodyLimit: service.config.bodyLimitKiB * 1024,
    log,
    newId: () => randomUUID(),
    waitUntil: (work) => {
      work.catch((error: unknown) => log('error', 'work after the answer failed', { error }))
    },
  })
  return {
    app: surroundings.around?.(app) ?? app,
    service,
    desks,
    stop: async () => {
      await Promise.all([...desks.values()].map((desk) => desk.stop()))
    },
  }
}

/**
 * Starts the service on Node. Environment: `PORT` (8787), `HOST` (127.0.0.1 in the sandbox, else all), `ZHIBAN_CONFIG`
 * (zhiban.config.yaml), `ZHIBAN_DATA` (data), `ZHIBAN_MODE` (`live` refuses the sandbox), `ZHIBAN_DURABILITY`
 * (`full` also survives a power cut, at some cost), and the secrets that the configuration names.
 */
export async function start({ environment, write, keep }: StartInput): Promise<Running> {
  const content = readContent(resolve(environment.ZHIBAN_CONFIG || join(ROOT, 'zhiban.config.yaml')), ROOT, keep)
  const { config, problems: inFile } = readConfig(content.config, platforms, teamChats)
  const inEnvironment = environmentProblems(environment)
  const problems = [...inEnvironment, ...inFile]
  if (config === undefined || inEnvironment.length > 0) throw new ConfigError(problems)
  const mode = modeOf(config, environment, platforms, teamChats)
  // A live service is refused below, together with what is wrong with its secrets and texts.
  if (mode === 'sandbox' && problems.length > 0) throw new ConfigError(problems)
  const log = createLog(write, () => Date.now())
  const data = resolve(environment.ZHIBAN_DATA || 'data')
  if (mode === 'sandbox')
    refuseBesideRealData(
      data,
      config.desks.map((desk) => desk.id),
    )
  const surroundings =
    mode === 'live'
      ? realSurroundings(environment)
      : (await import('../sandbox/sandbox.ts')).sandboxSurroundings(config, realSurroundings(environment))
  const built = await build(content, surroundings, {
    folder: mode === 'live' ? data : freshFolder(join(data, 'sandbox')),
    durability: environment.ZHIBAN_DURABILITY === 'full' ? 'full' : 'normal',
    log,
  })
  const port = Number(environment.PORT || 8787)
  const hostname = environment.HOST || (mode === 'sandbox' ? '127.0.0.1' : undefined)
  const server = listen({
    fetch: (request) => built.app.fetch(request),
    port,
    ...(hostname === undefined ? {} : { hostname }),
  })
  await new Promise<void>((ready, failed) => {
    server.once('listening', ready)
    server.once('error', failed)
  })
  const address = server.address()
  const url = `http://localhost:${typeof address === 'object' ? (address?.port ?? port) : port}`
  log('info', 'zhiban is open', { url, mode, desks: [...built.desks.keys()] })
  if (mode === 'sandbox') write(`沙盒模式：没有接入任何真实账号。请打开 ${url}/playground`)
  return {
    url,
    mode,
    stop: async () => {
      await new Promise<void>((closed) => server.close(() => closed()))
      await built.stop()
    },
  }
}

/** The emulators begin anew with every start, and so must the sandbox's desks: their message ids would meet again. */
function freshFolder(folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  return folder
}

/** A service that lost its environment must not open as a sandbox beside a real desk's data. */
function refuseBesideRealData(folder: string, desks: readonly string[]): void {
  const real = desks.map((id) => join(folder, `${id}.sqlite`)).find((file) => existsSync(file))
  if (real === undefined) return
  throw new Error(
    `${real} 是正式值班台的数据，但环境变量中没有任何密钥。请设置密钥后再启动；如确要打开沙盒，请用 ZHIBAN_DATA 指定另一个文件夹。`,
  )
}
