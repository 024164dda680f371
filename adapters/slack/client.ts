import type { types, webApi } from '@slack/bolt'
import type { AdapterDeps } from '../platform.ts'
import { AdapterError } from '../shared/errors.ts'
import { call, retryAfterMs } from '../shared/http.ts'
import { type BoltModule, type ErrorSink, loadBolt, quietLogger } from './bolt.ts'
import type { SlackSettings } from './config.ts'
import { DEFAULT_REST_MS, toAdapterError } from './errors.ts'

export interface Posting {
  /** What notifications and screen readers get; mrkdwn, so already escaped. */
  readonly text: string
  readonly blocks: types.KnownBlock[]
  /** Metadata that marks the message as the card `key`. */
  readonly metadata?: types.MessageMetadata
}

/** The calls of Slack's Web API that this adapter makes; each throws `AdapterError`. `ts` is a message's id. */
export interface SlackClient {
  post(channel: string, posting: Posting, threadTs?: string): Promise<string>
  update(channel: string, ts: string, posting: Posting): Promise<void>
  /** Shows something in the channel to one person in it only. It is gone when they reload Slack. */
  whisper(channel: string, person: string, posting: Posting): Promise<void>
  /** `triggerId` comes from the person's click; Slack takes it once, within 3 s. */
  openForm(triggerId: string, view: types.ModalView): Promise<void>
  /** The workspace's own address, e.g. `https://bureau.slack.com/`. */
  workspace(): Promise<string>
  publishHome(person: string, view: types.HomeView): Promise<void>
  /** One page of the channel's messages with their metadata, newest first. */
  history(channel: string, limit: number, cursor?: string): Promise<HistoryPage>
}

interface HistoryPage {
  readonly messages: readonly { readonly ts: string; readonly metadata: unknown }[]
  /** Empty on the last page. */
  readonly next: string
}

/** Options for every WebClient, ours and the ones that Bolt makes: our network, no retries and no waiting inside. */
export function webClientOptions(
  bolt: BoltModule,
  apiBase: string,
  deps: AdapterDeps,
  onError: ErrorSink,
): webApi.WebClientOptions {
  return {
    slackApiUrl: apiBase,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quietLogger(bolt, onError),
    fetch: (url, init) => slackFetch(deps, new Request(url, requestInit(init))),
  }
}

type FetchInit = Parameters<webApi.FetchFunction>[1]

/** Without `redirect: 'error'`, which Cloudflare's runtime refuses; `call` sets the time limit and `manual`. */
const requestInit = (init: FetchInit): RequestInit => ({
  method: init?.method ?? 'POST',
  headers: new Headers(init?.headers),
  body: typeof init?.body === 'string' ? init.body : null,
})

/** Sends through `call`, so that a broken connection arrives as a typed error, and completes what 429 lacks. */
async function slackFetch(deps: AdapterDeps, request: Request): Promise<Response> {
  const { status, headers, body } = await call(deps.fetch, request)
  if (status === 429)
    headers.set('retry-after', `${Math.ceil(retryAfterMs(headers, deps.now(), DEFAULT_REST_MS) / 1000)}`)
  return new Response(body === '' ? null : body, { status, headers: new Headers(headers) })
}

/** The Web API with one bot token. The SDK is loaded at the first call. */
export function createClient(
  settings: SlackSettings,
  token: string,
  deps: AdapterDeps,
  onError: ErrorSink,
): SlackClient {
  let made: Promise<{ bolt: BoltModule; web: webApi.WebClient }> | undefined
  const make = async () => {
    const bolt = await loadBolt()
    return { bolt, web: new bolt.webApi.WebClient(token, webClientOptions(bolt, settings.apiBase, deps, onError)) }
  }

  async function ask<T>(method: string, run: (web: webApi.WebClient) => Promise<T>): Promise<T> {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    const { bolt, web } = await made
    try {
      return await run(web)
    } catch (error) {
      throw toAdapterError(bolt, method, error)
    }
  }

  const quiet = { unfurl_links: false, unfurl_media: false }
  return {
    post: async (channel, posting, threadTs) => {
      const args = { channel, ...posting, ...quiet, ...(threadTs !== undefined && { thread_ts: threadTs }) }
      const { ts } = await ask('chat.postMessage', (web) => web.chat.postMessage(args))
      if (ts !== undefined) return ts
      throw new AdapterError('uncertain', 'no-ts', 'Slack chat.postMessage: the answer says ok but names no message')
    },
    update: async (channel, ts, posting) => {
      await ask('chat.update', (web) => web.chat.update({ channel, ts, ...posting }))
    },
    whisper: async (channel, person, { text, blocks }) => {
      await ask('chat.postEphemeral', (web) => web.chat.postEphemeral({ channel, user: person, text, blocks }))
    },
    openForm: async (triggerId, view) => {
      await ask('views.open', (web) => web.views.open({ trigger_id: triggerId, view }))
    },
    workspace: async () => {
      const { url } = await ask('auth.test', (web) => web.auth.test())
      if (url !== undefined) return url
      throw new AdapterError('transient', 'no-url', 'Slack auth.test: the answer names no workspace')
    },
    publishHome: async (person, view) => {
      await ask('views.publish', (web) => web.views.publish({ user_id: person, view }))
    },
    history: async (channel, limit, cursor) => {
      const args = { channel, limit, include_all_metadata: true, ...(cursor !== undefined && { cursor }) }
      const page = await ask('conversations.history', (web) => web.conversations.history(args))
      return {
        messages: (page.messages ?? []).map(({ ts, metadata }) => ({ ts: ts ?? '', metadata })),
        next: page.response_metadata?.next_cursor ?? '',
      }
    },
  }
}
