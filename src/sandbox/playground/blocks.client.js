// @ts-check
import { make } from './dom.client.js'

/** @typedef {import('./api.client.js').Block} Block */
/** @typedef {import('./api.client.js').Text} Text */
/** @typedef {import('./api.client.js').Button} Button */
/** @typedef {{ nameOf: (user: string) => string, press: (button: Button) => void }} Surroundings */

/** Draws blocks as Slack would. @param {readonly Block[]} blocks @param {Surroundings} around */
export const drawBlocks = (blocks, around) => blocks.map((block) => drawBlock(block, around))

/** @param {Block} block @param {Surroundings} around @returns {HTMLElement} */
function drawBlock(block, around) {
  switch (block.type) {
    case 'header':
      return make('h3', { class: 'b-header' }, block.text.text)
    case 'divider':
      return make('hr', { class: 'b-divider' })
    case 'context':
      return make(
        'div',
        { class: 'b-context' },
        ...block.elements.map((/** @type {Text} */ one) => drawText(one, around)),
      )
    case 'section':
      return make(
        'div',
        { class: 'b-section' },
        block.text && drawText(block.text, around),
        block.fields &&
          make('div', { class: 'b-fields' }, ...block.fields.map((/** @type {Text} */ one) => drawText(one, around))),
      )
    case 'actions':
      return make(
        'div',
        { class: 'b-actions' },
        ...block.elements.map((/** @type {Button} */ button) => drawButton(button, around)),
      )
    case 'rich_text':
      return make(
        'div',
        { class: 'b-rich' },
        ...block.elements.map((/** @type {any} */ part) => drawPart(part, around)),
      )
    default:
      return make('p', { class: 'b-unknown' }, `（这里画不出 ${block.type}）`)
  }
}

/** @param {Button} button @param {Surroundings} around */
const drawButton = (button, { press }) =>
  make(
    'button',
    {
      type: 'button',
      class: `button ${button.style ?? ''}`,
      'data-action': button.action_id,
      onclick: () => press(button),
    },
    button.text.text,
  )

const PARTS = /** @type {const} */ ({
  rich_text_section: 'p',
  rich_text_quote: 'blockquote',
  rich_text_preformatted: 'pre',
})

/** @param {{ type: keyof typeof PARTS, elements: any[] }} part @param {Surroundings} around */
const drawPart = (part, { nameOf }) =>
  make(
    PARTS[part.type] ?? 'p',
    {},
    ...part.elements.map((element) => {
      if (element.type === 'user') return mention(nameOf(element.user_id))
      if (element.type === 'link') return drawLink(element.url, element.text ?? element.url)
      const text = document.createTextNode(element.text)
      const inner = element.style?.italic ? make('em', {}, text) : text
      return element.style?.bold ? make('strong', {}, inner) : inner
    }),
  )

/** A message of this workspace stands on the page itself. @param {string} url @param {string} text */
function drawLink(url, text) {
  const [, seconds, rest] = /\/archives\/\w+\/p(\d{10})(\d{6})$/.exec(url) ?? []
  if (seconds !== undefined) return make('a', { href: `#message-${seconds}.${rest}` }, text)
  return make('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text)
}

/** @param {Text} text @param {Surroundings} around */
const drawText = (text, around) =>
  make('div', { class: 'b-text' }, ...(text.type === 'mrkdwn' ? drawMrkdwn(text.text, around) : [text.text]))

/** @param {string} name */
const mention = (name) => make('span', { class: 'mention' }, `@${name}`)

/** What mrkdwn marks up. Source: https://docs.slack.dev/messaging/formatting-message-text */
const MARKUP =
  /<@([A-Z0-9]+)(?:\|[^>]*)?>|<(https?:[^|>\s]+)(?:\|([^>]*))?>|```([\s\S]*?)```|`([^`\n]+)`|(?<!\w)\*([^*\n]+)\*|(?<!\w)_([^_\n]+)_|(?<!\w)~([^~\n]+)~/g

/** @param {string} text */
const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/**
 * Slack's own markup as nodes. @param {string} text @param {Surroundings} around @returns {(Node | string)[]}
 */
export function drawMrkdwn(text, around) {
  /** @type {(Node | string)[]} */
  const nodes = []
  let from = 0
  for (const found of text.matchAll(MARKUP)) {
    const [whole, user, url, label, block, code, bold, italic, struck] = found
    nodes.push(unescaped(text.slice(from, found.index)))
    from = found.index + whole.length
    if (user !== undefined) nodes.push(mention(around.nameOf(user)))
    else if (url !== undefined) {
      const href = unescaped(url)
      nodes.push(make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, unescaped(label ?? url)))
    } else if (block !== undefined) nodes.push(make('pre', {}, unescaped(block)))
    else if (code !== undefined) nodes.push(make('code', {}, unescaped(code)))
    else if (bold !== undefined) nodes.push(make('strong', {}, ...drawMrkdwn(bold, around)))
    else if (italic !== undefined) nodes.push(make('em', {}, ...drawMrkdwn(italic, around)))
    else if (struck !== undefined) nodes.push(make('s', {}, ...drawMrkdwn(struck, around)))
  }
  nodes.push(unescaped(text.slice(from)))
  return nodes
}
