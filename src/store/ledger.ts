import { asc, desc, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import { citizenIsWaitedFor } from './cases.ts'
import type { Database } from './database.ts'
import { caseConversations, cases, conversations } from './schema.ts'

/** One matter without a delivered reply, with the sums over all of them beside it. */
export type LedgerRow = ReturnType<ReturnType<typeof ledgerStore>['unanswered']>[number]

/** The citizen still waits for the answer of the case; the first half is as in the index. */
const caseWaits = sql`${cases.state} not in ('closed','merged') and ${cases.state} not in ('replied','following-up')`
const conversationWaits = sql`${conversations.state} in ('listening','waiting','second','holding','sending','uncertain','failed')`

const DAY_MS = 86_400_000

export function ledgerStore(db: Database) {
  return {
    /**
     * Every matter without a delivered reply: cases, and conversations that are about no such case (a case and its
     * conversations are one matter). One query, over the indexes of what is open. Criticism comes first, then what is
     * overdue at `now`, then the earliest deadline; each row carries the sums over all rows, whatever the limit.
     */
    unanswered: (now: number, limit: number) => {
      const matters = unionAll(
        db
          .select({
            about: sql<'case' | 'conversation'>`'case'`.as('about'),
            id: sql<number>`${cases.id}`.as('id'),
            since: sql<number>`${cases.createdAt}`.as('since'),
            deadlineAt: sql<number | null>`case when ${citizenIsWaitedFor} then null else ${cases.deadlineAt} end`.as(
              'deadline_at',
            ),
            urgent: sql<number>`${cases.class} = 'life'`.as('urgent'),
            criticism: sql<number>`${cases.kind} = 'complaint'`.as('criticism'),
          })
          .from(cases)
          .where(caseWaits),
        db
          .select({
            about: sql<'case' | 'conversation'>`'conversation'`.as('about'),
            id: sql<number>`${conversations.id}`.as('id'),
            since: sql<number>`${conversations.turnSince}`.as('since'),
            deadlineAt: sql<number | null>`${conversations.deadlineAt}`.as('deadline_at'),
            urgent: sql<number>`${conversations.urgency} = 'emergency'`.as('urgent'),
            criticism: sql<number>`${conversations.approach} = 'complaint'`.as('criticism'),
          })
          .from(conversations)
          .where(
            sql`${conversationWaits} and not exists (select 1 from ${caseConversations}
              join ${cases} on ${cases.id} = ${caseConversations.caseId}
              where ${caseConversations.conversationId} = ${conversations.id} and ${caseWaits})`,
          ),
      ).as('matters')
      const overdue = sql<number>`coalesce(${matters.deadlineAt} <= ${now}, 0)`
      const aged = (from: number, to: number) =>
        sql<number>`sum(${matters.since} > ${now - to} and ${matters.since} <= ${now - from}) over ()`
      return db
        .select({
          about: matters.about,
          id: matters.id,
          since: matters.since,
          deadlineAt: matters.deadlineAt,
          urgent: matters.urgent,
          criticism: matters.criticism,
          total: sql<number>`count(*) over ()`,
          overdue: sql<number>`sum(${overdue}) over ()`,
          day: aged(0, DAY_MS),
          threeDays: aged(DAY_MS, 3 * DAY_MS),
          week: aged(3 * DAY_MS, 7 * DAY_MS),
          older: sql<number>`sum(${matters.since} <= ${now - 7 * DAY_MS}) over ()`,
        })
        .from(matters)
        .orderBy(
          desc(matters.criticism),
          desc(overdue),
          desc(matters.urgent),
          sql`${matters.deadlineAt} is null`,
          asc(matters.deadlineAt),
          asc(matters.since),
        )
        .limit(limit)
        .all()
    },
  }
}
