import type { SlackMessage } from '../../adapters/slack/emulator/index.ts'
import { people } from '../support/world.ts'
import type { Town } from './town.ts'

const buttonsOf = (card: SlackMessage) =>
  card.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
const keyOf = (card: SlackMessage): string => /"key":"(\d+|burst-\d+)"/.exec(JSON.stringify(card.metadata))?.[1] ?? ''

/** Only in these states is there something to decide; in the others the citizen is still writing, or a reply leaves. */
const WAITING = new Set(['waiting', 'second', 'uncertain', 'failed'])

/** The staff: at random while the town is in trouble, diligent afterwards. */
export class Staff {
  readonly #town: Town
  /** Buttons as somebody's screen still shows them. */
  readonly #screens: { readonly ts: string; readonly action: string; readonly value: string }[] = []
  readonly #retried = new Map<string, number>()
  #written = 0

  constructor(town: Town) {
    this.#town = town
  }

  /** Somebody does something, sensible or not: on an old screen, twice, without the right to. */
  async doesSomething(): Promise<void> {
    const { chance, world } = this.#town
    const user = chance.oneOf([people.zhang, people.zhang, people.li, people.wang, people.wang, people.chen])
    if (world.slack.views.has(user)) return await this.#fill(user)
    if (chance.happens(0.03))
      return void (await refused(world.slack.command({ user, text: chance.oneOf(['redrive', 'open', 'mine']) })))
    if (chance.happens(0.15)) return await this.#pressOld(user)
    const card = chance.anyOf(world.cards().slice(-12))
    const buttons = card === undefined ? [] : buttonsOf(card)
    const approve = chance.happens(0.5) ? buttons.find((one) => one.action_id === 'approve') : undefined
    const button = approve ?? chance.anyOf(buttons)
    if (card === undefined || button === undefined) return
    const action =
      button.action_id === 'resend' || button.action_id === 'delivered' ? this.#looked(keyOf(card)) : button.action_id
    if (action === undefined) return
    this.#screens.push({ ts: card.ts, action, value: button.value ?? '' })
    const times = chance.happens(0.2) ? 2 : 1
    await Promise.all(Array.from({ length: times }, () => refused(world.slack.click({ user, ts: card.ts, action }))))
    await world.settle()
    if (world.slack.views.has(user) && chance.happens(0.8)) await this.#fill(user)
    if (action === 'approve' && chance.happens(0.2)) {
      await refused(world.slack.click({ user, ts: card.ts, action: 'undo' }))
      await world.settle()
    }
  }

  /** Decides whatever waits; says whether there was anything. */
  async decidesEverything(): Promise<boolean> {
    const { rows } = this.#town
    const bursts = rows.call(this.#town, 'select id from bursts order by id')
    for (const { id } of bursts) await this.#decideTogether(`burst-${id}`)
    const open = rows.call(
      this.#town,
      "select id, state, burst from conversations where state not in ('answered', 'closed') order by id",
    )
    const stuck = rows.call(
      this.#town,
      `select distinct r.conversation_id as id from replies r join conversations c on c.id = r.conversation_id
        where r.state in ('uncertain', 'failed') and not (c.burst is not null and c.state = 'failed')`,
    )
    const alone = open.filter((row) => row.burst === null && WAITING.has(String(row.state)))
    const waiting = [...alone, ...stuck]
    for (const id of new Set(waiting.map((row) => String(row.id)))) await this.#decide(id)
    return open.length + stuck.length > 0
  }

  /** One decision for all who wrote the same; what the platform does not take is tried again, then given up. */
  async #decideTogether(key: string): Promise<void> {
    const verbs = this.#verbs(key)
    const tries = (this.#retried.get(key) ?? 0) + (verbs.includes('retry') ? 1 : 0)
    this.#retried.set(key, tries)
    for (const verb of verbs.includes('drop') && tries > 3 ? ['drop'] : ['retry', 'write']) {
      await this.#press(people.zhang, verb, key)
    }
    for (const user of [people.zhang, people.wang, people.li]) await this.#press(user, 'approve', key)
    // One who wants no reply has asked another one.
    if (this.#verbs(key).includes('no-reply')) await this.#press(people.wang, 'no-reply', key)
  }

  async #decide(key: string): Promise<void> {
    const [reply] = this.#town.rows(
      "select id, state from replies where conversation_id = ? and state in ('uncertain', 'failed') order by id desc",
      key,
    )
    if (reply?.state === 'uncertain') return await this.#press(people.zhang, this.#looked(key) ?? '', key)
    if (reply?.state === 'failed') {
      const tries = (this.#retried.get(key) ?? 0) + 1
      this.#retried.set(key, tries)
      return await this.#press(people.zhang, tries > 2 ? 'drop' : 'retry', key)
    }
    if (!this.#verbs(key).includes('no-reply')) return
    if (!this.#verbs(key).includes('approve')) await this.#press(people.zhang, 'write', key)
    await this.#press(people.zhang, 'approve', key)
    await this.#press(people.wang, 'approve', key)
    // Two approvals and it still waits: the platform takes no reply any more. Of a complaint two people must say so.
    await this.#press(people.zhang, 'no-reply', key)
    await this.#press(people.wang, 'no-reply', key)
  }

  /** Whether the platform shows the reply that may or may not have left, as staff find out by looking there. */
  #looked(key: string): 'delivered' | 'resend' | undefined {
    const { rows, world } = this.#town
    const uncertain =
      "select r.text, c.channel, c.sender from replies r join conversations c on c.id = r.conversation_id where r.state = 'uncertain' and c.id = ? order by r.id desc"
    const [reply] = rows.call(this.#town, uncertain, key)
    if (reply === undefined) return undefined
    const { text, channel, sender } = reply
    const there = world
      .channel(String(channel))
      .emulator.received.filter((one) => one.to === sender && one.text === text && one.how !== 'passive').length
    const known = rows.call(
      this.#town,
      "select r.id from replies r join conversations c on c.id = r.conversation_id where r.state = 'sent' and r.passive = 0 and r.text = ? and c.channel = ? and c.sender = ?",
      String(text),
      String(channel),
      String(sender),
    ).length
    return there > known ? 'delivered' : 'resend'
  }

  async #pressOld(user: string): Promise<void> {
    const { chance, world } = this.#town
    const old = chance.anyOf(this.#screens)
    // Whoever presses these has looked first.
    if (old === undefined || old.action === 'resend' || old.action === 'delivered') return
    await refused(world.slack.click({ user, ts: old.ts, action: old.action, stale: { value: old.value } }))
    await world.settle()
  }

  #card(key: string): SlackMessage {
    const card = this.#town.world.cards().findLast((one) => keyOf(one) === key)
    if (card === undefined) throw new Error(`conversation ${key} waits for staff, and has no card`)
    return card
  }
  #verbs = (key: string): string[] => buttonsOf(this.#card(key)).map((button) => button.action_id)

  async #press(user: string, action: string, key: string): Promise<void> {
    if (!this.#verbs(key).includes(action)) return
    const { world } = this.#town
    if (world.slack.views.has(user)) world.slack.cancel(user)
    await world.press(user, action, this.#card(key).ts)
    if (world.slack.views.has(user)) await this.#fill(user, true)
  }

  /** Fills in the form that is open, or thinks better of it. */
  async #fill(user: string, surely = false): Promise<void> {
    const { chance, world } = this.#town
    if (!surely && chance.happens(0.15)) return world.slack.cancel(user)
    const view = world.slack.views.get(user)?.view
    const values: Record<string, string> = {}
    for (const block of view?.blocks ?? []) {
      if (block.type !== 'input') continue
      const name = block.block_id ?? ''
      this.#written += 1
      if (block.element.type === 'static_select') values[name] = chance.anyOf(block.element.options)?.value ?? ''
      else if (name === 'reason') values[name] = `第${this.#written}号理由：已电话联系`
      else if (surely || chance.happens(0.8))
        values[name] = `您好，第${this.#written}号答复：请到政务服务中心窗口办理。`
    }
    await refused(world.slack.submit({ user, values }))
    await world.settle()
  }
}

/** What the chat's own client, or a service that is down, would not let a person do. */
async function refused(act: Promise<unknown>): Promise<void> {
  await act.catch((error: unknown) => {
    if (!(error instanceof Error)) throw error
    const known =
      /has no button|connection (?:refused|reset)|is required|takes \d+ characters|has no modal open|There is no message/
    if (!known.test(error.message)) throw error
  })
}
