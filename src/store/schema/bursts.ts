import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The same question or rumour from many people. Its members are the conversations whose `burst` it is. */
export const bursts = sqliteTable(
  'bursts',
  {
    id: integer('id').primaryKey(),
    /** `open`: waits for a decision; `holding`: approved, may be taken back; `sending`: replies are leaving. */
    state: text('state', { enum: ['open', 'second', 'holding', 'sending', 'done'] }).notNull(),
    /** The words that others are held against, as a citizen wrote them; emptied with the words of conversations. */
    anchor: text('anchor').notNull(),
    /** JSON array of `{ conversation, text }`: masked words that differ from each other. */
    examples: text('examples').notNull(),
    approach: text('approach').notNull(),
    topic: text('topic').notNull(),
    urgency: text('urgency').notNull(),
    lang: text('lang').notNull(),
    /** Of at least one member the reply needs two people. */
    two: integer('two', { mode: 'boolean' }).notNull(),
    owner: text('owner').notNull(),
    deadlineAt: integer('deadline_at'),
    /** Turns that ever belonged to it, and of them: taken out again, answered by it, closed without a reply by it. */
    joined: integer('joined').notNull(),
    departed: integer('departed').notNull(),
    sent: integer('sent').notNull(),
    closed: integer('closed').notNull(),
    /** How many had come when the leaders were told last. */
    toldAt: integer('told_at').notNull(),
    /** Failures since a reply last arrived. */
    failures: integer('failures').notNull(),
    /** The one reply: waiting for approval, approved, or none yet. */
    draftId: integer('draft_id'),
    /** For how long after the approval those who write the same get the same reply. Minutes; 0: they don't. */
    alsoMinutes: integer('also_minutes').notNull(),
    /** Turns that began by then are decided; null before the first decision. */
    decidedUntil: integer('decided_until'),
    /** What was decided, and why no reply is needed. */
    outcome: text('outcome', { enum: ['reply', 'no-reply'] }),
    reason: text('reason'),
    /** JSON array of staff ids: who approved, or said that no reply is needed. */
    deciders: text('deciders').notNull(),
    /** Since when replies leave, and JSON of how many have been queued since, by channel. */
    startedAt: integer('started_at'),
    queued: text('queued').notNull(),
    /** JSON array of `{ at, line }`, the oldest first. */
    history: text('history').notNull(),
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
    drawnAt: integer('drawn_at').notNull(),
    /** When the card is to be drawn, the leaders told, and the next portion of work done; null: not at all. */
    drawAt: integer('draw_at'),
    alertAt: integer('alert_at'),
    workAt: integer('work_at'),
  },
  (t) => [
    index('bursts_open').on(t.id).where(sql`state <> 'done'`),
    index('bursts_draw').on(t.drawAt).where(sql`draw_at is not null`),
    index('bursts_alert').on(t.alertAt).where(sql`alert_at is not null`),
    index('bursts_work').on(t.workAt).where(sql`work_at is not null`),
    index('bursts_words').on(t.lastAt).where(sql`anchor <> ''`),
  ],
)

/**
 * How often texts with the same signature have come of late. A table of fixed size: a new signature takes the place of
 * one that has expired or has come only once.
 */
export const burstMarks = sqliteTable('burst_marks', {
  slot: integer('slot').primaryKey(),
  hash: integer('hash').notNull(),
  /** Conversations, as far as the same one does not write twice in a row. */
  count: integer('count').notNull(),
  /** The conversation that wrote last. */
  conversationId: integer('conversation_id').notNull(),
  burst: integer('burst'),
  expiresAt: integer('expires_at').notNull(),
})
