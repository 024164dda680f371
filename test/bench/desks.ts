import { join } from 'node:path'
import { createCitizens } from './support/citizens.ts'
import { figure, percentile, type Row } from './support/figures.ts'
import { withFolder } from './support/folder.ts'
import { deskId } from './support/group.ts'
import { steady } from './support/load.ts'
import { webhookMessage } from './support/requests.ts'
import { startServer } from './support/server.ts'

const DESKS = 1_000
/** One message a second for each desk. */
const PER_SECOND = DESKS
const WARM_UP_SECONDS = 4
const SECONDS = 10
const TARGET_P99_MS = 50
const START_MS = 180_000

/** A province's desks on one machine: each has its file, its clocks and its outbox, and a message every second. */
export const desks = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    const started = performance.now()
    const server = await startServer('desks', { folder: join(folder, 'group'), policies: {}, count: DESKS }, START_MS)
    const seconds = (performance.now() - started) / 1000
    const citizens = createCitizens(5)
    const wires = (count: number) =>
      citizens(count).map((said, index) => webhookMessage(said, Date.now(), `/hooks/${deskId(index % DESKS)}/portal`))
    await steady(server.port, wires(PER_SECOND * WARM_UP_SECONDS), PER_SECOND)
    const { latencies } = await steady(server.port, wires(PER_SECOND * SECONDS), PER_SECOND)
    const p99 = percentile(latencies, 0.99)
    const memory = Number(await server.ask('memory')) / 1_048_576
    await server.stop()
    const told = { compared: '', ratio: '' }
    return [
      {
        measure: `Answer to a webhook, ${figure(DESKS)} desks in one process with 1 message/s each, p99 (ms)`,
        ours: `${figure(p99)} (median ${figure(percentile(latencies, 0.5))})`,
        ...told,
        target: `< ${TARGET_P99_MS}`,
        met: p99 < TARGET_P99_MS,
      },
      { measure: `Start of ${figure(DESKS)} desks, new files (s)`, ours: figure(seconds), ...told },
      {
        measure: `Resident memory of ${figure(DESKS)} desks after ${WARM_UP_SECONDS + SECONDS} s (MB)`,
        ours: figure(memory),
        ...told,
      },
    ]
  })
