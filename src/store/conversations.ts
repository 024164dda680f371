import { and, asc, desc, eq, inArray, isNotNull, lte, notExists, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { clocks, conversations } from './schema.ts'
import { changes, idOf, takesNumber, takesRows } from './statement.ts'

export type Conversation = typeof conversations.$inferSelect

/** Everything that still needs somebody: what an index covers, so that it stays quick in a large desk. */
const open = sql`${conversations.state} in ('listening','waiting','second','holding','sending','uncertain','failed')`
/** The same without the members of bursts: those stand in lists as one. */
const alone = sql`${open} and ${conversations.burst} is null`
/** A draft waits for a person's decision. */
const undecided = sql`${alone} and ${conversations.state} in ('waiting','second')`

/** Finished, and the words still there; an index covers it as well. */
const unemptied = sql`${conversations.state} in ('answered','closed') and ${conversations.sender} <> ''`

export function conversationStore(db: Database) {
  // Most citizens are new, and reading 30 columns of nothing costs as much as reading them: the id comes first.
  const latestId = takesNumber(
    db,
    db
      .select({ id: conversations.id })
      .from(conversations)
      .where(
        and(
          eq(conversations.channel, sql.placeholder('channel')),
          eq(conversations.thread, sql.placeholder('thread')),
          eq(conversations.surface, sql.placeholder('surface')),
        ),
      )
      .orderBy(desc(conversations.id))
      .limit(1),
  )
  const byId = takesRows(
    db,
    conversations,
    db
      .select()
      .from(conversations)
      .where(eq(conversations.id, sql.placeholder('id'))),
  )
  const turnsDue = takesRows(
    db,
    conversations,
    db
      .select()
      .from(conversations)
      .where(and(isNotNull(conversations.turnDueAt), lte(conversations.turnDueAt, sql.placeholder('now'))))
      .orderBy(asc(conversations.turnDueAt))
      .limit(sql.placeholder('limit')),
  )

  const insert = takesNumber(
    db,
    db
      .insert(conversations)
      .values({
        channel: sql.placeholder('channel'),
        surface: sql.placeholder('surface'),
        thread: sql.placeholder('thread'),
        sender: sql.placeholder('sender'),
        state: sql.placeholder('state'),
        turn: sql.placeholder('turn'),
        turnDueAt: sql.placeholder('turnDueAt'),
        turnSince: sql.placeholder('turnSince'),
        approach: sql.placeholder('approach'),
        topic: sql.placeholder('topic'),
        urgency: sql.placeholder('urgency'),
        lang: sql.placeholder('lang'),
        emergency: sql.placeholder('emergency'),
        burst: sql.placeholder('burst'),
        reasons: sql.placeholder('reasons'),
        owner: sql.placeholder('owner'),
        deadlineAt: sql.placeholder('deadlineAt'),
        draftId: sql.placeholder('draftId'),
        draftingSince: sql.placeholder('draftingSince'),
        version: sql.placeholder('version'),
        cardRef: sql.placeholder('cardRef'),
        target: sql.placeholder('target'),
        lastInboundAt: sql.placeholder('lastInboundAt'),
        repliesUsed: sql.placeholder('repliesUsed'),
        changed: sql.placeholder('changed'),
        createdAt: sql.placeholder('createdAt'),
        updatedAt: sql.placeholder('updatedAt'),
      })
      .returning({ id: conversations.id }),
  )
  const update = changes(db, (set) =>
    db
      .update(conversations)
      .set(set)
      .where(eq(conversations.id, sql.placeholder('id'))),
  )

  const first = (which: SQL | undefined, limit: number): Conversation[] =>
    db
      .select()
      .from(conversations)
      .where(which)
      .orderBy(
        sql`case when ${conversations.urgency} = 'emergency' then 0 when ${conversations.approach} = 'complaint' then 1
          when ${conversations.urgency} = 'high' then 2 else 3 end`,
        sql`${conversations.deadlineAt} is null`,
        asc(conversations.deadlineAt),
        asc(conversations.id),
      )
      .limit(limit)
      .all()
  const count = (which: SQL | undefined): number =>
    db.select({ count: sql<number>`count(*)` }).from(conversations).where(which).get()?.count ?? 0

  return {
    /** The newest conversation of a thread. */
    latest: (channel: string, thread: string, surface: string): Conversation | undefined => {
      const id = latestId({ channel, thread, surface })
      return typeof id === 'number' ? byId({ id })[0] : undefined
    },

    get: (id: number): Conversation | undefined => byId({ id })[0],

    insert: (row: Omit<Conversation, 'id'>): Conversation => ({ ...row, id: idOf(insert(row)) }),

    update: (id: number, change: Partial<Omit<Conversation, 'id'>>): void => {
      update(change, { id })
    },

    /** Conversations whose citizen has been quiet long enough. */
    turnsDue: (now: number, limit: number): Conversation[] => turnsDue({ now, limit }),

    /** Open conversations but those of bursts: emergencies, criticism, what is urgent, the rest, each by deadline; of one owner if wanted. */
    open: (owner: string | undefined, limit: number): Conversation[] =>
      first(owner === undefined ? alone : and(alone, eq(conversations.owner, owner)), limit),

    /** Criticism among them, in the same order. */
    criticism: (limit: number): Conversation[] => first(and(open, eq(conversations.approach, 'complaint')), limit),
    countCriticism: (): number => count(and(open, eq(conversations.approach, 'complaint'))),

    /** Those that wait for a decision, in the same order. */
    undecided: (limit: number): Conversation[] => first(undecided, limit),

    countUndecided: (): number => count(undecided),

    /** How many these are. */
    countOpen: (owner: string | undefined): number =>
      count(owner === undefined ? alone : and(alone, eq(conversations.owner, owner))),

    /** Open conversations with a deadline that no clock watches: an older version has left them. */
    unwatched: (): Conversation[] =>
      db
        .select()
        .from(conversations)
        .where(
          and(
            open,
            isNotNull(conversations.deadlineAt),
            notExists(
              db
                .select({ id: clocks.id })
                .from(clocks)
                .where(and(eq(clocks.about, 'conversation'), eq(clocks.aboutId, conversations.id))),
            ),
          ),
        )
        .all(),

    byIds: (ids: number[]): Conversation[] =>
      ids.length === 0 ? [] : db.select().from(conversations).where(inArray(conversations.id, ids)).all(),

    /** Finished conversations that have not changed since `before`; their words are due to be emptied. */
    finishedBefore: (before: number, limit: number): number[] =>
      db
        .select({ id: conversations.id })
        .from(conversations)
        .where(and(lte(conversations.updatedAt, before), unemptied))
        .orderBy(asc(conversations.updatedAt))
        .limit(limit)
        .all()
        .map((row) => row.id),
  }
}
