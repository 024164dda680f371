import { join } from 'node:path'
import { createCitizens } from './support/citizens.ts'
import { figure, median, percentile, type Row } from './support/figures.ts'
import { withFolder } from './support/folder.ts'
import { steady } from './support/load.ts'
import { type Said, type Wire, webhookMessage, weiboMessage } from './support/requests.ts'
import { rate } from './support/rounds.ts'
import { type Server, startServer } from './support/server.ts'

const ROUNDS = 5
const A_ROUND = 4_000
const WARM_UP = 4_000
const STEADY_PER_SECOND = 500
const STEADY_SECONDS = 8
const TARGET_RATIO = 0.6
const TARGET_P99_MS = 50
/** Turns stay open for the time of the measure: what becomes of them is measured by itself in `card.ts`. */
const POLICIES = { quietSeconds: 600, quietMaxSeconds: 3600 }

/**
 * Taking a signed message durably, against the barest handler that could be called one. Every round has a fresh
 * process: what a flood leaves in the outbox is worked off while the flood lasts, but not in another's round.
 */
export const accept = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    const citizens = createCitizens(1)
    const wires = (make: (said: Said, now: number) => Wire, count: number): Wire[] =>
      citizens(count).map((said) => make(said, Date.now()))
    let opened = 0
    const open = (name: 'zhiban' | 'bare'): Promise<Server> => {
      opened += 1
      return name === 'zhiban'
        ? startServer(name, { folder: join(folder, `desk-${opened}`), policies: POLICIES })
        : startServer(name, { file: join(folder, `bare-${opened}.sqlite`) })
    }
    const round = async (name: 'zhiban' | 'bare', make: (said: Said, now: number) => Wire): Promise<number> => {
      const server = await open(name)
      await rate(server.port, wires(make, WARM_UP))
      const measured = await rate(server.port, wires(make, A_ROUND))
      await server.stop()
      return measured
    }

    const rates = { bare: [] as number[], webhook: [] as number[], weibo: [] as number[] }
    for (let index = 0; index < ROUNDS; index += 1) {
      rates.bare.push(await round('bare', webhookMessage))
      rates.webhook.push(await round('zhiban', webhookMessage))
      rates.weibo.push(await round('zhiban', weiboMessage))
    }
    const server = await open('zhiban')
    await steady(server.port, wires(webhookMessage, STEADY_PER_SECOND * 2), STEADY_PER_SECOND)
    const load = wires(webhookMessage, STEADY_PER_SECOND * STEADY_SECONDS)
    const p99 = percentile((await steady(server.port, load, STEADY_PER_SECOND)).latencies, 0.99)
    await server.stop()

    const base = median(rates.bare)
    const row = (channel: string, measured: number[]): Row => ({
      measure: `Messages accepted, ${channel} (requests/s)`,
      ours: figure(median(measured)),
      compared: `bare Hono + 1 row: ${figure(base)}`,
      ratio: figure(median(measured) / base),
      target: `≥ ${TARGET_RATIO}`,
      met: median(measured) / base >= TARGET_RATIO,
    })
    return [
      row('signed webhook, replies going out meanwhile', rates.webhook),
      row('Weibo, replies in the answer', rates.weibo),
      {
        measure: `Answer to a webhook at ${STEADY_PER_SECOND} messages/s, replies going out meanwhile, p99 (ms)`,
        ours: figure(p99),
        compared: '',
        ratio: '',
        target: `< ${TARGET_P99_MS}`,
        met: p99 < TARGET_P99_MS,
      },
    ]
  })
