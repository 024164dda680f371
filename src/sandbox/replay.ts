import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { serve as listen } from '@hono/node-server'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { parseConfig, sandboxEnvironment } from '../config.ts'
import type { Trace } from '../desk/trace.ts'
import { createLog } from '../log.ts'
import { ROOT, readContent } from '../runtime/content-disk.ts'
import { type Built, build } from '../runtime/serve.ts'
import { createClock } from './clock.ts'
import { createNetwork, type SandboxChannel, type SandboxNetwork } from './network.ts'
import { parseReplay, type ReplayLine } from './replay-file.ts'
import { approveAll } from './staff.ts'

/** Time between two messages, by the service's sped-up clock. Milliseconds. */
const GAP_MS = 2_000
/** After the last message the clock moves on in these steps until nothing more happens. Milliseconds. */
const STEP_MS = 10_000
const STEPS = 30

/** What became of one message. */
export interface Fate {
  readonly id: string
  readonly topic: string
  readonly urgency: string
  readonly outcome: 'faq' | 'offer' | 'approval' | 'case' | 'no-reply' | 'lost'
  /** What answered it; of what was offered, the first. */
  readonly entry: string | null
  readonly masked: readonly string[]
  readonly pinged: boolean
  /** What the citizen received; null when nothing. */
  readonly reply: string | null
  /** From the webhook leaving to its answer, milliseconds. */
  readonly ackMs: number
}

interface Sent {
  readonly line: ReplayLine
  readonly status: number
  readonly ackMs: number
  /** Ids of the desk's messages that this delivery made. */
  readonly message: number | undefined
}

/** Weibo knows people by numbers: every other name becomes one, always the same. */
const uid = (sender: string): string =>
  /^[1-9]\d{4,17}$/.test(sender)
    ? sender
    : String(10 ** 9 + (createHash('sha256').update(sender).digest().readUIntBE(0, 5) % 9e9))

function say(channels: readonly SandboxChannel[], line: ReplayLine) {
  const platform = line.platform === 'wechat' ? 'wechat' : 'weibo'
  const channel = channels.find((one) => one.platform === platform)
  if (channel === undefined) throw new Error(`配置的第一个值班台没有 ${platform} 渠道`)
  const image = line.text === ''
  switch (line.platform) {
    case 'wechat':
      return channel.say({ sender: line.sender, text: line.text, surface: 'private', image })
    case 'weibo-dm':
      return channel.say({ sender: uid(line.sender), text: line.text, surface: 'private', image })
    case 'weibo-mention':
      return channel.say({ sender: uid(line.sender), text: image ? '［图片］' : line.text, surface: 'mention-status' })
    case 'weibo-comment':
      return channel.say({ sender: uid(line.sender), text: image ? '［图片］' : line.text, surface: 'mention-comment' })
  }
}

/** Replays the lines through a sandbox service over real HTTP and says what became of each. */
export async function replay(lines: readonly ReplayLine[], options: { readonly approve: boolean }): Promise<Fate[]> {
  const content = readContent(resolve(process.env.ZHIBAN_CONFIG ?? join(ROOT, 'zhiban.config.yaml')))
  const config = parseConfig(content.config, platforms, teamChats)
  const environment = sandboxEnvironment(config, platforms, teamChats, (n) => randomBytes(n))
  const clock = createClock(Date.now())
  let origin = ''
  let ackMs = 0
  let status = 0
  const network: SandboxNetwork = createNetwork(config, environment, {
    callback: async (request) => {
      const { pathname, search } = new URL(request.url)
      const began = performance.now()
      const response = await fetch(new Request(`${origin}${pathname}${search}`, request))
      if (pathname.startsWith('/hooks/')) {
        ackMs = performance.now() - began
        status = response.status
      }
      return response
    },
    now: clock.now,
    randomBytes: (n) => randomBytes(n),
    sleep: () => Promise.resolve(),
  })
  const built: Built = await build(
    content,
    { environment, fetch: network.fetch, now: clock.now, faqSigned: true, timer: clock.timer },
    { folder: ':memory:', durability: 'normal', log: createLog(() => {}, clock.now) },
  )
  const server = listen({ fetch: (request) => built.app.fetch(request), port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((ready) => server.once('listening', ready))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const desk = network.desks[0]
  const host = desk === undefined ? undefined : built.desks.get(desk.id)?.host
  if (desk === undefined || host === undefined) throw new Error('配置里没有值班台')

  const settle = async (): Promise<void> => {
    for (let calm = 0; calm < 2; ) {
      await new Promise((next) => setImmediate(next))
      calm = host.idle ? calm + 1 : 0
    }
  }
  const staff = async (): Promise<number> => (options.approve ? await approveAll(desk, settle) : 0)
  const sent: Sent[] = []
  let last = 0
  for (const line of lines) {
    await say(desk.channels, line)
    const message = host.trace(last).at(-1)?.message
    last = message ?? last
    sent.push({ line, status, ackMs: Math.round(ackMs * 100) / 100, message })
    await clock.advance(GAP_MS, settle)
    await staff()
  }
  await drain(clock, settle, staff)
  const traces = new Map(host.trace(0).map((trace) => [trace.message, trace]))
  const fates = sent.map((one) => fateOf(one, one.message === undefined ? undefined : traces.get(one.message)))
  server.close()
  await built.stop()
  return fates
}

async function drain(
  clock: ReturnType<typeof createClock>,
  settle: () => Promise<void>,
  staff: () => Promise<number>,
): Promise<void> {
  for (let step = 0, quiet = 0; step < STEPS && quiet < 6; step += 1) {
    await clock.advance(STEP_MS, settle)
    quiet = (await staff()) === 0 ? quiet + 1 : 0
  }
}

function fateOf({ line, ackMs, status }: Sent, trace: Trace | undefined): Fate {
  if (trace === undefined || status !== 200) {
    return {
      id: line.id,
      topic: '',
      urgency: '',
      outcome: 'lost',
      entry: null,
      masked: [],
      pinged: false,
      reply: null,
      ackMs,
    }
  }
  const outcome = trace.outcome === 'pending' ? waitingOf(trace) : trace.outcome
  return {
    id: line.id,
    topic: trace.topic,
    urgency: trace.urgency,
    outcome,
    entry: trace.entry ?? (outcome === 'offer' ? trace.offered[0] : undefined) ?? null,
    masked: trace.masked,
    pinged: trace.pinged,
    reply: trace.reply ?? null,
    ackMs,
  }
}

/** What waits for a decision with an owner and a deadline is on its way through approval; or the citizen may choose. */
function waitingOf({ waits, offered }: Trace): Fate['outcome'] {
  if (!waits) return 'lost'
  return offered.length > 0 ? 'offer' : 'approval'
}

function summary(fates: readonly Fate[]): string[] {
  const counts = Map.groupBy(fates, (fate) => fate.outcome)
  const acks = fates.map((fate) => fate.ackMs).sort((a, b) => a - b)
  const at = (share: number): string => `${acks[Math.min(acks.length - 1, Math.floor(acks.length * share))] ?? 0} ms`
  const lost = counts.get('lost')?.length ?? 0
  return [
    `共 ${fates.length} 条：${[...counts].map(([outcome, list]) => `${outcome} ${list.length}`).join('，')}`,
    `应答用时：中位 ${at(0.5)}，p99 ${at(0.99)}`,
    lost === 0
      ? '每条消息都有着落。 Every message is accounted for.'
      : `有 ${lost} 条没有着落！ ${lost} messages are NOT accounted for.`,
  ]
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { approve: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  })
  const [file] = positionals
  if (file === undefined) {
    console.error('用法：npm run replay -- FILE [--approve] [--json]')
    process.exit(2)
  }
  let lines: ReplayLine[]
  try {
    lines = parseReplay(readFileSync(resolve(file), 'utf8'))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
  const fates = await replay(lines, { approve: values.approve })
  for (const fate of fates) console.log(values.json ? JSON.stringify(fate) : textOf(fate))
  const accounted = fates.every((fate) => fate.outcome !== 'lost')
  if (values.json) {
    console.log(JSON.stringify({ summary: true, messages: fates.length, outcomes: countOf(fates), accounted }))
  } else for (const line of summary(fates)) console.log(line)
  process.exit(accounted ? 0 : 1)
}

function countOf(fates: readonly Fate[]): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(fates, (fate) => fate.outcome)].map(([outcome, list]) => [outcome, list.length]),
  )
}

function textOf(fate: Fate): string {
  const marks = [
    fate.topic,
    fate.urgency,
    fate.outcome,
    fate.entry ?? '',
    fate.pinged ? '已呼叫' : '',
    fate.masked.join('+'),
  ]
  return `${fate.id}\t${marks.filter((mark) => mark !== '').join(' ')}\t${(fate.reply ?? '—').replaceAll('\n', ' ')}\t${fate.ackMs} ms`
}
