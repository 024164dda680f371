import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { takesNumbers } from './statement.ts'

/** When each kind of timed work is due next, in milliseconds UTC; null where there is none. */
export interface Agenda {
  /** A turn is complete. */
  readonly turn: number | null
  /** A clock warns or runs out. */
  readonly clock: number | null
  /** An order of a superior desk warns or runs out. */
  readonly order: number | null
  /** A burst's card is drawn, its leaders are called, or a portion of its replies leaves. */
  readonly burst: number | null
  /** The oldest question that no weekly card has told of came up. */
  readonly gap: number | null
  /** The oldest small talk that no card counts came in. */
  readonly smallTalk: number | null
  /** A digest lists what is held back. */
  readonly digest: number | null
  /** An effect or a lane that rests may go on; only later than the time that is asked for. */
  readonly effect: number | null
}

/**
 * All of it in one statement: the desk asks with every turn of its loop, and a statement costs more by being one than
 * by stepping into ten indexes.
 */
const AGENDA: SQL = sql`select
  (select min(turn_due_at) from conversations where turn_due_at is not null),
  (select min(next_at) from clocks where next_at is not null),
  (select min(next_at) from supervisions where next_at is not null),
  (select min(draw_at) from bursts where draw_at is not null),
  (select min(alert_at) from bursts where alert_at is not null),
  (select min(work_at) from bursts where work_at is not null),
  (select at from faq_gaps order by id limit 1),
  (select min(received_at) from small_talk where shown = 0),
  (select min(digest_at) from held_back where listed = 0),
  (select min(rest_until) from lanes where rest_until > ${sql.placeholder('now')}),
  (with recursive waiting(lane) as (
      select min(lane) from effects where state = 'pending'
      union all
      select (select min(lane) from effects where state = 'pending' and lane > waiting.lane)
        from waiting where waiting.lane is not null
    )
    select min((select min(due_at) from effects
        where state = 'pending' and effects.lane = waiting.lane and due_at > ${sql.placeholder('now')}))
      from waiting where lane is not null)`

/** Looks at what the clock makes due, after `now` where something due already waits for other reasons. */
export function agendaStore(db: Database): (now: number) => Agenda {
  const read = takesNumbers(db, AGENDA, 11)
  return (now) => {
    const [turn, clock, order, draw, alert, work, gap, smallTalk, digest, rested, effect] = read({ now })
    return {
      turn: turn ?? null,
      clock: clock ?? null,
      order: order ?? null,
      burst: earliest(draw, alert, work),
      gap: gap ?? null,
      smallTalk: smallTalk ?? null,
      digest: digest ?? null,
      effect: earliest(rested, effect),
    }
  }
}

/** The earliest of some times; null when there is none. */
export function earliest(...times: readonly (number | null | undefined)[]): number | null {
  let first: number | null = null
  for (const at of times) if (typeof at === 'number' && (first === null || at < first)) first = at
  return first
}
