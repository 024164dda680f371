import { and, asc, desc, eq, gt, gte, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { Conversation } from './conversations.ts'
import type { Database } from './database.ts'
import { lastIdBefore } from './last-id.ts'
import { burstMarks, bursts, caseConversations, cases, conversations, messages } from './schema.ts'
import { changes, runs, takesNumber, takesRows } from './statement.ts'

export type Burst = typeof bursts.$inferSelect
export type BurstMark = typeof burstMarks.$inferSelect
/** Where one part of a text's signature is counted. */
export interface Band {
  readonly slot: number
  readonly hash: number
}

/** Parts of a signature: `bandsOf` makes as many. */
export const BANDS = 4

export function burstStore(db: Database) {
  const messagesBefore = lastIdBefore(db, messages, messages.id, messages.receivedAt)
  const alive = sql`(hash = excluded.hash and expires_at >= ${sql.placeholder('now')})`
  const mark = takesRows(
    db,
    burstMarks,
    db
      .insert(burstMarks)
      .values(
        Array.from({ length: BANDS }, (_, at) => ({
          slot: sql.placeholder(`slot${at}`),
          hash: sql.placeholder(`hash${at}`),
          count: 1,
          conversationId: sql.placeholder('conversation'),
          burst: null,
          expiresAt: sql.placeholder('expiresAt'),
        })),
      )
      .onConflictDoUpdate({
        target: burstMarks.slot,
        set: {
          count: sql`case when ${alive} then count + (conversation_id <> excluded.conversation_id) else 1 end`,
          burst: sql`case when ${alive} then burst end`,
          expiresAt: sql`case when ${alive} then max(expires_at, excluded.expires_at) else excluded.expires_at end`,
          hash: sql`excluded.hash`,
          conversationId: sql`excluded.conversation_id`,
        },
        setWhere: sql`hash = excluded.hash or expires_at < ${sql.placeholder('now')} or (count < 2 and burst is null)`,
      })
      .returning(),
  )
  const byId = takesRows(
    db,
    bursts,
    db
      .select()
      .from(bursts)
      .where(eq(bursts.id, sql.placeholder('id'))),
  )
  const next = sql`max(${sql.placeholder('now')}, drawn_at + ${sql.placeholder('every')})`
  const soon = sql`min(coalesce(draw_at, ${next}), ${next})`
  const grow = runs(
    db,
    db
      .update(bursts)
      .set({
        joined: sql`joined + 1`,
        lastAt: sql`${sql.placeholder('now')}`,
        drawAt: soon,
      })
      .where(eq(bursts.id, sql.placeholder('id'))),
  )
  const arrived = runs(
    db,
    db
      .update(bursts)
      .set({ sent: sql`sent + ${sql.placeholder('more')}`, failures: 0, drawAt: soon })
      .where(eq(bursts.id, sql.placeholder('id'))),
  )
  const isMember = eq(conversations.burst, sql.placeholder('burst'))
  const waiting = takesRows(
    db,
    conversations,
    db
      .select()
      .from(conversations)
      .where(
        and(
          isMember,
          lte(conversations.turnSince, sql.placeholder('until')),
          eq(conversations.state, sql.placeholder('state')),
          eq(conversations.channel, sql.placeholder('channel')),
        ),
      )
      .orderBy(asc(conversations.turnSince))
      .limit(sql.placeholder('limit')),
  )
  const countSince = takesNumber(
    db,
    db
      .select({ count: sql<number>`count(*)` })
      .from(conversations)
      .where(and(isMember, sql`${conversations.turnSince} > ${sql.placeholder('since')}`)),
  )
  const due = (which: SQL) => takesRows(db, bursts, db.select().from(bursts).where(which))
  const now = sql.placeholder('now')
  const toDraw = due(sql`draw_at is not null and draw_at <= ${now}`)
  const toAlert = due(sql`alert_at is not null and alert_at <= ${now}`)
  const toWork = due(sql`work_at is not null and work_at <= ${now}`)
  const update = changes(db, (set) =>
    db
      .update(bursts)
      .set(set)
      .where(eq(bursts.id, sql.placeholder('id'))),
  )

  return {
    /** Counts a text's signature: what is known of those parts of it that are counted. One statement. */
    mark: (bands: readonly Band[], conversation: number, now: number, expiresAt: number): BurstMark[] =>
      mark({
        ...Object.fromEntries(
          bands.flatMap(({ slot, hash }, at) => [
            [`slot${at}`, slot],
            [`hash${at}`, hash],
          ]),
        ),
        conversation,
        now,
        expiresAt,
      }),
    /** From now on these parts of a signature belong to a burst, or to none and are counted from `count` on. */
    setMarks: (slots: number[], change: Partial<Pick<BurstMark, 'burst' | 'count' | 'expiresAt'>>): void => {
      db.update(burstMarks).set(change).where(inArray(burstMarks.slot, slots)).run()
    },

    insert: (row: Omit<Burst, 'id'>): Burst => db.insert(bursts).values(row).returning().get(),
    get: (id: number): Burst | undefined => byId({ id })[0],
    update: (id: number, change: Partial<Omit<Burst, 'id'>>): void => {
      update(change, { id })
    },
    /** One more has come. The card is drawn at most once in `every` milliseconds. */
    grow: (id: number, now: number, every: number): void => grow({ id, now, every }),
    /** A reply has arrived: of `more` people, 0 or 1, the first one. */
    arrived: (id: number, more: number, now: number, every: number): void => arrived({ id, more, now, every }),
    /** Bursts that somebody has to decide about or that are being answered, the oldest first. */
    open: (): Burst[] => db.select().from(bursts).where(sql`${bursts.state} <> 'done'`).orderBy(asc(bursts.id)).all(),

    /** Members in a state whose turn began by `until`, the oldest first: theirs is the window that closes first. */
    members: (
      burst: number,
      state: Conversation['state'],
      channel: string,
      until: number,
      limit: number,
    ): Conversation[] => waiting({ burst, state, channel, until, limit }),
    /** Members in a state, the oldest first; all of them unless there is a `limit`. */
    membersIn: (burst: number, state: Conversation['state'], limit = -1): Conversation[] =>
      db
        .select()
        .from(conversations)
        .where(and(eq(conversations.burst, burst), eq(conversations.state, state)))
        .orderBy(asc(conversations.turnSince))
        .limit(limit)
        .all(),
    newestMembers: (burst: number, limit: number): Conversation[] =>
      db
        .select()
        .from(conversations)
        .where(eq(conversations.burst, burst))
        .orderBy(desc(conversations.turnSince))
        .limit(limit)
        .all(),
    countSince: (burst: number, since: number): number => countSince({ burst, since }) ?? 0,
    /** How many members are in which state, of those whose turn began by `until`. */
    states: (burst: number, until: number): Map<Conversation['state'], number> =>
      new Map(
        db
          .select({ state: conversations.state, count: sql<number>`count(*)` })
          .from(conversations)
          .where(and(eq(conversations.burst, burst), lte(conversations.turnSince, until)))
          .groupBy(conversations.state)
          .all()
          .map((row) => [row.state, row.count]),
      ),
    /** Members that have their reply wait for another one; how many. `line` says why on their cards. */
    again: (burst: number, until: number, line: string, now: number): number =>
      db
        .update(conversations)
        .set({ state: 'waiting', version: sql`${conversations.version} + 1`, changed: line, updatedAt: now })
        .where(
          and(eq(conversations.burst, burst), lte(conversations.turnSince, until), eq(conversations.state, 'answered')),
        )
        .returning({ id: conversations.id })
        .all().length,
    /**
     * What people who stand alone have written in their open turns since `since`, the oldest first, among the newest
     * `within` messages.
     */
    strangers: (since: number, within: number, limit: number): { conversation: number; text: string }[] => {
      const newest = db.select({ id: sql<number>`coalesce(max(id), 0)` }).from(messages).get()?.id ?? 0
      return db
        .select({ conversation: conversations.id, text: messages.text })
        .from(messages)
        .innerJoin(conversations, eq(conversations.id, messages.conversationId))
        .where(
          and(
            gt(messages.id, newest - within),
            gte(messages.receivedAt, since),
            eq(messages.outcome, 'pending'),
            eq(messages.turn, conversations.turn),
            sql`${conversations.burst} is null and ${conversations.state} in ('listening','waiting')`,
          ),
        )
        .orderBy(asc(messages.id))
        .limit(limit)
        .all()
    },
    /** What the FAQ has answered in a time, but to members of this burst: the first of the first `within` messages. */
    answeredByFaq: (
      burst: number,
      from: number,
      to: number,
      within: number,
      limit: number,
    ): { conversation: number; text: string }[] => {
      const before = messagesBefore(from)
      return db
        .select({ conversation: conversations.id, text: messages.text })
        .from(messages)
        .innerJoin(conversations, eq(conversations.id, messages.conversationId))
        .where(
          and(
            gt(messages.id, before),
            lte(messages.id, before + within),
            lte(messages.receivedAt, to),
            eq(messages.outcome, 'faq'),
            sql`${conversations.burst} is not ${burst}`,
          ),
        )
        .orderBy(asc(messages.id))
        .limit(limit)
        .all()
    },
    /** Open cases of its members, each once, the oldest first. */
    cases: (burst: number): number[] =>
      db
        .selectDistinct({ id: cases.id })
        .from(conversations)
        .innerJoin(caseConversations, eq(caseConversations.conversationId, conversations.id))
        .innerJoin(cases, eq(cases.id, caseConversations.caseId))
        .where(and(eq(conversations.burst, burst), sql`${cases.state} not in ('closed','merged')`))
        .orderBy(asc(cases.id))
        .all()
        .map((row) => row.id),
    /** Through which surfaces members have written. */
    surfaces: (burst: number): { channel: string; surface: string }[] =>
      db
        .selectDistinct({ channel: conversations.channel, surface: conversations.surface })
        .from(conversations)
        .where(eq(conversations.burst, burst))
        .all(),

    toDraw: (at: number): Burst[] => toDraw({ now: at }),
    toAlert: (at: number): Burst[] => toAlert({ now: at }),
    toWork: (at: number): Burst[] => toWork({ now: at }),

    /** Empties the words of bursts to which nobody has written since `before`. */
    emptyWords: (before: number): void => {
      db.update(bursts)
        .set({ anchor: '', examples: '[]' })
        .where(and(lte(bursts.lastAt, before), sql`anchor <> ''`))
        .run()
    },
  }
}
