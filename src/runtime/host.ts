import type { StaffAction, StaffOutcome } from '../desk/card.ts'
import type { Desk } from '../desk/desk.ts'
import type { Letter, LetterOutcome } from '../desk/desks/letter.ts'
import type { Accepted, Delivery } from '../desk/intake.ts'
import type { Job, JobOutcome } from '../desk/jobs.ts'
import type { Trace } from '../desk/trace.ts'
import type { Log } from '../log.ts'
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
  /** Runs `work` once whatever else has come in by now has arrived, too; at once where there is no such moment. */
  readonly gather: (work: () => void) => void
  /** Runs `work` soon, after the answer that is being made; keeps the runtime alive for it. */
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
 * A desk with its hands: takes commands, and performs what they decided through the outbox.
 * The same on both runtimes; only `soon` and `wakeAt` differ.
 */
export class DeskHost {
  readonly #deps: HostDeps
  readonly #underWay = new Set<Promise<void>>()
  /** Done outside, not yet written down. */
  readonly #unsettled = new Map<number, JobOutcome>()
  /** Verified, not yet committed, not yet answered. */
  readonly #arrived: Arrived[] = []
  #planned = false
  #headDay: number | undefined
  #nudge: () => void = () => {}
  #running: Promise<void> | undefined

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
      if (this.#arrived.length === 1) this.#deps.gather(() => this.#takeIn())
    })
  }

  #takeIn(): void {
    const arrived = this.#arrived.splice(0)
    const { desk, now } = this.#deps
    try {
      const accepted = desk.receiveAll(
        arrived.map((one) => one.delivery),
        now(),
      )
      for (const [index, one] of arrived.entries()) {
        const answer = accepted[index]
        if (answer !== undefined) one.resolve(answer)
      }
    } catch {
      // One of them cannot be taken, or the database refuses: each by itself, so that only that sender hears of it.
      for (const one of arrived) {
        try {
          one.resolve(desk.receive(one.delivery, now()))
        } catch (error) {
          one.reject(error)
        }
      }
    }
    this.#plan()
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

  #plan(): void {
    if (this.#planned) return
    this.#planned = true
    this.#deps.soon(() => this.run())
  }

  /** Does everything that is due now, then says when to be woken. Only one run at a time; a second call joins it. */
  async run(): Promise<void> {
    this.#planned = false
    this.#nudge()
    this.#running ??= this.#work()
      .catch((error: unknown) => {
        const { desk, log, now, wakeAt } = this.#deps
        log('error', 'desk cannot go on, will try again', { desk: desk.id, error })
        wakeAt(now() + RETRY_MS)
      })
      .finally(() => {
        this.#running = undefined
      })
    await this.#running
  }

  /** Nothing is planned and nothing is under way. */
  get idle(): boolean {
    return !this.#planned && this.#running === undefined && this.#arrived.length === 0
  }

  /** Resolves when nothing is under way; used before closing. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running
  }

  async #work(): Promise<void> {
    const { desk, now } = this.#deps
    for (;;) {
      // What was done outside and could not be written down comes first: nothing is done a second time.
      const done = [...this.#unsettled]
      if (done.length > 0) desk.settleAll(done, now())
      for (const [id] of done) this.#unsettled.delete(id)
      desk.tick(now())
      this.#publishHead()
      for (const job of desk.claim(now(), CONCURRENCY - this.#underWay.size)) this.#launch(job)
      const wake = desk.nextWake(now())
      if (wake !== null && wake <= now()) continue
      if (this.#underWay.size === 0) {
        this.#deps.wakeAt(wake)
        return
      }
      this.#deps.wakeAt(Math.min(wake ?? Number.POSITIVE_INFINITY, now() + WATCH_MS))
      // A slow call must not hold up the rest: whatever comes meanwhile is looked at, too.
      const nudged = new Promise<void>((resolve) => {
        this.#nudge = resolve
      })
      await Promise.race([...this.#underWay, nudged])
      // Taking in comes first: however fast the other side answers, whoever waits for an answer of ours has it before.
      await new Promise<void>((resolve) => this.#deps.gather(resolve))
    }
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

  #launch(job: Job): void {
    const work = this.#do(job).finally(() => this.#underWay.delete(work))
    this.#underWay.add(work)
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
  }
}
