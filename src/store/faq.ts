import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { faqChanges, faqSignatures } from './schema.ts'
import { takesNumber } from './statement.ts'

export type FaqChange = typeof faqChanges.$inferSelect
export type FaqSignature = typeof faqSignatures.$inferSelect

/** What staff changed about the FAQ in chat, and which bytes of it leaders signed. */
export function faqStore(db: Database) {
  const isSigned = takesNumber(
    db,
    db
      .select({ id: faqSignatures.id })
      .from(faqSignatures)
      .where(and(eq(faqSignatures.entryId, sql.placeholder('entry')), eq(faqSignatures.hash, sql.placeholder('hash'))))
      .limit(1),
  )
  return {
    addChange: (row: Omit<FaqChange, 'id'>): FaqChange => db.insert(faqChanges).values(row).returning().get(),
    change: (id: number): FaqChange | undefined => db.select().from(faqChanges).where(eq(faqChanges.id, id)).get(),
    setChange: (id: number, change: Partial<Omit<FaqChange, 'id'>>): void => {
      db.update(faqChanges).set(change).where(eq(faqChanges.id, id)).run()
    },
    /** What was approved, in that order. */
    approved: (): FaqChange[] =>
      db
        .select()
        .from(faqChanges)
        .where(eq(faqChanges.state, 'approved'))
        .orderBy(asc(faqChanges.decidedAt), asc(faqChanges.id))
        .all(),
    waiting: (): FaqChange[] =>
      db.select().from(faqChanges).where(eq(faqChanges.state, 'waiting')).orderBy(asc(faqChanges.id)).all(),
    /** All that was ever proposed about an entry, oldest first. */
    changesOf: (entry: string): FaqChange[] =>
      db.select().from(faqChanges).where(eq(faqChanges.entryId, entry)).orderBy(asc(faqChanges.id)).all(),

    sign: (row: Omit<FaqSignature, 'id'>): void => {
      db.insert(faqSignatures).values(row).run()
    },
    isSigned: (entry: string, hash: string): boolean => isSigned({ entry, hash }) !== undefined,
    /** Newest first. */
    signaturesOf: (entry: string): FaqSignature[] =>
      db.select().from(faqSignatures).where(eq(faqSignatures.entryId, entry)).orderBy(desc(faqSignatures.id)).all(),
  }
}
