import type { types } from '@slack/bolt'
import { splitText } from '../../src/desk/split.ts'
import { wellFormed } from '../shared/text.ts'

/** Longest text of one section. Source: https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const SECTION_LIMIT = 3000

/** Text as Slack takes it: well-formed, without control characters, never empty. */
export function clean(text: string): string {
  const kept = wellFormed(text)
  return kept.trim() === '' ? '—' : kept
}

/** At most `limit` UTF-16 units, the last of them `…` when something was cut. */
export function clamp(text: string, limit: number): string {
  return text.length <= limit ? text : `${head(text, limit - 1)}…`
}

/** Literal text: Slack reads no mention, link, emoji code or markup in it. */
export const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clamp(clean(text), limit),
  emoji: false,
})

/** For the few places that only take mrkdwn. Source: https://docs.slack.dev/messaging/formatting-message-text */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Cuts a well-formed text into parts of at most `limit` UTF-16 units, at sentence ends where possible; joined they are the text. */
export function pieces(text: string, limit: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > limit) {
    const part = beginning(rest, limit)
    parts.push(part)
    rest = rest.slice(part.length)
  }
  return rest === '' ? parts : [...parts, rest]
}

/** The first `limit` UTF-16 units of a text, never half a character. */
export function head(text: string, limit: number): string {
  const cut = text.slice(0, limit)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}

/**
 * The beginning of a well-formed text, at most `limit` (2 or more) UTF-16 units: up to a line end or else a sentence
 * end when one lies in its second half, so that a short first sentence does not stand for everything.
 */
export function beginning(text: string, limit: number): string {
  if (text.length <= limit) return text
  const lineEnd = text.lastIndexOf('\n', limit - 1) + 1
  if (lineEnd > limit / 2) return text.slice(0, lineEnd)
  const first = head(text, Math.floor(limit / 2))
  const left = limit - first.length
  const [part = ''] = splitText(head(text.slice(first.length), left + 2), left)
  if (part.length <= left) return first + part
  // `splitText` counts code points; we count units, of which an emoji has two.
  return left < 2 ? first : first + splitText(part, Math.floor(left / 2))[0]
}
