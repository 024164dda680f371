import { describe, expect, it } from 'vitest'
import { AdapterError, type FailureKind } from '../../../adapters/shared/errors.ts'
import { createSlack, slack } from '../../../adapters/slack/index.ts'
import { card, SECRET, SETTINGS, START, TOKEN, world } from './support.ts'

const deps = (fetch: (request: Request) => Promise<Response>) => ({
  fetch,
  now: () => START,
  randomBytes: (n: number) => new Uint8Array(n),
})
const chatOver = (fetch: (request: Request) => Promise<Response>) =>
  createSlack(SETTINGS, { signingSecret: [SECRET], botToken: [TOKEN] }, deps(fetch))

/** What posting a card comes to over a network that answers like this. */
async function failure(fetch: () => Promise<Response>): Promise<AdapterError> {
  const error = await chatOver(fetch)
    .post(card())
    .catch((caught: unknown) => caught)
  if (error instanceof AdapterError) return error
  throw new Error(`not an AdapterError: ${String(error)}`)
}

const broken = (code: string) => () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }))

describe('a refusal by Slack', () => {
  const cases: [FailureKind, string[]][] = [
    ['credentials', ['invalid_auth', 'token_revoked', 'missing_scope', 'account_inactive', 'not_authed']],
    [
      'permanent',
      [
        'channel_not_found',
        'not_in_channel',
        'is_archived',
        'msg_too_long',
        'invalid_blocks',
        'message_not_found',
        'cant_update_message',
        'never_heard_of',
      ],
    ],
    ['transient', ['internal_error', 'service_unavailable', 'fatal_error', 'request_timeout']],
    ['retry-after', ['ratelimited']],
  ]
  it.each(cases.flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)))(
    '%s is %s',
    async (code, kind) => {
      const error = await failure(async () => Response.json({ ok: false, error: code }))

      expect([error.kind, error.code]).toEqual([kind, code])
      expect(error.message).toContain(`chat.postMessage: ${code}`)
    },
  )

  it('says which scope is missing', async () => {
    const error = await failure(async () => Response.json({ ok: false, error: 'missing_scope', needed: 'chat:write' }))

    expect(error.message).toContain('needs chat:write')
  })
})

describe('a rate limit', () => {
  it.each([
    ['7', 7000],
    ['', 10_000],
    ['soon', 10_000],
    [new Date(START + 20_000).toUTCString(), 20_000],
  ])('with Retry-After %j rests for %i ms', async (header, rest) => {
    const error = await failure(
      async () => new Response('{"ok":false}', { status: 429, headers: { 'retry-after': header } }),
    )

    expect([error.kind, error.retryAfterMs]).toEqual(['retry-after', rest])
  })

  it('is met when a channel gets more messages a second than Slack allows, and is over after a second', async () => {
    const { chat, clock } = world({ rateLimitPerSecond: 1 })
    await chat.post(card())

    await expect(chat.post(card({ key: '13' }))).rejects.toMatchObject({ kind: 'retry-after', retryAfterMs: 1000 })
    clock.now += 1000
    await chat.post(card({ key: '13' }))
    expect(await chat.find('13')).toBeDefined()
  })
})

describe('a call that went wrong on the way', () => {
  it.each<[string, () => Promise<Response>, FailureKind]>([
    ['a refused connection', broken('ECONNREFUSED'), 'transient'],
    ['an unknown host', broken('ENOTFOUND'), 'transient'],
    ['a connection that broke', broken('UND_ERR_SOCKET'), 'uncertain'],
    ['a time-out', () => Promise.reject(new DOMException('timed out', 'TimeoutError')), 'uncertain'],
    ['HTTP 503', async () => new Response('busy', { status: 503 }), 'transient'],
    [
      'a redirect',
      async () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
      'permanent',
    ],
    ['a page that is not Slack’s', async () => new Response('<html>Sign in</html>'), 'uncertain'],
    ['an ok that names no message', async () => Response.json({ ok: true }), 'uncertain'],
  ])('by %s', async (_, fetch, kind) => {
    expect((await failure(fetch)).kind).toBe(kind)
  })

  it.each<['busy' | 'rate-limit' | 'bad-token' | 'time-out', FailureKind]>([
    ['busy', 'transient'],
    ['rate-limit', 'retry-after'],
    ['bad-token', 'credentials'],
    ['time-out', 'uncertain'],
  ])('can be had from the emulator: %s is %s', async (how, kind) => {
    const { chat, slack } = world()
    slack.fail(how, 1)

    await expect(chat.post(card())).rejects.toMatchObject({ name: 'AdapterError', kind })
    expect(slack.messages).toHaveLength(how === 'time-out' ? 1 : 0)
  })
})

describe('a call', () => {
  it('goes to the configured address with the bot token, never following a redirect', async () => {
    const requests: Request[] = []
    const chat = chatOver(async (request) => {
      requests.push(request)
      return Response.json({ ok: true, ts: '1.000001' })
    })

    await chat.post(card())

    expect(requests).toHaveLength(1)
    expect(requests[0]?.url).toBe('https://slack.com/api/chat.postMessage')
    expect(requests[0]?.redirect).toBe('manual')
    expect(requests[0]?.headers.get('authorization')).toBe(`Bearer ${TOKEN}`)
    expect(await requests[0]?.text()).not.toContain(TOKEN)
  })

  it('is not made for a reference that is not ours', async () => {
    const { chat } = world()

    await expect(chat.update('{"chat":1}', card())).rejects.toMatchObject({ kind: 'permanent', code: 'bad-ref' })
    await expect(chat.note('nonsense', { text: 'x', mention: [] })).rejects.toMatchObject({ kind: 'permanent' })
  })

  it('says that a card has to be posted again when its message is gone', async () => {
    const { chat } = world()

    await expect(chat.update('{"channel":"C0DESK","ts":"1.000009"}', card())).rejects.toMatchObject({
      kind: 'permanent',
      code: 'message_not_found',
    })
  })
})

describe('the configuration', () => {
  it('needs only the channel', () => {
    expect(slack.settings.parse({ channel: 'C0123ABCD' })).toEqual({ ...SETTINGS, channel: 'C0123ABCD' })
  })

  it.each([
    { channel: '#desk' },
    { channel: 'C0123ABCD', command: 'zhiban' },
    { channel: 'C0123ABCD', apiBase: 'ftp://x/' },
    {},
  ])('refuses %j', (settings) => {
    expect(slack.settings.safeParse(settings).success).toBe(false)
  })

  it('takes the examples of its own secrets and refuses a user token', () => {
    const random = new Uint8Array(32).fill(7)
    for (const { check, example } of Object.values(slack.secrets)) expect(check?.(example(random))).toBeUndefined()

    expect(slack.secrets.botToken?.check?.('xoxp-12345678901')).toContain('xoxb-')
  })

  it('says when a secret is missing', () => {
    expect(() => createSlack(SETTINGS, { botToken: [TOKEN] }, deps(broken('x')))).toThrow('signingSecret')
  })
})
