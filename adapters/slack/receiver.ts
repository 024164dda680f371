import type { App, Receiver, ReceiverEvent } from '@slack/bolt'
import type { ChatContext } from '../team-chat.ts'
import { describe, type ErrorSink } from './bolt.ts'

/** Slack shows an error to the person after 3 s; what takes longer than this goes on after the answer. Milliseconds. */
export const ANSWER_WITHIN_MS = 2500

/** One request on its way through Bolt; listeners find it as `context.exchange`. */
export interface Exchange {
  readonly chat: ChatContext
  /** True once the time was up and an empty answer went out: whatever is acknowledged now is not seen by anybody. */
  readonly late: () => boolean
}

export type ExchangeContext = { exchange: Exchange }

/** Hands authenticated bodies to Bolt and turns its acknowledgement into the HTTP answer. */
export class FetchReceiver implements Receiver {
  #app: App | undefined
  readonly #onError: ErrorSink

  constructor(onError: ErrorSink) {
    this.#onError = onError
  }

  init(app: App): void {
    this.#app = app
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  /** `unmatched` is the status when no listener acknowledges. Work that outlives the answer is kept by `waitUntil`. */
  process(body: Record<string, unknown>, headers: Headers, chat: ChatContext, unmatched: 200 | 404): Promise<Response> {
    const app = this.#app
    if (app === undefined) throw new Error('slack: the receiver was used before Bolt had started it')
    return new Promise((resolve) => {
      let late = false
      const answer = (response: Response): void => {
        clearTimeout(timer)
        resolve(response)
      }
      const timer = setTimeout(() => {
        late = true
        answer(new Response(null))
      }, ANSWER_WITHIN_MS)
      const exchange: Exchange = { chat, late: () => late }
      const event: ReceiverEvent = {
        body,
        ack: async (value: unknown) => answer(acknowledgement(value)),
        customProperties: { exchange },
        ...retry(headers),
      }
      const work = app.processEvent(event).then(
        () => answer(new Response(null, { status: unmatched })),
        (error: unknown) => {
          this.#onError(`slack: request ${chat.requestId} failed: ${describe(error)}`)
          answer(new Response(null, { status: 500 }))
        },
      )
      chat.waitUntil(work)
    })
  }
}

function acknowledgement(value: unknown): Response {
  if (value === undefined || value === '') return new Response(null)
  return typeof value === 'string' ? new Response(value) : Response.json(value)
}

/** Slack says so when it sends an event again. */
function retry(headers: Headers): Pick<ReceiverEvent, 'retryNum' | 'retryReason'> {
  const number = headers.get('x-slack-retry-num') ?? ''
  const reason = headers.get('x-slack-retry-reason')
  return {
    ...(/^\d{1,3}$/.test(number) && { retryNum: Number(number) }),
    ...(reason !== null && { retryReason: reason }),
  }
}
