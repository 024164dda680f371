import type { types } from '@slack/bolt'
import type { Posting } from './client.ts'
import { beginning, clamp, clean, escapeMrkdwn, pieces, plain, SECTION_LIMIT } from './text.ts'
import type { SlackWords } from './words.ts'

/** Characters of plain text that one message can carry beside its blocks' frames. */
const MESSAGE_LIMIT = 11_000
/** Slack recommends at most 4,000 characters of `text`. */
const FALLBACK_LIMIT = 3900

const whole = (text: string, say: SlackWords): string => {
  const cleaned = clean(text)
  if (cleaned.length <= MESSAGE_LIMIT) return cleaned
  return `${beginning(cleaned, MESSAGE_LIMIT)}${say.omitted}`
}

/** Something said to one person: literal text in sections, and its beginning for notifications. */
export function renderNotice(text: string, say: SlackWords): Posting {
  return {
    text: escapeMrkdwn(clamp(clean(text), 300)),
    blocks: pieces(whole(text, say), SECTION_LIMIT).map((part) => ({
      type: 'section',
      text: plain(part, SECTION_LIMIT),
    })),
  }
}

/** A note for everybody: the people it pings, then literal text. */
export function renderNote(text: string, mention: readonly string[], say: SlackWords): Posting {
  const [first = '', ...more] = pieces(whole(text, say), SECTION_LIMIT)
  const pings = mention.flatMap((person): types.RichTextElement[] => [
    { type: 'user', user_id: person },
    { type: 'text', text: ' ' },
  ])
  return {
    text: [...mention.map((person) => `<@${person}>`), escapeMrkdwn(clamp(clean(text), FALLBACK_LIMIT))].join(' '),
    blocks: [
      richText([...pings, { type: 'text', text: first }]),
      ...more.map((part) => richText([{ type: 'text', text: part }])),
    ],
  }
}

const richText = (elements: types.RichTextElement[]): types.RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})
