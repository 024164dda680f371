import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** In the order of the table in desk/cases/states.ts. */
export const caseStates = [
  'open',
  'referred',
  'accepted',
  'reported',
  'replied',
  'following-up',
  'closed',
  'returned',
  'merged',
  'reopened',
] as const

/** Matters that somebody has to deal with (事项). */
export const cases = sqliteTable(
  'cases',
  {
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: ['complaint', 'help', 'report', 'other'] }).notNull(),
    topic: text('topic').notNull(),
    /** Empty when nobody knows. */
    place: text('place').notNull(),
    /** What it is about, in a line, masked. Emptied when its retention ends. */
    title: text('title').notNull(),
    /** Decides the deadline. */
    class: text('class', { enum: ['life', 'utilities', 'general', 'complex'] }).notNull(),
    /** Changed only by the transition table in desk/cases/states.ts. */
    state: text('state', { enum: caseStates }).notNull(),
    owner: text('owner').notNull(),
    /** The leading department; null while it is with the desk. */
    department: text('department'),
    /** When the citizen must have been answered, as its clock says; while that is paused, as it said before. */
    deadlineAt: integer('deadline_at').notNull(),
    /** A reply delivered since then answers the case. */
    replySince: integer('reply_since').notNull(),
    /** It ends with a follow-up, not with the reply. */
    followUp: integer('follow_up', { mode: 'boolean' }).notNull(),
    followWay: text('follow_way', { enum: ['call', 'visit'] }),
    followBy: text('follow_by'),
    followAt: integer('follow_at'),
    /** Another case that seems to be the same matter; a person decides. */
    similarTo: integer('similar_to'),
    mergedInto: integer('merged_into'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [
    // In the order of the lists: danger to life, then criticism, then the rest, each by deadline.
    index('cases_open')
      .on(sql`case when class = 'life' then 0 when kind = 'complaint' then 1 else 2 end`, t.deadlineAt, t.id)
      .where(sql`state not in ('closed','merged')`),
    index('cases_newest').on(t.id).where(sql`state not in ('closed','merged')`),
    index('cases_closed').on(t.updatedAt).where(sql`state = 'closed'`),
    index('cases_finished').on(t.updatedAt).where(sql`state in ('closed','merged') and title <> ''`),
  ],
)

/** Which conversations are about a case. */
export const caseConversations = sqliteTable(
  'case_conversations',
  {
    caseId: integer('case_id').notNull(),
    conversationId: integer('conversation_id').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.conversationId] }),
    index('case_conversations_conversation').on(t.conversationId, t.caseId),
  ],
)

/** What was handed to a department (转办). */
export const referrals = sqliteTable(
  'referrals',
  {
    id: integer('id').primaryKey(),
    caseId: integer('case_id').notNull(),
    department: text('department').notNull(),
    role: text('role', { enum: ['lead', 'assist'] }).notNull(),
    state: text('state', { enum: ['sent', 'accepted', 'returned', 'disputed', 'reported', 'withdrawn'] }).notNull(),
    /** What the department is asked to do. */
    note: text('note').notNull(),
    acceptedBy: text('accepted_by'),
    findings: text('findings').notNull(),
    measures: text('measures').notNull(),
    /** What the leading department suggests to tell the citizen. */
    reply: text('reply').notNull(),
    reportedBy: text('reported_by'),
    /** The deadline that the department asks for; null when it asks for none. */
    moreUntil: integer('more_until'),
    moreWhy: text('more_why').notNull(),
    moreBy: text('more_by'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [index('referrals_case').on(t.caseId, t.id)],
)

/** What happened to a case. Rows are added, never changed: triggers refuse it. */
export const caseEvents = sqliteTable(
  'case_events',
  {
    id: integer('id').primaryKey(),
    caseId: integer('case_id').notNull(),
    referralId: integer('referral_id'),
    at: integer('at').notNull(),
    /** A staff id, `desk` or `citizen`. */
    actor: text('actor').notNull(),
    what: text('what').notNull(),
    line: text('line').notNull(),
    detail: text('detail').notNull(),
  },
  (t) => [index('case_events_case').on(t.caseId, t.id), index('case_events_at').on(t.at)],
)
