import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { sha256Hex } from '../../adapters/shared/crypto.ts'
import { placesOf } from '../../src/config-places.ts'
import { Service } from '../../src/config-schema.ts'
import type { DeskContext } from '../../src/desk/context.ts'
import type { Answering } from '../../src/desk/faq/signature.ts'
import { compose, mayBeAnswered } from '../../src/desk/faq-answer.ts'
import { answerLang } from '../../src/desk/people.ts'
import { triage } from '../../src/desk/triage.ts'
import { createBooks } from '../../src/faq/book.ts'
import type { FaqEntry, FaqMatch } from '../../src/faq/entry.ts'
import { ROOT } from '../../src/runtime/content-disk.ts'

/** What a matcher of ours or of others says of a turn. */
export type Match = (text: string) => FaqMatch

/** The day of measuring: the pack is under review dates, and a figure must not change overnight. */
const now = Date.parse('2026-11-25T02:00:00Z')
/** What a private message on Weibo carries, in characters. */
export const MAX_LENGTH = 300

/** What it takes to tell what a desk answers by itself, and what a model is told of a turn. */
export interface SampleDesk extends Answering {
  readonly settings: Answering['settings'] & Pick<DeskContext['settings'], 'language' | 'name'>
}

/**
 * The first desk of the sample configuration, as far as it answers by itself: triage, local parts and places as in
 * the product.
 */
export function openSample(entries: readonly FaqEntry[], match: Match): SampleDesk {
  const [desk] = Service.parse(parse(readFileSync(join(ROOT, 'zhiban.config.yaml'), 'utf8'))).desks
  if (desk === undefined) throw new Error('the sample configuration has no desk')
  const book = createBooks({ entries, matcher: { match, danger: () => 0 } }, placesOf(desk), () => ({
    match,
    danger: () => 0,
  }))
  return {
    settings: { faqAuto: true, faqSigned: true, timeZone: desk.timeZone, language: desk.language, name: desk.name },
    faq: book({ entries: [], retired: new Set() }),
    faqRows: { isSigned: () => true, signaturesOf: () => [] },
    hash: sha256Hex,
  }
}

/** Gives the ids that the sample's desk would answer a text with at once. */
export function sampleDesk(entries: readonly FaqEntry[], match: Match): (text: string) => readonly string[] {
  const answering = openSample(entries, match)
  return (text) => {
    const turn = triage(text)
    const found = answering.faq.match(text)
    if (!mayBeAnswered(answering, turn) || found.band !== 'answer') return []
    const answered = found.answers.flatMap((id) => answering.faq.entry(id, answerLang(turn.lang)) ?? [])
    return compose(answering, found, answered, text, { maxLength: MAX_LENGTH }, now)?.parts.map(({ id }) => id) ?? []
  }
}
