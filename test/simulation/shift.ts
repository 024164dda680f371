import { type SlackMessage, textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import { departments, MINUTE, people, SECOND, type World } from '../support/world.ts'
import type { Chance } from './chance.ts'

const { zhang, li, wang } = people
const STATION = 'C0DONGMEN1'
const buttonsOf = (card: SlackMessage): string[] =>
  card.blocks.flatMap((block) => (block.type === 'actions' ? block.elements.map((one) => one.action_id) : []))

/** A case that staff have opened, and the conversations that it answers. Each by its card. */
interface Matter {
  readonly ts: string
  readonly conversations: string[]
}

/** Staff who look at each card when it comes, and leave nothing until the next hour. */
export class Shift {
  readonly #chance: Chance
  #world: World
  #read = 0
  #written = 0
  #matters: Matter[] = []
  /** By the numbers on them. */
  readonly #cards = new Map<string, string>()

  constructor(world: World, chance: Chance) {
    this.#world = world
    this.#chance = chance
  }

  /** The service was started again. */
  goOnWith(world: World): void {
    this.#world = world
  }

  /** Decides what has come since the last time. */
  async work(): Promise<void> {
    const decided: string[] = []
    for (let round = 0; round < 4; round += 1) {
      const open = [...new Set([...this.#fresh(), ...(await this.#listed())])]
      if (open.length === 0) break
      for (const ts of open) await this.#decide(ts)
      decided.push(...open)
      await this.#mergeSome()
      for (const matter of this.#matters) await this.#handle(matter)
      this.#matters = []
      await this.#world.advance(MINUTE)
    }
    for (const ts of decided) if (this.#chance.happens(0.02)) await this.#correct(ts)
  }

  /** Cards that came since the last time. */
  #fresh(): string[] {
    const { messages } = this.#world.slack
    const fresh = messages.slice(this.#read).filter((message) => message.metadata != null)
    this.#read = messages.length
    for (const { text, ts } of fresh) {
      const [number] = /QX-\d+/.exec(text) ?? []
      if (number !== undefined) this.#cards.set(number, ts)
    }
    return fresh.map(({ ts }) => ts)
  }

  /** Cards of what is open: somebody who was answered days ago may write again, and the old card shows it. */
  async #listed(): Promise<string[]> {
    const list = await this.#world.slack.command({ user: zhang, text: 'open' })
    return [...list.matchAll(/^QX-\d+/gm)].flatMap(([number]) => this.#cards.get(number) ?? [])
  }

  async #decide(ts: string): Promise<void> {
    const has = (verb: string): boolean => this.#buttons(ts).includes(verb)
    if (!has('no-reply')) return
    if (has('seen')) await this.#press(li, 'seen', ts)
    if (has('open-case') && (this.#chance.happens(0.03) || this.#text(ts).includes('井盖'))) return await this.#open(ts)
    // What many ask is cleared up.
    const many = /"key":"burst-/.test(JSON.stringify(this.#card(ts)?.metadata))
    if (!many && this.#chance.happens(0.05)) return await this.#close(ts)
    if (!has('approve') || this.#chance.happens(0.2)) await this.#press(zhang, has('write') ? 'write' : 'edit', ts)
    await this.#approve(ts)
    // The platform takes no reply any more.
    if (has('no-reply')) await this.#close(ts)
  }

  async #approve(ts: string): Promise<void> {
    for (const user of [zhang, wang]) await this.#press(user, 'approve', ts)
  }

  async #close(ts: string): Promise<void> {
    for (const user of [zhang, wang]) await this.#press(user, 'no-reply', ts)
  }

  /** What was sent was not quite right: the citizen gets other words, approved like the first. */
  async #correct(ts: string): Promise<void> {
    if (!this.#buttons(ts).includes('correct')) return
    await this.#press(zhang, 'correct', ts)
    await this.#approve(ts)
    if (this.#buttons(ts).includes('no-reply')) await this.#close(ts)
    await this.#world.advance(30 * SECOND)
  }

  async #open(ts: string): Promise<void> {
    await this.#press(zhang, 'open-case', ts, { kind: 'report', class: 'general', same: 'new' })
    this.#matters.push({ ts: this.#world.slack.messages.at(-1)?.ts ?? '', conversations: [ts] })
  }

  /** Where a card says that another case is perhaps the same, the newer one becomes part of it now and then. */
  async #mergeSome(): Promise<void> {
    for (const matter of this.#matters.toReversed()) {
      const [, into] = /与 (QX-C\d+)“/.exec(this.#text(matter.ts)) ?? []
      const other = this.#matters.find(({ ts }) => into !== undefined && this.#number(ts) === into)
      if (into === undefined || other === undefined || this.#chance.happens(0.3)) continue
      await this.#press(zhang, 'merge', matter.ts, { into })
      other.conversations.push(...matter.conversations.splice(0))
    }
    this.#matters = this.#matters.filter(({ conversations }) => conversations.length > 0)
  }

  /** The matter goes to the police station, which reports; its words are the reply to everybody who asked. */
  async #handle({ ts, conversations }: Matter): Promise<void> {
    const { slack } = this.#world
    await this.#press(zhang, 'refer', ts, { department: 'dongmen' })
    const handed = slack.messagesIn(STATION).at(-1)?.ts ?? ''
    await this.#press(departments.he, 'accept', handed)
    await this.#press(departments.he, 'report', handed)
    for (const one of conversations) await this.#approve(one)
    await this.#world.advance(30 * SECOND)
    for (const one of conversations) if (this.#buttons(one).includes('no-reply')) await this.#close(one)
    await this.#press(zhang, 'close', ts)
  }

  #card(ts: string): SlackMessage | undefined {
    const { slack } = this.#world
    const isIt = (one: SlackMessage): boolean => one.ts === ts
    return slack.messages.findLast(isIt) ?? slack.messagesIn(STATION).findLast(isIt)
  }

  #buttons(ts: string): string[] {
    const card = this.#card(ts)
    return card === undefined ? [] : buttonsOf(card)
  }

  #text(ts: string): string {
    return textOfBlocks(this.#card(ts)?.blocks ?? [])
  }

  #number(ts: string): string | undefined {
    return /QX-C\d+/.exec(this.#card(ts)?.text ?? '')?.[0]
  }

  async #press(user: string, action: string, ts: string, chosen: Readonly<Record<string, string>> = {}): Promise<void> {
    if (!this.#buttons(ts).includes(action)) return
    const { slack } = this.#world
    await this.#world.press(user, action, ts)
    const view = slack.views.get(user)?.view
    if (view === undefined) return
    const values: Record<string, string> = {}
    for (const block of view.blocks) {
      if (block.type !== 'input') continue
      const name = block.block_id ?? ''
      this.#written += 1
      if (chosen[name] !== undefined) values[name] = chosen[name]
      else if (block.element.type === 'static_select') values[name] = block.element.options[0]?.value ?? ''
      else if (name === 'text' || name === 'reply')
        values[name] = `您好，第${this.#written}号答复：请到政务服务中心窗口办理。`
      else if (block.optional !== true) values[name] = `第${this.#written}号：已电话联系`
    }
    await this.#world.fill(user, values)
    if (slack.views.has(user))
      throw new Error(`the form of ${action} stays open: ${JSON.stringify(slack.views.get(user)?.errors)}`)
  }
}
