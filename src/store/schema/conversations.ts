import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const conversations = sqliteTable(
  'conversations',
  {
    id: integer('id').primaryKey(),
    channel: text('channel').notNull(),
    surface: text('surface').notNull(),
    thread: text('thread').notNull(),
    sender: text('sender').notNull(),
    state: text('state', {
      enum: ['listening', 'waiting', 'second', 'holding', 'sending', 'answered', 'closed', 'uncertain', 'failed'],
    }).notNull(),
    /** The turn being collected or worked on; rises with each answered or closed turn. */
    turn: integer('turn').notNull(),
    /** When the citizen has been quiet long enough; null when nothing is being collected. */
    turnDueAt: integer('turn_due_at'),
    turnSince: integer('turn_since').notNull(),
    approach: text('approach').notNull(),
    topic: text('topic').notNull(),
    urgency: text('urgency').notNull(),
    lang: text('lang').notNull(),
    emergency: text('emergency'),
    /** The burst that its turn belongs to; null when it stands alone. */
    burst: integer('burst'),
    reasons: text('reasons').notNull(),
    owner: text('owner'),
    /** When its clock runs out; null when nothing waits for a person. */
    deadlineAt: integer('deadline_at'),
    draftId: integer('draft_id'),
    /** A model is asked for a draft; null when none is awaited. */
    draftingSince: integer('drafting_since'),
    /** The version of the card: what a decision depends on. */
    version: integer('version').notNull(),
    cardRef: text('card_ref'),
    /** What a reply needs: the citizen's latest message as the platform names it. */
    target: text('target').notNull(),
    lastInboundAt: integer('last_inbound_at').notNull(),
    /** Replies used since the citizen's last message. */
    repliesUsed: integer('replies_used').notNull(),
    /** The last line of the card: what changed it, for a person who acts on an older one. */
    changed: text('changed').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [
    index('conversations_thread').on(t.channel, t.thread, t.surface, t.id),
    index('conversations_turn_due').on(t.turnDueAt).where(sql`turn_due_at is not null`),
    index('conversations_open')
      .on(t.id)
      .where(sql`state in ('listening','waiting','second','holding','sending','uncertain','failed')`),
    index('conversations_burst').on(t.burst, t.turnSince, t.state).where(sql`burst is not null`),
    // Finished, and the words still there: what retention looks for.
    index('conversations_finished').on(t.updatedAt).where(sql`state in ('answered','closed') and sender <> ''`),
  ],
)

export const messages = sqliteTable(
  'messages',
  {
    id: integer('id').primaryKey(),
    channel: text('channel').notNull(),
    dedupeKey: text('dedupe_key').notNull(),
    /** Null for what opens no conversation (a greeting, a follow). */
    conversationId: integer('conversation_id'),
    turn: integer('turn').notNull(),
    kind: text('kind').notNull(),
    /** As the citizen wrote it. Masked wherever it is shown; emptied when its retention ends. */
    text: text('text').notNull(),
    sentAt: integer('sent_at').notNull(),
    receivedAt: integer('received_at').notNull(),
    /** The reply that rode on the HTTP answer, for an identical answer to a repeated delivery. */
    passive: text('passive'),
    outcome: text('outcome', { enum: ['pending', 'faq', 'approved', 'no-reply'] }).notNull(),
    /** Why it needed no reply. */
    reason: text('reason'),
  },
  (t) => [
    uniqueIndex('messages_dedupe').on(t.channel, t.dedupeKey),
    index('messages_conversation').on(t.conversationId, t.id).where(sql`conversation_id is not null`),
    index('messages_loose').on(t.receivedAt).where(sql`conversation_id is null and text <> ''`),
  ],
)
