import type { EmulatorDeps } from '../../emulator.ts'
import type { Block, HomeView, ModalView } from './blocks.ts'

export interface SlackEmulatorOptions {
  readonly signingSecret: string
  readonly botToken: string
  /** The desk's channel. */
  readonly channel: string
  /** Other channels the app is in, with who is in them; everybody else is in the desk's channel. */
  readonly others?: readonly { readonly id: string; readonly people: readonly string[] }[]
  /** Where the app's requests are pointed: the service's address for this chat. */
  readonly callbackUrl: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** The slash command of the app's manifest; `/zhiban` when absent. */
  readonly command?: string
  /** With it, more chat.postMessage calls a second are answered 429. Slack itself allows about one a second. */
  readonly rateLimitPerSecond?: number
}

export interface SlackReply {
  readonly ts: string
  readonly text: string
  readonly blocks: readonly Block[]
  /** Milliseconds UTC. */
  readonly at: number
}

export interface SlackMessage extends SlackReply {
  readonly edited: boolean
  readonly metadata: unknown
  /** The thread under the message, oldest first. */
  readonly replies: readonly SlackReply[]
}

export interface SlackEphemeral {
  readonly to: string
  readonly text: string
  readonly blocks: readonly Block[]
  readonly at: number
}

export interface OpenView {
  readonly id: string
  readonly hash: string
  readonly view: ModalView
  /** Block id to what the service found wrong at the last submission. */
  readonly errors: Readonly<Record<string, string>>
}

interface Trigger {
  readonly user: string
  readonly at: number
  used: boolean
}

/** Everything the emulated workspace remembers. */
export class Workspace {
  readonly options: SlackEmulatorOptions
  readonly deps: EmulatorDeps
  /** Channel id to its messages, oldest first. */
  readonly channels: ReadonlyMap<string, SlackMessage[]>
  readonly ephemerals: SlackEphemeral[] = []
  readonly views = new Map<string, OpenView>()
  readonly homes = new Map<string, HomeView>()
  readonly triggers = new Map<string, Trigger>()
  #posted = 0

  constructor(options: SlackEmulatorOptions, deps: EmulatorDeps) {
    this.options = options
    this.deps = deps
    const others = (options.others ?? []).map(({ id }): [string, SlackMessage[]] => [id, []])
    this.channels = new Map([[options.channel, []], ...others])
  }

  /** A message id: seconds, then a number that is unique here. */
  nextTs(): string {
    this.#posted += 1
    return `${Math.floor(this.deps.now() / 1000)}.${String(this.#posted).padStart(6, '0')}`
  }

  newId(prefix: string): string {
    return `${prefix}${Buffer.from(this.deps.randomBytes(6)).toString('hex').toUpperCase()}`
  }

  newTrigger(user: string): string {
    const id = `1.2.${Buffer.from(this.deps.randomBytes(8)).toString('hex')}`
    this.triggers.set(id, { user, at: this.deps.now(), used: false })
    return id
  }

  isPerson(user: string): boolean {
    return this.options.people.some(({ id }) => id === user)
  }

  /** The channel a person works in. */
  channelOf(user: string): string {
    return this.options.others?.find(({ people }) => people.includes(user))?.id ?? this.options.channel
  }

  /** The channel of a message, and the message. */
  locate(ts: string): { readonly channel: string; readonly message: SlackMessage } | undefined {
    for (const [channel, messages] of this.channels) {
      const message = messages.findLast((one) => one.ts === ts)
      if (message !== undefined) return { channel, message }
    }
    return undefined
  }

  /** Puts what `change` makes of the message `ts` of a channel in its place. */
  replaceMessage(channel: string, ts: string, change: (old: SlackMessage) => SlackMessage): boolean {
    const messages = this.channels.get(channel)
    const index = messages?.findLastIndex((one) => one.ts === ts) ?? -1
    const old = messages?.[index]
    if (messages === undefined || old === undefined) return false
    messages[index] = change(old)
    return true
  }
}
