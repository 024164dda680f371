import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

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
