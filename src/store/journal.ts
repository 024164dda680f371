import { and, asc, desc, eq, lt, lte, ne, sql } from 'drizzle-orm'
import { type ChainHead, linkText } from './chain.ts'
import type { Database } from './database.ts'
import { events, facts, nonces } from './schema.ts'
import { runs, takesRows } from './statement.ts'

export type DeskEvent = typeof events.$inferSelect
/** What is put on record; the chain gives it its number and hash. */
export type NewEvent = Omit<DeskEvent, 'id' | 'hash' | 'caseId'> & { readonly caseId?: number | null }

/**
 * The record of events, the one-time values of signatures, and the desk's own small facts. `hash` is SHA-256,
 * hexadecimal.
 */
export function journalStore(db: Database, hash: (text: string) => string) {
  /** Known as long as nothing is undone: the desk is the only one who writes. */
  let head: ChainHead | undefined
  let known: Map<string, string> | undefined
  const newest = takesRows(db, events, db.select().from(events).where(sql`${events.id} = (select max(id) from events)`))
  const insertEvent = runs(
    db,
    db.insert(events).values({
      id: sql.placeholder('id'),
      caseId: sql.placeholder('caseId'),
      hash: sql.placeholder('hash'),
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

  const currentHead = (): ChainHead => {
    head ??= newest({})[0] ?? { id: 0, hash: '' }
    return head
  }
  // A desk has a handful of them, and asks for some with every message.
  const allFacts = (): Map<string, string> => {
    known ??= new Map(
      db
        .select()
        .from(facts)
        .all()
        .map(({ key, value }) => [key, value]),
    )
    return known
  }
  const record = (event: NewEvent): void => {
    const before = currentHead()
    const row = { ...event, caseId: event.caseId ?? null, id: before.id + 1 }
    const own = hash(linkText(before.hash, row))
    insertEvent({ ...row, hash: own })
    head = { id: row.id, hash: own }
  }

  return {
    record,
    /** The newest row of the chain; id 0 while there is none. */
    head: currentHead,
    /** A transaction was undone: the newest row may be another one, and facts are what they were. */
    forgetKnown: (): void => {
      head = undefined
      known = undefined
    },
    /** A row by its number. */
    event: (id: number): DeskEvent | undefined => db.select().from(events).where(eq(events.id, id)).get(),
    ofCase: (caseId: number): DeskEvent[] =>
      db.select().from(events).where(eq(events.caseId, caseId)).orderBy(asc(events.id)).all(),
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
    /**
     * Removes the rows older than `at`, from the beginning on. A row of the chain says where it begins now, so that what
     * is left can still be checked.
     */
    forgetBefore: (at: number, now: number): void => {
      const last = lastBefore(db, at, currentHead().id)
      if (last === undefined) return
      const detail = JSON.stringify({ through: last.id, hash: last.hash })
      record({ conversationId: null, at: now, actor: 'desk', what: 'trimmed', line: '', detail })
      db.delete(events).where(lte(events.id, last.id)).run()
    },

    /** False when the value was used before with another body. */
    claimNonce: (claimed: { key: string; bodyHash: string; expiresAt: number }): boolean => {
      if (insertNonce(claimed).length > 0) return true
      return nonce({ key: claimed.key })[0]?.bodyHash === claimed.bodyHash
    },
    forgetNonces: (now: number): void => {
      db.delete(nonces).where(lt(nonces.expiresAt, now)).run()
    },

    fact: (key: string): string | undefined => allFacts().get(key),
    setFact: (key: string, value: string): void => {
      allFacts().set(key, value)
      db.insert(facts).values({ key, value }).onConflictDoUpdate({ target: facts.key, set: { value } }).run()
    },
  }
}

/** The last of the rows at the beginning that are older than `at`. Rows stand in the order of their times, so it is bisected. */
function lastBefore(db: Database, at: number, newest: number): DeskEvent | undefined {
  const upTo = (id: number): DeskEvent | undefined =>
    db.select().from(events).where(lte(events.id, id)).orderBy(desc(events.id)).limit(1).get()
  let low = 0
  let high = newest
  while (low < high) {
    const middle = Math.floor((low + high + 1) / 2)
    const row = upTo(middle)
    if (row === undefined || row.at < at) low = middle
    else high = middle - 1
  }
  return low === 0 ? undefined : upTo(low)
}
