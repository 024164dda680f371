import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '../../src/runtime/compose-desk.ts'
import { MINUTE, openWorld, SECOND, type World, type WorldOptions } from '../support/world.ts'
import { type Chance, chance } from './chance.ts'
import { everybodyAtOnce, type Saying, somebody } from './citizens.ts'
import { Reader, type Row } from './reader.ts'

type Fault = 'time-out' | 'busy' | 'rate-limit' | 'bad-token'

/** A town with its citizens, its staff's chat and its platforms, in which everything may break at any time. */
export class Town {
  readonly chance: Chance
  /** Deliveries that were acknowledged, and those of which the platform heard nothing. */
  readonly acknowledged: Saying[] = []
  readonly unanswered: Saying[] = []
  /** `METHOD path` of every call that left the service. */
  readonly calls: string[] = []
  readonly logs: (readonly string[])[] = []
  deaths = 0
  #folder: string
  #world: World | undefined
  #reader: Reader | undefined
  readonly #root: string
  #calm = false
  #dead = false
  #lost = 0
  #count = 0

  constructor(seed: number) {
    this.chance = chance(seed)
    this.#root = mkdtempSync(join(tmpdir(), 'zhiban-'))
    this.#folder = join(this.#root, '0')
  }

  get world(): World {
    if (this.#world === undefined) throw new Error('the town is not open')
    return this.#world
  }

  async open(): Promise<void> {
    const options: WorldOptions = {
      folder: this.#folder,
      cases: true,
      configure: (config) => {
        for (const desk of config.desks) desk.bursts = { people: 5 }
      },
      between: (connection, request, next) => this.#between(connection, request, next),
      lose: () => this.#loses(),
    }
    this.#dead = false
    this.#world = await openWorld(this.#world === undefined ? options : { ...options, after: this.#world })
    this.logs.push(this.#world.logs)
  }

  async close(): Promise<void> {
    await this.world.stop()
    this.#shut()
    rmSync(this.#root, { recursive: true })
  }

  #shut(): void {
    this.#reader?.close()
    this.#reader = undefined
  }

  /** The process starts again, if it has died. */
  async revive(): Promise<void> {
    while (this.#dead) await this.open()
  }

  /** From now on everything works. */
  calm(): void {
    this.#calm = true
  }

  async citizenWrites(): Promise<void> {
    // Weibo tells messages apart by sender, second and words: nobody writes the same twice in one second.
    await this.world.advance(SECOND)
    await this.revive()
    this.#count += 1
    await this.#says({
      ...somebody(this.chance, this.#count),
      ...this.#impatient(`还有，第${this.#count}件事怎么办？`),
    })
  }

  /** A rumour goes around: several people ask about it within a minute. */
  async crowdWrites(): Promise<void> {
    this.#count += 1
    for (const saying of everybodyAtOnce(this.chance, this.#count)) {
      await this.world.advance(SECOND)
      await this.revive()
      await this.#says(saying)
    }
  }

  async #says(saying: Saying): Promise<void> {
    this.#lost = 0
    const { status } = await this.world.channel(saying.channel).say(saying)
    if (status >= 200 && status < 300) this.acknowledged.push(saying)
    else this.unanswered.push(saying)
    await this.world.settle()
  }

  /** Somebody whose approved reply has not left yet likes to write again just now. */
  #impatient(text: string): Partial<Saying> {
    const [waiting] = this.rows("select channel, surface, sender from conversations where state = 'holding'")
    if (waiting === undefined || this.chance.happens(0.4)) return {}
    const surface = waiting.surface === 'mention' ? 'mention-status' : 'private'
    return { channel: String(waiting.channel), sender: String(waiting.sender), surface, text, image: false }
  }

  /** A platform or the chat fails for a while. */
  breakSomething(): void {
    const how = this.chance.oneOf<Fault>(['time-out', 'time-out', 'busy', 'busy', 'rate-limit', 'bad-token'])
    const times = how === 'busy' && this.chance.happens(0.2) ? 12 : 1 + this.chance.below(3)
    const where = this.chance.oneOf(['weibo', 'wechat', 'portal', 'chat'])
    if (where === 'chat') this.world.slack.fail(how, Math.min(times, 4))
    else this.world.channel(where).emulator.fail(how, times)
  }

  async timePasses(): Promise<void> {
    await this.world.advance(this.chance.oneOf([SECOND, 5 * SECOND, 12 * SECOND, 30 * SECOND, 2 * MINUTE, 40 * MINUTE]))
  }

  /** The desk's own file, as it is now. */
  get file(): string {
    return join(this.#folder, 'qingxi.sqlite')
  }

  /** Rows of the desk's own file, read from beside the service. */
  rows(sql: string, ...values: (string | number)[]): Row[] {
    this.#reader ??= new Reader(this.file)
    return this.#reader.rows(sql, ...values)
  }

  /** Stands between the service and everything outside. */
  async #between({ connection }: Connection, request: Request, next: () => Promise<Response>): Promise<Response> {
    this.calls.push(`${request.method} ${new URL(request.url).pathname}`)
    if (this.#calm) return await next()
    // Once the process has died, no answer reaches it any more: the world sees to that.
    const citizens = connection !== 'chat'
    const death = /messages.reply|custom.send/.test(request.url) ? 0.1 : 0.005
    if (this.chance.happens(death)) return this.#die()
    if (this.chance.happens(citizens ? 0.05 : 0.02)) throw new TypeError('fetch failed')
    if (citizens && this.chance.happens(0.04)) return new Response('{}', { status: 404 })
    const response = await next()
    if (this.chance.happens(death)) return this.#die()
    if (this.chance.happens(citizens ? 0.05 : 0.01)) throw new TypeError('fetch failed')
    return response
  }

  /** An answer to a platform gets lost on its way, so that the platform delivers again; it tries three times. */
  #loses(): boolean {
    if (this.#calm || this.#lost >= 2 || !this.chance.happens(0.15)) return false
    this.#lost += 1
    return true
  }

  /** What has been committed stays, everything else is gone. */
  #die(): Response {
    if (!this.#dead) {
      this.#dead = true
      this.deaths += 1
      this.world.kill()
      const next = join(this.#root, String(this.deaths))
      cpSync(this.#folder, next, { recursive: true })
      this.#folder = next
      this.#shut()
    }
    return Response.error()
  }
}
