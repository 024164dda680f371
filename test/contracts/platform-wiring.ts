import type { EmulatorDeps } from '../../adapters/emulator.ts'
import type { AdapterDeps, Opened } from '../../adapters/platform.ts'

type Fetch = (request: Request) => Promise<Response>

/** What stands between an adapter and its emulator: it carries the requests, keeps them, and owns the clock. */
export interface Wiring {
  readonly adapter: AdapterDeps
  readonly emulator: EmulatorDeps
  /** Webhooks that reached the service, oldest first. */
  readonly pushes: { readonly request: Request; readonly rawBody: string; readonly opened: Opened }[]
  /** Calls that the adapter made, oldest first. */
  readonly calls: Request[]
  /** Milliseconds UTC. */
  now(): number
  /** Moves the clock, back as well. */
  pass(ms: number): void
  /** Where the adapter's calls go. */
  routeTo(fetch: Fetch): void
  /** From now on the service answers webhooks with this status instead of its acknowledgement. */
  answerWith(status: number): void
  /** From now on this reply is offered to ride on every acknowledgement. */
  answerPassively(text: string): void
}

export function connect(open: (request: Request, rawBody: string) => Promise<Opened>): Wiring {
  let clock = Date.parse('2026-01-15T08:00:00Z')
  let drawn = 0
  let route: Fetch = (request) => Promise.reject(new Error(`Nobody answers ${request.url}`))
  let status: number | undefined
  let passive: string | undefined

  const now = (): number => clock
  const pass = (ms: number): void => {
    clock += ms
  }
  const randomBytes = (n: number): Uint8Array =>
    Uint8Array.from({ length: n }, () => {
      drawn += 7
      return drawn % 256
    })
  const pushes: Wiring['pushes'] = []
  const calls: Request[] = []

  async function callback(request: Request): Promise<Response> {
    const rawBody = await request.clone().text()
    const opened = await open(request.clone(), rawBody)
    pushes.push({ request, rawBody, opened })
    if (status !== undefined) return new Response(null, { status })
    if (opened.kind === 'handshake') return opened.response
    if (opened.kind === 'refused') return new Response(opened.reason, { status: opened.status })
    return opened.acknowledge(passive)
  }

  return {
    adapter: {
      now,
      randomBytes,
      fetch: (request) => {
        calls.push(request.clone())
        return route(request)
      },
    },
    emulator: { now, randomBytes, callback, sleep: async (ms) => pass(ms) },
    pushes,
    calls,
    now,
    pass,
    routeTo: (fetch) => {
      route = fetch
    },
    answerWith: (code) => {
      status = code
    },
    answerPassively: (text) => {
      passive = text
    },
  }
}
