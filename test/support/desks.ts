import { type SlackMessage, textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import type { World } from './world.ts'

/** One desk's chat in a world of several. */
export interface Chat {
  /** Presses a button on the newest card with `part` in its title, in the person's own channel. */
  press(user: string, part: string, action: string): Promise<void>
  /** Presses it and fills in the form that opens. */
  act(user: string, part: string, action: string, values: Record<string, string>): Promise<void>
  /** Fills in the form that the person has open. */
  submit(user: string, values: Record<string, string>): Promise<void>
  /** The form that the person has open. */
  form(user: string): unknown
  /** What the card says and its buttons; fails when there is none. */
  card(part: string, channel?: string): { readonly text: string; readonly thread: string; readonly buttons: string[] }
  /** Titles of all cards of the desk's own channel with `part` in them. */
  titles(part: string): string[]
  command(user: string, text: string): Promise<string>
  /** What is wrong with the form that a person has open. */
  errors(user: string): string
  /** What the person was told for their eyes only, the newest. */
  told(user: string): string
}

export function chatOf(world: World, id: string): Chat {
  const desk = world.network.desks.find((one) => one.id === id)
  if (desk === undefined) throw new Error(`the world has no desk ${id}`)
  const { slack } = desk
  const cards = (channel: string): SlackMessage[] =>
    slack.messagesIn(channel).filter((message) => message.metadata !== undefined && message.metadata !== null)
  const find = (part: string, channel: string): SlackMessage => {
    const found = cards(channel).findLast((message) => message.text.includes(part))
    if (found === undefined) throw new Error(`no card of ${id} has “${part}” in its title`)
    return found
  }
  const press = async (user: string, part: string, action: string): Promise<void> => {
    await slack.click({ user, ts: find(part, slack.channelOf(user)).ts, action })
    await world.settle()
  }
  return {
    press,
    act: async (user, part, action, values) => {
      await press(user, part, action)
      await slack.submit({ user, values })
      await world.settle()
    },
    submit: async (user, values) => {
      await slack.submit({ user, values })
      await world.settle()
    },
    form: (user) => slack.views.get(user)?.view,
    card: (part, channel = slack.channelOf('')) => {
      const card = find(part, channel)
      const buttons = card.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
      return {
        text: `${card.text}\n${textOfBlocks(card.blocks)}`,
        thread: JSON.stringify(card.replies),
        buttons: buttons.map((button) => button.action_id),
      }
    },
    titles: (part) =>
      cards(slack.channelOf(''))
        .map((card) => card.text)
        .filter((text) => text.includes(part)),
    command: async (user, text) => {
      const answer = await slack.command({ user, text })
      await world.settle()
      return answer
    },
    errors: (user) => JSON.stringify(slack.views.get(user)?.errors ?? {}),
    told: (user) => slack.ephemerals.findLast((one) => one.to === user)?.text ?? '',
  }
}
