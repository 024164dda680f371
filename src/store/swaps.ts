import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from './database.ts'
import { swaps } from './schema.ts'

export type Swap = typeof swaps.$inferSelect

/** Shifts that people of the roster have asked one another to take. */
export function swapStore(db: Database) {
  return {
    get: (id: number): Swap | undefined => db.select().from(swaps).where(eq(swaps.id, id)).get(),
    add: (row: Omit<Swap, 'id'>): Swap => db.insert(swaps).values(row).returning().get(),
    update: (id: number, change: Pick<Swap, 'state' | 'decidedAt'>): void => {
      db.update(swaps).set(change).where(eq(swaps.id, id)).run()
    },
    /** Agreed swaps of these days, in the order in which they were asked. */
    agreed: (days: readonly string[]): Swap[] =>
      db
        .select()
        .from(swaps)
        .where(and(inArray(swaps.day, [...days]), eq(swaps.state, 'agreed')))
        .orderBy(swaps.id)
        .all(),
    /** Swaps that nobody has answered yet. */
    asked: (): Swap[] => db.select().from(swaps).where(eq(swaps.state, 'asked')).orderBy(swaps.id).all(),
  }
}
