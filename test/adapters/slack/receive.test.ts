import { afterEach, describe, expect, it, vi } from 'vitest'
import { slackSignature } from '../../../adapters/slack/verify.ts'
import { card, firstTs, form, OLD_SECRET, SECRET, START, world, ZHANG } from './support.ts'

const FORM = 'application/x-www-form-urlencoded'
const payload = (value: unknown): string => new URLSearchParams({ payload: JSON.stringify(value) }).toString()

function signed(body: string, contentType = FORM, secret = SECRET): Request {
  const timestamp = String(START / 1000)
  return new Request('https://desk.example/chat/huzheng', {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': slackSignature(secret, timestamp, body),
    },
  })
}

const press = (change: object = {}): string =>
  payload({
    type: 'block_actions',
    user: { id: ZHANG },
    team: { id: 'T0DESK' },
    trigger_id: '1.2.a',
    actions: [{ type: 'button', action_id: 'approve', value: '12:3' }],
    ...change,
  })

afterEach(() => vi.useRealTimers())

describe('the door', () => {
  it.each([
    ['an unsigned request', new Request('https://desk.example/', { method: 'POST', body: press() }), 401],
    ['a request signed with another secret', signed(press(), FORM, 'nobody'), 401],
    ['broken JSON in the body', signed('{"type":', 'application/json'), 400],
    ['a body that is null', signed('null', 'application/json'), 400],
    ['broken JSON in the payload', signed('payload=%7B'), 400],
    ['a form that is nothing known', signed('a=b'), 400],
    ['a content type nobody sends', signed(press(), 'text/plain'), 400],
    ['a click without actions', signed(press({ actions: [] })), 400],
    ['a click by nobody', signed(press({ user: {} })), 400],
    [
      'a home page opened by nobody',
      signed('{"type":"event_callback","event":{"type":"app_home_opened","tab":"home"}}', 'application/json'),
      400,
    ],
    ['an unknown command', signed('command=%2Fother&text=&user_id=U1&channel_id=C0DESK&trigger_id=1&team_id=T1'), 404],
    ['an unknown action', signed(press({ actions: [{ type: 'button', action_id: 'launch', value: '12:3' }] })), 200],
    [
      'a button whose value is not ours',
      signed(press({ actions: [{ type: 'button', action_id: 'approve', value: 'x' }] })),
      200,
    ],
    ['a kind of interaction we do not take', signed(payload({ type: 'view_closed', user: { id: ZHANG } })), 200],
    [
      'an event we did not subscribe to',
      signed('{"type":"event_callback","event":{"type":"message","text":"hi"}}', 'application/json'),
      200,
    ],
  ])('answers %s without reaching the desk', async (_, request, status) => {
    const { deliver, actions, settled } = world()

    const response = await deliver(request)
    await settled()

    expect(response.status).toBe(status)
    expect((await response.text()).length).toBeLessThan(60)
    expect(actions).toEqual([])
  })

  it('takes a request signed with the previous secret while it is being rotated', async () => {
    const { deliver, actions } = world()

    expect((await deliver(signed(press(), FORM, OLD_SECRET))).status).toBe(200)
    expect(actions).toHaveLength(1)
  })

  it('gives the challenge back when Slack checks the address', async () => {
    const { deliver } = world()
    const body = JSON.stringify({ token: 'x', challenge: 'abc', type: 'url_verification' })

    const response = await deliver(signed(body, 'application/json'))

    expect(await response.json()).toEqual({ challenge: 'abc' })
  })

  it('acts once, however often the very same bytes arrive', async () => {
    const { chat, slack, actions } = world()
    await chat.post(card())
    await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'approve' })

    const again = await slack.redeliver()

    expect(again).toEqual({ status: 200, body: '' })
    expect(actions).toHaveLength(1)
  })

  it('answers within Slack’s time when the desk is slow, and the outcome is shown afterwards', async () => {
    const { deliver, answer, slack, settled } = world()
    await deliver(signed(press({ trigger_id: 'warm-up' })))
    await settled()
    vi.useFakeTimers()
    let finish: () => void = () => {}
    answer(
      () =>
        new Promise((resolve) => {
          finish = () => resolve({ kind: 'notice', text: '已被李警官处理。' })
        }),
    )

    const answered = deliver(signed(press()))
    await vi.advanceTimersByTimeAsync(2500)
    const response = await answered
    finish()
    vi.useRealTimers()
    await settled()

    expect(response.status).toBe(200)
    expect(slack.ephemerals.map(({ text }) => text)).toEqual(['已被李警官处理。'])
  })

  it('shows a slow command’s answer as a message to the person, since the answer has gone', async () => {
    const { deliver, answer, slack, settled } = world()
    await deliver(signed(press()))
    await settled()
    vi.useFakeTimers()
    let finish: () => void = () => {}
    answer(
      () =>
        new Promise((resolve) => {
          finish = () => resolve({ kind: 'notice', text: '今天 3 件。' })
        }),
    )

    const answered = deliver(
      signed(`command=%2Fzhiban&text=today&user_id=${ZHANG}&channel_id=C0DESK&trigger_id=1&team_id=T0DESK`),
    )
    await vi.advanceTimersByTimeAsync(2500)
    const response = await answered
    finish()
    vi.useRealTimers()
    await settled()

    expect(await response.text()).toBe('')
    expect(slack.ephemerals.map(({ text, to }) => [to, text])).toEqual([[ZHANG, '今天 3 件。']])
  })

  it('opens a form only with a trigger that is still good, and says so otherwise', async () => {
    const { chat, slack, answer, clock, settled, errors } = world()
    await chat.post(card())
    answer(() => {
      clock.now += 3001
      return { kind: 'form', form: form() }
    })

    await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'edit' })
    await settled()

    expect(slack.views.size).toBe(0)
    expect(slack.ephemerals[0]?.text).toBe('表单没有打开，请再点一次。')
    expect(errors.join()).toContain('expired_trigger_id')
  })
})
