import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from '../log.ts'
import { openDatabase } from '../store/database.ts'
import { openSqlite } from '../store/sqlite-node.ts'
import type { ComposedDesk } from './compose-desk.ts'
import type { Content } from './content.ts'
import { DeskHost } from './host.ts'

export interface NodeDesk {
  readonly host: DeskHost
  /** Waits for what is under way, then closes the file. */
  stop(): Promise<void>
}

export interface NodeDeskDeps {
  readonly migrations: Content['migrations']
  /** The SQLite file, or `:memory:`. */
  readonly file: string
  readonly durability: 'normal' | 'full'
  /** See `SqliteOptions`. */
  readonly logPages: number
  readonly log: Log
  readonly now: () => number
  /** Calls `work` at a time of `now`'s clock; returns how to cancel it. */
  readonly timer: (at: number, work: () => void) => () => void
}

/** A desk over a SQLite file of its own, with the same alarm contract as a Durable Object. */
export async function openNodeDesk(composed: ComposedDesk, deps: NodeDeskDeps): Promise<NodeDesk> {
  if (deps.file !== ':memory:') mkdirSync(dirname(deps.file), { recursive: true })
  const sqlite = openSqlite(deps.file, { synchronous: deps.durability, logPages: deps.logPages })
  const database = await openDatabase(sqlite.storage, deps.migrations)
  let cancel: (() => void) | undefined
  let stopped = false
  const host: DeskHost = new DeskHost({
    desk: composed.open(database),
    targets: composed.targets,
    log: deps.log,
    now: deps.now,
    gather: (round) => {
      setImmediate(round)
    },
    // After the answers of this turn of the event loop have been written.
    soon: (work) => {
      setImmediate(() => void work())
    },
    wakeAt: (at) => {
      cancel?.()
      cancel = at === null || stopped ? undefined : deps.timer(at, () => void host.run())
    },
  })
  host.start()
  return {
    host,
    stop: async () => {
      await host.settled()
      stopped = true
      cancel?.()
      sqlite.close()
    },
  }
}
