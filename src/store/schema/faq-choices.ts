import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a model was asked about a turn, and which entry it chose: one row a turn, about the turn's words as they were last. */
export const faqChoices = sqliteTable(
  'faq_choices',
  {
    conversationId: integer('conversation_id').notNull(),
    turn: integer('turn').notNull(),
    /** SHA-256 of the words that it was asked about: an answer about other words counts for nothing. */
    wordsHash: text('words_hash').notNull(),
    state: text('state', { enum: ['asked', 'chosen', 'failed', 'dropped'] }).notNull(),
    /** Null when it chose none. */
    entry: text('entry'),
    /** The citizen's words that it relied on, masked. Emptied when their retention ends. */
    words: text('words').notNull(),
    model: text('model').notNull(),
    promptVersion: text('prompt_version').notNull(),
    /** Why it gave no answer: a code. */
    problem: text('problem'),
    askedAt: integer('asked_at').notNull(),
    decidedAt: integer('decided_at'),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.turn] })],
)
