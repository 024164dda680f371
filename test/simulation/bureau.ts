import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Chance } from './chance.ts'

/** What citizens write to a bureau on ordinary days, and on some that are not. */

const FOLDER = join(import.meta.dirname, '../../prompts/faq/training')
const Line = z.object({ text: z.string() })
const wordsOf = (file: string): string[] =>
  readFileSync(join(FOLDER, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)).text)
const files = readdirSync(FOLDER).sort()
const questions = files.filter((file) => !/^(?:general|style)-/.test(file)).flatMap(wordsOf)
const complaints = wordsOf('general-complaints.jsonl')
const dangers = wordsOf('general-emergencies.jsonl')
const help = wordsOf('general-needs-human.jsonl')
const odd = wordsOf('general-out-of-scope.jsonl')
const chatter = ['谢谢', '你好', '好的', '[微笑]', '辛苦了', '早上好', '谢谢民警，你们辛苦了']
const RUMOUR = ['听说自来水厂被投毒了，全城停水三天，是真的吗？', '请问自来水厂被投毒、全城停水三天是真的吗']
/** Two who report the same manhole cover: one matter, which staff have to see. */
const NEIGHBOURS = [
  '幸福小区东门的井盖丢了两天没人管，晚上路过很危险',
  '幸福小区东门井盖丢了，晚上很危险，请派人来看看',
]

export interface Said {
  readonly channel: string
  readonly sender: string
  readonly text: string
}

/** What happens besides: thirty people ask about a rumour, or two neighbours report the same. */
export type Happening = 'rumour' | 'neighbours'

/** What comes in within an hour. */
export function hour(chance: Chance, count: number, from: number, event?: Happening): Said[] {
  const said = Array.from({ length: count }, (_, at): Said => {
    const channel = chance.oneOf(['weibo', 'weibo', 'wechat', 'portal'])
    // Some write again to what they were told.
    const person = at > 0 && chance.happens(0.1) ? from + chance.below(at) : from + at
    return { channel, sender: senderOn(channel, person), text: words(chance) }
  })
  const others = event === undefined ? [] : wordsOfMany[event]
  const crowd = others.map((text, at): Said => {
    return { channel: 'weibo', sender: senderOn('weibo', 500_000_000 + from + at), text }
  })
  return [...said, ...crowd]
}

const wordsOfMany: Readonly<Record<Happening, readonly string[]>> = {
  rumour: Array.from({ length: 30 }, (_, at) => RUMOUR[at % RUMOUR.length] ?? ''),
  neighbours: NEIGHBOURS,
}

const senderOn = (channel: string, person: number): string =>
  channel === 'weibo' ? String(3_000_000_000 + person) : `o-citizen-${person}`

function words(chance: Chance): string {
  const draw = chance.below(100)
  const from = (list: readonly string[]): string => chance.anyOf(list) ?? ''
  if (draw < 50) return from(questions)
  if (draw < 70) return from(chatter)
  if (draw < 80) return from(complaints)
  if (draw < 90) return from(help)
  if (draw < 98) return from(odd)
  return from(dangers)
}
