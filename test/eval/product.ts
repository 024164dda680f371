import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { placesOf } from '../../src/config-places.ts'
import { Service } from '../../src/config-schema.ts'
import { type Answering, faqAnswer } from '../../src/desk/answer-at-once.ts'
import { triage } from '../../src/desk/triage.ts'
import type { FaqEntry, FaqMatch } from '../../src/faq/entry.ts'
import { createLocator } from '../../src/faq/locality.ts'
import { ROOT } from '../../src/runtime/content-disk.ts'

/** What a matcher of ours or of others says of a turn. */
export type Match = (text: string) => FaqMatch

/** The day of measuring: the pack is under review dates, and a figure must not change overnight. */
const now = Date.parse('2026-11-25T02:00:00Z')
/** What a private message on Weibo carries, in characters. */
const maxLength = 300

/**
 * The first desk of the sample configuration, as far as it answers by itself: triage, local parts and places as in
 * the product. Gives the ids that would be answered at once.
 */
export function sampleDesk(entries: readonly FaqEntry[], match: Match): (text: string) => readonly string[] {
  const [desk] = Service.parse(parse(readFileSync(join(ROOT, 'zhiban.config.yaml'), 'utf8'))).desks
  if (desk === undefined) throw new Error('the sample configuration has no desk')
  const byKey = new Map(entries.map((entry) => [`${entry.lang}/${entry.id}`, entry]))
  const answering: Answering = {
    settings: { faqAuto: true, timeZone: desk.timeZone },
    faq: {
      match,
      isDanger: () => false,
      entry: (id, lang) => byKey.get(`${lang}/${id}`),
      locate: createLocator(placesOf(desk)),
    },
  }
  return (text) => faqAnswer(answering, text, triage(text), { maxLength, now })?.ids ?? []
}
