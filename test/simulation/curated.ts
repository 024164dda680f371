import { platforms, teamChats } from '../../adapters/registry.ts'
import { parseConfig } from '../../src/config.ts'
import { topics } from '../../src/desk/message.ts'
import { faqVariables } from '../../src/faq/fill.ts'
import { loadFaq } from '../../src/faq/load.ts'
import { sendable } from '../../src/faq/sendable.ts'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import { sampleLocator } from '../faq/entries.ts'
import type { World } from '../support/world.ts'

const content = readContent(`${ROOT}/zhiban.config.yaml`)
const config = parseConfig(content.config, platforms, teamChats)
const variables = { desk_name: config.desks[0]?.name ?? '', ...config.desks[0]?.variables }
const locate = sampleLocator()
const entries = loadFaq(content.faq, { topics, variables: [...faqVariables, ...Object.keys(variables)] }).entries
/** Every FAQ text that may go out by itself, whatever the channel takes. */
const faqTexts = new Set(
  entries.flatMap((entry) =>
    [140, 299, 600, 2_000].flatMap((limit) => {
      const text = sendable(entry, locate('', entry.lang).values, limit, '2026-11-24')
      return text.ok ? [text.text] : []
    }),
  ),
)
/** An FAQ text, or two of them in one message. */
export function isCurated(text: string): boolean {
  if (faqTexts.has(text)) return true
  const between = [...text.matchAll(/\n\n/g)].map((found) => found.index)
  return between.some((at) => faqTexts.has(text.slice(0, at)) && faqTexts.has(text.slice(at + 2)))
}

/** A standing text of the desk, with its values filled in. */
export function isStanding({ built }: World, sent: string): boolean {
  const text = withoutOptions(sent)
  const standing = built.service.desks.get('qingxi')?.settings.standing
  return [standing?.zh, standing?.en].some((texts) => {
    if (texts === undefined) return false
    const { receipt, personComing, followWelcome, unknownLanguage, choice, caseOpened, emergency } = texts
    return [
      receipt,
      personComing,
      followWelcome,
      unknownLanguage,
      choice,
      caseOpened,
      ...Object.values(emergency),
    ].some((frame) => {
      const filled = frame.replaceAll(
        /\{\{\s*(\w+)\s*\}\}/g,
        (whole, name: string) => new Map(Object.entries(variables)).get(name) ?? whole,
      )
      const [before, after] = filled.split(/\{\{\s*number\s*\}\}/)
      if (after === undefined) return text === filled
      return (
        text.startsWith(before ?? '') &&
        text.endsWith(after) &&
        /^QX-C?\d+$/.test(text.slice(before?.length, text.length - after.length))
      )
    })
  })
}

/** A text without the numbered titles of entries of which one is to be chosen. */
function withoutOptions(text: string): string {
  return text.replace(/^1 .+(?:\n[23] .+)+$/mu, (options) => {
    const titles = options.split('\n').map((line) => line.slice(2))
    return titles.every((title) => entries.some((entry) => entry.title === title)) ? '{{options}}' : options
  })
}
