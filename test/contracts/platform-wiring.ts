import type { EmulatorDeps } from '../../adapters/emulator.ts'
import type { Opened } from '../../adapters/platform.ts'
import { createOutside, type Outside, rawBodyOf } from './outside.ts'

/** What stands between a platform's adapter and its emulator: it carries the webhooks and keeps them. */
export interface Wiring {
  readonly outside: Outside
  readonly emulator: EmulatorDeps
  /** Webhooks that reached the service, oldest first. */
  readonly pushes: { readonly request: Request; readonly rawBody: string; readonly opened: Opened }[]
  /** From now on the service answers webhooks with this status instead of its acknowledgement. */
  answerWith(status: number): void
  /** From now on this reply is offered to ride on every acknowledgement. */
  answerPassively(text: string): void
}

export function connect(open: (request: Request, rawBody: string) => Promise<Opened>): Wiring {
  const outside = createOutside()
  const { now, pass, randomBytes } = outside
  const pushes: Wiring['pushes'] = []
  let status: number | undefined
  let passive: string | undefined

  async function callback(request: Request): Promise<Response> {
    const rawBody = await rawBodyOf(request)
    const opened = await open(request.clone(), rawBody)
    pushes.push({ request, rawBody, opened })
    if (status !== undefined) return new Response(null, { status })
    if (opened.kind === 'handshake') return opened.response
    if (opened.kind === 'refused') return new Response(opened.reason, { status: opened.status })
    return opened.acknowledge(passive)
  }

  return {
    outside,
    emulator: { now, randomBytes, callback, sleep: async (ms) => pass(ms) },
    pushes,
    answerWith: (code) => {
      status = code
    },
    answerPassively: (text) => {
      passive = text
    },
  }
}
