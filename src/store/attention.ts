import { and, asc, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { conversations, heldBack, messages, smallTalk } from './schema.ts'
import { runs, takesNumber } from './statement.ts'

export type SmallTalk = typeof smallTalk.$inferSelect
/** Such a message with its words. */
export type SmallTalkMessage = SmallTalk & {
  readonly channel: string
  /** The conversation in which it came in, if there was one. */
  readonly conversationId: number | null
  readonly kind: string
  readonly text: string
  readonly sentAt: number
  readonly dedupeKey: string
}

/** As in the indexes, so that they are used. */
const unshown = sql`shown = 0`
const unlisted = sql`listed = 0`

/** Messages that nobody has to answer, and conversations whose card can wait. */
export function attentionStore(db: Database) {
  const insert = runs(
    db,
    db.insert(smallTalk).values({
      id: sql.placeholder('id'),
      approach: sql.placeholder('approach'),
      surface: sql.placeholder('surface'),
      thread: sql.placeholder('thread'),
      sender: sql.placeholder('sender'),
      target: sql.placeholder('target'),
      receivedAt: sql.placeholder('receivedAt'),
      shown: sql.placeholder('shown'),
      openedAs: sql.placeholder('openedAs'),
    }),
  )
  const held = takesNumber(
    db,
    db
      .select({ id: heldBack.conversationId })
      .from(heldBack)
      .where(eq(heldBack.conversationId, sql.placeholder('id'))),
  )
  const words = {
    id: smallTalk.id,
    approach: smallTalk.approach,
    surface: smallTalk.surface,
    thread: smallTalk.thread,
    sender: smallTalk.sender,
    target: smallTalk.target,
    receivedAt: smallTalk.receivedAt,
    shown: smallTalk.shown,
    openedAs: smallTalk.openedAs,
    channel: messages.channel,
    conversationId: messages.conversationId,
    kind: messages.kind,
    text: messages.text,
    sentAt: messages.sentAt,
    dedupeKey: messages.dedupeKey,
  }
  const between = (from: number, to: number) => and(gte(smallTalk.receivedAt, from), lt(smallTalk.receivedAt, to))

  return {
    addSmallTalk: (row: SmallTalk): void => insert(row),
    smallTalk: (id: number): SmallTalkMessage | undefined =>
      db
        .select(words)
        .from(smallTalk)
        .innerJoin(messages, eq(messages.id, smallTalk.id))
        .where(eq(smallTalk.id, id))
        .get(),
    /** What came in from `from` until before `to` and was not opened as a conversation, the newest first. */
    smallTalkBetween: (from: number, to: number, limit: number): SmallTalkMessage[] =>
      db
        .select(words)
        .from(smallTalk)
        .innerJoin(messages, eq(messages.id, smallTalk.id))
        .where(and(between(from, to), isNull(smallTalk.openedAs)))
        .orderBy(desc(smallTalk.receivedAt), desc(smallTalk.id))
        .limit(limit)
        .all(),
    countSmallTalk: (from: number, to: number): { approach: SmallTalk['approach']; opened: number; count: number }[] =>
      db
        .select({
          approach: smallTalk.approach,
          opened: sql<number>`count(${smallTalk.openedAs})`,
          count: sql<number>`count(*)`,
        })
        .from(smallTalk)
        .where(between(from, to))
        .groupBy(smallTalk.approach)
        .all(),
    markShown: (before: number): void => {
      db.update(smallTalk)
        .set({ shown: true })
        .where(and(unshown, lt(smallTalk.receivedAt, before)))
        .run()
    },
    openedAs: (id: number, conversation: number): void => {
      db.update(smallTalk).set({ openedAs: conversation }).where(eq(smallTalk.id, id)).run()
    },
    forgetSmallTalk: (before: number): void => {
      db.delete(smallTalk).where(lt(smallTalk.receivedAt, before)).run()
    },

    hold: (conversationId: number, digestAt: number): void => {
      db.insert(heldBack).values({ conversationId, digestAt, listed: false }).onConflictDoNothing().run()
    },
    isHeld: (id: number): boolean => typeof held({ id }) === 'number',
    release: (id: number): void => {
      db.delete(heldBack).where(eq(heldBack.conversationId, id)).run()
    },
    /** What a digest lists and still waits for a person, the earliest deadline first. */
    listed: (limit: number) =>
      db
        .select({ conversation: conversations })
        .from(heldBack)
        .innerJoin(conversations, eq(conversations.id, heldBack.conversationId))
        .where(sql`${heldBack.listed} = 1 and ${conversations.state} in ('listening','waiting','second')`)
        .orderBy(asc(conversations.deadlineAt), asc(conversations.id))
        .limit(limit)
        .all()
        .map(({ conversation }) => conversation),
    markListed: (): void => {
      db.update(heldBack).set({ listed: true }).where(unlisted).run()
    },
    /** What was held back and has come to its end without a person. */
    dropFinished: (): void => {
      db.delete(heldBack)
        .where(
          sql`not exists (select 1 from ${conversations} where ${conversations.id} = ${heldBack.conversationId}
            and ${conversations.state} in ('listening','waiting','second','holding','sending','uncertain','failed'))`,
        )
        .run()
    },
  }
}
