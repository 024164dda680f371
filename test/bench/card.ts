import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { figure, percentile, type Row } from './support/figures.ts'
import { withFolder } from './support/folder.ts'
import { steady } from './support/load.ts'
import { webhookMessage } from './support/requests.ts'
import { isIdle, startServer } from './support/server.ts'
import { chance, plainQuestion } from './support/texts.ts'
import { becomes } from './support/wait.ts'

const PER_SECOND = 100
const SECONDS = 10
const WARM_UP = 400
const TARGET_P99_MS = 150
const POSTED_WITHIN = 30_000
/** A turn is due as soon as its message is there: what is measured is the desk, not the citizen's pause. */
const POLICIES = { quietSeconds: 0, quietMaxSeconds: 0 }

const Postings = z.array(z.object({ key: z.string(), at: z.number() }))
const Stored = z.array(z.object({ number: z.number(), key: z.string() }))

/**
 * From the moment a citizen's message should be sent until its card is with Slack, which answers at once: taking it
 * in, draft without a model, drawing, posting. The receipt to the citizen goes out meanwhile.
 */
export const card = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    const draw = chance(3)
    const zhiban = await startServer('zhiban', { folder, policies: POLICIES })
    const posted = new Map<string, number>()
    const arrived = (count: number) => async () => {
      for (const { key, at } of Postings.parse(await zhiban.ask('postings'))) {
        // Cards of conversations, by their numbers; the desk posts others meanwhile.
        if (/^\d+$/.test(key) && !posted.has(key)) posted.set(key, at)
      }
      return posted.size >= count
    }
    let citizens = 0
    const load = async (count: number): Promise<number[]> => {
      const first = citizens
      citizens += count
      const wires = Array.from({ length: count }, (_, index) =>
        webhookMessage({ id: first + index, sender: first + index, text: plainQuestion(draw) }, Date.now()),
      )
      const started = Date.now()
      await steady(zhiban.port, wires, PER_SECOND)
      if (!(await becomes(POSTED_WITHIN, arrived(citizens))))
        throw new Error(`waited ${POSTED_WITHIN / 1000} s in vain for ${citizens} cards; ${posted.size} were posted`)
      return wires.map((_, index) => started + (index * 1000) / PER_SECOND)
    }
    await load(WARM_UP)
    if (!(await isIdle(zhiban, POSTED_WITHIN)))
      throw new Error(`waited ${POSTED_WITHIN / 1000} s in vain for ${WARM_UP} receipts to be sent`)
    const due = await load(PER_SECOND * SECONDS)
    await zhiban.stop()

    const database = new DatabaseSync(join(folder, 'qingxi.sqlite'), { readOnly: true })
    const stored = Stored.parse(
      database.prepare('SELECT conversation_id AS number, dedupe_key AS key FROM messages').all(),
    )
    database.close()
    const numbers = new Map(stored.map(({ number, key }) => [key, String(number)]))
    const took = due.map((at, index) => {
      const number = numbers.get(`msg_${WARM_UP + index}`)
      return (posted.get(number ?? '') ?? Number.NaN) - at
    })
    if (took.some(Number.isNaN)) throw new Error('a message of the measure has no card')
    const p99 = percentile(took, 0.99)
    return [
      {
        measure: `Message sent until card posted, quiet time 0, ${PER_SECOND} messages/s, p99 (ms)`,
        ours: `${figure(p99)} (median ${figure(percentile(took, 0.5))})`,
        compared: '',
        ratio: '',
        target: `< ${TARGET_P99_MS}`,
        met: p99 < TARGET_P99_MS,
      },
    ]
  })
