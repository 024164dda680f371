import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export * from './schema-cases.ts'

/** All times are integers, milliseconds UTC. Ids are SQLite row ids: the same commands give the same rows. */

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
    reasons: text('reasons').notNull(),
    owner: text('owner'),
    /** When the owner must have decided; null when nothing waits for a person. */
    deadlineAt: integer('deadline_at'),
    /** When the next step of the ladder is due; null when nobody waits. */
    pingAt: integer('ping_at'),
    /** How many steps of the ladder have been pinged for this deadline. */
    deadlineStep: integer('deadline_step').notNull(),
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
    index('conversations_ping').on(t.pingAt).where(sql`ping_at is not null`),
    index('conversations_open')
      .on(t.id)
      .where(sql`state in ('listening','waiting','second','holding','sending','uncertain','failed')`),
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

export const drafts = sqliteTable(
  'drafts',
  {
    id: integer('id').primaryKey(),
    conversationId: integer('conversation_id').notNull(),
    turn: integer('turn').notNull(),
    text: text('text').notNull(),
    origin: text('origin', { enum: ['faq', 'model', 'fallback', 'person'] }).notNull(),
    /** Where it comes from, for the card. */
    note: text('note').notNull(),
    /** JSON: see Provenance in desk/drafts.ts. */
    provenance: text('provenance').notNull(),
    /** JSON array of citations shown on the card. */
    citations: text('citations').notNull(),
    /** JSON array of warnings shown on the card. */
    warnings: text('warnings').notNull(),
    state: text('state', { enum: ['waiting', 'half', 'approved', 'rejected', 'withdrawn'] }).notNull(),
    /** The reply that this one corrects. */
    corrects: integer('corrects'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [index('drafts_conversation').on(t.conversationId, t.id)],
)

export const decisions = sqliteTable(
  'decisions',
  {
    id: integer('id').primaryKey(),
    conversationId: integer('conversation_id').notNull(),
    draftId: integer('draft_id').notNull(),
    staff: text('staff').notNull(),
    verb: text('verb').notNull(),
    /** SHA-256 of the exact bytes that the decision was about. */
    textHash: text('text_hash').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('decisions_draft').on(t.draftId)],
)

export const replies = sqliteTable(
  'replies',
  {
    id: integer('id').primaryKey(),
    conversationId: integer('conversation_id').notNull(),
    turn: integer('turn').notNull(),
    text: text('text').notNull(),
    textHash: text('text_hash').notNull(),
    kind: text('kind', { enum: ['faq', 'standing', 'approved'] }).notNull(),
    /** JSON: FAQ entry, or model, prompt version and what a person changed. */
    provenance: text('provenance').notNull(),
    state: text('state', {
      enum: ['holding', 'sending', 'sent', 'uncertain', 'failed', 'dropped', 'undone'],
    }).notNull(),
    passive: integer('passive', { mode: 'boolean' }).notNull(),
    corrects: integer('corrects'),
    draftId: integer('draft_id'),
    problem: text('problem'),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
  },
  (t) => [index('replies_conversation').on(t.conversationId, t.id)],
)

export const effects = sqliteTable(
  'effects',
  {
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: ['reply', 'find', 'card', 'desk-card', 'note', 'draft'] }).notNull(),
    /** What rests together when the other side says slow down: a channel, the chat, the writer. */
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

/** The record of what happened and who did it. Rows are added, never changed. */
export const events = sqliteTable(
  'events',
  {
    id: integer('id').primaryKey(),
    conversationId: integer('conversation_id'),
    at: integer('at').notNull(),
    /** A staff id, `desk` or `citizen`. */
    actor: text('actor').notNull(),
    what: text('what').notNull(),
    /** One line for the card's history; empty when it is not shown there. */
    line: text('line').notNull(),
    detail: text('detail').notNull(),
  },
  (t) => [
    index('events_conversation').on(t.conversationId, t.id).where(sql`conversation_id is not null`),
    index('events_at').on(t.at),
  ],
)

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

/** One-time values of signatures. */
export const nonces = sqliteTable('nonces', {
  key: text('key').primaryKey(),
  bodyHash: text('body_hash').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

/** When a lane that was told to slow down may go on, and when its operator was last told. */
export const lanes = sqliteTable('lanes', {
  lane: text('lane').primaryKey(),
  restUntil: integer('rest_until').notNull(),
  alertedAt: integer('alerted_at').notNull(),
})

/** Small facts of the desk itself, e.g. when retention last ran. */
export const facts = sqliteTable('facts', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})
