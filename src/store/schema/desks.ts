import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Letters of other desks that have been taken, so that none is taken twice. */
export const receivedLetters = sqliteTable(
  'received_letters',
  {
    /** The desk that wrote it. */
    origin: text('origin').notNull(),
    /** Its id there. */
    letter: text('letter').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.origin, t.letter] }), index('received_letters_at').on(t.at)],
)

/** Cases that another desk handed to this one: the citizen stays with that desk. */
export const handedCases = sqliteTable(
  'handed_cases',
  {
    caseId: integer('case_id').primaryKey(),
    /** The desk that handed it over. */
    origin: text('origin').notNull(),
    /** What it is there: the id of the referral. */
    ref: integer('ref').notNull(),
    /** The number that the citizen knows. */
    number: text('number').notNull(),
    state: text('state', {
      enum: ['received', 'accepted', 'reported', 'answered', 'returned', 'withdrawn'],
    }).notNull(),
    /** JSON array of desk ids: every desk that had it before, the citizen's first. */
    path: text('path').notNull(),
    /** What this desk is asked to do. */
    note: text('note').notNull(),
    /** JSON array of `{ at, text }`: the citizen's words, masked. Emptied when their retention ends. */
    words: text('words').notNull(),
    /** Longest reply that the citizen's channel takes, in characters. */
    replyLimit: integer('reply_limit').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [
    index('handed_cases_ref').on(t.origin, t.ref),
    index('handed_cases_number').on(t.origin, t.number),
    index('handed_cases_ended')
      .on(t.updatedAt)
      .where(sql`state in ('answered','returned','withdrawn') and words <> '[]'`),
  ],
)

/** What another desk says of a case that was handed to it. */
export const handedReferrals = sqliteTable('handed_referrals', {
  referralId: integer('referral_id').primaryKey(),
  /** The desk that it was handed to. */
  desk: text('desk').notNull(),
  /** The case's number there; empty until it has arrived. */
  number: text('number').notNull(),
  /** The last that was heard of it, in a line. */
  line: text('line').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** Matters that were reported to the superior desk, with the order (督办单) that came of it. */
export const supervisions = sqliteTable(
  'supervisions',
  {
    id: integer('id').primaryKey(),
    about: text('about', { enum: ['case', 'conversation'] }).notNull(),
    aboutId: integer('about_id').notNull(),
    superior: text('superior').notNull(),
    /** What the superior desk orders; empty while it has only been told. */
    text: text('text').notNull(),
    /** Who ordered it, by name. */
    by: text('by').notNull(),
    deadlineAt: integer('deadline_at'),
    /** When the leaders are called next; null when there is nothing to call for. */
    nextAt: integer('next_at'),
    createdAt: integer('created_at').notNull(),
    doneAt: integer('done_at'),
  },
  (t) => [
    index('supervisions_open').on(t.about, t.aboutId).where(sql`done_at is null`),
    index('supervisions_next').on(t.nextAt).where(sql`next_at is not null`),
    index('supervisions_done').on(t.doneAt).where(sql`done_at is not null`),
  ],
)
