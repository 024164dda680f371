import { desc, lte, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from './database.ts'

/**
 * The last id with a time before a given one; 0 when there is none. Rows are written in the order of time, so it is
 * found by bisection over the ids instead of an index that every new row would have to pay for.
 */
export function lastIdBefore(
  db: Database,
  table: SQLiteTable,
  id: SQLiteColumn,
  time: SQLiteColumn,
): (since: number) => number {
  const numberAt = (column: SQLiteColumn): SQL<number> => sql<number>`${column}`
  return (since) => {
    const at = db
      .select({ at: numberAt(time) })
      .from(table)
      .where(lte(id, sql.placeholder('id')))
      .orderBy(desc(id))
      .limit(1)
      .prepare()
    let low = 0
    let high =
      db
        .select({ id: sql<number>`coalesce(max(${id}), 0)` })
        .from(table)
        .get()?.id ?? 0
    while (low < high) {
      const middle = Math.floor((low + high + 1) / 2)
      if ((at.get({ id: middle })?.at ?? 0) < since) low = middle
      else high = middle - 1
    }
    return low
  }
}
