import type { StaffAction, StaffOutcome } from '../desk/card.ts'
import type { Desk } from '../desk/desk.ts'
import type { Letter, LetterOutcome } from '../desk/desks/letter.ts'
import type { Accepted, Delivery } from '../desk/intake.ts'
import type { Job, JobOutcome } from '../desk/jobs.ts'
import type { Gone, Outcomes } from '../desk/round.ts'
import type { Trace } from '../desk/trace.ts'
import type { Log } from '../log.ts'
import { earliest } from '../store/agenda.ts'
import { type EffectTargets, perform } from './effects.ts'

/** How many effects of one desk are under way at once. */
const CONCURRENCY = 8
/** How long to wait after the database refused. Milliseconds. */
const RETRY_MS = 5_000
/** While something is under way the desk is woken this often, should the process that does it die. Milliseconds. */
const WATCH_MS = 60_000
const DAY_MS = 86_400_000

export interface HostDeps {
  readonly desk: Desk
  readonly targets: EffectTargets
  readonly log: Log
  /** Milliseconds UTC. */
  readonly now: () => number
  /** Runs `round` once whatever else has come in by now has arrived, too; at once where there is no such moment. */
  readonly gather: (round: () => void) => void
  /** Runs `work` soon, after the answers that are being made; keeps the runtime alive until it is done. */
  readonly soon: (work: () => Promise<void>) => void
  /** Calls `run` at the given time, replacing an earlier call; null cancels. */
  readonly wakeAt: (at: number | null) => void
}

interface Arrived {
  readonly delivery: Delivery
  readonly resolve: (accepted: Accepted) => void
  readonly reject: (error: unknown) => void
}

/**
 * A desk with its hands: takes commands, and performs what they decided through the outbox. In each round of its loop
 * it takes in what has arrived and what was done outside meanwhile, and hands out what may leave, in one transaction.
 * The same on both runtimes; only `gather`, `soon` and `wakeAt` differ.
 */
export class DeskHost {
  readonly #deps: HostDeps
  /** Verified, not yet committed, not yet answered. */
  readonly #arrived: Arrived[] = []
  /** Done outside, not yet written down. */
  readonly #unsettled = new Map<number, JobOutcome>()
  /** Effects that were handed out and are not done. */
  #underWay = 0
  #planned = false
  #headDay: number | undefined
  /** Resolves when nothing is under way; undefined while nobody waits for that. */
  #rest: PromiseWithResolvers<void> | undefined

  constructor(deps: HostDeps) {
    this.#deps = deps
  }

  /** Takes up what the last process left. Called once, before the first command. */
  start(): void {
    this.#deps.desk.recover(this.#deps.now())
    this.#plan()
  }

  /** Resolves when the delivery is durable. What arrives together is committed together. */
  receive(delivery: Delivery): Promise<Accepted> {
    return new Promise((resolve, reject) => {
      this.#arrived.push({ delivery, resolve, reject })
      this.#plan()
    })
  }

  decide(action: StaffAction): StaffOutcome {
    const outcome = this.#deps.desk.decide(action, this.#deps.now())
    this.#plan()
    return outcome
  }

  /** Takes a letter of another desk. When it returns, it is durable. */
  takeLetter(letter: Letter): LetterOutcome {
    const outcome = this.#deps.desk.takeLetter(letter, this.#deps.now())
    this.#plan()
    return outcome
  }

  trace(afterMessage: number): Trace[] {
    return this.#deps.desk.trace(afterMessage)
  }

  /** Does everything that is due now, and resolves when nothing is under way any more. */
  async run(): Promise<void> {
    this.#plan()
    await this.settled()
  }

  /** Nothing is planned and nothing is under way. */
  get idle(): boolean {
    return !this.#planned && this.#underWay === 0
  }

  /** Resolves when nothing is under way; used before closing. */
  settled(): Promise<void> {
    if (this.idle) return Promise.resolve()
    // One promise for all: in a busy hour thousands of rounds would each keep one of their own.
    this.#rest ??= Promise.withResolvers()
    return this.#rest.promise
  }

  #plan(): void {
    if (this.#planned) return
    this.#planned = true
    this.#deps.gather(() => this.#round())
  }

  #round(): void {
    this.#planned = false
    const arrived = this.#arrived.splice(0)
    const done = [...this.#unsettled]
    try {
      this.#goOn(this.#takeIn(arrived, done))
    } catch (error) {
      this.#report(error)
      this.#deps.wakeAt(this.#deps.now() + RETRY_MS)
    }
    if (!this.idle) return
    this.#rest?.resolve()
    this.#rest = undefined
  }

  /** The round's transaction; whoever sent what has arrived is answered, whatever happens to the rest of it. */
  #takeIn(arrived: readonly Arrived[], outcomes: Outcomes): Pick<Gone, 'jobs' | 'wake'> {
    const { desk, now } = this.#deps
    const room = CONCURRENCY - this.#underWay
    try {
      const deliveries = arrived.map((one) => one.delivery)
      const gone = desk.round({ deliveries, outcomes, room }, now())
      for (const [id] of outcomes) this.#unsettled.delete(id)
      for (const [index, one] of arrived.entries()) {
        const answer = gone.accepted[index]
        if (answer !== undefined) one.resolve(answer)
      }
      return gone
    } catch {
      // One part of it fails, or the database refuses: each by itself, so that only that part is put off.
      for (const one of arrived) {
        try {
          one.resolve(desk.receive(one.delivery, now()))
        } catch (error) {
          one.reject(error)
        }
      }
      // Before anything else is done: what was done outside must not be done a second time.
      for (const outcome of outcomes) {
        try {
          desk.settleAll([outcome], now())
          this.#unsettled.delete(outcome[0])
        } catch (error) {
          this.#report(error)
        }
      }
      const rest = { deliveries: [], outcomes: [], room }
      try {
        return desk.round(rest, now())
      } catch (error) {
        // One matter that is due must not keep the replies to all others from leaving.
        this.#report(error)
        return { jobs: desk.round({ ...rest, ticks: false }, now()).jobs, wake: now() + RETRY_MS }
      }
    }
  }

  #report(error: unknown): void {
    const { desk, log } = this.#deps
    log('error', 'desk cannot go on, will try again', { desk: desk.id, error })
  }

  #goOn({ jobs, wake }: Pick<Gone, 'jobs' | 'wake'>): void {
    const { now, soon, wakeAt } = this.#deps
    this.#underWay += jobs.length
    const watch = this.#underWay === 0 ? null : now() + WATCH_MS
    const retry = this.#unsettled.size === 0 ? null : now() + RETRY_MS
    if (wake !== null && wake <= now()) this.#plan()
    else wakeAt(earliest(wake, watch, retry))
    if (jobs.length > 0)
      soon(() => {
        for (const job of jobs) void this.#do(job)
        return this.settled()
      })
    this.#publishHead()
  }

  /** Once a day the head of the record goes into the log: outside the database, where whoever changes that cannot reach. */
  #publishHead(): void {
    const { desk, log, now } = this.#deps
    const day = Math.floor(now() / DAY_MS)
    if (day === this.#headDay) return
    const { id, hash } = desk.head()
    if (hash === '') return
    this.#headDay = day
    log('info', 'head of the record', { desk: desk.id, head: `${id}:${hash}` })
  }

  async #do(job: Job): Promise<void> {
    const { desk, targets, log } = this.#deps
    const outcome = await perform(job, targets)
    if (outcome.kind === 'failed') {
      const { kind, code, message } = outcome.failure
      log('warn', 'effect failed', {
        desk: desk.id,
        effect: job.id,
        what: job.kind,
        failure: kind,
        code,
        reason: message,
      })
    }
    this.#unsettled.set(job.id, outcome)
    this.#underWay -= 1
    this.#plan()
  }
}
