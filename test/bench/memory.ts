import { z } from 'zod'
import { figure, type Row } from './support/figures.ts'
import { withFolder } from './support/folder.ts'
import { flood } from './support/load.ts'
import { webhookMessage, weiboMessage } from './support/requests.ts'
import { startServer } from './support/server.ts'
import { chance, createUsualTexts } from './support/texts.ts'
import { becomes } from './support/wait.ts'

const MESSAGES = 100_000
const A_BATCH = 10_000
const TARGET_MB = 200
const DONE_WITHIN = 90_000
/** Short, so that questions become cards while the flood lasts. */
const POLICIES = { quietSeconds: 5, quietMaxSeconds: 10 }

const Left = z.object({ effects: z.number(), turns: z.number() })

/** What the process holds after many messages, nine in ten through Weibo, with every reply sent and card posted. */
export const memory = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    const zhiban = await startServer('zhiban', { folder, policies: POLICIES })
    const draw = chance(5)
    const text = createUsualTexts(draw)
    const resident = async (): Promise<number> => Number(await zhiban.ask('memory')) / 1e6
    let peak = 0
    for (let sent = 0; sent < MESSAGES; sent += A_BATCH) {
      const wires = Array.from({ length: A_BATCH }, (_, index) => {
        const said = { id: sent + index, sender: Math.floor(draw() * 60_000), text: text() }
        return draw() < 0.1 ? webhookMessage(said, Date.now()) : weiboMessage(said, Date.now())
      })
      await flood(zhiban.port, wires)
      peak = Math.max(peak, await resident())
    }
    let left = Left.parse(await zhiban.ask('left'))
    const done = await becomes(
      DONE_WITHIN,
      async () => {
        peak = Math.max(peak, await resident())
        left = Left.parse(await zhiban.ask('left'))
        return left.effects + left.turns === 0
      },
      200,
    )
    if (!done)
      throw new Error(
        `waited ${DONE_WITHIN / 1000} s in vain for the outbox: ${left.effects} effects and ${left.turns} turns are left`,
      )
    const after = await resident()
    await zhiban.stop()
    return [
      {
        measure: `Resident memory after ${figure(MESSAGES)} messages, outbox empty (MB)`,
        ours: `${figure(after)} (peak ${figure(peak)})`,
        compared: '',
        ratio: '',
        target: `< ${TARGET_MB}`,
        met: after < TARGET_MB,
      },
    ]
  })
