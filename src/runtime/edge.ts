import type { Hono } from 'hono'
import { createApp, type Doors } from '../app.ts'
import { ConfigError, type Environment } from '../config.ts'
import { createLog, type Log } from '../log.ts'
import { compose, type Service } from './compose.ts'
import type { Content } from './content.ts'
import type { ConnectionFetch, Env } from './env.ts'

export const workerLog: Log = createLog(
  (line) => console.log(line),
  () => Date.now(),
)

/** The service of this isolate; `faqSigned` only in the sandbox. Throws `ConfigError` with every mistake. */
export function composeOnEdge(
  text: string,
  env: Env,
  fetch: ConnectionFetch,
  faqSigned: boolean,
): { service: Service; content: Content } {
  const content: Content = JSON.parse(text)
  const service = compose({
    content,
    environment: environmentOf(env),
    fetch,
    now: () => Date.now(),
    randomBytes: (n) => crypto.getRandomValues(new Uint8Array(n)),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log: workerLog,
    faqSigned,
    neighbour: (id) => (letter) => env.DESK.get(env.DESK.idFromName(id)).takeLetter(letter),
  })
  return { service, content }
}

export const environmentOf = (env: Env): Environment =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** The HTTP side on Cloudflare: signatures are checked here, before a desk is woken. */
export function createWorker(text: string, fetch: ConnectionFetch) {
  let app: Hono | undefined
  return {
    async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
      try {
        app ??= createEdgeApp(text, env, fetch)
      } catch (error) {
        // A Worker cannot fail at its start: until the configuration is right, every door stays closed.
        const problems = error instanceof ConfigError ? error.problems : []
        workerLog('error', 'configuration refused, all doors are closed', { problems, error })
        return Response.json({ error: 'not-configured' }, { status: 503 })
      }
      return await app.fetch(request, env, ctx)
    },
  }
}

export function createEdgeApp(text: string, env: Env, fetch: ConnectionFetch): Hono {
  const { service } = composeOnEdge(text, env, fetch, false)
  for (const problem of service.faqProblems) workerLog('warn', 'faq entry left out', { problem })
  for (const problem of service.unknownVariables) workerLog('warn', 'a value that nothing uses', { problem })
  for (const problem of service.closedDoors) workerLog('warn', 'door to another machine is closed', { problem })
  const doors = new Map<string, Doors>()
  for (const [id, composed] of service.desks) {
    const desk = () => env.DESK.get(env.DESK.idFromName(id))
    doors.set(id, {
      port: {
        receive: (delivery) => desk().receive(delivery),
        decide: (action) => desk().decide(action),
        takeLetter: (letter) => desk().takeLetter(letter),
      },
      platforms: composed.targets.platforms,
      chat: composed.targets.chat,
      peers: composed.peers,
    })
  }
  return createApp({
    doors: (desk) => doors.get(desk),
    bodyLimit: service.config.bodyLimitKiB * 1024,
    log: workerLog,
    newId: () => crypto.randomUUID(),
    waitUntil: (work, request) => request.executionCtx.waitUntil(work),
  })
}
