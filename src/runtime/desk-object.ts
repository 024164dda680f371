import { DurableObject } from 'cloudflare:workers'
import type { StaffAction, StaffOutcome } from '../desk/card.ts'
import type { Letter, LetterOutcome } from '../desk/desks/letter.ts'
import type { Accepted, Delivery } from '../desk/intake.ts'
import { openDatabase } from '../store/database.ts'
import { composeOnEdge, workerLog } from './edge.ts'
import type { ConnectionFetch, DeskCalls, Env } from './env.ts'
import { DeskHost } from './host.ts'

/** One desk as a Durable Object: its SQLite is the object's storage, its clock the object's alarm. */
export abstract class DeskObject extends DurableObject<Env> implements DeskCalls {
  #host: DeskHost | undefined

  /** `faqSigned`: every FAQ entry counts as signed by a leader, only in the sandbox. */
  constructor(ctx: DurableObjectState, env: Env, text: string, fetch: ConnectionFetch, faqSigned = false) {
    super(ctx, env)
    void ctx.blockConcurrencyWhile(async () => {
      const { service, content } = composeOnEdge(text, env, fetch, faqSigned)
      const composed = service.desks.get(ctx.id.name ?? '')
      if (composed === undefined) throw new Error(`there is no desk ${ctx.id.name ?? ''} in the configuration`)
      const database = await openDatabase(ctx.storage, content.migrations)
      this.#host = new DeskHost({
        desk: composed.open(database),
        targets: composed.targets,
        log: workerLog,
        now: () => Date.now(),
        // The runtime itself commits what several requests wrote before it answers any of them.
        gather: (round) => round(),
        soon: (work) => {
          ctx.waitUntil(work())
        },
        wakeAt: (at) => {
          ctx.waitUntil(at === null ? ctx.storage.deleteAlarm() : ctx.storage.setAlarm(at))
        },
      })
      this.#host.start()
    })
  }

  async receive(delivery: Delivery): Promise<Accepted> {
    return this.#open().receive(delivery)
  }

  async decide(action: StaffAction): Promise<StaffOutcome> {
    return this.#open().decide(action)
  }

  async takeLetter(letter: Letter): Promise<LetterOutcome> {
    return this.#open().takeLetter(letter)
  }

  override async alarm(): Promise<void> {
    await this.#open().run()
  }

  #open(): DeskHost {
    if (this.#host === undefined) throw new Error('the desk is not open')
    return this.#host
  }
}
