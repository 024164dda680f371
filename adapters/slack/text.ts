import type { types } from '@slack/bolt'
import { wellFormed } from '../shared/text.ts'

/** Longest text of one section. Source: https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const SECTION_LIMIT = 3000

/** Characters that end a sentence, best place first. */
const BREAKS = [/\n/g, /[。！？!?；;…]/g, /[，,、\s]/g]

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

/** Cuts a text into parts of at most `limit` UTF-16 units, at sentence ends where possible; joined they are the text. */
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
function head(text: string, limit: number): string {
  const cut = text.slice(0, limit)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}

/** The beginning of a text, at most `limit` UTF-16 units, up to a sentence end when one lies in its second half. */
export function beginning(text: string, limit: number): string {
  const window = head(text, limit)
  if (window === text) return text
  for (const pattern of BREAKS) {
    const last = [...window.matchAll(pattern)].at(-1)
    if (last !== undefined && last.index >= limit / 2) return window.slice(0, last.index + last[0].length)
  }
  return window
}
