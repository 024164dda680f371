import type { FaqEntry } from '../faq/entry.ts'
import { lengthOf, type Sendable, sendable } from '../faq/sendable.ts'
import type { DeskContext } from './context.ts'
import { dayOf } from './times.ts'

/** Between two entries in one message. */
export const BETWEEN_ENTRIES = '\n\n'

/** The text of an entry that may go out to this turn without a person, or why none may. `limit` in characters. */
export function entryText(desk: DeskContext, entry: FaqEntry, turn: string, limit: number, now: number): Sendable {
  const { values, elsewhere } = desk.faq.locate(turn, entry.lang)
  return sendable(entry, values, limit, dayOf(now, desk.settings.timeZone), elsewhere)
}

/**
 * Both entries in one message, each word for word, as full as `limit` allows: the longer text of each, else a brief
 * of one or of both. Undefined when they do not fit together.
 */
export function bothTexts(
  desk: DeskContext,
  [first, second]: readonly [FaqEntry, FaqEntry],
  turn: string,
  limit: number,
  now: number,
): string | undefined {
  const texts = (entry: FaqEntry): string[] => {
    const long = entryText(desk, entry, turn, limit, now)
    if (!long.ok) return []
    const short = entryText(desk, entry, turn, lengthOf(long.text) - 1, now)
    return short.ok ? [long.text, short.text] : [long.text]
  }
  const seconds = texts(second)
  return texts(first)
    .flatMap((one) => seconds.map((other) => one + BETWEEN_ENTRIES + other))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))
    .find((text) => lengthOf(text) <= limit)
}
