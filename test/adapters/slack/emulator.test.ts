import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createSlackEmulator, type SlackEmulator } from '../../../adapters/slack/emulator/index.ts'
import { CHANNEL, card, firstTs, form, SECRET, START, TOKEN, world, ZHANG } from './support.ts'

/** A workspace whose app answers everything with one status. */
function withService(status: number) {
  const clock = { now: START }
  const bodies: string[] = []
  const retries: (string | null)[] = []
  const slack = createSlackEmulator(
    {
      signingSecret: SECRET,
      botToken: TOKEN,
      channel: CHANNEL,
      callbackUrl: 'https://desk.example/chat/huzheng',
      people: [{ id: ZHANG, name: '张警官' }],
    },
    {
      callback: async (request) => {
        bodies.push(await request.text())
        retries.push(request.headers.get('x-slack-retry-num'))
        return new Response(null, { status })
      },
      now: () => clock.now,
      randomBytes: (n) => new Uint8Array(n).fill(bodies.length),
      sleep: async () => {},
    },
  )
  return { slack, clock, bodies, retries }
}

async function api(
  { slack }: { readonly slack: SlackEmulator },
  method: string,
  args: object,
  token = TOKEN,
): Promise<{ ok: boolean; error?: string }> {
  const response = await slack.fetch(
    new Request(`https://slack.com/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(args),
    }),
  )
  return await response.json()
}

const section = (length: number) => ({ type: 'section', text: { type: 'plain_text', text: 'x'.repeat(length) } })
const modal = (blocks: object[] = []) => ({ type: 'modal', title: { type: 'plain_text', text: '标题' }, blocks })

describe('the emulated Web API', () => {
  it.each<[string, string, object]>([
    ['no_text', 'chat.postMessage', { channel: CHANNEL }],
    ['channel_not_found', 'chat.postMessage', { channel: 'C0OTHER', text: 'x' }],
    ['msg_too_long', 'chat.postMessage', { channel: CHANNEL, text: 'x'.repeat(40_001) }],
    ['invalid_blocks', 'chat.postMessage', { channel: CHANNEL, text: 'x', blocks: [section(3001)] }],
    [
      'invalid_blocks',
      'chat.postMessage',
      { channel: CHANNEL, text: 'x', blocks: Array.from({ length: 51 }, () => section(1)) },
    ],
    ['invalid_blocks', 'chat.postMessage', { channel: CHANNEL, text: 'x', blocks: [{ type: 'hologram' }] }],
    [
      'msg_blocks_too_long',
      'chat.postMessage',
      { channel: CHANNEL, text: 'x', blocks: Array.from({ length: 5 }, () => section(2900)) },
    ],
    ['thread_not_found', 'chat.postMessage', { channel: CHANNEL, text: 'x', thread_ts: '1.1' }],
    ['message_not_found', 'chat.update', { channel: CHANNEL, ts: '1.1', text: 'x' }],
    ['user_not_in_channel', 'chat.postEphemeral', { channel: CHANNEL, user: 'U0NOBODY', text: 'x' }],
    ['invalid_trigger_id', 'views.open', { trigger_id: 'x', view: modal() }],
    ['unknown_method', 'files.delete', {}],
  ])('answers %s to a wrong %s', async (error, method, args) => {
    const here = world()

    expect(await api(here, method, args)).toMatchObject({ ok: false, error })
    expect(here.slack.messages).toEqual([])
  })

  it('says where a block is wrong', async () => {
    const answer = await api(world(), 'chat.postMessage', { channel: CHANNEL, blocks: [section(1), section(3001)] })

    expect(JSON.stringify(answer)).toContain('[json-pointer:/blocks/1/text/text]')
  })

  it('knows its token, from the header or the form', async () => {
    const here = world()
    const body = (token: string) => new URLSearchParams({ token })
    const byForm = (token: string) =>
      here.slack
        .fetch(new Request('https://slack.com/api/auth.test', { method: 'POST', body: body(token) }))
        .then((r) => r.json())

    expect(await api(here, 'auth.test', {})).toMatchObject({ ok: true })
    expect(await api(here, 'auth.test', {}, 'xoxb-wrong')).toMatchObject({ error: 'invalid_auth' })
    expect(await byForm(TOKEN)).toMatchObject({ ok: true })
    expect(await byForm('')).toMatchObject({ error: 'not_authed' })
  })

  it('takes a trigger once, within 3 s', async () => {
    const here = withService(200)
    const trigger = async () => {
      await here.slack.command({ user: ZHANG, text: '' })
      return new URLSearchParams(here.bodies.at(-1)).get('trigger_id')
    }
    const once = { trigger_id: await trigger(), view: modal() }

    expect(await api(here, 'views.open', once)).toMatchObject({ ok: true })
    expect(await api(here, 'views.open', once)).toMatchObject({ error: 'exchanged_trigger_id' })
    const late = { trigger_id: await trigger(), view: modal() }
    here.clock.now += 3001
    expect(await api(here, 'views.open', late)).toMatchObject({ error: 'expired_trigger_id' })
  })

  it('takes views of up to 250 kB, and those only in order', async () => {
    const here = withService(200)
    await here.slack.command({ user: ZHANG, text: '' })
    const trigger_id = new URLSearchParams(here.bodies.at(-1)).get('trigger_id')
    const large = { ...modal(), private_metadata: 'x'.repeat(250_000) }

    expect(await api(here, 'views.open', { trigger_id, view: large })).toMatchObject({ error: 'view_too_large' })
    expect(await api(here, 'views.open', { trigger_id, view: { type: 'modal' } })).toMatchObject({
      error: 'invalid_arguments',
    })
    const { view } = z
      .object({ view: z.object({ id: z.string(), hash: z.string() }) })
      .parse(await api(here, 'views.open', { trigger_id, view: modal() }))
    const change = { view_id: view.id, hash: 'stale', view: modal() }
    expect(await api(here, 'views.update', change)).toMatchObject({ error: 'hash_conflict' })
    expect(await api(here, 'views.update', { ...change, hash: view.hash })).toMatchObject({ ok: true })
  })
})

describe('the emulated people', () => {
  it('cannot press a button that is not there', async () => {
    const { chat, slack } = world()
    await chat.post(card({ actions: [] }))

    await expect(slack.click({ user: ZHANG, ts: firstTs(slack), action: 'approve' })).rejects.toThrow(
      'no button approve',
    )
    await expect(slack.click({ user: ZHANG, ts: '1.1', action: 'approve' })).rejects.toThrow('no message')
  })

  it('cannot submit what Slack’s own client would hold back', async () => {
    const { chat, slack, answer, settled } = world()
    await chat.post(card())
    answer(() => ({ kind: 'form', form: form() }))
    await expect(slack.submit({ user: ZHANG, values: {} })).rejects.toThrow('no modal')
    await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'edit' })
    await settled()

    await expect(slack.submit({ user: ZHANG, values: { reply: '' } })).rejects.toThrow('required')
    await expect(slack.submit({ user: ZHANG, values: { reply: '长'.repeat(301) } })).rejects.toThrow('300')
    await expect(slack.submit({ user: ZHANG, values: { nothing: 'x' } })).rejects.toThrow('no field nothing')
  })

  it('have a failed event sent again three times, and are told of a failed command', async () => {
    const here = withService(500)

    expect(await here.slack.openHome(ZHANG)).toEqual({ status: 500, body: '' })
    expect(here.retries).toEqual([null, '1', '2', '3'])
    expect(new Set(here.bodies).size).toBe(1)
    expect(await here.slack.command({ user: ZHANG, text: '' })).toContain('dispatch_failed')
  })
})
