import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const effects = sqliteTable(
  'effects',
  {
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: ['reply', 'find', 'card', 'desk-card', 'note', 'draft', 'choose', 'letter'] }).notNull(),
    /** What rests together when the other side says slow down: a channel, the chat, the writer, another desk. */
    lane: text('lane').notNull(),
    /** Effects of one order key are performed one after the other, in the order they were written. */
    orderKey: text('order_key').notNull(),
    conversationId: integer('conversation_id'),
    replyId: integer('reply_id'),
    payload: text('payload').notNull(),
    state: text('state', { enum: ['pending', 'running', 'dead'] }).notNull(),
    dueAt: integer('due_at').notNull(),
    attempts: integer('attempts').notNull(),
    startedAt: integer('started_at'),
    lastError: text('last_error'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    index('effects_due').on(t.lane, t.dueAt).where(sql`state = 'pending'`),
    index('effects_order').on(t.orderKey, t.id),
    index('effects_running').on(t.id).where(sql`state <> 'pending'`),
    index('effects_conversation').on(t.conversationId, t.kind),
  ],
)

/** When a lane that was told to slow down may go on, and when its operator was last told. */
export const lanes = sqliteTable('lanes', {
  lane: text('lane').primaryKey(),
  restUntil: integer('rest_until').notNull(),
  alertedAt: integer('alerted_at').notNull(),
})
