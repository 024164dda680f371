import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { SlackMessage } from '../../adapters/slack/emulator/index.ts'
import { departments, MINUTE, people, SECOND, type World } from '../support/world.ts'
import type { Chance } from './chance.ts'

/** A bureau's desk on ordinary days: what its citizens write, and staff who do their work in the chat. */

const FOLDER = join(import.meta.dirname, '../../prompts/faq/training')
const Line = z.object({ text: z.string() })
const wordsOf = (file: string): string[] =>
  readFileSync(join(FOLDER, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)).text)
const files = readdirSync(FOLDER).sort()
const questions = files.filter((file) => !/^(?:general|style)-/.test(file)).flatMap(wordsOf)
const complaints = wordsOf('general-complaints.jsonl')
const dangers = wordsOf('general-emergencies.jsonl')
const help = wordsOf('general-needs-human.jsonl')
const odd = wordsOf('general-out-of-scope.jsonl')
const chatter = ['谢谢', '你好', '好的', '[微笑]', '辛苦了', '早上好', '谢谢民警，你们辛苦了']
const RUMOUR = ['听说自来水厂被投毒了，全城停水三天，是真的吗？', '请问自来水厂被投毒、全城停水三天是真的吗']

export interface Said {
  readonly channel: string
  readonly sender: string
  readonly text: string
}

/** What comes in within an hour; on the day of a rumour thirty people ask about it as well. */
export function hour(chance: Chance, count: number, from: number, rumour: boolean): Said[] {
  const said = Array.from({ length: count }, (_, at): Said => {
    const channel = chance.oneOf(['weibo', 'weibo', 'wechat', 'portal'])
    // Some write again to what they were told.
    const person = at > 0 && chance.happens(0.1) ? from + chance.below(at) : from + at
    return { channel, sender: senderOn(channel, person), text: words(chance) }
  })
  const crowd = Array.from({ length: rumour ? 30 : 0 }, (_, at): Said => {
    const text = RUMOUR[at % RUMOUR.length] ?? ''
    return { channel: 'weibo', sender: senderOn('weibo', 500_000_000 + from + at), text }
  })
  return [...said, ...crowd]
}

const senderOn = (channel: string, person: number): string =>
  channel === 'weibo' ? String(3_000_000_000 + person) : `o-citizen-${person}`

function words(chance: Chance): string {
  const draw = chance.below(100)
  const from = (list: readonly string[]): string => chance.anyOf(list) ?? ''
  if (draw < 50) return from(questions)
  if (draw < 70) return from(chatter)
  if (draw < 80) return from(complaints)
  if (draw < 90) return from(help)
  if (draw < 98) return from(odd)
  return from(dangers)
}

const { zhang, li, wang } = people
const buttonsOf = (card: SlackMessage): string[] =>
  card.blocks.flatMap((block) => (block.type === 'actions' ? block.elements.map((one) => one.action_id) : []))

/** Staff who look at each card when it comes, and leave nothing until the next hour. */
export class Shift {
  readonly #world: World
  readonly #chance: Chance
  #read = 0
  #written = 0

  constructor(world: World, chance: Chance) {
    this.#world = world
    this.#chance = chance
  }

  /** Decides what has come since the last time. */
  async work(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      const open = this.#fresh()
      if (open.length === 0) return
      for (const ts of open) await this.#decide(ts)
      await this.#world.advance(MINUTE)
    }
  }

  /** Cards that came since the last time. */
  #fresh(): string[] {
    const { messages } = this.#world.slack
    const fresh = messages.slice(this.#read)
    this.#read = messages.length
    return fresh.filter((message) => message.metadata != null).map(({ ts }) => ts)
  }

  async #decide(ts: string): Promise<void> {
    const has = (verb: string): boolean => this.#buttons(ts).includes(verb)
    if (!has('no-reply')) return
    if (has('seen')) await this.#press(li, 'seen', ts)
    if (has('open-case') && this.#chance.happens(0.03)) return await this.#handle(ts)
    if (this.#chance.happens(0.05)) return await this.#close(ts)
    if (!has('approve') || this.#chance.happens(0.2)) await this.#press(zhang, has('write') ? 'write' : 'edit', ts)
    if (has('approve')) await this.#press(zhang, 'approve', ts)
    if (has('approve')) await this.#press(wang, 'approve', ts)
    // The platform takes no reply any more.
    if (has('no-reply')) await this.#close(ts)
  }

  async #close(ts: string): Promise<void> {
    await this.#press(zhang, 'no-reply', ts)
    if (this.#buttons(ts).includes('no-reply')) await this.#press(wang, 'no-reply', ts)
  }

  /** The matter goes to the police station, which reports; its words are the reply. */
  async #handle(ts: string): Promise<void> {
    const { slack } = this.#world
    await this.#press(zhang, 'open-case', ts, { kind: 'report', class: 'general', same: 'new' })
    const matter = slack.messages.at(-1)?.ts ?? ''
    await this.#press(zhang, 'refer', matter, { department: 'dongmen' })
    const handed = slack.messagesIn('C0DONGMEN1').at(-1)?.ts ?? ''
    await this.#press(departments.he, 'accept', handed)
    await this.#press(departments.he, 'report', handed)
    await this.#press(zhang, 'approve', ts)
    if (this.#buttons(ts).includes('approve')) await this.#press(wang, 'approve', ts)
    await this.#world.advance(30 * SECOND)
    if (this.#buttons(ts).includes('no-reply')) await this.#close(ts)
    await this.#press(zhang, 'close', matter)
  }

  #buttons(ts: string): string[] {
    const { slack } = this.#world
    const message =
      slack.messages.findLast((one) => one.ts === ts) ?? slack.messagesIn('C0DONGMEN1').findLast((one) => one.ts === ts)
    return message === undefined ? [] : buttonsOf(message)
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
