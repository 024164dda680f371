import { and, asc, desc, eq, lt, ne, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { events, facts, nonces } from './schema.ts'

export type DeskEvent = typeof events.$inferSelect

/** The record of events, the one-time values of signatures, and the desk's own small facts. */
export function journalStore(db: Database) {
  const insertEvent = db
    .insert(events)
    .values({
      conversationId: sql.placeholder('conversationId'),
      at: sql.placeholder('at'),
      actor: sql.placeholder('actor'),
      what: sql.placeholder('what'),
      line: sql.placeholder('line'),
      detail: sql.placeholder('detail'),
    })
    .prepare()
  const insertNonce = db
    .insert(nonces)
    .values({
      key: sql.placeholder('key'),
      bodyHash: sql.placeholder('bodyHash'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .onConflictDoNothing()
    .returning({ key: nonces.key })
    .prepare()
  const nonceHash = db
    .select({ bodyHash: nonces.bodyHash })
    .from(nonces)
    .where(eq(nonces.key, sql.placeholder('key')))
    .prepare()

  return {
    record: (row: Omit<DeskEvent, 'id'>): void => {
      insertEvent.run(row)
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
    claimNonce: (nonce: { key: string; bodyHash: string; expiresAt: number }): boolean => {
      if (insertNonce.get(nonce) !== undefined) return true
      return nonceHash.get({ key: nonce.key })?.bodyHash === nonce.bodyHash
    },
    forgetNonces: (now: number): void => {
      db.delete(nonces).where(lt(nonces.expiresAt, now)).run()
    },

    fact: (key: string): string | undefined =>
      db.select({ value: facts.value }).from(facts).where(eq(facts.key, key)).get()?.value,
    setFact: (key: string, value: string): void => {
      db.insert(facts).values({ key, value }).onConflictDoUpdate({ target: facts.key, set: { value } }).run()
    },
  }
}
