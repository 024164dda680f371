import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { equalConstantTime } from '../../shared/crypto.ts'
import { type Block, complaints, HomeView, MessageBlocks, ModalView } from './blocks.ts'
import type { SlackReply, Workspace } from './state.ts'

/** A trigger id is good for 3 s. */
const TRIGGER_MS = 3000
const TEXT_LIMIT = 40_000
const BLOCKS_WEIGHT_LIMIT = 13_200
const VIEW_LIMIT = 250_000

type Args = Record<string, unknown>
type Answer = { readonly ok: boolean; readonly [key: string]: unknown }
type Method = (args: Args) => Answer

const refuse = (error: string, messages: readonly string[] = []): Answer => ({
  ok: false,
  error,
  ...(messages.length > 0 && { response_metadata: { messages } }),
})

/** The Web API over HTTP: form or JSON in, HTTP 200 with `ok` out. */
export function createApi(workspace: Workspace): Hono {
  const methods = createMethods(workspace)
  const recent: number[] = []
  const app = new Hono()
  app.post('/api/:method', async (c) => {
    const args = await readArgs(c)
    const token = c.req.header('authorization')?.replace(/^Bearer /, '') ?? args.token
    if (typeof token !== 'string' || token === '') return c.json(refuse('not_authed'))
    if (!equalConstantTime(token, workspace.options.botToken)) return c.json(refuse('invalid_auth'))
    const name = c.req.param('method')
    if (name === 'chat.postMessage' && tooFast(workspace, recent)) {
      return c.json(refuse('ratelimited'), 429, { 'retry-after': '1' })
    }
    return c.json(methods[name]?.(args) ?? refuse('unknown_method'))
  })
  return app
}

function tooFast({ options, deps }: Workspace, recent: number[]): boolean {
  const limit = options.rateLimitPerSecond
  if (limit === undefined) return false
  const now = deps.now()
  while (recent[0] !== undefined && recent[0] <= now - 1000) recent.shift()
  if (recent.length >= limit) return true
  recent.push(now)
  return false
}

/** Structured arguments come as JSON text in a form, or as they are in a JSON body. */
async function readArgs(c: Context): Promise<Args> {
  if (c.req.header('content-type')?.startsWith('application/json')) {
    return z.record(z.string(), z.unknown()).parse(await c.req.json())
  }
  const args: Args = Object.fromEntries(new URLSearchParams(Buffer.from(await c.req.arrayBuffer()).toString()))
  for (const name of ['blocks', 'view', 'metadata']) {
    const value = args[name]
    if (typeof value === 'string') args[name] = JSON.parse(value)
  }
  return args
}

const textArg = (args: Args, name: string): string => z.string().catch('').parse(args[name])

function createMethods(workspace: Workspace): Readonly<Record<string, Method>> {
  const { deps, channels } = workspace

  /** Checks what every message has in common. */
  function message(args: Args): { text: string; blocks: Block[] } | Answer {
    if (!channels.has(textArg(args, 'channel'))) return refuse('channel_not_found')
    const text = textArg(args, 'text')
    if (text.length > TEXT_LIMIT) return refuse('msg_too_long')
    const blocks = MessageBlocks.safeParse(args.blocks ?? [])
    if (!blocks.success) return refuse('invalid_blocks', complaints('/blocks', blocks.error))
    if (JSON.stringify(blocks.data).length > BLOCKS_WEIGHT_LIMIT) return refuse('msg_blocks_too_long')
    if (text === '' && blocks.data.length === 0) return refuse('no_text')
    return { text, blocks: blocks.data }
  }

  const refused = (checked: object): checked is Answer => 'ok' in checked

  function post(args: Args): Answer {
    const checked = message(args)
    if (refused(checked)) return checked
    const reply: SlackReply = { ts: workspace.nextTs(), ...checked, at: deps.now() }
    const channel = textArg(args, 'channel')
    const thread = textArg(args, 'thread_ts')
    if (thread === '') channels.get(channel)?.push({ ...reply, edited: false, metadata: args.metadata, replies: [] })
    const stands =
      thread === '' ||
      workspace.replaceMessage(channel, thread, (old) => ({ ...old, replies: [...old.replies, reply] }))
    return stands ? { ok: true, channel, ts: reply.ts, message: reply } : refuse('thread_not_found')
  }

  function update(args: Args): Answer {
    const checked = message(args)
    if (refused(checked)) return checked
    const channel = textArg(args, 'channel')
    const ts = textArg(args, 'ts')
    const found = workspace.replaceMessage(channel, ts, (old) => ({
      ...old,
      ...checked,
      edited: true,
      metadata: args.metadata ?? old.metadata,
    }))
    return found ? { ok: true, channel, ts, text: checked.text } : refuse('message_not_found')
  }

  function ephemeral(args: Args): Answer {
    const checked = message(args)
    if (refused(checked)) return checked
    const to = textArg(args, 'user')
    if (!workspace.isPerson(to) || workspace.channelOf(to) !== textArg(args, 'channel')) {
      return refuse('user_not_in_channel')
    }
    workspace.ephemerals.push({ to, ...checked, at: deps.now() })
    return { ok: true, message_ts: workspace.nextTs() }
  }

  function readModal(args: Args): ModalView | Answer {
    if (JSON.stringify(args.view ?? null).length > VIEW_LIMIT) return refuse('view_too_large')
    const view = ModalView.safeParse(args.view)
    return view.success ? view.data : refuse('invalid_arguments', complaints('/view', view.error))
  }

  function openView(args: Args): Answer {
    const trigger = workspace.triggers.get(textArg(args, 'trigger_id'))
    if (trigger === undefined) return refuse('invalid_trigger_id')
    if (trigger.used) return refuse('exchanged_trigger_id')
    if (deps.now() - trigger.at > TRIGGER_MS) return refuse('expired_trigger_id')
    const view = readModal(args)
    if (refused(view)) return view
    trigger.used = true
    const open = { id: workspace.newId('V'), hash: workspace.newId('h'), view, errors: {} }
    workspace.views.set(trigger.user, open)
    return { ok: true, view: { id: open.id, hash: open.hash, ...view } }
  }

  function updateView(args: Args): Answer {
    const entry = [...workspace.views].find(([, { id }]) => id === textArg(args, 'view_id'))
    if (entry === undefined) return refuse('not_found')
    const hash = textArg(args, 'hash')
    if (hash !== '' && hash !== entry[1].hash) return refuse('hash_conflict')
    const view = readModal(args)
    if (refused(view)) return view
    const open = { id: entry[1].id, hash: workspace.newId('h'), view, errors: {} }
    workspace.views.set(entry[0], open)
    return { ok: true, view: { id: open.id, hash: open.hash, ...view } }
  }

  function publish(args: Args): Answer {
    const user = textArg(args, 'user_id')
    if (!workspace.isPerson(user)) return refuse('user_not_found')
    const view = HomeView.safeParse(args.view)
    if (!view.success) return refuse('invalid_arguments', complaints('/view', view.error))
    workspace.homes.set(user, view.data)
    return { ok: true, view: view.data }
  }

  function history(args: Args): Answer {
    const messages = channels.get(textArg(args, 'channel'))
    if (messages === undefined) return refuse('channel_not_found')
    const limit = z.coerce.number().int().min(1).max(999).catch(100).parse(args.limit)
    const from = z.coerce.number().int().min(0).catch(0).parse(args.cursor)
    const withMetadata = ['true', true, '1'].includes(
      z.union([z.string(), z.boolean()]).catch(false).parse(args.include_all_metadata),
    )
    const newest = [...messages].reverse()
    const page = newest.slice(from, from + limit).map(({ ts, text, blocks, metadata }) => ({
      type: 'message',
      ts,
      text,
      blocks,
      ...(withMetadata && metadata !== undefined && { metadata }),
    }))
    const more = from + limit < newest.length
    const response_metadata = { next_cursor: more ? String(from + limit) : '' }
    return { ok: true, messages: page, has_more: more, response_metadata }
  }

  return {
    'auth.test': () => ({
      ok: true,
      url: 'https://desk.slack.com/',
      team: 'desk',
      team_id: 'T0DESK',
      user: 'zhiban',
      user_id: 'U0BOT',
      bot_id: 'B0BOT',
    }),
    'chat.postMessage': post,
    'chat.update': update,
    'chat.postEphemeral': ephemeral,
    'views.open': openView,
    'views.update': updateView,
    'views.publish': publish,
    'conversations.history': history,
  }
}
