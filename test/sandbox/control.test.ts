import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { parseConfig, sandboxEnvironment } from '../../src/config.ts'
import { createControl } from '../../src/sandbox/control.ts'
import { createNetwork } from '../../src/sandbox/network.ts'

const ROOT = join(import.meta.dirname, '../..')
const CITIZEN = '6020000001'
const OFFICER = 'U0ZHANG001'

const page = {
  html: '<!doctype html><title>page</title>',
  css: 'body{}',
  scripts: { 'page.client.js': 'start()', 'dom.client.js': 'export {}' },
}

const State = z.object({
  channels: z.array(z.object({ id: z.string(), talk: z.array(z.record(z.string(), z.unknown())) })),
  messages: z.array(z.object({ ts: z.string(), text: z.string(), replies: z.array(z.object({ text: z.string() })) })),
  ephemerals: z.array(z.object({ to: z.string(), text: z.string(), command: z.string().optional() })),
  view: z.object({ view: z.object({ title: z.object({ text: z.string() }) }) }).nullable(),
  home: z.object({ type: z.literal('home') }).nullable(),
})

/** Emulators for the configuration that is shipped, and instead of the service something that only takes notes. */
function setUp(answer: (request: Request) => Response = () => new Response('')) {
  const config = parseConfig(readFileSync(join(ROOT, 'zhiban.config.yaml'), 'utf8'), platforms, teamChats)
  let count = 0
  const randomBytes = (n: number): Uint8Array => {
    count += 1
    return new Uint8Array(n).fill(count % 251)
  }
  const environment = sandboxEnvironment(config, platforms, teamChats, randomBytes)
  let clock = Date.UTC(2026, 10, 24, 1)
  const now = (): number => {
    clock += 1
    return clock
  }
  const service = new Hono()
  const calls: string[] = []
  service.all('*', (c) => {
    calls.push(new URL(c.req.url).pathname)
    return answer(c.req.raw)
  })
  const network = createNetwork(config, environment, {
    callback: async (request) => await service.fetch(request),
    now,
    randomBytes,
    sleep: async () => {},
  })
  const app = createControl(network, page, service, now)
  const send = (what: string, body: unknown, type = 'application/json') =>
    app.request(`/playground/api/${what}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify(body),
    })
  const read = (headers: Record<string, string> = {}, user = OFFICER) =>
    app.request(`/playground/api/state?desk=qingxi&user=${user}`, { headers })
  const state = async (user = OFFICER) => State.parse(await (await read({}, user)).json())
  const talk = async (channel: string) => (await state()).channels.find(({ id }) => id === channel)?.talk
  /** Calls Slack's Web API as the service does. */
  const slack = async (method: string, args: Record<string, unknown>): Promise<string> => {
    const response = await network.fetch({ desk: 'qingxi', connection: 'chat' })(
      new Request(`https://slack.com/api/${method}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${environment.QINGXI_SLACK_BOT_TOKEN}`,
        },
        body: JSON.stringify({ channel: 'C0QINGXI01', ...args }),
      }),
    )
    const { ts } = z.object({ ok: z.literal(true), ts: z.string().default('') }).parse(await response.json())
    return ts
  }
  return { app, send, read, state, talk, slack, calls }
}

const said = { desk: 'qingxi', channel: 'weibo', surface: 'private', sender: CITIZEN, text: '您好' }
const text = (words: string) => ({ type: 'plain_text', text: words })
const button = { type: 'button', action_id: 'approve', text: text('批准'), value: '1:1' }

describe('the files of the playground', () => {
  it('sends a visitor of the root to the page', async () => {
    const { app } = setUp()

    const response = await app.request('/')

    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/playground')
  })

  it.each([
    ['/playground', 'text/html; charset=utf-8', page.html],
    ['/playground/page.css', 'text/css; charset=utf-8', page.css],
    ['/playground/page.client.js', 'text/javascript; charset=utf-8', 'start()'],
    ['/playground/dom.client.js', 'text/javascript; charset=utf-8', 'export {}'],
  ])('serves %s with its type and lets it load nothing from elsewhere', async (path, type, content) => {
    const { app } = setUp()

    const response = await app.request(path)

    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toBe(content)
  })

  it('has no script of a name that was not packed', async () => {
    const { app } = setUp()

    expect((await app.request('/playground/constructor.client.js')).status).toBe(404)
  })

  it('hands every other request to the service as it came', async () => {
    const { app, calls } = setUp(() => new Response('taken', { status: 202 }))

    const response = await app.request('/hooks/qingxi/weibo', { method: 'POST', body: '{}' })

    expect([response.status, await response.text()]).toEqual([202, 'taken'])
    expect(calls).toEqual(['/hooks/qingxi/weibo'])
  })
})

describe('the citizens', () => {
  it('delivers what a citizen says to the service and keeps what the push came to', async () => {
    const { send, talk, calls } = setUp()

    const response = await send('say', said)

    expect(response.status).toBe(202)
    await expect
      .poll(() => talk('weibo'))
      .toMatchObject([
        { from: 'citizen', citizen: CITIZEN, text: '您好', surface: 'private', delivery: { status: 200, attempts: 1 } },
      ])
    expect(calls[0]).toMatch(/^\/hooks\/qingxi\/weibo/)
  })

  it('shows a push that the service refused as what it was', async () => {
    const { send, talk } = setUp(() => new Response('', { status: 503 }))

    await send('say', said)

    await expect.poll(() => talk('weibo')).toMatchObject([{ delivery: { status: 503, attempts: 3 } }])
  })

  it.each([
    ['a Weibo sender that is not digits', { sender: 'liu' }, '微博用户'],
    ['an openid with a space', { channel: 'wechat', sender: 'o x x x x x' }, 'openid'],
    ['a message without words', { text: '  ' }, '请写内容'],
    ['a text of 2,001 characters', { text: '字'.repeat(2001) }, '2000'],
    ['a mention on WeChat', { channel: 'wechat', sender: 'oSandbox1', surface: 'mention-status' }, '@提及'],
    ['a picture in public', { surface: 'mention-status', image: true }, '只能写文字'],
    ['a channel that is not there', { channel: 'douyin' }, 'douyin'],
    ['a desk that is not there', { desk: 'nowhere' }, 'nowhere'],
    ['a field that nobody knows', { colour: 'red' }, 'colour'],
  ])('refuses %s and says why', async (_what, change, why) => {
    const { send, calls } = setUp()

    const response = await send('say', { ...said, ...change })

    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.stringContaining(why) })
    expect(calls).toEqual([])
  })

  it('refuses a form, which another site could send', async () => {
    const { send, calls } = setUp()

    expect((await send('say', said, 'text/plain')).status).toBe(400)
    expect(calls).toEqual([])
  })

  it('refuses a body of more than 16 KiB', async () => {
    const { send } = setUp()

    expect((await send('say', { ...said, text: 'x'.repeat(17_000) })).status).toBe(413)
  })
})

describe('the team chat', () => {
  it('shows the channel with its threads', async () => {
    const { slack, state } = setUp()
    const ts = await slack('chat.postMessage', { text: 'card', blocks: [{ type: 'actions', elements: [button] }] })
    await slack('chat.postMessage', { text: 'note', thread_ts: ts })

    const { messages } = await state()

    expect(messages).toMatchObject([{ ts, text: 'card', replies: [{ text: 'note' }] }])
  })

  it('presses a button as the chosen person', async () => {
    const { slack, send, calls } = setUp()
    const ts = await slack('chat.postMessage', { text: 'card', blocks: [{ type: 'actions', elements: [button] }] })

    const response = await send('click', { desk: 'qingxi', user: OFFICER, ts, action: 'approve' })

    expect(await response.json()).toEqual({ status: 200 })
    expect(calls).toEqual(['/chat/qingxi'])
  })

  it('tells the status when the service does not take a click', async () => {
    const { slack, send } = setUp(() => new Response('', { status: 503 }))
    const ts = await slack('chat.postMessage', { text: 'card', blocks: [{ type: 'actions', elements: [button] }] })

    const response = await send('click', { desk: 'qingxi', user: OFFICER, ts, action: 'approve' })

    expect(await response.json()).toEqual({ status: 503 })
  })

  it.each([
    ['click', { ts: '1.1', action: 'approve' }, 'no message 1.1'],
    ['submit', { values: {} }, 'no modal open'],
    ['cancel', {}, 'no modal open'],
  ])('refuses a %s that has nothing to act on', async (what, body, why) => {
    const { send } = setUp()

    const response = await send(what, { desk: 'qingxi', user: OFFICER, ...body })

    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.stringContaining(why) })
  })

  it('refuses a person of another desk', async () => {
    const { send } = setUp()

    expect((await send('home', { desk: 'qingxi', user: 'U0ZHAO0001' })).status).toBe(400)
  })

  it('keeps the answer to a command for the person who asked', async () => {
    const { send, state } = setUp(() => new Response('未办结 0 件'))

    await send('command', { desk: 'qingxi', user: OFFICER, text: 'open' })

    expect((await state()).ephemerals).toMatchObject([{ to: OFFICER, text: '未办结 0 件', command: 'open' }])
    expect((await state('U0LIQIANG1')).ephemerals).toEqual([])
  })

  it('shows an ephemeral message to its person only', async () => {
    const { slack, state } = setUp()
    await slack('chat.postEphemeral', { user: OFFICER, text: '操作未生效' })

    expect((await state()).ephemerals).toMatchObject([{ to: OFFICER, text: '操作未生效' }])
    expect((await state('U0LIQIANG1')).ephemerals).toEqual([])
  })

  it('shows a person the home that was published for them', async () => {
    const { slack, state } = setUp()
    await slack('views.publish', { user_id: OFFICER, view: { type: 'home', blocks: [] } })

    expect((await state()).home).toEqual({ type: 'home' })
    expect((await state('U0LIQIANG1')).home).toBeNull()
  })
})

describe('asking again', () => {
  it('answers 304 while nothing has changed', async () => {
    const { read } = setUp()
    const etag = (await read()).headers.get('etag') ?? ''

    const again = await read({ 'if-none-match': etag })

    expect(etag).not.toBe('')
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  it('answers with the new state after a card was redrawn, a reply came, or a person was told something', async () => {
    const { slack, send, read, talk } = setUp()
    const seen = new Set<string | null>()
    const look = async () => seen.add((await read()).headers.get('etag'))
    await look()
    const ts = await slack('chat.postMessage', { text: 'card' })
    await look()
    await slack('chat.update', { ts, text: 'card, redrawn' })
    await look()
    await slack('chat.postMessage', { text: 'note', thread_ts: ts })
    await look()
    await slack('chat.postEphemeral', { user: OFFICER, text: 'for you' })
    await look()
    await send('say', said)
    await expect.poll(() => talk('weibo')).toMatchObject([{ delivery: { status: 200 } }])
    await look()

    expect(seen.size).toBe(6)
  })

  it('does not change for one person when another is told something', async () => {
    const { slack, read } = setUp()
    const etag = (await read()).headers.get('etag') ?? ''
    await slack('chat.postEphemeral', { user: 'U0LIQIANG1', text: 'for somebody else' })

    expect((await read({ 'if-none-match': etag })).status).toBe(304)
  })
})
