import { join } from 'node:path'
import { statsOf } from '../../src/desk/stats/stats.ts'
import { agendaStore } from '../../src/store/agenda.ts'
import { caseStore } from '../../src/store/cases.ts'
import { clockStore } from '../../src/store/clocks.ts'
import { conversationStore } from '../../src/store/conversations.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openSqlite } from '../../src/store/sqlite-node.ts'
import { statsStore } from '../../src/store/stats.ts'
import { figure, median, percentile, type Row } from './support/figures.ts'
import { fillUsed } from './support/filled.ts'
import { fillCases } from './support/filled-cases.ts'
import { withFolder } from './support/folder.ts'
import { sampleContent } from './support/sample.ts'

const STORED = 100_000
const OPEN = 10_000
const ROUNDS = 300
const TARGET_MS = 5
/** Rows of one list in the chat. */
const LIST = 20
const DAY_MS = 86_400_000
const MONTHS = 3
const A_MONTH = 15_000
const STATS_ROUNDS = 40
const STATS_TARGET_MS = 50

/** What a desk with many cases pays for looking what is due next, for the lists of what is open, and for a month's figures. */
export const cases = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    const now = Date.now()
    await fillCases(folder, STORED, OPEN, now)
    const sqlite = openSqlite(join(folder, 'qingxi.sqlite'), { synchronous: 'normal' })
    const database = await openDatabase(sqlite.storage, sampleContent({}).migrations)
    const [clocks, stored, conversations] = [clockStore(database), caseStore(database), conversationStore(database)]
    const agenda = agendaStore(database)
    const row = (measure: string, work: () => number, seen: number): Row => {
      const found = work()
      if (found !== seen) throw new Error(`${measure}: found ${found}, not ${seen}`)
      const took = Array.from({ length: ROUNDS }, () => {
        const began = performance.now()
        work()
        return performance.now() - began
      })
      const took50 = median(took)
      return {
        measure: `${measure} with ${figure(STORED)} cases stored (ms)`,
        ours: figure(took50),
        compared: `p99 ${figure(percentile(took, 0.99))}`,
        ratio: '',
        target: `< ${TARGET_MS}`,
        met: took50 < TARGET_MS,
      }
    }
    const rows = [
      row('What is due next, of every kind,', () => Number(agenda(now).clock !== null), 1),
      row('Clocks due within a day, the first 100', () => clocks.due(now + 86_400_000, 100).length, 100),
      row(
        `\`case list\` of ${figure(OPEN)} open`,
        () => stored.open({}, LIST).length + stored.countOpen({}),
        LIST + OPEN,
      ),
      row(
        `\`open\` of ${figure(OPEN)} open`,
        () => conversations.open(undefined, LIST).length + conversations.countOpen(undefined),
        LIST + OPEN,
      ),
    ]
    sqlite.close()
    return [...rows, await monthOfStats(join(folder, 'month'), now)]
  })

/** `stats month` of a bureau with 500 messages a day, in its third month; two thirds of them have been answered. */
async function monthOfStats(folder: string, now: number): Promise<Row> {
  await fillUsed(folder, MONTHS * A_MONTH, now)
  const sqlite = openSqlite(join(folder, 'qingxi.sqlite'), { synchronous: 'normal' })
  const stats = statsStore(await openDatabase(sqlite.storage, sampleContent({}).migrations))
  const took = Array.from({ length: STATS_ROUNDS }, () => {
    const began = performance.now()
    const { received, byPerson, byFaq } = statsOf({ stats }, now - 31 * DAY_MS, now, now)
    const turns = (byPerson?.count ?? 0) + (byFaq?.count ?? 0)
    if (received < 0.9 * A_MONTH || turns < 0.5 * received)
      throw new Error(`stats of a month: found ${received} messages and ${turns} answered turns`)
    return performance.now() - began
  })
  sqlite.close()
  const took50 = median(took)
  return {
    measure: `\`stats month\` of ${figure(A_MONTH)} messages (ms)`,
    ours: figure(took50),
    compared: `p99 ${figure(percentile(took, 0.99))}`,
    ratio: '',
    target: `< ${STATS_TARGET_MS}`,
    met: took50 < STATS_TARGET_MS,
  }
}
