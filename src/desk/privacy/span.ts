import type { MaskedKind } from '../message.ts'

/** Where personal data stands in a text: UTF-16 offsets, `end` exclusive. */
export interface Find {
  readonly kind: MaskedKind
  readonly start: number
  readonly end: number
}

/** A private-use character: no letter, no digit, no separator, so nothing joins across a find. */
const hidden = '\uE000'

/** The text at the same length with the finds made unreadable. The finds are ascending and do not overlap. */
export function blank(text: string, finds: readonly Find[]): string {
  const parts: string[] = []
  let from = 0
  for (const find of finds) {
    parts.push(text.slice(from, find.start), hidden.repeat(find.end - find.start))
    from = find.end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

/** All matches of a global pattern as finds of one kind. */
export function findsOf(kind: MaskedKind, pattern: RegExp, text: string): Find[] {
  const finds: Find[] = []
  for (const match of text.matchAll(pattern)) {
    finds.push({ kind, start: match.index, end: match.index + match[0].length })
  }
  return finds
}
