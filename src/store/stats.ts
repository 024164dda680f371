import { and, eq, gt, gte, inArray, isNotNull, lt, lte, ne, sql } from 'drizzle-orm'
import { citizenIsWaitedFor } from './cases.ts'
import type { Database } from './database.ts'
import { lastIdBefore } from './last-id.ts'
import { cases, conversations, messages, replies } from './schema.ts'

/** Counts over a time, from `from` until before `to`, in milliseconds UTC. Every query goes by an index or by ids. */
export function statsStore(db: Database) {
  const messagesBefore = lastIdBefore(db, messages, messages.id, messages.receivedAt)
  const repliesBefore = lastIdBefore(db, replies, replies.id, replies.createdAt)
  const casesBefore = lastIdBefore(db, cases, cases.id, cases.createdAt)
  const received = (from: number, to: number) =>
    and(gt(messages.id, messagesBefore(from)), lte(messages.id, messagesBefore(to)), ne(messages.kind, 'follow'))
  const open = sql`${cases.state} not in ('closed','merged')`
  const waits = sql`${cases.state} not in ('replied','following-up')`

  return {
    /** Messages by outcome and topic; the topic is null for what opened no conversation. */
    received: (from: number, to: number) =>
      db
        .select({ outcome: messages.outcome, topic: conversations.topic, count: sql<number>`count(*)` })
        .from(messages)
        .leftJoin(conversations, eq(conversations.id, messages.conversationId))
        .where(received(from, to))
        .groupBy(messages.outcome, conversations.topic)
        .all(),

    /**
     * Of each turn that was answered: how it ended, and the time from its first message until the first answer was
     * with the platform. Milliseconds; a receipt or another standing text is no answer.
     */
    responses: (from: number, to: number): { outcome: 'faq' | 'approved'; took: number }[] =>
      // By the replies of the time, in their order: to look them up for each turn costs more. And a month has thousands
      // of turns, for which drizzle's making of objects costs as much as reading half of them.
      db
        .select({
          outcome: sql`max(${messages.outcome})`,
          took: sql`max(0, min(${replies.sentAt}) - min(${messages.receivedAt}))`,
        })
        .from(replies)
        .innerJoin(messages, and(eq(messages.conversationId, replies.conversationId), lte(messages.turn, replies.turn)))
        .where(
          and(
            gt(replies.id, repliesBefore(from)),
            eq(replies.state, 'sent'),
            ne(replies.kind, 'standing'),
            isNotNull(replies.sentAt),
            received(from, to),
            inArray(messages.outcome, ['faq', 'approved']),
          ),
        )
        .groupBy(messages.conversationId, messages.turn)
        .values()
        .flatMap(([outcome, took]: unknown[]) =>
          (outcome === 'faq' || outcome === 'approved') && typeof took === 'number' ? [{ outcome, took }] : [],
        ),

    /** Cases opened, by the department that leads now. */
    casesOpened: (from: number, to: number) =>
      db
        .select({ department: cases.department, count: sql<number>`count(*)` })
        .from(cases)
        .where(and(gt(cases.id, casesBefore(from)), lte(cases.id, casesBefore(to))))
        .groupBy(cases.department)
        .all(),

    /** Cases that are closed and changed last within the time. */
    casesClosed: (from: number, to: number) =>
      db
        .select({ department: cases.department, count: sql<number>`count(*)` })
        .from(cases)
        .where(and(eq(cases.state, sql`'closed'`), gte(cases.updatedAt, from), lt(cases.updatedAt, to)))
        .groupBy(cases.department)
        .all(),

    /**
     * Cases that are open, and those of them of which the citizen waits for an answer past the deadline at `now`; one whose
     * citizen is asked something is not overdue.
     */
    casesOpen: (now: number) =>
      db
        .select({
          department: cases.department,
          count: sql<number>`count(*)`,
          overdue: sql<number>`sum(${waits} and ${cases.deadlineAt} <= ${now} and not ${citizenIsWaitedFor})`,
        })
        .from(cases)
        .where(open)
        .groupBy(cases.department)
        .all(),
  }
}
