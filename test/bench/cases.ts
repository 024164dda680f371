import { join } from 'node:path'
import { agendaStore } from '../../src/store/agenda.ts'
import { caseStore } from '../../src/store/cases.ts'
import { clockStore } from '../../src/store/clocks.ts'
import { conversationStore } from '../../src/store/conversations.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openSqlite } from '../../src/store/sqlite-node.ts'
import { figure, median, percentile, type Row } from './support/figures.ts'
import { fillCases } from './support/filled-cases.ts'
import { withFolder } from './support/folder.ts'
import { sampleContent } from './support/sample.ts'

const STORED = 100_000
const OPEN = 10_000
const ROUNDS = 300
const TARGET_MS = 5
/** Rows of one list in the chat. */
const LIST = 20

/** What a desk with many cases pays for looking what is due next, and for the lists of what is open. */
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
    return rows
  })
