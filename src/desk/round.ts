import { isDue, nextWake, tick } from './clocks.ts'
import type { DeskContext } from './context.ts'
import type { Accepted, Delivery } from './intake.ts'
import type { Job, JobOutcome } from './jobs.ts'
import { claim, settle } from './outbox.ts'
import { receive } from './receive.ts'

/** What came of some effects, by their ids. */
export type Outcomes = readonly (readonly [effect: number, outcome: JobOutcome])[]

/** What a desk takes in with one round of its loop. */
export interface Round {
  readonly deliveries: readonly Delivery[]
  readonly outcomes: Outcomes
  /** How many effects there are hands for. */
  readonly room: number
  /** Whether what the clock makes due is done, too; true when absent. */
  readonly ticks?: boolean
}

export interface Gone {
  /** What became of the deliveries, in their order. */
  readonly accepted: readonly Accepted[]
  /** To be performed now; each of them is marked as under way. */
  readonly jobs: readonly Job[]
  /**
   * When there is more to do by the clock, milliseconds UTC: at once when it is not later than now; null when only
   * something new makes work.
   */
  readonly wake: number | null
}

/** One round: takes in what has arrived and what was done outside, does what is due, and hands out what may leave. */
export function round(desk: DeskContext, { deliveries, outcomes, room, ticks = true }: Round, now: number): Gone {
  const accepted = deliveries.map((delivery) => receive(desk, delivery, now))
  settleAll(desk, outcomes, now)
  const agenda = desk.agenda(now)
  const due = ticks && isDue(desk, agenda, now)
  if (due) tick(desk, agenda, now)
  const jobs = claim(desk, now, room)
  return { accepted, jobs, wake: nextWake(desk, due ? desk.agenda(now) : agenda) }
}

export function settleAll(desk: DeskContext, outcomes: Outcomes, now: number): void {
  for (const [effect, outcome] of outcomes) settle(desk, effect, outcome, now)
}
