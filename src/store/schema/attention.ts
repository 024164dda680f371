import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Praise and chatter of the last days: what it takes to answer such a message after all. A few days later the platform
 * takes no reply any more, and the rows go.
 */
export const smallTalk = sqliteTable(
  'small_talk',
  {
    /** The message; it has no conversation of its own. */
    id: integer('id').primaryKey(),
    approach: text('approach', { enum: ['praise', 'chatter'] }).notNull(),
    surface: text('surface').notNull(),
    thread: text('thread').notNull(),
    sender: text('sender').notNull(),
    /** What a reply to this very message needs. */
    target: text('target').notNull(),
    receivedAt: integer('received_at').notNull(),
    /** It is counted on the card of its day. */
    shown: integer('shown', { mode: 'boolean' }).notNull(),
    /** The conversation that a person made of it. */
    openedAs: integer('opened_as'),
  },
  (t) => [
    index('small_talk_received').on(t.receivedAt),
    index('small_talk_new').on(t.receivedAt).where(sql`shown = 0`),
  ],
)

/** Conversations of low urgency whose card is held back: they wait for the digest, or are listed on it. */
export const heldBack = sqliteTable(
  'held_back',
  {
    conversationId: integer('conversation_id').primaryKey(),
    /** When a digest is to list it. */
    digestAt: integer('digest_at').notNull(),
    /** A digest card lists it. */
    listed: integer('listed', { mode: 'boolean' }).notNull(),
  },
  (t) => [index('held_back_new').on(t.digestAt).where(sql`listed = 0`)],
)
