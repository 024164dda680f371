import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Cards in the team chat that are about no conversation, e.g. what a leader is to sign. */
export const deskCards = sqliteTable(
  'desk_cards',
  {
    /** The card's identity in the chat. Never digits alone: those are conversations. */
    key: text('key').primaryKey(),
    /** Which of `deskCardKinds` draws it and takes its buttons. */
    kind: text('kind').notNull(),
    /** JSON: whatever its kind needs to draw it. */
    payload: text('payload').notNull(),
    /** Rises whenever something that a decision depends on changes. */
    version: integer('version').notNull(),
    /** The chat channel it belongs into; null for the desk's own. */
    channel: text('channel'),
    /** Where it stands in the chat; null until it was posted. */
    ref: text('ref'),
    /** What changed it last, for a person who acts on an older one. */
    changed: text('changed').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** Since when nothing is left to do on it; it is forgotten with the words of finished conversations. */
    finishedAt: integer('finished_at'),
  },
  (t) => [
    index('desk_cards_kind').on(t.kind),
    index('desk_cards_finished').on(t.finishedAt).where(sql`finished_at is not null`),
  ],
)
