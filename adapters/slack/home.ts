import type { types } from '@slack/bolt'
import type { Home } from '../../src/desk/card.ts'
import { pieces, plain, SECTION_LIMIT } from './text.ts'
import type { SlackWords } from './words.ts'

/** Blocks of an App Home. Source: https://docs.slack.dev/reference/views/home-tab-views */
const BLOCK_LIMIT = 100
const FIELDS = 10

/** One person's own page as Slack's App Home. What has no room is counted in a last line. */
export function renderHome(home: Home, say: SlackWords): types.HomeView {
  const blocks: types.KnownBlock[] = [{ type: 'header', text: plain(home.title, 150) }]
  for (let at = 0; at < home.facts.length; at += FIELDS) {
    const fields = home.facts.slice(at, at + FIELDS).map(({ label, value }) => plain(say.labelled(label, value), 2000))
    blocks.push({ type: 'section', fields })
  }
  for (const { title, lines } of home.sections) {
    blocks.push({ type: 'divider' }, { type: 'header', text: plain(title, 150) })
    for (const part of pieces(lines.join('\n'), SECTION_LIMIT)) {
      blocks.push({ type: 'section', text: plain(part, SECTION_LIMIT) })
    }
  }
  if (blocks.length <= BLOCK_LIMIT) return { type: 'home', blocks }
  const shown = blocks.slice(0, BLOCK_LIMIT - 1)
  const rest = plain(say.homeRest(blocks.length - shown.length), 300)
  return { type: 'home', blocks: [...shown, { type: 'context', elements: [rest] }] }
}

/** The page when there is only something to say. */
export const noticeHome = (text: string): types.HomeView => ({
  type: 'home',
  blocks: pieces(text, SECTION_LIMIT).map((part) => ({ type: 'section', text: plain(part, SECTION_LIMIT) })),
})
