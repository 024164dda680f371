import type { Inbound } from '../platform.ts'
import { sha256Hex } from '../shared/crypto.ts'
import { wellFormed } from '../shared/text.ts'
import type { Push, Target } from './schema.ts'

const MAX_KEY = 200

/** What the push means to the desk; undefined for an event other than a new follower. */
export function toInbound(push: Push, message: string): Inbound | undefined {
  if (push.MsgType === 'event' && push.Event !== 'subscribe') return undefined
  const target: Target = { openid: push.FromUserName }
  return {
    dedupeKey: dedupeKey(push, message),
    surface: 'private',
    thread: push.FromUserName,
    sender: push.FromUserName,
    ...content(push),
    at: push.CreateTime * 1000,
    target: JSON.stringify(target),
  }
}

/**
 * MsgId for messages; sender, time, event and key for events, as the platform's documentation advises. A message
 * without MsgId is not documented; should one come it is told apart by its own text, rather than dropped.
 */
function dedupeKey(push: Push, message: string): string {
  const event = push.MsgType === 'event'
  const id = push.MsgId ?? push.MsgID
  if (!event && id !== undefined) return id
  const what = event ? `${push.Event ?? ''}:${push.EventKey ?? ''}` : `${push.MsgType}:${sha256Hex(message)}`
  const key = `${push.FromUserName}:${push.CreateTime}:${what}`
  return key.length <= MAX_KEY ? wellFormed(key) : sha256Hex(key)
}

function content(push: Push): Pick<Inbound, 'kind' | 'text'> {
  switch (push.MsgType) {
    case 'text':
      return { kind: 'text', text: wellFormed(push.Content ?? '') }
    case 'image':
      return { kind: 'image', text: '［图片］' }
    case 'voice':
      return { kind: 'voice', text: `［语音］${wellFormed(push.Recognition ?? '')}` }
    case 'video':
    case 'shortvideo':
      return { kind: 'video', text: '［视频］' }
    case 'location':
      // Where a citizen stands is personal data that no answer needs.
      return { kind: 'position', text: '［位置］' }
    case 'link':
      return { kind: 'link', text: `［链接］${wellFormed(push.Title ?? '')}` }
    case 'event':
      return { kind: 'follow', text: '' }
    default:
      return { kind: 'other', text: '［其他消息］' }
  }
}
