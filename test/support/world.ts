import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { Delivery } from '../../adapters/emulator.ts'
import { platforms, teamChats } from '../../adapters/registry.ts'
import type { SlackEmulator, SlackMessage } from '../../adapters/slack/emulator/index.ts'
import { linksIn, textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import { parseConfig, sandboxEnvironment } from '../../src/config.ts'
import type { FaqEntry, Matcher } from '../../src/faq/entry.ts'
import { createLog } from '../../src/log.ts'
import type { Connection } from '../../src/runtime/compose-desk.ts'
import type { Content } from '../../src/runtime/content.ts'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import { type Built, build } from '../../src/runtime/serve.ts'
import type { Surroundings } from '../../src/runtime/surroundings.ts'
import { createClock, type VirtualClock } from '../../src/sandbox/clock.ts'
import { createNetwork, type SandboxChannel, type SandboxNetwork } from '../../src/sandbox/network.ts'

const RAW = readContent(join(ROOT, 'zhiban.config.yaml'))

/** 2026-11-24 09:00 in Shanghai. */
export const MORNING = Date.UTC(2026, 10, 24, 1, 0, 0)

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000

/** People of the sample configuration's first desk. */
export const people = {
  zhang: 'U0ZHANG001',
  li: 'U0LIQIANG1',
  wang: 'U0WANGZR01',
  chen: 'U0CHENSX01',
} as const
/** People of its departments: two of one police station, one of another unit. */
export const departments = {
  liu: 'U0LIUSZ001',
  he: 'U0HEJG0001',
  xu: 'U0XUZDZ001',
} as const

export interface WorldOptions {
  /** Changes the sample configuration before it is read. */
  readonly configure?: (config: SampleConfig) => void
  readonly content?: (content: Content) => Content
  /** A folder for the desks' files; in memory when absent. */
  readonly folder?: string
  /** Calls to the model. */
  readonly writer?: (request: Request) => Promise<Response>
  readonly environment?: Readonly<Record<string, string>>
  /** Stands between the service and the emulators, e.g. to let a call hang as a dying process would. */
  readonly between?: (connection: Connection, request: Request, next: () => Promise<Response>) => Promise<Response>
  /** True when the service's answer gets lost on its way to the platform. */
  readonly lose?: (request: Request) => boolean
  /** Finds FAQ entries; the product's own matcher when absent. */
  readonly matcherOf?: (entries: readonly FaqEntry[]) => Matcher
  /** As in the sandbox, every FAQ entry counts as signed; true when absent. */
  readonly faqSigned?: boolean
  /** Matters open cases by themselves, as in the sample; false when absent, so that a story has only the cards it is about. */
  readonly cases?: boolean
  /** When the story begins, in milliseconds UTC; `MORNING` when absent. */
  readonly at?: number
  /** The emulated world and clock of an earlier service, for a restart. */
  readonly after?: World
  /** The clock of another service, when several live at the same time. */
  readonly clock?: VirtualClock
}

/** Many who write the same are as many matters: for a test that needs a lot of them, whatever they say. */
export function withoutBursts({ desks }: SampleConfig): void {
  for (const desk of desks) desk.bursts = { people: 10_000 }
}

/** The parts of the sample configuration that tests change. */
export interface SampleConfig {
  bodyLimitKiB?: number
  writer?: Record<string, unknown>
  peers?: Record<string, unknown>[]
  desks: {
    id: string
    channels: { id: string; aiNote?: boolean; settings: Record<string, unknown>; secrets: Record<string, string> }[]
    policies?: Record<string, unknown>
    variables?: Record<string, string>
    places?: { code?: string; names?: string[]; variables?: Record<string, string> }[]
    faq?: { auto: boolean; model?: boolean; owner?: string }
    staff: Record<string, unknown>[]
    departments?: Record<string, unknown>[]
    cases?: Record<string, unknown>
    standing?: Record<string, Record<string, unknown>>
    language?: string
    [key: string]: unknown
  }[]
}

/** The whole service over emulators, with a clock that only moves when a test says so. */
export interface World {
  readonly built: Built
  readonly network: SandboxNetwork
  readonly slack: SlackEmulator
  readonly logs: readonly string[]
  readonly clock: VirtualClock
  channel(id: string): SandboxChannel
  /** A citizen writes; what has become due at once is done when it returns. */
  say(channel: string, sender: string, text: string, surface?: string): Promise<Delivery>
  /** Waits until nothing is under way, without moving the clock. */
  settle(): Promise<void>
  /** Moves the clock, stopping at each alarm on the way. */
  advance(ms: number): Promise<void>
  /** Cards in the channel, oldest first. */
  cards(): SlackMessage[]
  /** Cards in another channel, oldest first. */
  /** Those about matters: without the morning’s ledger and the card of praise and chatter. */
  matters(): SlackMessage[]
  cardsIn(channel: string): SlackMessage[]
  /** The newest card with this in its title in a channel; absent: the desk's. */
  find(
    part: string,
    channel?: string,
  ): {
    readonly ts: string
    readonly text: string
    readonly thread: string
    readonly buttons: string[]
    readonly value: string
    /** What leads to other messages: the words, and the message's `ts`. */
    readonly links: readonly { readonly text: string; readonly to: string }[]
  }
  /** The newest card as text. */
  card(): string
  press(user: string, action: string, ts?: string): Promise<void>
  fill(user: string, values: Record<string, string>): Promise<void>
  /** What the person was told for their eyes only, oldest first. */
  told(user: string): string[]
  /** What a citizen has received, oldest first. */
  got(channel: string, sender: string): string[]
  /** The process dies: nothing more leaves it, and no answer reaches it. Its file stays as it is at this moment. */
  kill(): void
  stop(): Promise<void>
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const sample: SampleConfig = parse(RAW.config)
  if (options.cases !== true) for (const desk of sample.desks) desk.cases = { ...desk.cases, open: [] }
  options.configure?.(sample)
  const base: Content = { ...RAW, config: stringify(sample) }
  const content = options.content?.(base) ?? base
  const config = parseConfig(content.config, platforms, teamChats)
  const clock = options.clock ?? createClock(options.after?.clock.now() ?? options.at ?? MORNING)
  let drawn = 0
  const randomBytes = (n: number): Uint8Array => {
    drawn += 1
    const bytes = [0, 1].flatMap((part) => [...createHash('sha256').update(`${drawn}/${part}`).digest()])
    return Uint8Array.from(bytes.slice(0, n))
  }
  const environment: Record<string, string> = {
    ...sandboxEnvironment(config, platforms, teamChats, () => new Uint8Array(32).fill(7)),
    ...options.environment,
  }
  let service: Built['app'] | undefined
  const holder =
    options.after === undefined
      ? { call: async (request: Request) => open(request), now: clock.now }
      : holders.get(options.after.network)
  if (holder === undefined) throw new Error('the earlier world is unknown')
  const open = async (request: Request): Promise<Response> => {
    if (service === undefined || dead) throw new TypeError('connection refused')
    const lost = options.lose?.(request) === true
    const response = await service.fetch(request)
    if (dead) throw new TypeError('connection reset')
    return lost ? new Response(null, { status: 502 }) : response
  }
  holder.call = open
  holder.now = clock.now
  const network =
    options.after?.network ??
    createNetwork(config, environment, {
      callback: (request) => holder.call(request),
      now: () => holder.now(),
      randomBytes,
      sleep: () => Promise.resolve(),
    })
  holders.set(network, holder)
  let dead = false
  const model = options.writer ?? (() => Promise.reject(new Error('no model in this story')))
  const between = options.between ?? ((_connection, _request, next) => next())
  const surroundings: Surroundings = {
    environment,
    fetch: (connection) => {
      const send = connection.connection === 'writer' ? model : network.fetch(connection)
      return async (request) => {
        if (dead) return await NEVER
        const response = await between(connection, request, () => send(request))
        return dead ? await NEVER : response
      }
    },
    now: clock.now,
    ...(options.matcherOf === undefined ? {} : { matcherOf: options.matcherOf }),
    faqSigned: options.faqSigned ?? true,
    timer: clock.timer,
  }
  const logs: string[] = []
  const log = createLog((line) => logs.push(line), clock.now)
  const built = await build(content, surroundings, { folder: options.folder ?? ':memory:', durability: 'normal', log })
  service = built.app

  const desk = network.desks[0]
  if (desk === undefined) throw new Error('the sample has no desk')
  const channel = (id: string): SandboxChannel => {
    const found = desk.channels.find((one) => one.id === id)
    if (found === undefined) throw new Error(`the sample has no channel ${id}`)
    return found
  }
  const idle = (): boolean => [...built.desks.values()].every((one) => one.host.idle)
  const settle = async (): Promise<void> => {
    for (let calm = 0; calm < 3 && !dead; ) {
      await new Promise((resolve) => setImmediate(resolve))
      calm = idle() ? calm + 1 : 0
    }
  }
  const cardsIn = (id: string): SlackMessage[] =>
    desk.slack.messagesIn(id).filter((message) => message.metadata !== undefined && message.metadata !== null)
  const home = desk.slack.channelOf('')
  const cards = (): SlackMessage[] => cardsIn(home)
  const find: World['find'] = (part, channel = home) => {
    const card = cardsIn(channel).findLast((message) => message.text.includes(part))
    if (card === undefined) throw new Error(`no card has “${part}” in its title`)
    const buttons = card.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
    return {
      ts: card.ts,
      text: `${card.text}\n${textOfBlocks(card.blocks)}`,
      thread: JSON.stringify(card.replies),
      buttons: buttons.map((button) => button.action_id),
      value: buttons[0]?.value ?? '',
      links: linksIn(card.blocks),
    }
  }
  const matters = (): SlackMessage[] =>
    cards().filter(({ metadata }) => !/"(?:ledger|small-talk)-\d/.test(JSON.stringify(metadata)))
  const newest = (): SlackMessage => {
    const card = matters().at(-1)
    if (card === undefined) throw new Error('there is no card in the channel')
    return card
  }
  await settle()
  return {
    built,
    network,
    slack: desk.slack,
    logs,
    clock,
    channel,
    say: async (id, sender, text, surface = 'private') => {
      const delivery = await channel(id).say({ sender, text, surface })
      await settle()
      return delivery
    },
    settle,
    advance: (ms) => clock.advance(ms, settle),
    cards,
    matters,
    cardsIn,
    find,
    card: () => `${newest().text}\n${textOfBlocks(newest().blocks)}`,
    press: async (user, action, ts = newest().ts) => {
      await desk.slack.click({ user, ts, action })
      await settle()
    },
    fill: async (user, values) => {
      await desk.slack.submit({ user, values })
      await settle()
    },
    told: (user) => desk.slack.ephemerals.filter((one) => one.to === user).map((one) => one.text),
    got: (id, sender) =>
      channel(id)
        .emulator.received.filter((one) => one.to === sender)
        .map((one) => one.text),
    kill: () => {
      dead = true
    },
    stop: () => built.stop(),
  }
}

/** What a process that has died is still waiting for. */
const NEVER = new Promise<never>(() => {})

interface Outside {
  call: (request: Request) => Promise<Response>
  now: () => number
}

/** Lets the emulators of an earlier service call the one that took its place. */
const holders = new WeakMap<SandboxNetwork, Outside>()
