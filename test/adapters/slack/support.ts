import {
  createSlackEmulator,
  type SlackEmulator,
  type SlackEmulatorOptions,
} from '../../../adapters/slack/emulator/index.ts'
import { createSlack } from '../../../adapters/slack/index.ts'
import type { TeamChat } from '../../../adapters/team-chat.ts'
import type { Card, Form, StaffAction, StaffOutcome } from '../../../src/desk/card.ts'

export const START = Date.UTC(2026, 0, 15, 1, 0, 0)
export const SECRET = '8f742231b10e8888abcd99yyyzzz85a5'
export const OLD_SECRET = '0123456789abcdef0123456789abcdef'
export const TOKEN = 'xoxb-1234567890-abcdefghij'
export const CHANNEL = 'C0DESK'
export const ZHANG = 'U0ZHANG'

export const SETTINGS = { channel: CHANNEL, command: '/zhiban', apiBase: 'https://slack.com/api/' }

type Dispatch = (action: StaffAction) => StaffOutcome | Promise<StaffOutcome>

export interface World {
  readonly clock: { now: number }
  readonly chat: TeamChat
  readonly slack: SlackEmulator
  /** What reached the desk. */
  readonly actions: StaffAction[]
  readonly errors: string[]
  /** How the desk answers from now on. */
  answer(dispatch: Dispatch): void
  /** Hands one request to the adapter, as the service does. */
  deliver(request: Request): Promise<Response>
  /** Waits for the work that goes on after the answers. */
  settled(): Promise<void>
}

/** The adapter and the emulated workspace, wired to each other. */
export function world(options: Partial<SlackEmulatorOptions> = {}): World {
  const clock = { now: START }
  const actions: StaffAction[] = []
  const errors: string[] = []
  const work: Promise<unknown>[] = []
  let dispatch: Dispatch = () => ({ kind: 'done' })
  let random = 0
  const randomBytes = (n: number): Uint8Array => {
    random += 1
    return new Uint8Array(n).fill(random % 251)
  }
  const now = (): number => clock.now

  const deliver = async (request: Request): Promise<Response> =>
    chat.handle(request, await request.text(), {
      dispatch: async (action) => {
        actions.push(action)
        return await dispatch(action)
      },
      waitUntil: (promise) => void work.push(promise),
      requestId: 'req-1',
    })
  const slack = createSlackEmulator(
    {
      signingSecret: SECRET,
      botToken: TOKEN,
      channel: CHANNEL,
      callbackUrl: 'https://desk.example/chat/huzheng',
      people: [
        { id: ZHANG, name: '张警官' },
        { id: 'U0LI', name: '李警官' },
      ],
      ...options,
    },
    { callback: deliver, now, randomBytes, sleep: async () => {} },
  )
  const chat = createSlack(
    SETTINGS,
    { signingSecret: [SECRET, OLD_SECRET], botToken: [TOKEN] },
    { fetch: (request) => slack.fetch(request), now, randomBytes, report: (fault) => void errors.push(fault) },
  )
  return {
    clock,
    chat,
    slack,
    actions,
    errors,
    deliver,
    answer: (next) => {
      dispatch = next
    },
    settled: async () => {
      while (work.length > 0) await work.shift()
    },
  }
}

export const card = (change: Partial<Card> = {}): Card => ({
  key: '12',
  version: 3,
  title: '待审回复',
  tone: 'normal',
  badges: ['微博私信', '户籍'],
  facts: [{ label: '时限', value: '今天 18:00' }],
  words: [{ label: '群众', text: '户口迁移需要什么材料？' }],
  replies: [{ label: '拟回复', text: '您好，请带身份证和户口簿。' }],
  citations: ['《户口登记条例》第十条'],
  warnings: [],
  history: ['09:00 收到'],
  actions: [
    {
      verb: 'approve',
      label: '批准',
      style: 'primary',
      confirm: { title: '发送？', text: '将立即发给群众', yes: '发送', no: '取消' },
    },
    { verb: 'edit', label: '修改' },
    { verb: 'reject', label: '驳回', style: 'danger' },
  ],
  ...change,
})

export const form = (change: Partial<Form> = {}): Form => ({
  verb: 'edit',
  card: { key: '12', version: 3 },
  title: '修改回复',
  submit: '保存',
  cancel: '取消',
  fields: [
    {
      kind: 'text',
      name: 'reply',
      label: '回复正文',
      value: '您好。',
      maxLength: 300,
      multiline: true,
      hint: '群众会看到',
    },
    { kind: 'text', name: 'memo', label: '备注', value: '', maxLength: 100, multiline: false, optional: true },
  ],
  ...change,
})

/** The ts inside a card's reference. */
export const tsOf = (ref: string): string => String(JSON.parse(ref).ts)

export const firstTs = (slack: SlackEmulator): string => slack.messages[0]?.ts ?? 'none'
