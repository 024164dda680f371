import type { App, BlockAction, ButtonAction, RespondArguments, ViewSubmitAction } from '@slack/bolt'
import { type StaffAction, type StaffOutcome, staffVerbs } from '../../src/desk/card.ts'
import type { AdapterDeps } from '../platform.ts'
import { type BoltModule, describe, type ErrorSink, quietLogger } from './bolt.ts'
import { type SlackClient, webClientOptions } from './client.ts'
import type { SlackSettings } from './config.ts'
import { FORM_CALLBACK, placeErrors, readSubmission, renderForm } from './form.ts'
import { noticeHome, renderHome } from './home.ts'
import type { Exchange, ExchangeContext, FetchReceiver } from './receiver.ts'
import { renderNotice } from './say.ts'
import { CardValue } from './schema.ts'
import { type SlackWords, slackWords } from './words.ts'

export interface AppParts {
  readonly bolt: BoltModule
  readonly settings: SlackSettings
  readonly token: string
  readonly deps: AdapterDeps
  readonly receiver: FetchReceiver
  readonly client: SlackClient
  readonly onError: ErrorSink
}

/** Whom an outcome reaches beside the desk: the person, in these words, and the operator. */
interface Told {
  readonly say: SlackWords
  readonly onError: ErrorSink
}

/** The person who acts, where, and what Slack gave us to open a form for them. */
interface Actor {
  readonly person: string
  /** The channel they acted in; where nothing names one, what is said to them stands in the desk's. */
  readonly channel: string
  readonly triggerId?: string
}

/** Bolt with our listeners: each dispatches to the desk, acknowledges, and shows the outcome to the acting person. */
export function createApp(parts: AppParts): App<ExchangeContext> {
  const { bolt, settings, token, deps, receiver, client, onError } = parts
  const say = slackWords[deps.language ?? 'zh']
  const told: Told = { say, onError }
  const app = new bolt.App<ExchangeContext>({
    receiver,
    // Not `token:`, which would call auth.test at once.
    authorize: async () => ({ botToken: token }),
    ignoreSelf: false,
    convoStore: false,
    logger: quietLogger(bolt, onError),
    logLevel: bolt.LogLevel.ERROR,
    clientOptions: webClientOptions(bolt, settings.apiBase, deps, onError),
  })
  app.error(async (error) => {
    throw error
  })

  for (const verb of staffVerbs) {
    app.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: verb }, async (args) => {
      const channel = args.body.channel?.id ?? settings.channel
      const actor = { person: args.body.user.id, channel, triggerId: args.body.trigger_id }
      const card = CardValue.safeParse(args.action.value)
      if (!card.success) return await args.ack()
      const { exchange } = args.context
      const outcome = await attempt(exchange, { kind: 'card', person: actor.person, verb, card: card.data }, told)
      await args.ack()
      await show(client, outcome, actor, told)
    })
  }

  app.view<ViewSubmitAction>(
    { callback_id: FORM_CALLBACK, type: 'view_submission' },
    async ({ ack, body, view, context }) => {
      const submission = readSubmission(body.user.id, view, say)
      if (submission.kind === 'foreign') return await ack()
      if (submission.kind === 'invalid') return await ack({ response_action: 'errors', errors: submission.errors })
      const { channel = settings.channel, action } = submission
      const actor = { person: body.user.id, channel, triggerId: body.trigger_id }
      const outcome = await attempt(context.exchange, action, told)
      const stays = staysOpen(outcome)
      if (stays !== undefined && !context.exchange.late()) {
        return await ack({ response_action: 'errors', errors: placeErrors(stays, submission.fieldNames) })
      }
      if (outcome.kind === 'form' && !context.exchange.late()) {
        return await ack({ response_action: 'update', view: renderForm(outcome.form, channel, say) })
      }
      await ack()
      await show(client, outcome, actor, told)
    },
  )

  app.command(settings.command, async ({ ack, command, context }) => {
    const actor = { person: command.user_id, channel: command.channel_id, triggerId: command.trigger_id }
    const action: StaffAction = { kind: 'command', person: actor.person, text: command.text }
    const outcome = await attempt(context.exchange, action, told)
    const says = textOf(outcome)
    if (says !== undefined && !context.exchange.late()) return await ack(ephemeral(says, say))
    await ack()
    await show(client, outcome, actor, told)
  })

  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'home') return
    const outcome = await attempt(context.exchange, { kind: 'home', person: event.user }, told)
    const says = textOf(outcome)
    if (says === undefined) return await show(client, outcome, { person: event.user, channel: settings.channel }, told)
    await tell(() => client.publishHome(event.user, noticeHome(says)), onError)
  })
  return app
}

/** The desk's outcome, or `failed` when the desk threw, which it never does for a mere refusal. */
type Outcome = StaffOutcome | { readonly kind: 'failed'; readonly text: string }

async function attempt({ chat }: Exchange, action: StaffAction, { say, onError }: Told): Promise<Outcome> {
  try {
    return await chat.dispatch(action)
  } catch (error) {
    onError(`slack: request ${chat.requestId}: ${action.kind} was not dispatched: ${describe(error)}`)
    return { kind: 'failed', text: say.failed(chat.requestId) }
  }
}

/** What an outcome says in words, if it does. */
function textOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'notice' || outcome.kind === 'failed') return outcome.text
  return outcome.kind === 'invalid' ? Object.values(outcome.errors).join('\n') : undefined
}

/** Errors with which a submitted form stays open, so that what was written in it is not lost. */
function staysOpen(outcome: Outcome): Readonly<Record<string, string>> | undefined {
  if (outcome.kind === 'invalid') return outcome.errors
  return outcome.kind === 'failed' ? { '': outcome.text } : undefined
}

const ephemeral = (text: string, say: SlackWords): RespondArguments => ({
  response_type: 'ephemeral',
  ...renderNotice(text, say),
})

/** Shows an outcome to the person who acted, by calls of the Web API. */
async function show(client: SlackClient, outcome: Outcome, actor: Actor, { say, onError }: Told): Promise<void> {
  const says = textOf(outcome)
  if (says !== undefined)
    return await tell(() => client.whisper(actor.channel, actor.person, renderNotice(says, say)), onError)
  if (outcome.kind === 'home') {
    return await tell(() => client.publishHome(actor.person, renderHome(outcome.home, say)), onError)
  }
  if (outcome.kind !== 'form' || actor.triggerId === undefined) return
  try {
    await client.openForm(actor.triggerId, renderForm(outcome.form, actor.channel, say))
  } catch (error) {
    onError(`slack: a form was not opened: ${describe(error)}`)
    await tell(() => client.whisper(actor.channel, actor.person, renderNotice(say.formNotOpened, say)), onError)
  }
}

/** A call whose failure nobody can be told about but the operator. */
async function tell(call: () => Promise<void>, onError: ErrorSink): Promise<void> {
  try {
    await call()
  } catch (error) {
    onError(`slack: an outcome was not shown: ${describe(error)}`)
  }
}
