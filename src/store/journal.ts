import { and, asc, desc, eq, lt, ne, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { events, facts, nonces } from './schema.ts'
import { runs, takesRows } from './statement.ts'

export type DeskEvent = typeof events.$inferSelect

/** The record of events, the one-time values of signatures, and the desk's own small facts. */
export function journalStore(db: Database) {
  const insertEvent = runs(
    db,
    db.insert(events).values({
      conversationId: sql.placeholder('conversationId'),
      at: sql.placeholder('at'),
      actor: sql.placeholder('actor'),
      what: sql.placeholder('what'),
      line: sql.placeholder('line'),
      detail: sql.placeholder('detail'),
    }),
  )
  const insertNonce = takesRows(
    db,
    nonces,
    db
      .insert(nonces)
      .values({
        key: sql.placeholder('key'),
        bodyHash: sql.placeholder('bodyHash'),
        expiresAt: sql.placeholder('expiresAt'),
      })
      .onConflictDoNothing()
      .returning(),
  )
  const nonce = takesRows(
    db,
    nonces,
    db
      .select()
      .from(nonces)
      .where(eq(nonces.key, sql.placeholder('key'))),
  )
  const fact = takesRows(
    db,
    facts,
    db
      .select()
      .from(facts)
      .where(eq(facts.key, sql.placeholder('key'))),
  )

  return {
    record: (row: Omit<DeskEvent, 'id'>): void => {
      insertEvent(row)
    },
    history: (conversation: number): DeskEvent[] =>
      db.select().from(events).where(eq(events.conversationId, conversation)).orderBy(asc(events.id)).all(),
    /** Lines for the card, oldest first. */
    lines: (conversation: number, limit: number): DeskEvent[] =>
      db
        .select()
        .from(events)
        .where(and(eq(events.conversationId, conversation), ne(events.line, '')))
        .orderBy(desc(events.id))
        .limit(limit)
        .all()
        .reverse(),
    /** Removes old lines of the log; conversations' own history goes with their retention. */
    forgetBefore: (at: number): void => {
      db.delete(events).where(lt(events.at, at)).run()
    },

    /** False when the value was used before with another body. */
    claimNonce: (claimed: { key: string; bodyHash: string; expiresAt: number }): boolean => {
      if (insertNonce(claimed).length > 0) return true
      return nonce({ key: claimed.key })[0]?.bodyHash === claimed.bodyHash
    },
    forgetNonces: (now: number): void => {
      db.delete(nonces).where(lt(nonces.expiresAt, now)).run()
    },

    fact: (key: string): string | undefined => fact({ key })[0]?.value,
    setFact: (key: string, value: string): void => {
      db.insert(facts).values({ key, value }).onConflictDoUpdate({ target: facts.key, set: { value } }).run()
    },
  }
}
