import { and, asc, desc, eq, inArray, lt, lte, ne, notExists, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { caseConversations, caseEvents, cases, clocks, conversations, referrals } from './schema.ts'
import { changes, idOf, runs, takesNumber, takesRows } from './statement.ts'

export type Case = typeof cases.$inferSelect
export type Referral = typeof referrals.$inferSelect
export type CaseEvent = typeof caseEvents.$inferSelect

/** As in the index, so that it is used. */
const open = sql`${cases.state} not in ('closed','merged')`
/** Danger to life first, then criticism: as in the index as well. */
const lane = sql`case when ${cases.class} = 'life' then 0 when ${cases.kind} = 'complaint' then 1 else 2 end`
/** Its citizen is waited for, so that its own time stands still. */
export const citizenIsWaitedFor = sql`exists (select 1 from ${clocks}
  where ${clocks.about} = 'case' and ${clocks.aboutId} = ${cases.id} and ${clocks.kind} = 'citizen')`
const unemptied = sql`${cases.state} in ('closed','merged') and ${cases.title} <> ''`

/** Which cases are meant: all that are named must hold. */
export interface Whose {
  /** Who is responsible, or follows up. */
  readonly person?: string
  /** The department that leads. */
  readonly department?: string
  /** A department that it was handed to, to lead or to assist, and that has not sent it back. */
  readonly handedTo?: string
}

const conditions = ({ person, department, handedTo }: Whose): SQL[] => [
  ...(person === undefined ? [] : [sql`(${cases.owner} = ${person} or ${cases.followBy} = ${person})`]),
  ...(department === undefined ? [] : [sql`${cases.department} = ${department}`]),
  ...(handedTo === undefined
    ? []
    : [
        sql`exists (select 1 from ${referrals} where ${referrals.caseId} = ${cases.id}
          and ${referrals.department} = ${handedTo} and ${referrals.state} not in ('withdrawn','returned'))`,
      ]),
]

/** Cases, what was handed to departments, and their history. */
export function caseStore(db: Database) {
  // Every message and every reply asks: the id alone, by an index.
  const openOf = takesNumber(
    db,
    db
      .select({ id: caseConversations.caseId })
      .from(caseConversations)
      .innerJoin(cases, eq(cases.id, caseConversations.caseId))
      .where(and(eq(caseConversations.conversationId, sql.placeholder('conversation')), open))
      .orderBy(desc(caseConversations.caseId))
      .limit(1),
  )
  const byId = takesRows(
    db,
    cases,
    db
      .select()
      .from(cases)
      .where(eq(cases.id, sql.placeholder('id'))),
  )
  const get = (id: number): Case | undefined => byId({ id })[0]
  // A message may open a case by itself.
  const insert = takesNumber(
    db,
    db
      .insert(cases)
      .values({
        kind: sql.placeholder('kind'),
        topic: sql.placeholder('topic'),
        place: sql.placeholder('place'),
        title: sql.placeholder('title'),
        class: sql.placeholder('class'),
        state: sql.placeholder('state'),
        owner: sql.placeholder('owner'),
        department: sql.placeholder('department'),
        deadlineAt: sql.placeholder('deadlineAt'),
        replySince: sql.placeholder('replySince'),
        followUp: sql.placeholder('followUp'),
        followWay: sql.placeholder('followWay'),
        followBy: sql.placeholder('followBy'),
        followAt: sql.placeholder('followAt'),
        similarTo: sql.placeholder('similarTo'),
        mergedInto: sql.placeholder('mergedInto'),
        createdAt: sql.placeholder('createdAt'),
        updatedAt: sql.placeholder('updatedAt'),
      })
      .returning({ id: cases.id }),
  )
  const update = changes(db, (set) =>
    db
      .update(cases)
      .set(set)
      .where(eq(cases.id, sql.placeholder('id'))),
  )
  const link = runs(
    db,
    db
      .insert(caseConversations)
      .values({
        caseId: sql.placeholder('caseId'),
        conversationId: sql.placeholder('conversationId'),
        at: sql.placeholder('at'),
      })
      .onConflictDoNothing(),
  )
  // Every message of an account that has no conversation yet asks: one look into the index of threads.
  const waitingFor = takesNumber(
    db,
    db
      .select({ id: caseConversations.caseId })
      .from(conversations)
      .innerJoin(caseConversations, eq(caseConversations.conversationId, conversations.id))
      .innerJoin(
        clocks,
        and(eq(clocks.about, 'case'), eq(clocks.aboutId, caseConversations.caseId), eq(clocks.kind, 'citizen')),
      )
      .where(
        and(
          eq(conversations.channel, sql.placeholder('channel')),
          eq(conversations.thread, sql.placeholder('thread')),
          eq(conversations.sender, sql.placeholder('sender')),
        ),
      )
      .orderBy(desc(conversations.id))
      .limit(1),
  )
  const newest = takesRows(
    db,
    cases,
    db.select().from(cases).where(open).orderBy(desc(cases.id)).limit(sql.placeholder('limit')),
  )

  return {
    get,
    insert: (row: Omit<Case, 'id'>): Case => ({ ...row, id: idOf(insert(row)) }),
    update: (id: number, change: Partial<Omit<Case, 'id'>>): void => {
      update(change, { id })
    },
    /** Open cases: danger to life, criticism, the rest; in each the earliest deadline first. */
    open: (whose: Whose, limit: number): Case[] =>
      db
        .select()
        .from(cases)
        .where(and(open, ...conditions(whose)))
        .orderBy(lane, asc(cases.deadlineAt), asc(cases.id))
        .limit(limit)
        .all(),
    /** How many they are in all. */
    countOpen: (whose: Whose): number =>
      db
        .select({ count: sql<number>`count(*)` })
        .from(cases)
        .where(and(open, ...conditions(whose)))
        .get()?.count ?? 0,
    /** Open cases that no clock watches: a version before this one has left them. */
    unwatched: (): Case[] =>
      db
        .select()
        .from(cases)
        .where(
          and(
            open,
            notExists(
              db
                .select({ id: clocks.id })
                .from(clocks)
                .where(and(eq(clocks.about, 'case'), eq(clocks.aboutId, cases.id))),
            ),
          ),
        )
        .all(),
    /** The newest open cases. */
    newestOpen: (limit: number): Case[] => newest({ limit }),

    link: (caseId: number, conversationId: number, at: number): void => {
      link({ caseId, conversationId, at })
    },
    /** Ids of the conversations about a case, the first one first. */
    conversationsOf: (caseId: number): number[] =>
      db
        .select({ id: caseConversations.conversationId })
        .from(caseConversations)
        .where(eq(caseConversations.caseId, caseId))
        .orderBy(asc(caseConversations.at), asc(caseConversations.conversationId))
        .all()
        .map((row) => row.id),
    /** The open case that a conversation is about. */
    openOf: (conversation: number): Case | undefined => {
      const id = openOf({ conversation })
      return typeof id === 'number' ? get(id) : undefined
    },
    /** The newest case that waits for a citizen's answer and that an account has written about in this thread, on any surface. */
    waitingFor: (channel: string, thread: string, sender: string): number | undefined =>
      waitingFor({ channel, thread, sender }) ?? undefined,
    /** The newest case that a conversation is or was about; one that was merged counts as the case it went into. */
    newestOf: (conversation: number): Case | undefined => {
      const row = db
        .select({ id: sql<number>`max(${caseConversations.caseId})` })
        .from(caseConversations)
        .innerJoin(cases, eq(cases.id, caseConversations.caseId))
        .where(and(eq(caseConversations.conversationId, conversation), ne(cases.state, 'merged')))
        .get()
      return typeof row?.id === 'number' ? get(row.id) : undefined
    },

    addReferral: (row: Omit<Referral, 'id'>): Referral => db.insert(referrals).values(row).returning().get(),
    referral: (id: number): Referral | undefined => db.select().from(referrals).where(eq(referrals.id, id)).get(),
    setReferral: (id: number, change: Partial<Omit<Referral, 'id' | 'caseId'>>): void => {
      db.update(referrals).set(change).where(eq(referrals.id, id)).run()
    },
    referralsOf: (caseId: number): Referral[] =>
      db.select().from(referrals).where(eq(referrals.caseId, caseId)).orderBy(asc(referrals.id)).all(),

    record: (row: Omit<CaseEvent, 'id'>): void => {
      db.insert(caseEvents).values(row).run()
    },
    history: (caseId: number): CaseEvent[] =>
      db.select().from(caseEvents).where(eq(caseEvents.caseId, caseId)).orderBy(asc(caseEvents.id)).all(),

    /** Empties the words of cases that were finished before `before`, up to `limit` at a time; how many it were. */
    emptyWords: (before: number, limit: number): number => {
      const ids = db
        .select({ id: cases.id })
        .from(cases)
        .where(and(lte(cases.updatedAt, before), unemptied))
        .orderBy(asc(cases.updatedAt))
        .limit(limit)
        .all()
        .map((row) => row.id)
      if (ids.length === 0) return 0
      db.update(cases).set({ title: '', place: '' }).where(inArray(cases.id, ids)).run()
      db.update(referrals)
        .set({ note: '', findings: '', measures: '', reply: '', moreWhy: '' })
        .where(inArray(referrals.caseId, ids))
        .run()
      return ids.length
    },
    /** Removes old lines of the history of cases that are finished. */
    forgetBefore: (at: number): void => {
      const running = db.select({ id: cases.id }).from(cases).where(open)
      db.delete(caseEvents)
        .where(and(lt(caseEvents.at, at), notInArray(caseEvents.caseId, running)))
        .run()
    },
  }
}
