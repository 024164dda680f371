import type { AdapterDeps } from '../../adapters/platform.ts'

type Fetch = (request: Request) => Promise<Response>

/** The world around an adapter: a clock that only the test moves, chance that repeats, and a network that is kept. */
export interface Outside extends AdapterDeps {
  /** Moves the clock, back as well. Milliseconds. */
  pass(ms: number): void
  /** Calls that were made, oldest first. */
  readonly calls: Request[]
  /** Where calls go from now on. */
  routeTo(fetch: Fetch): void
}

export function createOutside(): Outside {
  let clock = Date.parse('2026-01-15T08:00:00Z')
  let drawn = 0
  let route: Fetch = (request) => Promise.reject(new Error(`Nobody answers ${request.url}`))
  const calls: Request[] = []

  return {
    now: () => clock,
    pass: (ms) => {
      clock += ms
    },
    randomBytes: (n) =>
      Uint8Array.from({ length: n }, () => {
        drawn += 7
        return drawn % 256
      }),
    fetch: (request) => {
      calls.push(request.clone())
      return route(request)
    },
    calls,
    routeTo: (fetch) => {
      route = fetch
    },
  }
}

/** What a connection looks like that nobody accepted. */
export const refusedConnection: Fetch = () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }))

export const HOUR = 3_600_000

/** The error of a call that fails; a text when it does not. */
export const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no failure',
    (error: unknown) => error,
  )

export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Expected something, got nothing')
  return value
}

export function only<T>(items: readonly T[]): T {
  if (items.length !== 1) throw new Error(`Expected one, got ${items.length}`)
  return present(items[0])
}

/** A request's body as the service reads it. (workerd warns of `text()` when the content type is that of a form.) */
export const rawBodyOf = async (request: Request): Promise<string> =>
  new TextDecoder().decode(await request.clone().arrayBuffer())
