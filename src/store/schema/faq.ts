import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What staff wrote, changed or took out of use in chat. The desk's own FAQ is what was approved, in that order. */
export const faqChanges = sqliteTable(
  'faq_changes',
  {
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: ['write', 'retire'] }).notNull(),
    entryId: text('entry_id').notNull(),
    /** `zh` or `en`; empty for `retire`, which is about both. */
    lang: text('lang').notNull(),
    /** The entry as a file of the pack; empty for `retire`. */
    text: text('text').notNull(),
    reason: text('reason').notNull(),
    author: text('author').notNull(),
    /** The conversation whose reply it was made from. */
    conversationId: integer('conversation_id'),
    state: text('state', { enum: ['waiting', 'approved', 'refused'] }).notNull(),
    decidedBy: text('decided_by'),
    /** SHA-256 of the text that was approved. */
    decidedHash: text('decided_hash'),
    decidedAt: integer('decided_at'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [index('faq_changes_state').on(t.state, t.decidedAt, t.id), index('faq_changes_entry').on(t.entryId, t.id)],
)

/** Which leader signed which bytes of an entry when. Rows are added, never changed. */
export const faqSignatures = sqliteTable(
  'faq_signatures',
  {
    id: integer('id').primaryKey(),
    entryId: text('entry_id').notNull(),
    /** SHA-256 of `text`. */
    hash: text('hash').notNull(),
    /** Everything that citizens may get of the entry, as it was signed. */
    text: text('text').notNull(),
    staff: text('staff').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('faq_signatures_entry').on(t.entryId, t.hash)],
)

/** What came of each automatic answer: one row for every entry that a reply held. */
export const faqOutcomes = sqliteTable(
  'faq_outcomes',
  {
    id: integer('id').primaryKey(),
    replyId: integer('reply_id').notNull(),
    entry: text('entry').notNull(),
    answeredAt: integer('answered_at').notNull(),
    /**
     * What the citizen's next words said about it; `other` says nothing about the answer. Null while there was no word:
     * once the conversation has ended so, the answer is *contained*.
     */
    outcome: text('outcome', { enum: ['confirmed', 'came-back', 'other'] }),
    decidedAt: integer('decided_at'),
  },
  (t) => [index('faq_outcomes_reply').on(t.replyId), index('faq_outcomes_at').on(t.answeredAt)],
)

/** Questions that no entry answered, until a weekly card has told of them. Their words stay with the messages. */
export const faqGaps = sqliteTable(
  'faq_gaps',
  {
    id: integer('id').primaryKey(),
    conversationId: integer('conversation_id').notNull(),
    turn: integer('turn').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [uniqueIndex('faq_gaps_turn').on(t.conversationId, t.turn)],
)
