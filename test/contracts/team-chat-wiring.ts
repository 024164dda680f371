import type { EmulatorDeps } from '../../adapters/emulator.ts'
import type { ChatContext } from '../../adapters/team-chat.ts'
import type { StaffAction, StaffOutcome } from '../../src/desk/card.ts'
import { createOutside, type Outside, rawBodyOf } from './outside.ts'

/** What stands between a team chat's adapter and its emulator, with a desk that answers as the test says. */
export interface ChatWiring {
  readonly outside: Outside
  readonly emulator: EmulatorDeps
  /** Requests that reached the service, oldest first. */
  readonly requests: { readonly request: Request; readonly rawBody: string }[]
  /** What reached the desk, oldest first. */
  readonly actions: StaffAction[]
  /** The desk's answer from now on. */
  answer(outcome: StaffOutcome): void
  /** Hands one request to the adapter and waits for the work that goes on after its answer. */
  deliver(request: Request, rawBody: string): Promise<Response>
}

type Handle = (request: Request, rawBody: string, context: ChatContext) => Promise<Response>

export function connectChat(handle: Handle): ChatWiring {
  const outside = createOutside()
  const { now, pass, randomBytes } = outside
  const requests: ChatWiring['requests'] = []
  const actions: StaffAction[] = []
  let outcome: StaffOutcome = { kind: 'done' }

  async function deliver(request: Request, rawBody: string): Promise<Response> {
    const work: Promise<unknown>[] = []
    const response = await handle(request, rawBody, {
      dispatch: async (action) => {
        actions.push(action)
        return outcome
      },
      waitUntil: (promise) => void work.push(promise),
      requestId: 'request-1',
    })
    await Promise.all(work)
    return response
  }

  async function callback(request: Request): Promise<Response> {
    const rawBody = await rawBodyOf(request)
    requests.push({ request: request.clone(), rawBody })
    return deliver(request, rawBody)
  }

  return {
    outside,
    emulator: { now, randomBytes, callback, sleep: async (ms) => pass(ms) },
    requests,
    actions,
    deliver,
    answer: (next) => {
      outcome = next
    },
  }
}
