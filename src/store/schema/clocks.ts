import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What is waited for; desk/clocks/policy.ts says what each means. */
export const clockKinds = [
  'acknowledge',
  'first-response',
  'approval',
  'acceptance',
  'report',
  'case',
  'follow-up',
  'citizen',
] as const

/** Clocks that run or are paused; one that is stopped is gone. */
export const clocks = sqliteTable(
  'clocks',
  {
    id: integer('id').primaryKey(),
    /** What it is about, and which of these. */
    about: text('about', { enum: ['conversation', 'case', 'burst', 'referral'] }).notNull(),
    aboutId: integer('about_id').notNull(),
    kind: text('kind', { enum: clockKinds }).notNull(),
    startedAt: integer('started_at').notNull(),
    amount: integer('amount').notNull(),
    unit: text('unit', { enum: ['minutes', 'working-minutes', 'working-days'] }).notNull(),
    /** JSON array of `{ from, to }`; `to` is null while it is paused. */
    pauses: text('pauses').notNull(),
    /** JSON array of `{ at, amount, unit }`, how much was added when, or `{ at, until, why }`, a time that was set. */
    extensions: text('extensions').notNull(),
    /** Null while it is paused. */
    dueAt: integer('due_at'),
    /** When its owner is warned; null when it is too short for that. */
    warnAt: integer('warn_at'),
    warned: integer('warned', { mode: 'boolean' }).notNull(),
    /** Steps of the ladder that have been taken. */
    step: integer('step').notNull(),
    /** JSON array of staff ids: who has been called on these steps. */
    called: text('called').notNull(),
    /** When somebody is to be called next; null while it is paused. */
    nextAt: integer('next_at'),
  },
  (t) => [
    uniqueIndex('clocks_about').on(t.about, t.aboutId, t.kind),
    index('clocks_next').on(t.nextAt).where(sql`next_at is not null`),
  ],
)

/** A shift that one person asks another to take. Rows are kept as the record of who stood in for whom. */
export const swaps = sqliteTable(
  'swaps',
  {
    id: integer('id').primaryKey(),
    /** The day on which the shifts begin, `YYYY-MM-DD`. */
    day: text('day').notNull(),
    asker: text('asker').notNull(),
    other: text('other').notNull(),
    state: text('state', { enum: ['asked', 'agreed', 'declined', 'withdrawn', 'lapsed'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    decidedAt: integer('decided_at'),
  },
  (t) => [index('swaps_day').on(t.day)],
)
