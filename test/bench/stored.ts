import { join } from 'node:path'
import { figure, median, type Row } from './support/figures.ts'
import { fillUsed, KNOWN_SENDERS } from './support/filled.ts'
import { withFolder } from './support/folder.ts'
import { weiboMessage } from './support/requests.ts'
import { rate } from './support/rounds.ts'
import { isIdle, startServer } from './support/server.ts'
import { chance, createTexts } from './support/texts.ts'

const STORED = 500_000
const ROUNDS = 7
const A_ROUND = 2_000
const WARM_UP = 6_000
const TARGET_RATIO = 1.3
const IDLE_WITHIN = 30_000
/** Turns stay open, and Weibo's receipts ride on the answer: no outbox of the one server works in the other's round. */
const POLICIES = { quietSeconds: 600, quietMaxSeconds: 3600 }

/** What taking a message costs a desk in its third month against an empty one; half of the citizens wrote before. */
export const stored = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    await fillUsed(join(folder, 'used'), STORED, Date.now())
    const used = await startServer('zhiban', { folder: join(folder, 'used'), policies: POLICIES })
    const empty = await startServer('zhiban', { folder: join(folder, 'empty'), policies: POLICIES })
    const draw = chance(4)
    const text = createTexts(draw)
    let id = 0
    const perMessage = { used: [] as number[], empty: [] as number[] }
    const round = async (count: number, usedFirst: boolean) => {
      const wires = Array.from({ length: count }, () => {
        id += 1
        return weiboMessage({ id, sender: Math.floor(draw() * 2 * KNOWN_SENDERS), text: text() }, Date.now())
      })
      const cost = async (server: typeof used): Promise<number> => {
        const ms = 1000 / (await rate(server.port, wires))
        if (!(await isIdle(server, IDLE_WITHIN)))
          throw new Error(`waited ${IDLE_WITHIN / 1000} s in vain for a desk to be idle after ${count} messages`)
        return ms
      }
      const first = await cost(usedFirst ? used : empty)
      const second = await cost(usedFirst ? empty : used)
      return usedFirst ? { used: first, empty: second } : { used: second, empty: first }
    }
    await round(WARM_UP, true)
    for (let index = 0; index < ROUNDS; index += 1) {
      const one = await round(A_ROUND, index % 2 === 0)
      perMessage.used.push(one.used)
      perMessage.empty.push(one.empty)
    }
    await Promise.all([used.stop(), empty.stop()])
    const ratio = median(perMessage.used) / median(perMessage.empty)
    return [
      {
        measure: `Accepting one Weibo message with ${figure(STORED)} stored (ms)`,
        ours: figure(median(perMessage.used)),
        compared: `empty desk: ${figure(median(perMessage.empty))}`,
        ratio: figure(ratio),
        target: `≤ ${TARGET_RATIO}`,
        met: ratio <= TARGET_RATIO,
      },
    ]
  })
