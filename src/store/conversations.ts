import { and, asc, desc, eq, inArray, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { conversations } from './schema.ts'

export type Conversation = typeof conversations.$inferSelect

/** Everything that still needs somebody: what an index covers, so that it stays quick in a large desk. */
const open = sql`${conversations.state} in ('listening','waiting','second','holding','sending','uncertain','failed')`
/** A draft waits for a person's decision. */
const undecided = sql`${open} and ${conversations.state} in ('waiting','second')`

/** Finished, and the words still there; an index covers it as well. */
const unemptied = sql`${conversations.state} in ('answered','closed') and ${conversations.sender} <> ''`

export function conversationStore(db: Database) {
  // Most citizens are new, and reading 30 columns of nothing costs as much as reading them: the id comes first.
  const latestId = db
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
    .limit(1)
    .prepare()
  const byId = db
    .select()
    .from(conversations)
    .where(eq(conversations.id, sql.placeholder('id')))
    .prepare()
  const nextTurn = db
    .select({ at: sql<number | null>`min(turn_due_at)` })
    .from(conversations)
    .where(isNotNull(conversations.turnDueAt))
    .prepare()
  const nextPing = db
    .select({ at: sql<number | null>`min(ping_at)` })
    .from(conversations)
    .where(isNotNull(conversations.pingAt))
    .prepare()

  const insert = db
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
      reasons: sql.placeholder('reasons'),
      owner: sql.placeholder('owner'),
      deadlineAt: sql.placeholder('deadlineAt'),
      pingAt: sql.placeholder('pingAt'),
      deadlineStep: sql.placeholder('deadlineStep'),
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
    .returning({ id: conversations.id })
    .prepare()
  // The same few sets of columns are changed again and again: each is prepared once.
  const updates = new Map<string, ReturnType<typeof prepareUpdate>>()
  const prepareUpdate = (columns: readonly string[]) =>
    db
      .update(conversations)
      .set(Object.fromEntries(columns.map((name) => [name, sql.placeholder(name)])))
      .where(eq(conversations.id, sql.placeholder('id')))
      .prepare()
  const update = (columns: readonly string[]) => {
    const key = columns.join()
    const known = updates.get(key) ?? prepareUpdate(columns)
    updates.set(key, known)
    return known
  }

  const first = (which: SQL | undefined, limit: number): Conversation[] =>
    db
      .select()
      .from(conversations)
      .where(which)
      .orderBy(
        sql`case ${conversations.urgency} when 'emergency' then 0 when 'high' then 1 else 2 end`,
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
      const found = latestId.get({ channel, thread, surface })
      return found === undefined ? undefined : byId.get({ id: found.id })
    },

    get: (id: number): Conversation | undefined => byId.get({ id }),

    insert: (row: Omit<Conversation, 'id'>): Conversation => ({ ...row, id: insert.get(row).id }),

    update: (id: number, change: Partial<Omit<Conversation, 'id'>>): void => {
      update(Object.keys(change)).run({ ...change, id })
    },

    /** Conversations whose citizen has been quiet long enough. */
    turnsDue: (now: number, limit: number): Conversation[] =>
      db
        .select()
        .from(conversations)
        .where(and(isNotNull(conversations.turnDueAt), lte(conversations.turnDueAt, now)))
        .orderBy(asc(conversations.turnDueAt))
        .limit(limit)
        .all(),

    /** Conversations whose next step of the ladder is due. */
    pingsDue: (now: number, limit: number): Conversation[] =>
      db
        .select()
        .from(conversations)
        .where(and(isNotNull(conversations.pingAt), lte(conversations.pingAt, now)))
        .orderBy(asc(conversations.pingAt))
        .limit(limit)
        .all(),

    nextTurnDue: (): number | null => nextTurn.get()?.at ?? null,
    nextPing: (): number | null => nextPing.get()?.at ?? null,

    /** Open conversations, emergencies first, then by deadline; optionally of one owner. */
    open: (owner: string | undefined, limit: number): Conversation[] =>
      first(owner === undefined ? open : and(open, eq(conversations.owner, owner)), limit),

    /** Those that wait for a decision, in the same order. */
    undecided: (limit: number): Conversation[] => first(undecided, limit),

    countUndecided: (): number => count(undecided),

    /** How many are open; optionally of one owner. */
    countOpen: (owner: string | undefined): number =>
      count(owner === undefined ? open : and(open, eq(conversations.owner, owner))),

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
