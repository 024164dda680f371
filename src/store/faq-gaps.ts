import { desc, lte, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { faqGaps } from './schema.ts'
import { takesNumber } from './statement.ts'

export type FaqGap = typeof faqGaps.$inferSelect

/** Questions that no entry answered and no weekly card has told of yet. */
export function faqGapStore(db: Database) {
  const count = takesNumber(
    db,
    db
      .select({ count: sql`count(*)` })
      .from(faqGaps)
      .where(lte(faqGaps.at, sql.placeholder('until'))),
  )
  return {
    /** A turn is noted once, however often it is looked at. */
    add: (conversationId: number, turn: number, at: number): void => {
      db.insert(faqGaps).values({ conversationId, turn, at }).onConflictDoNothing().run()
    },
    /** How many there are, up to a time. */
    count: (until: number): number => count({ until }) ?? 0,
    /** The newest of them up to a time, oldest first. */
    newest: (until: number, limit: number): FaqGap[] =>
      db.select().from(faqGaps).where(lte(faqGaps.at, until)).orderBy(desc(faqGaps.id)).limit(limit).all().reverse(),
    /** Forgets those that a card has told of. */
    forget: (until: number): void => {
      db.delete(faqGaps).where(lte(faqGaps.at, until)).run()
    },
  }
}
