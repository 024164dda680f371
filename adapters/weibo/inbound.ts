import type { Inbound } from '../platform.ts'
import { sha256Hex } from '../shared/crypto.ts'
import { wellFormed } from '../shared/text.ts'
import type { WeiboSettings } from './config.ts'
import { parseCreatedAt } from './created-at.ts'
import { EventData, MentionData, Push, type Target } from './schema.ts'

/** What stands for a message without words of the citizen's own. Coordinates never enter the text. */
const WITHOUT_WORDS = {
  image: '［图片］',
  voice: '［语音］',
  position: '［位置］',
} as const
const isWithoutWords = (type: string): type is keyof typeof WITHOUT_WORDS => Object.hasOwn(WITHOUT_WORDS, type)

export type Read =
  | { readonly kind: 'message'; readonly message: Inbound }
  /** Well-formed and nothing for the desk: an unknown type, an unfollow, the account's own words. */
  | { readonly kind: 'nothing' }
  /** Meant for another account than the channel's. */
  | { readonly kind: 'elsewhere'; readonly account: string }
  | { readonly kind: 'malformed'; readonly reason: string }
const NOTHING: Read = { kind: 'nothing' }

/**
 * Reads one push. `signedAt` (milliseconds UTC) tells pushes without `created_at` apart; `now` is the time of a
 * message whose `created_at` cannot be read.
 */
export function readPush(body: unknown, settings: WeiboSettings, signedAt: number, now: number): Read {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return malformed('body is not a JSON object')
  if (!('type' in body) || typeof body.type !== 'string') return malformed('type is missing')
  if (!isKnown(body.type)) return NOTHING
  const parsed = Push.safeParse(body)
  if (!parsed.success) return malformed(`${parsed.error.issues[0]?.path.join('.')} is missing or malformed`)
  const push = parsed.data
  if (push.receiver_id !== settings.account) return { kind: 'elsewhere', account: push.receiver_id }
  if (push.sender_id === settings.account) return NOTHING

  const at = parseCreatedAt(push.created_at)
  const common = { thread: push.sender_id, sender: push.sender_id, at: at ?? now }
  const own = { ...common, surface: 'private', dedupeKey: dedupeKey(push, at, signedAt) }
  const target = targetText({ by: 'message', to: push.sender_id })

  if (push.type === 'mention') return readMention(push, common, settings)
  if (push.type === 'event') {
    const event = EventData.safeParse(push.data)
    if (!event.success || event.data.subtype !== 'follow') return NOTHING
    return { kind: 'message', message: { ...own, kind: 'follow', text: '', target } }
  }
  if (isWithoutWords(push.type)) {
    return { kind: 'message', message: { ...own, kind: push.type, text: WITHOUT_WORDS[push.type], target } }
  }
  return { kind: 'message', message: { ...own, kind: 'text', text: wellFormed(push.text), target } }
}

function readMention(push: Push, common: Pick<Inbound, 'thread' | 'sender' | 'at'>, settings: WeiboSettings): Read {
  const mention = MentionData.safeParse(push.data)
  if (!mention.success) {
    return mention.error.issues.some((issue) => issue.path[0] === 'key') ? malformed('data.key is malformed') : NOTHING
  }
  const { subtype, key } = mention.data
  const inPublic: Target = subtype === 'status' ? { by: 'comment', status: key } : { by: 'comment-reply', comment: key }
  const target: Target = settings.mentionReply === 'comment' ? inPublic : { by: 'message', to: push.sender_id }
  return {
    kind: 'message',
    message: {
      ...common,
      surface: 'mention',
      dedupeKey: `mention:${subtype}:${key}`,
      kind: 'text',
      text: withoutOwnName(wellFormed(push.text), settings.name),
      target: targetText(target),
    },
  }
}

/**
 * Weibo pushes have no id, and its documentation identifies one by sender and second. The hash lets two different
 * messages of the same second survive; a push without a readable time is told apart by what it says of its time. The
 * time stands first, so that the keys of a day lie together in an index.
 */
function dedupeKey(push: Push, at: number | undefined, signedAt: number): string {
  const time = at === undefined ? ['unreadable', String(push.created_at ?? signedAt)] : []
  const content = JSON.stringify([push.type, push.text, scalars(push.data), ...time])
  return `${at ?? 'undated'}:${push.sender_id}:${sha256Hex(content)}`
}

/** The plain values of `data` in a stable order; documented pushes hold no others, and nesting may be deep. */
const scalars = (data: unknown): (readonly [string, string])[] =>
  Object.entries(typeof data === 'object' && data !== null ? data : {})
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    .map(([name, value]) => [name, String(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** Removes `@name` from the beginning, with the space after it: it is how we were called, not what was asked. */
function withoutOwnName(text: string, name: string | undefined): string {
  if (name === undefined || !text.startsWith(`@${name}`)) return text
  const rest = text.slice(name.length + 1)
  return rest === '' || /^\s/.test(rest) ? rest.trimStart() : text
}

const isKnown = (type: string): boolean =>
  type === 'text' || type === 'mention' || type === 'event' || isWithoutWords(type)
const malformed = (reason: string): Read => ({ kind: 'malformed', reason })
const targetText = (target: Target): string => JSON.stringify(target)
