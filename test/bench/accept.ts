import { join } from 'node:path'
import { figure, median, percentile, type Row } from './support/figures.ts'
import { withFolder } from './support/folder.ts'
import { flood, steady } from './support/load.ts'
import { type Said, type Wire, webhookMessage, weiboMessage } from './support/requests.ts'
import { startServer } from './support/server.ts'
import { chance, createTexts } from './support/texts.ts'

const ROUNDS = 5
const A_ROUND = 10_000
const STEADY_PER_SECOND = 500
const STEADY_SECONDS = 8
const TARGET_RATIO = 0.6
const TARGET_P99_MS = 50
/** Turns stay open for the time of the measure: what becomes of them is measured by itself in `card.ts`. */
const POLICIES = { quietSeconds: 600, quietMaxSeconds: 3600 }

/** Messages of many citizens, some of whom write more than once; no two are alike. */
export function createCitizens(seed: number): (count: number) => Said[] {
  const draw = chance(seed)
  const text = createTexts(draw)
  let id = 0
  return (count) =>
    Array.from({ length: count }, () => {
      id += 1
      return { id, sender: Math.floor(draw() * 60_000), text: text() }
    })
}

/** Taking a signed message durably, against the barest handler that could be called one. */
export const accept = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    const zhiban = await startServer('zhiban', { folder: join(folder, 'desk'), policies: POLICIES })
    const bare = await startServer('bare', { file: join(folder, 'bare.sqlite') })
    const citizens = createCitizens(1)
    const wires = (make: (said: Said, now: number) => Wire, count: number): Wire[] =>
      citizens(count).map((said) => make(said, Date.now()))
    const rate = async (port: number, make: (said: Said, now: number) => Wire, count = A_ROUND): Promise<number> => {
      const { ms } = await flood(port, wires(make, count))
      await zhiban.ask('idle')
      return (count * 1000) / ms
    }

    await rate(zhiban.port, webhookMessage, A_ROUND)
    await rate(zhiban.port, weiboMessage, A_ROUND)
    await rate(bare.port, webhookMessage, A_ROUND)
    const rates = { bare: [] as number[], webhook: [] as number[], weibo: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.bare.push(await rate(bare.port, webhookMessage))
      rates.webhook.push(await rate(zhiban.port, webhookMessage))
      rates.weibo.push(await rate(zhiban.port, weiboMessage))
    }
    const load = wires(webhookMessage, STEADY_PER_SECOND * STEADY_SECONDS)
    const p99 = percentile((await steady(zhiban.port, load, STEADY_PER_SECOND)).latencies, 0.99)
    await Promise.all([zhiban.stop(), bare.stop()])

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
      row('signed webhook', rates.webhook),
      row('Weibo', rates.weibo),
      {
        measure: `Answer to a message at ${STEADY_PER_SECOND} requests/s, p99 (ms)`,
        ours: figure(p99),
        compared: '',
        ratio: '',
        target: `< ${TARGET_P99_MS}`,
        met: p99 < TARGET_P99_MS,
      },
    ]
  })
