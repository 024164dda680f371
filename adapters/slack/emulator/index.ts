import type { EmulatorDeps } from '../../emulator.ts'
import { Actors, type Answered } from './actors.ts'
import { createApi } from './api.ts'
import type { HomeView } from './blocks.ts'
import { type OpenView, type SlackEmulatorOptions, type SlackEphemeral, type SlackMessage, Workspace } from './state.ts'

export type { Answered } from './actors.ts'
export { type Block, linksIn, textOfBlocks } from './blocks.ts'
export type { OpenView, SlackEmulatorOptions, SlackEphemeral, SlackMessage, SlackReply } from './state.ts'

/** How calls of the Web API can be made to fail; see `fail`. */
export type SlackFault = 'time-out' | 'busy' | 'rate-limit' | 'bad-token'

/** One Slack workspace with its channels and one app: the Web API, its state, and the people in it. */
export interface SlackEmulator {
  readonly hosts: readonly string[]
  /** The Web API. */
  fetch(request: Request): Promise<Response>
  /** The desk's channel, oldest first; threads are inside their message. */
  readonly messages: readonly SlackMessage[]
  /** The same of any channel. */
  messagesIn(channel: string): readonly SlackMessage[]
  /** The channel a person works in: the only one they see. */
  channelOf(user: string): string
  readonly ephemerals: readonly SlackEphemeral[]
  /** The open modal of each person. */
  readonly views: ReadonlyMap<string, OpenView>
  readonly homes: ReadonlyMap<string, HomeView>
  /** Presses a button; throws when the message does not have it, unless `stale` says how it was drawn earlier. */
  click(press: { user: string; ts: string; action: string; stale?: { value: string } }): Promise<Answered>
  /** Submits the open modal; throws where Slack's client would not let the person submit. */
  submit(entry: { user: string; values: Readonly<Record<string, string>> }): Promise<Answered>
  cancel(user: string): void
  /** Types the slash command; gives what the person reads at once. */
  command(entry: { user: string; text: string }): Promise<string>
  openHome(user: string): Promise<Answered>
  /** The last signed request once more, byte for byte. */
  redeliver(): Promise<Answered>
  /**
   * Makes the next `times` calls fail. `time-out`: the call is carried out, and then the connection breaks;
   * `busy`: internal_error; `rate-limit`: 429 with Retry-After 1; `bad-token`: invalid_auth.
   */
  fail(how: SlackFault, times: number): void
}

export function createSlackEmulator(options: SlackEmulatorOptions, deps: EmulatorDeps): SlackEmulator {
  const workspace = new Workspace(options, deps)
  const actors = new Actors(workspace)
  const api = createApi(workspace)
  const faults: SlackFault[] = []

  async function fetch(request: Request): Promise<Response> {
    const fault = faults.shift()
    if (fault === 'busy') return Response.json({ ok: false, error: 'internal_error' })
    if (fault === 'bad-token') return Response.json({ ok: false, error: 'invalid_auth' })
    if (fault === 'rate-limit') {
      return Response.json({ ok: false, error: 'ratelimited' }, { status: 429, headers: { 'retry-after': '1' } })
    }
    const response = await api.fetch(request)
    if (fault !== 'time-out') return response
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
    })
  }

  return {
    hosts: ['slack.com'],
    fetch,
    messages: workspace.channels.get(options.channel) ?? [],
    messagesIn: (channel) => workspace.channels.get(channel) ?? [],
    channelOf: (user) => workspace.channelOf(user),
    ephemerals: workspace.ephemerals,
    views: workspace.views,
    homes: workspace.homes,
    click: (press) => actors.click(press),
    submit: (entry) => actors.submit(entry),
    cancel: (user) => actors.cancel(user),
    command: (entry) => actors.command(entry),
    openHome: (user) => actors.openHome(user),
    redeliver: () => actors.redeliver(),
    fail: (how, times) => {
      for (let i = 0; i < times; i += 1) faults.push(how)
    },
  }
}
