import type { types } from '@slack/bolt'
import type { Card, CardAction, CardText } from '../../src/desk/card.ts'
import { Budget, type Room } from './budget.ts'
import type { Posting } from './client.ts'
import { drawList, type LinkOf, noLinks } from './list.ts'
import { CARD_EVENT } from './schema.ts'
import { beginning, clean, escapeMrkdwn, pieces, plain, SECTION_LIMIT } from './text.ts'
import type { SlackWords } from './words.ts'

type Block = types.KnownBlock

/** Slack's limits of one block. Source: https://docs.slack.dev/reference/block-kit/blocks */
const FIELDS = 10
const CONTEXT_ELEMENTS = 10
const BUTTONS = 25

/**
 * A card's message. All that varies is literal text: nothing in it can become a mention or markup, and nothing but the
 * number of a matter in a list a link, to that matter's card.
 */
export function renderCard(
  card: Card,
  words: SlackWords,
  linkOf: LinkOf = noLinks,
): Posting & { readonly metadata: types.MessageMetadata } {
  const summary = [titleOf(card), ...card.badges].join(' · ')
  return {
    text: escapeMrkdwn(plain(summary, 300).text),
    blocks: drawBlocks(card, words, linkOf),
    metadata: { event_type: CARD_EVENT, event_payload: { key: card.key } },
  }
}

const titleOf = (card: Card): string => (card.tone === 'urgent' ? `🚨 ${card.title}` : card.title)

/**
 * Draws a card within Slack's limits for one message. Room is given in the order of need (the buttons and what is
 * decided on come before the record of the past), and the parts are then shown in the order of reading.
 */
function drawBlocks(card: Card, say: SlackWords, linkOf: LinkOf): Block[] {
  const budget = new Budget()
  const header = budget.take(() => [{ type: 'header', text: plain(titleOf(card), 150) }])
  const badges = budget.take(() => context(card.badges.length === 0 ? [] : [card.badges.join(' · ')], 300))
  const actions = budget.take(() => buttons(card))
  const warnings = budget.take((room) =>
    lines(
      card.warnings.map((text) => `⚠️ ${text}`),
      Math.min(1000, room.weight / 4),
    ),
  )
  const facts = budget.take((room) => factFields(card, Math.min(2500, room.weight / 3), say))
  const replies = budget.take((room) =>
    newest(card.replies, less(room, 4, card.words.length > 0 ? 2500 : 800), (text) => drawReply(text, say), say),
  )
  const words = budget.take((room) => newest(card.words, less(room, 2, 800), drawWords, say))
  const lists = (card.lists ?? []).flatMap((list) =>
    budget.take((room) => drawList(list, less(room, 1, 600), linkOf, say)),
  )
  const citations = budget.take((room) => drawCitations(card.citations, less(room, 1, 300), say))
  const history = budget.take((room) => drawHistory(card.history, room, say))
  return [
    ...header,
    ...badges,
    ...warnings,
    ...facts,
    ...words,
    ...lists,
    ...replies,
    ...citations,
    ...history,
    ...actions,
  ]
}

/** What is left when something is kept for later parts. */
const less = (room: Room, blocks: number, weight: number): Room => ({
  blocks: room.blocks - blocks,
  weight: room.weight - weight,
})

const context = (texts: readonly string[], limit: number): Block[] =>
  texts.length === 0 ? [] : [{ type: 'context', elements: texts.map((text) => plain(text, limit)) }]

const lines = (texts: readonly string[], limit: number): Block[] =>
  texts.length === 0 ? [] : [{ type: 'section', text: plain(texts.join('\n'), Math.max(1, Math.floor(limit))) }]

/** Two sections of fields at most; what has no room is counted in the last field. */
function factFields(card: Card, limit: number, say: SlackWords): Block[] {
  const fields = card.facts.map(({ label, value }) => plain(say.labelled(label, value), 300))
  let count = fields.length <= 2 * FIELDS ? fields.length : 2 * FIELDS - 1
  while (count > 0 && JSON.stringify(fields.slice(0, count)).length > limit) count -= 1
  const more = fields.length - count
  const shown = [...fields.slice(0, count), ...(more > 0 ? [plain(say.factsHidden(more), 100)] : [])]
  const blocks: Block[] = []
  for (let at = 0; at < shown.length; at += FIELDS) {
    blocks.push({ type: 'section', fields: shown.slice(at, at + FIELDS) })
  }
  return blocks
}

/** The citizen's words as a quotation; rich text elements are never read as markup. */
const drawWords = ({ label, text }: CardText): Block[] => [
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text: plain(label, 150).text, style: { bold: true } }] },
      ...pieces(clean(text), SECTION_LIMIT).map((part) => ({
        type: 'rich_text_quote' as const,
        elements: [{ type: 'text' as const, text: part }],
      })),
    ],
  },
]

const drawReply = ({ label, text }: CardText, say: SlackWords): Block[] =>
  pieces(`${say.heading(clean(label))}\n${clean(text)}`, SECTION_LIMIT).map((part) => ({
    type: 'section',
    text: plain(part, SECTION_LIMIT),
  }))

/**
 * As many texts as there is room for, the newest first, shown oldest first. The first that does not fit whole is cut
 * at a sentence and says so; older ones are counted in a line.
 */
function newest(texts: readonly CardText[], room: Room, draw: (text: CardText) => Block[], say: SlackWords): Block[] {
  const budget = new Budget(room)
  const drawn: Block[] = []
  for (const [index, text] of [...texts.entries()].reverse()) {
    const marker = older(index, say)
    if (budget.fits([...draw(text), ...marker])) {
      drawn.unshift(...budget.take(() => draw(text)))
      continue
    }
    const cut = cutToFit(text, budget, marker, draw, say)
    const first = cut.length > 0 ? [...marker, ...cut] : older(index + 1, say)
    return budget.fits(first) ? [...first, ...drawn] : drawn
  }
  return drawn
}

const older = (count: number, say: SlackWords): Block[] => context(count === 0 ? [] : [say.partsInThread(count)], 100)

/** The beginning of a text with a word about what is left out, or nothing when there is hardly any room. */
function cutToFit(
  text: CardText,
  budget: Budget,
  marker: Block[],
  draw: (text: CardText) => Block[],
  say: SlackWords,
): Block[] {
  const whole = clean(text.text)
  let limit = Math.min(whole.length, Math.floor(budget.room.weight))
  for (; limit >= 100; limit = Math.floor(limit * 0.9)) {
    const shown = beginning(whole, limit)
    const rest = say.restHidden(whole.length - shown.length)
    const blocks = draw({ label: text.label, text: `${shown}${rest}` })
    if (budget.fits([...blocks, ...marker])) return blocks
  }
  return []
}

/** Draws as many of `total` items as fit into one context block within the room. */
function asManyAsFit(total: number, room: Room, draw: (count: number) => readonly string[]): Block[] {
  for (let count = Math.min(total, CONTEXT_ELEMENTS); count > 0; count -= 1) {
    const texts = draw(count)
    const blocks = context(texts, 300)
    if (texts.length <= CONTEXT_ELEMENTS && new Budget(room).fits(blocks)) return blocks
  }
  return []
}

/** The first citations: they are in order of weight. */
const drawCitations = (all: readonly string[], room: Room, say: SlackWords): Block[] =>
  asManyAsFit(all.length, room, (count) => [
    ...all.slice(0, count).map(say.basis),
    ...(count < all.length ? [say.basesHidden(all.length - count)] : []),
  ])

/** The last lines of the history. */
const drawHistory = (all: readonly string[], room: Room, say: SlackWords): Block[] =>
  asManyAsFit(all.length, room, (count) => [
    ...(count < all.length ? [say.linesInThread(all.length - count)] : []),
    ...all.slice(all.length - count),
  ])

function buttons(card: Card): Block[] {
  const elements = card.actions.slice(0, BUTTONS).map((action) => button(card, action))
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

function button(card: Card, { verb, label, style, confirm }: CardAction): types.Button {
  return {
    type: 'button',
    action_id: verb,
    text: plain(label, 75),
    value: `${card.key}:${card.version}`,
    ...(style !== undefined && { style }),
    ...(confirm !== undefined && {
      confirm: {
        title: plain(confirm.title, 100),
        text: plain(confirm.text, 300),
        confirm: plain(confirm.yes, 30),
        deny: plain(confirm.no, 30),
        ...(style !== undefined && { style }),
      },
    }),
  }
}
