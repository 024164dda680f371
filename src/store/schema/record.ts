import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The record of what happened and who did it. Rows are added, never changed: triggers refuse it, and a chain of hashes shows it. */
export const events = sqliteTable(
  'events',
  {
    id: integer('id').primaryKey(),
    conversationId: integer('conversation_id'),
    caseId: integer('case_id'),
    at: integer('at').notNull(),
    /** A staff id, `desk` or `citizen`. */
    actor: text('actor').notNull(),
    what: text('what').notNull(),
    /** One line for the card's history; empty when it is not shown there. */
    line: text('line').notNull(),
    detail: text('detail').notNull(),
    /** SHA-256 of the row and of the hash before it (store/chain.ts); empty in rows older than the chain. */
    hash: text('hash').notNull().default(''),
  },
  (t) => [
    index('events_conversation').on(t.conversationId, t.id).where(sql`conversation_id is not null`),
    index('events_case').on(t.caseId, t.id).where(sql`case_id is not null`),
  ],
)

/** One-time values of signatures. */
export const nonces = sqliteTable('nonces', {
  key: text('key').primaryKey(),
  bodyHash: text('body_hash').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

/** Small facts of the desk itself, e.g. when retention last ran. */
export const facts = sqliteTable('facts', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})
