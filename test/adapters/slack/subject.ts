import type { SlackMessage, SlackReply } from '../../../adapters/slack/emulator/index.ts'
import { createSlackEmulator, type SlackEmulator, textOfBlocks } from '../../../adapters/slack/emulator/index.ts'
import { createSlack } from '../../../adapters/slack/index.ts'
import type { ChatSubject, ChatSubjectDeps, SeenCard, SeenForm, SeenText } from '../../contracts/team-chat.ts'

const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'
const botToken = 'xoxb-1234567890-abcdefghij'
const channel = 'C0DESK'
const department = 'C0DEPT'
const people = [
  { id: 'U0ZHANG', name: '张警官' },
  { id: 'U0LI', name: '李警官' },
] as const
const colleague = { id: 'U0HE', name: '何警官' }

/** Slack with the desk's channel, two people in it, and another channel. */
export function slackSubject({ adapter, emulator }: ChatSubjectDeps): ChatSubject {
  const slack = createSlackEmulator(
    {
      signingSecret,
      botToken,
      channel,
      others: [{ id: department, people: [colleague.id] }],
      people: [...people, colleague],
      callbackUrl: 'https://desk.example/chat/huzheng',
    },
    emulator,
  )
  const isCard = (message: SlackMessage): boolean => message.metadata !== undefined
  return {
    chat: createSlack(
      { channel, command: '/zhiban', apiBase: 'https://slack.com/api/' },
      { signingSecret: [signingSecret], botToken: [botToken] },
      adapter,
    ),
    people: [people[0].id, people[1].id],
    elsewhere: { channel: department, person: colleague.id },
    cards: (where = channel) =>
      slack
        .messagesIn(where)
        .filter(isCard)
        .map((message) => seenCard(slack, message)),
    notes: () => slack.messages.filter((message) => !isCard(message)).map(seenText),
    whispers: (person) => slack.ephemerals.filter(({ to }) => to === person).map(seenText),
    form: (person) => seenForm(slack, person),
    submit: async (person, values) => (await slack.submit({ user: person, values })).status,
    command: (person, text) => slack.command({ user: person, text }),
    fetch: (request) => slack.fetch(request),
    fail: (how, times) => slack.fail(how, times),
  }
}

/** Only mrkdwn is read as markup; the emulator keeps the text of every other element literal. */
const PING = /<@(U[A-Z0-9]+)>|<!(?:channel|here|everyone)>/g

function seenText({ blocks }: Pick<SlackReply, 'blocks'>): SeenText {
  const pings: string[] = []
  for (const block of blocks) {
    if (block.type === 'rich_text')
      for (const { elements } of block.elements)
        for (const element of elements) if (element.type === 'user') pings.push(element.user_id)
    for (const text of mrkdwnOf(block)) for (const [, user] of text.matchAll(PING)) pings.push(user ?? 'everybody')
  }
  return { text: textOfBlocks(blocks), pings }
}

function mrkdwnOf(block: SlackReply['blocks'][number]): string[] {
  const texts =
    block.type === 'section' ? [block.text, ...(block.fields ?? [])] : block.type === 'context' ? block.elements : []
  return texts.flatMap((one) => (one?.type === 'mrkdwn' ? [one.text] : []))
}

function seenCard(slack: SlackEmulator, message: SlackMessage): SeenCard {
  const buttons = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
  return {
    ...seenText(message),
    buttons: buttons.map(({ text }) => text.text),
    thread: message.replies.map(seenText),
    press: async (person, verb) => {
      const button = buttons.find(({ action_id }) => action_id === verb)
      if (button === undefined) throw new Error(`The card has no button ${verb}`)
      const stale = { value: button.value ?? '' }
      return (await slack.click({ user: person, ts: message.ts, action: verb, stale })).status
    },
  }
}

function seenForm(slack: SlackEmulator, person: string): SeenForm | undefined {
  const open = slack.views.get(person)
  if (open === undefined) return undefined
  const inputs = open.view.blocks.flatMap((block) => (block.type === 'input' ? [block] : []))
  return {
    title: open.view.title.text,
    fields: Object.fromEntries(
      inputs.map(({ block_id = '', element }) => {
        const value = element.type === 'static_select' ? element.initial_option?.value : element.initial_value
        return [block_id, { value: value ?? '', error: open.errors[block_id] }]
      }),
    ),
  }
}
