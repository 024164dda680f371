import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { ControlState } from './control-state.ts'
import type { SandboxChannel, SandboxDesk, SandboxNetwork } from './network.ts'

/** The files of the playground: one page, one style sheet, and its scripts by file name (`page.client.js` first). */
export interface PlaygroundPage {
  readonly html: string
  readonly css: string
  readonly scripts: Readonly<Record<string, string>>
}

/** Longest request body, in bytes: a text of 2,000 characters with room for its neighbours. */
const BODY_LIMIT = 16 * 1024

const Id = z.string().min(1).max(64)
const Text = z.string().max(2000, '最多 2000 字')

const Say = z.strictObject({
  desk: Id,
  channel: Id,
  surface: z.enum(['private', 'mention-status', 'mention-comment']).default('private'),
  sender: Id,
  text: Text,
  image: z.boolean().default(false),
})
const Click = z.strictObject({ desk: Id, user: Id, ts: Id, action: Id })
const Submit = z.strictObject({ desk: Id, user: Id, values: z.record(Id, z.string().max(4000, '最多 4000 字')) })
const Person = z.strictObject({ desk: Id, user: Id })
const Command = z.strictObject({ desk: Id, user: Id, text: Text })

/** What each platform calls a citizen: Weibo a uid of digits, WeChat an openid, a website its own id. */
const SENDERS: Readonly<Record<string, { readonly form: RegExp; readonly what: string }>> = {
  weibo: { form: /^\d{5,16}$/, what: '微博用户应为 5 至 16 位数字' },
  wechat: { form: /^[A-Za-z0-9_-]{6,64}$/, what: '微信 openid 应为 6 至 64 位字母、数字、短横或下划线' },
}
const OTHER_SENDER = { form: /^[\w@.:-]{1,64}$/, what: '用户应为 1 至 64 位字母、数字或 @ . : - _' }

/** The page may load only itself, and nothing may embed it. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/**
 * The playground beside the service: its page, and a JSON API that lets one browser act as the citizens and the staff
 * of the emulators. Every other request goes on to `service`. It answers without any log-in, so only the sandbox may
 * load it. A body that is wrong is refused with 400 and `{ error }`.
 */
export function createControl(
  network: SandboxNetwork,
  page: PlaygroundPage,
  service: Hono,
  now: () => number = Date.now,
): Hono {
  const state = new ControlState(network, now)
  const app = new Hono()

  const file = (type: string, text: string): Response =>
    new Response(text, { headers: { ...HEADERS, 'content-type': `${type}; charset=utf-8` } })
  app.get('/', (c) => c.redirect('/playground'))
  app.get('/playground', () => file('text/html', page.html))
  app.get('/playground/page.css', () => file('text/css', page.css))
  app.get('/playground/:name{[a-z-]+\\.client\\.js}', (c) => {
    const name = c.req.param('name')
    const script = Object.hasOwn(page.scripts, name) ? page.scripts[name] : undefined
    return script === undefined ? c.json({ error: '没有这个文件' }, 404) : file('text/javascript', script)
  })

  const api = new Hono()
  api.use(bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.json({ error: '内容过大' }, 413) }))
  api.onError((error, c) => {
    // Where the platform's own client would not let a person do this, the emulator throws.
    return c.json({ error: error.message }, error instanceof HTTPException ? error.status : 400)
  })

  api.get('/desks', (c) => c.json({ desks: state.desks() }))

  api.get('/state', (c) => {
    const { desk = '', user = '' } = c.req.query()
    const who = personOf(network, { desk, user })
    const etag = `"${state.version(who.desk, who.user)}"`
    const headers = { etag, 'cache-control': 'no-store' }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
    return c.json(state.read(who.desk, who.user), 200, headers)
  })

  api.post('/say', async (c) => {
    const saying = await bodyOf(c, Say)
    const channel = channelOf(deskOf(network, saying.desk), saying.channel)
    checkSaying(channel, saying)
    // A platform may go on delivering for hours; what came of it is read from the state.
    state.say(saying.desk, channel, saying)
    return c.json({}, 202)
  })

  api.post('/click', async (c) => {
    const { ts, action, ...who } = await bodyOf(c, Click)
    const { desk, user } = personOf(network, who)
    const { status } = await desk.slack.click({ user, ts, action })
    return c.json({ status })
  })

  api.post('/submit', async (c) => {
    const { values, ...who } = await bodyOf(c, Submit)
    const { desk, user } = personOf(network, who)
    const { status } = await desk.slack.submit({ user, values })
    return c.json({ status })
  })

  api.post('/cancel', async (c) => {
    const { desk, user } = personOf(network, await bodyOf(c, Person))
    desk.slack.cancel(user)
    return c.json({})
  })

  api.post('/command', async (c) => {
    const { text, ...who } = await bodyOf(c, Command)
    const { desk, user } = personOf(network, who)
    const answer = await desk.slack.command({ user, text })
    state.answered(desk, user, text, answer)
    return c.json({ text: answer })
  })

  api.post('/home', async (c) => {
    const { desk, user } = personOf(network, await bodyOf(c, Person))
    const { status } = await desk.slack.openHome(user)
    return c.json({ status })
  })

  app.route('/playground/api', api)
  app.all('*', (c) => service.fetch(c.req.raw, c.env, executionOf(c)))
  return app
}

/** Only JSON: another site's page cannot send that here without being asked first. */
async function bodyOf<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  if (!(c.req.header('content-type') ?? '').startsWith('application/json')) throw new Error('请求应为 JSON')
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined))
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '请求'}：${message}`)
  throw new Error(wrong.join('；'))
}

function deskOf(network: SandboxNetwork, id: string): SandboxDesk {
  const found = network.desks.find((desk) => desk.id === id)
  if (found === undefined) throw new Error(`没有值班台“${id}”`)
  return found
}

function personOf(network: SandboxNetwork, who: z.infer<typeof Person>): { desk: SandboxDesk; user: string } {
  const desk = deskOf(network, who.desk)
  if (desk.people.every(({ id }) => id !== who.user)) throw new Error(`${desk.name}没有人员“${who.user}”`)
  return { desk, user: who.user }
}

function channelOf(desk: SandboxDesk, id: string): SandboxChannel {
  const found = desk.channels.find((channel) => channel.id === id)
  if (found === undefined) throw new Error(`${desk.name}没有渠道“${id}”`)
  return found
}

function checkSaying({ platform }: SandboxChannel, { sender, text, image, surface }: z.infer<typeof Say>): void {
  const { form, what } = SENDERS[platform] ?? OTHER_SENDER
  if (!form.test(sender)) throw new Error(what)
  if (!image && text.trim() === '') throw new Error('请写内容')
  if (platform !== 'weibo' && surface !== 'private') throw new Error('只有微博有 @提及')
  if (image && (platform === 'webhook' || surface !== 'private')) throw new Error('这里只能写文字')
}

/** Only a Worker has one; Hono throws elsewhere. */
function executionOf(c: Context): Context['executionCtx'] | undefined {
  try {
    return c.executionCtx
  } catch {
    return undefined
  }
}
