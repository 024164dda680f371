import { and, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { deskCards, effects } from './schema.ts'

export type DeskCardRow = typeof deskCards.$inferSelect

/** Cards in the team chat that are about no conversation. */
export function deskCardStore(db: Database) {
  return {
    get: (key: string): DeskCardRow | undefined => db.select().from(deskCards).where(eq(deskCards.key, key)).get(),
    ofKind: (kind: string): DeskCardRow[] =>
      db.select().from(deskCards).where(eq(deskCards.kind, kind)).orderBy(deskCards.createdAt, deskCards.key).all(),
    add: (row: DeskCardRow): void => {
      db.insert(deskCards).values(row).run()
    },
    update: (key: string, change: Partial<Omit<DeskCardRow, 'key' | 'kind'>>): void => {
      db.update(deskCards).set(change).where(eq(deskCards.key, key)).run()
    },
    /** Forgets cards on which nothing has been left to do since before `at`. */
    forgetFinished: (at: number): void => {
      db.delete(deskCards)
        .where(and(isNotNull(deskCards.finishedAt), lt(deskCards.finishedAt, at)))
        .run()
    },
    /** Whether a redraw of this card waits already. */
    hasPending: (orderKey: string): boolean =>
      db
        .select({ id: effects.id })
        .from(effects)
        .where(and(eq(effects.orderKey, orderKey), eq(effects.kind, 'desk-card'), sql`${effects.state} = 'pending'`))
        .limit(1)
        .get() !== undefined,
  }
}
