import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { effects, lanes } from './schema.ts'
import { runs, takesNumber, takesRows, texts } from './statement.ts'

export type Effect = typeof effects.$inferSelect
export type NewEffect = Omit<Effect, 'id' | 'state' | 'attempts' | 'startedAt' | 'lastError'>

/** The transactional outbox: what is to be done outside, written in the transaction that decided it. */
export function outboxStore(db: Database) {
  const insert = runs(
    db,
    db.insert(effects).values({
      kind: sql.placeholder('kind'),
      lane: sql.placeholder('lane'),
      orderKey: sql.placeholder('orderKey'),
      conversationId: sql.placeholder('conversationId'),
      replyId: sql.placeholder('replyId'),
      payload: sql.placeholder('payload'),
      state: 'pending',
      dueAt: sql.placeholder('dueAt'),
      attempts: 0,
      startedAt: null,
      lastError: null,
      createdAt: sql.placeholder('createdAt'),
    }),
  )
  const pendingCard = takesNumber(
    db,
    db
      .select({ id: effects.id })
      .from(effects)
      .where(
        and(
          eq(effects.conversationId, sql.placeholder('conversation')),
          eq(effects.kind, 'card'),
          sql`${effects.state} = 'pending'`,
        ),
      )
      .limit(1),
  )
  // Only the head of each order key may go.
  const ready = takesRows(
    db,
    effects,
    db
      .select()
      .from(effects)
      .where(
        and(
          sql`${effects.state} = 'pending' and ${effects.lane} = ${sql.placeholder('lane')} and ${effects.dueAt} <= ${sql.placeholder('now')}`,
          sql`not exists (select 1 from effects o where o.order_key = ${effects.orderKey} and o.id < ${effects.id} and o.state <> 'dead')`,
        ),
      )
      .orderBy(asc(effects.dueAt), asc(effects.id))
      .limit(sql.placeholder('limit')),
  )
  // A desk has a handful of lanes and perhaps thousands of effects: the index is stepped through from lane to lane.
  const openLanes = texts(
    db,
    sql`with recursive l(lane) as (
      select min(lane) from effects where state = 'pending'
      union all
      select (select min(lane) from effects where state = 'pending' and lane > l.lane) from l where l.lane is not null
    ) select lane from l where lane is not null
      and not exists (select 1 from lanes where lanes.lane = l.lane and rest_until > ${sql.placeholder('now')})`,
  )
  const underWay = takesNumber(
    db,
    db
      .select({ count: sql`count(*)` })
      .from(effects)
      .where(
        sql`${effects.state} <> 'pending' and ${effects.state} = 'running' and ${effects.lane} = ${sql.placeholder('lane')}`,
      ),
  )
  const start = runs(
    db,
    db
      .update(effects)
      .set({
        state: 'running',
        startedAt: sql`${sql.placeholder('now')}`,
        attempts: sql`${effects.attempts} + 1`,
      })
      .where(eq(effects.id, sql.placeholder('id'))),
  )
  const dropDeadCards = runs(
    db,
    db
      .delete(effects)
      .where(
        and(
          eq(effects.conversationId, sql.placeholder('conversation')),
          eq(effects.kind, 'card'),
          sql`${effects.state} = 'dead'`,
        ),
      ),
  )
  const remove = runs(db, db.delete(effects).where(eq(effects.id, sql.placeholder('id'))))
  const byId = takesRows(
    db,
    effects,
    db
      .select()
      .from(effects)
      .where(eq(effects.id, sql.placeholder('id'))),
  )

  return {
    add: (row: NewEffect): void => {
      insert(row)
    },
    hasPendingCard: (conversation: number): boolean => pendingCard({ conversation }) !== undefined,
    /** Lanes in which something waits, by name, without those that were told to slow down. */
    openLanes: (now: number): string[] => openLanes({ now }),
    /** How many effects of a lane are under way. */
    underWay: (lane: string): number => underWay({ lane }) ?? 0,
    /** What may go now in one lane, the longest due first. */
    ready: (lane: string, now: number, limit: number): Effect[] => ready({ lane, now, limit }),
    start: (id: number, now: number): void => {
      start({ id, now })
    },
    get: (id: number): Effect | undefined => byId({ id })[0],
    remove: (id: number): void => {
      remove({ id })
    },
    update: (id: number, change: Partial<Effect>): void => {
      db.update(effects).set(change).where(eq(effects.id, id)).run()
    },
    running: (): Effect[] =>
      db.select().from(effects).where(sql`${effects.state} <> 'pending' and ${effects.state} = 'running'`).all(),
    dead: (): Effect[] =>
      db
        .select()
        .from(effects)
        .where(sql`${effects.state} <> 'pending' and ${effects.state} = 'dead'`)
        .orderBy(asc(effects.id))
        .all(),
    /** Forgets drawings of a card that had died. */
    dropDeadCards: (conversation: number): void => {
      dropDeadCards({ conversation })
    },
    /** The undo window: takes a reply's effect back as long as it has not started. */
    cancelReply: (replyId: number, conversation: number): boolean => {
      const row = db
        .select()
        .from(effects)
        .where(and(eq(effects.conversationId, conversation), eq(effects.kind, 'reply'), eq(effects.replyId, replyId)))
        .get()
      if (row === undefined || row.state === 'running') return false
      db.delete(effects).where(eq(effects.id, row.id)).run()
      return true
    },
    /** Drops what no longer matters, such as a draft asked for an older turn. */
    cancelKind: (conversation: number, kind: Effect['kind']): void => {
      db.delete(effects)
        .where(and(eq(effects.conversationId, conversation), eq(effects.kind, kind), ne(effects.state, 'running')))
        .run()
    },

    rest: (lane: string, until: number): void => {
      db.insert(lanes)
        .values({ lane, restUntil: until, alertedAt: 0 })
        .onConflictDoUpdate({ target: lanes.lane, set: { restUntil: sql`max(rest_until, ${until})` } })
        .run()
    },
    wake: (): void => {
      db.update(lanes).set({ restUntil: 0 }).run()
    },
    alertedAt: (lane: string): number =>
      db.select({ at: lanes.alertedAt }).from(lanes).where(eq(lanes.lane, lane)).get()?.at ?? 0,
    alerted: (lane: string, at: number): void => {
      db.insert(lanes)
        .values({ lane, restUntil: 0, alertedAt: at })
        .onConflictDoUpdate({ target: lanes.lane, set: { alertedAt: at } })
        .run()
    },
  }
}
