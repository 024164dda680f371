import type { EmulatorDeps } from '../../adapters/emulator.ts'
import type { AdapterDeps } from '../../adapters/platform.ts'
import type { TeamChat } from '../../adapters/team-chat.ts'
import type { Card, Form, StaffVerb } from '../../src/desk/card.ts'
import type { ChatWiring } from './team-chat-wiring.ts'

/** A text as a person reads it on the screen: markup already applied, nothing of the wire format. */
export interface SeenText {
  readonly text: string
  /** Ids of the people that it notifies; `everybody` for a ping of the whole channel. */
  readonly pings: readonly string[]
}

/** A card as it stood on the screen when it was looked at. */
export interface SeenCard extends SeenText {
  /** Labels of the buttons, in order. */
  readonly buttons: readonly string[]
  readonly thread: readonly SeenText[]
  /** Presses a button as it was drawn then, even if the card has changed since. Gives the service's HTTP status. */
  press(person: string, verb: StaffVerb): Promise<number>
}

export interface SeenForm {
  readonly title: string
  /** Field name to what stands in it, and what is said to be wrong with it. */
  readonly fields: Readonly<Record<string, { readonly value: string; readonly error: string | undefined }>>
}

/** A team chat and its emulator, made with the dependencies that the contract hands out. */
export interface ChatSubject {
  readonly chat: TeamChat
  /** Two members of staff, by the chat's ids. */
  readonly people: readonly [string, string]
  /** Another channel, and somebody who is in that one only. */
  readonly elsewhere: { readonly channel: string; readonly person: string }
  /** The cards of the desk's channel, or of another, oldest first. */
  cards(channel?: string): readonly SeenCard[]
  /** What was said in the desk's channel itself, oldest first. */
  notes(): readonly SeenText[]
  /** What only this person sees, oldest first. */
  whispers(person: string): readonly SeenText[]
  /** The form that is open for this person. */
  form(person: string): SeenForm | undefined
  /** Fills in and submits the open form. */
  submit(person: string, values: Readonly<Record<string, string>>): Promise<number>
  /** Gives the desk a command in words; returns what the person reads at once. */
  command(person: string, text: string): Promise<string>
  /** The chat's own API. */
  fetch(request: Request): Promise<Response>
  /** Makes the next `times` calls of that API fail. */
  fail(how: 'time-out' | 'busy' | 'rate-limit' | 'bad-token', times: number): void
}

export interface ChatSubjectDeps {
  readonly adapter: AdapterDeps
  readonly emulator: EmulatorDeps
}

/** What the suites get: a fresh subject and what goes back and forth, for every test. */
export interface ChatBench {
  readonly subject: () => ChatSubject
  readonly wiring: () => ChatWiring
}

/** A card with something in every part of it. */
export const cardOf = (change: Partial<Card> = {}): Card => ({
  key: '12',
  version: 3,
  title: '待审回复',
  tone: 'normal',
  badges: ['微博私信', '户籍'],
  facts: [{ label: '时限', value: '今天 18:00' }],
  words: [{ label: '群众', text: '户口迁移需要什么材料？' }],
  replies: [{ label: '拟回复', text: '您好，请带身份证和户口簿。' }],
  citations: ['《户口登记条例》第十条'],
  warnings: ['含有手机号，已遮蔽'],
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

export const formOf = (change: Partial<Form> = {}): Form => ({
  verb: 'edit',
  card: { key: '12', version: 3 },
  title: '修改回复',
  submit: '保存',
  cancel: '取消',
  fields: [
    { kind: 'text', name: 'reply', label: '回复正文', value: '您好。', maxLength: 300, multiline: true },
    {
      kind: 'choice',
      name: 'reason',
      label: '原因',
      options: [
        { value: 'tone', label: '语气' },
        { value: 'facts', label: '事实' },
      ],
    },
    { kind: 'text', name: 'memo', label: '备注', value: '', maxLength: 100, multiline: false, optional: true },
  ],
  ...change,
})
