import type { Inbound } from '../platform.ts'
import { parseJsonExactIds } from '../shared/json.ts'
import { Envelope, MessageCreated, type Target } from './schema.ts'

/** The channel's only surface. */
export const SURFACE = 'message'

/** What stands for a message that carries no words. */
const placeholders = {
  text: '',
  image: '［图片］',
  voice: '［语音］',
  video: '［视频］',
  position: '［位置］',
  link: '［链接］',
} as const

export type Read =
  | { readonly kind: 'messages'; readonly messages: readonly Inbound[] }
  | { readonly kind: 'unreadable'; readonly code: 'bad-json' | 'bad-body'; readonly reason: string }

/** Turns a verified body into the desk's words. `webhookId` is the same in every redelivery. */
export function read(rawBody: string, webhookId: string): Read {
  let body: unknown
  try {
    body = parseJsonExactIds(rawBody)
  } catch {
    return { kind: 'unreadable', code: 'bad-json', reason: 'The body is not JSON.' }
  }
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) return unreadable(envelope.error.issues)
  if (envelope.data.type !== 'message.created') return { kind: 'messages', messages: [] }
  const event = MessageCreated.safeParse(body)
  if (!event.success) return unreadable(event.error.issues)
  return { kind: 'messages', messages: [toInbound(event.data, webhookId)] }
}

function toInbound({ timestamp, data }: MessageCreated, webhookId: string): Inbound {
  const thread = data.thread ?? data.sender
  const target: Target = { thread, sender: data.sender, inReplyTo: data.id }
  return {
    dedupeKey: webhookId,
    surface: SURFACE,
    thread,
    sender: data.sender,
    kind: data.kind,
    text: data.text === '' ? placeholders[data.kind] : data.text,
    at: Date.parse(timestamp),
    target: JSON.stringify(target),
  }
}

/** Names the first wrong field, which the sender knows anyway, and never its value. */
function unreadable(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): Read {
  const [first] = issues
  const where = first === undefined || first.path.length === 0 ? 'body' : first.path.join('.')
  return { kind: 'unreadable', code: 'bad-body', reason: `${where}: ${first?.message ?? 'not as documented'}` }
}
