import { type DrizzleSqliteDODatabase, drizzle } from 'drizzle-orm/durable-sqlite'
import { migrate } from 'drizzle-orm/durable-sqlite/migrator'
import * as schema from './schema.ts'

/** The synchronous SQLite that both runtimes offer: a Durable Object's storage, or the shim over `node:sqlite`. */
export type Storage = Parameters<typeof drizzle>[0]

export type Database = DrizzleSqliteDODatabase<typeof schema> & { readonly $client: Storage }

/** The journal and the SQL files of `src/store/migrations`, by the names that drizzle-kit gives them. */
export interface Migrations {
  readonly journal: { readonly entries: { idx: number; when: number; tag: string; breakpoints: boolean }[] }
  readonly migrations: Readonly<Record<string, string>>
}

/** Opens a desk's database and brings it to the newest schema. Throws when the storage cannot be written. */
export async function openDatabase(storage: Storage, migrations: Migrations): Promise<Database> {
  const database = drizzle(storage, { schema })
  await migrate(database, { journal: migrations.journal, migrations: { ...migrations.migrations } })
  return database
}
