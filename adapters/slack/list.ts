import type { types } from '@slack/bolt'
import type { CardLine, CardList } from '../../src/desk/card.ts'
import { Budget, type Room } from './budget.ts'
import type { SlackClient } from './client.ts'
import { parseJson, SlackRef } from './schema.ts'
import { clean, plain } from './text.ts'
import type { SlackWords } from './words.ts'

/** The address of a card, by its reference; undefined when it has none that is known. */
export type LinkOf = (ref: string) => string | undefined

export const noLinks: LinkOf = () => undefined

/**
 * Addresses of messages in this workspace, in the form in which Slack itself copies them. Source:
 * https://docs.slack.dev/reference/methods/chat.getPermalink (asking for each of them would be a call a line).
 */
export async function linksOf(client: SlackClient): Promise<LinkOf> {
  const workspace = await client.workspace()
  return (ref) => {
    const place = SlackRef.safeParse(parseJson(ref)).data
    if (place === undefined) return undefined
    return new URL(`archives/${place.channel}/p${place.ts.replace('.', '')}`, workspace).href
  }
}

export const hasLinks = (lists: readonly CardList[]): boolean =>
  lists.some(({ lines }) => lines.some(({ ref }) => ref !== undefined))

/** As many lines as there is room for, from the first on; what is left out is counted in a last line. */
export function drawList(list: CardList, room: Room, linkOf: LinkOf, say: SlackWords): types.KnownBlock[] {
  const drawn = list.lines.map((line) => drawLine(line, linkOf))
  for (let count = drawn.length; count > 0; count -= 1) {
    const hidden = drawn.length - count + (list.beyond ?? 0)
    const rest: types.RichTextElement[][] = hidden === 0 ? [] : [[{ type: 'text', text: say.mattersHidden(hidden) }]]
    const blocks: types.KnownBlock[] = [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: plain(list.label, 150).text, style: { bold: true } }],
          },
          { type: 'rich_text_quote', elements: inLines([...drawn.slice(0, count), ...rest]) },
        ],
      },
    ]
    if (new Budget(room).fits(blocks)) return blocks
  }
  return []
}

function drawLine({ number, ref, text }: CardLine, linkOf: LinkOf): types.RichTextElement[] {
  const url = ref === undefined ? undefined : linkOf(ref)
  const rest: types.RichTextElement[] = text === '' ? [] : [{ type: 'text', text: clean(text) }]
  if (number === '') return rest
  return [
    url === undefined ? { type: 'text', text: clean(number) } : { type: 'link', url, text: clean(number) },
    ...rest,
  ]
}

const inLines = (lines: readonly (readonly types.RichTextElement[])[]): types.RichTextElement[] =>
  lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'text' as const, text: '\n' }, ...line]))
