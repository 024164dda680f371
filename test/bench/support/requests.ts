import { sortedSha1 } from '../../../adapters/shared/crypto.ts'
import { slackSignature } from '../../../adapters/slack/verify.ts'
import { sign } from '../../../adapters/webhook/sign.ts'
import { formatCreatedAt } from '../../../adapters/weibo/created-at.ts'
import { secrets } from './sample.ts'

/** One HTTP/1.1 request as it goes over the wire: nothing is left to be done for it while the clock runs. */
export type Wire = Buffer

function wire(path: string, headers: Readonly<Record<string, string>>, body: string): Wire {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = Buffer.byteLength(body)
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}content-length: ${length}\r\n\r\n${body}`,
  )
}

export interface Said {
  /** Unique among all messages of one run. */
  readonly id: number
  readonly sender: number
  readonly text: string
}

/** A signed delivery of the webhook channel (Standard Webhooks). */
export function webhookMessage({ id, sender, text }: Said, now: number, path = '/hooks/qingxi/portal'): Wire {
  const event = {
    type: 'message.created',
    timestamp: new Date(now).toISOString(),
    data: { id: `m${id}`, sender: `citizen-${sender}`, text },
  }
  const body = JSON.stringify(event)
  const timestamp = String(Math.floor(now / 1000))
  const key = `msg_${id}`
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': key,
    'webhook-timestamp': timestamp,
    'webhook-signature': sign(secrets.portal, key, timestamp, body),
  }
  return wire(path, headers, body)
}

/** The uid of a sender on Weibo. */
export const weiboUid = (sender: number): string => String(2_000_000_000 + sender)

/** A signed push of a private message on Weibo. */
export function weiboMessage({ id, sender, text }: Said, now: number): Wire {
  const body =
    `{"type":"text","receiver_id":${secrets.weibo.account},"sender_id":${weiboUid(sender)},` +
    `"created_at":"${formatCreatedAt(now)}","text":${JSON.stringify(text)},"data":{"n":"${id}"}}`
  const timestamp = String(now)
  const nonce = String(id)
  const signature = sortedSha1(secrets.weibo.appSecret, timestamp, nonce)
  const query = `signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`
  return wire(`/hooks/qingxi/weibo?${query}`, { 'content-type': 'application/json' }, body)
}

export interface Press {
  readonly id: number
  readonly user: string
  readonly action: string
  readonly value: string
}

/** A signed press of a button in Slack. */
export function slackAction({ id, user, action, value }: Press, now: number, path = '/chat/qingxi'): Wire {
  const seconds = Math.floor(now / 1000)
  const ts = `${seconds}.${String(id).padStart(6, '0')}`
  const payload = {
    type: 'block_actions',
    user: { id: user, username: 'zhang', name: 'zhang', team_id: 'T0DESK' },
    team: { id: 'T0DESK', domain: 'desk' },
    api_app_id: 'A0DESK',
    token: 'bench',
    trigger_id: `13345224609.738474920.${id}`,
    container: { type: 'message', message_ts: ts, channel_id: 'C0QINGXI01', is_ephemeral: false },
    channel: { id: 'C0QINGXI01', name: 'desk' },
    message: {
      type: 'message',
      ts,
      user: 'U0BOT',
      bot_id: 'B0BOT',
      text: '待审批 市政务网站 QX-1',
      blocks: [
        { type: 'header', block_id: 'title', text: { type: 'plain_text', text: '待审批 市政务网站 QX-1' } },
        { type: 'section', block_id: 'words', text: { type: 'mrkdwn', text: '群众：路灯坏了好几天，该找谁处理？' } },
        { type: 'section', block_id: 'reply', text: { type: 'mrkdwn', text: '拟答复：您好，您反映的情况已收到。' } },
        {
          type: 'actions',
          block_id: 'actions',
          elements: [
            { type: 'button', action_id: action, text: { type: 'plain_text', text: '批准' }, value, style: 'primary' },
          ],
        },
      ],
    },
    state: { values: {} },
    response_url: 'https://hooks.slack.com/actions/T0DESK/1/bench',
    actions: [
      {
        type: 'button',
        action_id: action,
        block_id: 'actions',
        text: { type: 'plain_text', text: '批准' },
        value,
        style: 'primary',
        action_ts: `${seconds}.000100`,
      },
    ],
  }
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  const timestamp = String(seconds)
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': slackSignature(secrets.slack, timestamp, body),
  }
  return wire(path, headers, body)
}
