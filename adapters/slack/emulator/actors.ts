import { z } from 'zod'
import { slackSignature } from '../verify.ts'
import { type Button, type Input, ModalView, textOfBlocks } from './blocks.ts'
import type { OpenView, Workspace } from './state.ts'

/** What the service answered to one request of Slack's. */
export interface Answered {
  readonly status: number
  readonly body: string
}

/** Attempts of one event: the first and three more. Source: https://docs.slack.dev/apis/events-api */
const EVENT_DELAYS_MS = [0, 60_000, 300_000]

const ViewAnswer = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: ModalView }),
  z.object({ response_action: z.literal('clear') }),
])
const CommandAnswer = z.object({ text: z.string().optional(), blocks: ModalView.shape.blocks.optional() })

/** The people of the workspace: every act becomes a signed request to the service. */
export class Actors {
  readonly #workspace: Workspace
  #last: { readonly body: string; readonly headers: Headers } | undefined

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** Presses a button. `stale` presses it as it was drawn earlier, on a screen that was not refreshed. */
  async click(press: { user: string; ts: string; action: string; stale?: { value: string } }): Promise<Answered> {
    const { user, ts, action, stale } = press
    const found = this.#workspace.locate(ts)
    if (found === undefined) throw new Error(`There is no message ${ts} in any channel`)
    const { channel, message } = found
    if (this.#workspace.channelOf(user) !== channel) throw new Error(`${user} is not in the channel of message ${ts}`)
    const buttons = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
    const button = buttons.find(({ action_id }) => action_id === action) ?? staleButton(action, stale)
    if (button === undefined) throw new Error(`Message ${ts} has no button ${action}`)
    return await this.#interact(user, {
      type: 'block_actions',
      trigger_id: this.#workspace.newTrigger(user),
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: 'desk' },
      message: { type: 'message', ts, text: message.text, blocks: message.blocks },
      state: { values: {} },
      response_url: 'https://hooks.slack.com/actions/T0DESK/1/emulated',
      actions: [{ ...button, ...stale, block_id: 'actions', action_ts: this.#seconds() }],
    })
  }

  /** Submits the person's open modal; a field that is not named keeps what it was opened with. */
  async submit(entry: { user: string; values: Readonly<Record<string, string>> }): Promise<Answered> {
    const { user } = entry
    const open = this.#openView(user)
    const inputs = open.view.blocks.flatMap((block) => (block.type === 'input' ? [block] : []))
    const strange = Object.keys(entry.values).find((name) => inputs.every(({ block_id }) => block_id !== name))
    if (strange !== undefined) throw new Error(`The modal has no field ${strange}`)
    const states = inputs.map(
      (input) => [input.block_id ?? '', stateOf(input, entry.values[input.block_id ?? ''])] as const,
    )
    const answered = await this.#interact(user, {
      type: 'view_submission',
      trigger_id: this.#workspace.newTrigger(user),
      view: { id: open.id, hash: open.hash, ...open.view, state: { values: Object.fromEntries(states) } },
      response_urls: [],
    })
    this.#afterSubmit(user, open, answered)
    return answered
  }

  cancel(user: string): void {
    this.#openView(user)
    this.#workspace.views.delete(user)
  }

  /** Types the slash command; gives what the person then reads, empty when nothing is shown. */
  async command({ user, text }: { user: string; text: string }): Promise<string> {
    const { command = '/zhiban' } = this.#workspace.options
    const channel = this.#workspace.channelOf(user)
    const form = new URLSearchParams({
      token: 'emulated',
      team_id: 'T0DESK',
      team_domain: 'desk',
      channel_id: channel,
      channel_name: 'desk',
      user_id: user,
      user_name: this.#nameOf(user),
      command,
      text,
      api_app_id: 'A0DESK',
      response_url: 'https://hooks.slack.com/commands/T0DESK/1/emulated',
      trigger_id: this.#workspace.newTrigger(user),
    })
    const { status, body } = await this.#send(form.toString(), 'application/x-www-form-urlencoded')
    if (status !== 200) return `${command} failed with the error "dispatch_failed" (HTTP ${status})`
    if (!body.startsWith('{')) return body
    const answer = CommandAnswer.parse(JSON.parse(body))
    return answer.blocks === undefined ? (answer.text ?? '') : textOfBlocks(answer.blocks)
  }

  /** Opens the app's Home tab. Like every event it is sent again when the service does not take it. */
  async openHome(user: string): Promise<Answered> {
    const seconds = Math.floor(this.#workspace.deps.now() / 1000)
    const body = JSON.stringify({
      token: 'emulated',
      team_id: 'T0DESK',
      api_app_id: 'A0DESK',
      event: { type: 'app_home_opened', user, channel: 'D0DESK', tab: 'home', event_ts: this.#seconds() },
      type: 'event_callback',
      event_id: this.#workspace.newId('Ev'),
      event_time: seconds,
      authorizations: [{ enterprise_id: null, team_id: 'T0DESK', user_id: 'U0BOT', is_bot: true }],
    })
    this.#nameOf(user)
    let answered = await this.#send(body, 'application/json')
    for (const [index, delay] of EVENT_DELAYS_MS.entries()) {
      if (answered.status >= 200 && answered.status < 300) break
      await this.#workspace.deps.sleep(delay)
      const retry = { 'x-slack-retry-num': String(index + 1), 'x-slack-retry-reason': 'http_error' }
      answered = await this.#send(body, 'application/json', retry)
    }
    return answered
  }

  /** Sends the last request again, byte for byte, signature and all. */
  async redeliver(): Promise<Answered> {
    if (this.#last === undefined) throw new Error('Nothing was sent yet')
    return await this.#post(this.#last.body, this.#last.headers)
  }

  #afterSubmit(user: string, open: OpenView, { status, body }: Answered): void {
    if (status !== 200) return
    const answer = body === '' ? undefined : ViewAnswer.parse(JSON.parse(body))
    if (answer?.response_action === 'errors') {
      const known = open.view.blocks.map(({ block_id }) => block_id)
      const strange = Object.keys(answer.errors).find((name) => !known.includes(name))
      if (strange !== undefined) throw new Error(`response_action errors names the unknown block ${strange}`)
      this.#workspace.views.set(user, { ...open, errors: answer.errors })
    } else if (answer?.response_action === 'update') {
      this.#workspace.views.set(user, { ...open, hash: this.#workspace.newId('h'), view: answer.view, errors: {} })
    } else {
      this.#workspace.views.delete(user)
    }
  }

  #openView(user: string): OpenView {
    const open = this.#workspace.views.get(user)
    if (open === undefined) throw new Error(`${user} has no modal open`)
    return open
  }

  async #interact(user: string, payload: Record<string, unknown>): Promise<Answered> {
    const whole = {
      ...payload,
      user: { id: user, username: this.#nameOf(user), name: this.#nameOf(user), team_id: 'T0DESK' },
      team: { id: 'T0DESK', domain: 'desk' },
      api_app_id: 'A0DESK',
      token: 'emulated',
    }
    const form = new URLSearchParams({ payload: JSON.stringify(whole) })
    return await this.#send(form.toString(), 'application/x-www-form-urlencoded')
  }

  #nameOf(user: string): string {
    const person = this.#workspace.options.people.find(({ id }) => id === user)
    if (person === undefined) throw new Error(`${user} is nobody in this workspace`)
    return person.name
  }

  #seconds(): string {
    return (this.#workspace.deps.now() / 1000).toFixed(6)
  }

  async #send(body: string, contentType: string, more: Record<string, string> = {}): Promise<Answered> {
    const timestamp = String(Math.floor(this.#workspace.deps.now() / 1000))
    const headers = new Headers({
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': slackSignature(this.#workspace.options.signingSecret, timestamp, body),
      ...more,
    })
    this.#last = { body, headers }
    return await this.#post(body, headers)
  }

  async #post(body: string, headers: Headers): Promise<Answered> {
    const request = new Request(this.#workspace.options.callbackUrl, { method: 'POST', headers, body })
    const response = await this.#workspace.deps.callback(request)
    return { status: response.status, body: await response.text() }
  }
}

function staleButton(action: string, stale: { value: string } | undefined): Button | undefined {
  return stale && { type: 'button', action_id: action, text: { type: 'plain_text', text: action }, value: stale.value }
}

/** What Slack's own client checks before it submits, and how it then reports one input. */
function stateOf(input: Input, given: string | undefined): Record<string, unknown> {
  const { element } = input
  const name = input.block_id ?? input.label.text
  if (element.type === 'static_select') {
    const chosen =
      element.options.find(({ value }) => value === given) ?? (given === undefined ? element.initial_option : undefined)
    if (given !== undefined && chosen === undefined) throw new Error(`The menu ${name} has no option ${given}`)
    if (chosen === undefined && input.optional !== true) throw new Error(`The field ${name} is required`)
    return { [element.action_id]: { type: element.type, selected_option: chosen ?? null } }
  }
  const value = given ?? element.initial_value ?? ''
  if (value === '' && input.optional !== true) throw new Error(`The field ${name} is required`)
  if (value.length > (element.max_length ?? 3000))
    throw new Error(`The field ${name} takes ${element.max_length} characters`)
  return { [element.action_id]: { type: element.type, value: value === '' ? null : value } }
}
