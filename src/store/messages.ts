import { and, asc, desc, eq, gt, gte, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { lastIdBefore } from './last-id.ts'
import { drafts, messages, replies } from './schema.ts'
import { idOf, runs, takesNumber, takesRows } from './statement.ts'

export type Message = typeof messages.$inferSelect
export type MessageOutcome = Message['outcome']

export function messageStore(db: Database) {
  const messagesBefore = lastIdBefore(db, messages, messages.id, messages.receivedAt)
  const insert = takesNumber(
    db,
    db
      .insert(messages)
      .values({
        channel: sql.placeholder('channel'),
        dedupeKey: sql.placeholder('dedupeKey'),
        conversationId: sql.placeholder('conversationId'),
        turn: sql.placeholder('turn'),
        kind: sql.placeholder('kind'),
        text: sql.placeholder('text'),
        sentAt: sql.placeholder('sentAt'),
        receivedAt: sql.placeholder('receivedAt'),
        passive: sql.placeholder('passive'),
        outcome: sql.placeholder('outcome'),
        reason: sql.placeholder('reason'),
      })
      .returning({ id: messages.id }),
  )
  const known = takesRows(
    db,
    messages,
    db
      .select()
      .from(messages)
      .where(and(eq(messages.channel, sql.placeholder('channel')), eq(messages.dedupeKey, sql.placeholder('key')))),
  )
  const end = runs(
    db,
    db
      .update(messages)
      .set({ outcome: sql`${sql.placeholder('outcome')}`, reason: sql`${sql.placeholder('reason')}` })
      .where(
        and(
          eq(messages.conversationId, sql.placeholder('conversation')),
          lte(messages.turn, sql.placeholder('turn')),
          eq(messages.outcome, 'pending'),
        ),
      ),
  )
  const ofTurn = takesRows(
    db,
    messages,
    db
      .select()
      .from(messages)
      .where(
        and(eq(messages.conversationId, sql.placeholder('conversation')), eq(messages.turn, sql.placeholder('turn'))),
      )
      .orderBy(asc(messages.id)),
  )
  const pendingSince = db
    .select({ conversation: messages.conversationId, turn: messages.turn, text: messages.text })
    .from(messages)
    .where(
      and(
        gt(messages.id, sql`(select coalesce(max(id), 0) from messages) - ${sql.placeholder('within')}`),
        gte(messages.receivedAt, sql.placeholder('since')),
        eq(messages.outcome, 'pending'),
      ),
    )
    .orderBy(asc(messages.id))
    .prepare()

  return {
    /** Returns the new id. */
    insert: (row: Omit<Message, 'id'>): number => idOf(insert(row)),
    /** It needs an answer after all: it waits again, in this turn of this conversation. */
    reopen: (id: number, conversationId: number, turn: number): void => {
      db.update(messages)
        .set({ conversationId, turn, outcome: 'pending', reason: null })
        .where(eq(messages.id, id))
        .run()
    },

    /** The message that a delivery repeats, with the answer it got. */
    known: (channel: string, key: string): Message | undefined => known({ channel, key })[0],

    /** The messages of one turn, oldest first. */
    ofTurn: (conversation: number, turn: number): Message[] => ofTurn({ conversation, turn }),

    /** What was written since `since` and nobody has answered, oldest first, among the newest `within` messages. */
    pendingSince: (since: number, within: number): { conversation: number | null; turn: number; text: string }[] =>
      pendingSince.all({ since, within }),

    /** The newest messages of a conversation, oldest first. */
    recent: (conversation: number, limit: number): Message[] =>
      db
        .select()
        .from(messages)
        .where(eq(messages.conversationId, conversation))
        .orderBy(desc(messages.id))
        .limit(limit)
        .all()
        .reverse(),

    /** Every message that still waited in this turn ends like this. */
    end: (conversation: number, turn: number, outcome: MessageOutcome, reason: string | null): void => {
      end({ conversation, turn, outcome, reason })
    },

    after: (id: number): Message[] =>
      db.select().from(messages).where(gt(messages.id, id)).orderBy(asc(messages.id)).all(),

    /** Conversations whose words contain all of `words`, newest first, among the newest `within` messages. */
    find: (words: readonly string[], within: number, limit: number): number[] => {
      const newest = db.select({ id: sql<number>`coalesce(max(id), 0)` }).from(messages).get()?.id ?? 0
      const rows = db
        .selectDistinct({ conversation: messages.conversationId })
        .from(messages)
        .where(
          and(
            gt(messages.id, newest - within),
            sql`${messages.conversationId} is not null`,
            ...words.map((word) => sql`instr(lower(${messages.text}), ${word.toLowerCase()}) > 0`),
          ),
        )
        .orderBy(desc(messages.conversationId))
        .limit(limit)
        .all()
      return rows.flatMap((row) => (row.conversation === null ? [] : [row.conversation]))
    },

    /** Counts of today by outcome. */
    countSince: (since: number): { outcome: MessageOutcome; count: number }[] =>
      db
        .select({ outcome: messages.outcome, count: sql<number>`count(*)` })
        .from(messages)
        .where(and(gte(messages.receivedAt, since), gt(messages.id, messagesBefore(since))))
        .groupBy(messages.outcome)
        .all(),

    /** Empties the words of finished conversations: citizens' messages, drafts and replies alike. */
    emptyWords: (conversationIds: number[]): void => {
      if (conversationIds.length === 0) return
      db.update(messages)
        .set({ text: '', passive: null })
        .where(inArray(messages.conversationId, conversationIds))
        .run()
      db.update(drafts)
        .set({ text: '', provenance: '{}', citations: '[]', warnings: '[]' })
        .where(inArray(drafts.conversationId, conversationIds))
        .run()
      db.update(replies)
        .set({ text: '', provenance: '{}' })
        .where(inArray(replies.conversationId, conversationIds))
        .run()
    },

    /** Empties greetings and the like, which belong to no conversation. False when there is none that old. */
    emptyLoose: (before: number): boolean => {
      const loose = and(isNull(messages.conversationId), lte(messages.receivedAt, before), sql`${messages.text} <> ''`)
      if (db.select({ id: messages.id }).from(messages).where(loose).limit(1).get() === undefined) return false
      db.update(messages).set({ text: '', passive: null }).where(loose).run()
      return true
    },
  }
}
