/** Marks that end a sentence, with the quotes and brackets that close behind them and the space that follows. */
const SENTENCE_END = /(?:[。！？；…\n]|[.!?](?=["'”’)\]]*(?:\s|$)))+["'”’」』）》)\]]*\s*/gu
/** Softer places to pause. An ASCII comma counts only before a space, so that `1,000` stays whole. */
const PAUSE = /(?:[，、：]|[,;:](?=\s))\s*|\s+/gu

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * Splits a text into pieces of at most `limit` code points that give it back exactly when joined.
 * Each piece is as long as it can be and ends with a sentence; where the limit allows none, at a comma or space;
 * else between two characters as a reader sees them. Only one such character longer than the limit is itself cut,
 * and never inside a surrogate pair. An empty text has no pieces. Throws `RangeError` unless `limit` is 1 or more.
 */
export function splitText(text: string, limit: number): string[] {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`A piece needs a limit of 1 or more, not ${limit}.`)
  const whole = boundaries(text)
  const sentences = endsOf(SENTENCE_END, text, whole)
  const pauses = endsOf(PAUSE, text, whole)
  const pieces: string[] = []
  let start = 0
  while (start < text.length) {
    const reach = advance(text, start, limit)
    const end =
      reach === text.length
        ? reach
        : (lastWithin(sentences, start, reach) ??
          lastWithin(pauses, start, reach) ??
          lastWithin(whole, start, reach) ??
          reach)
    pieces.push(text.slice(start, end))
    start = end
  }
  return pieces
}

/** Where one character, as a reader sees it, ends: ascending UTF-16 offsets. */
const boundaries = (text: string): readonly number[] =>
  Array.from(graphemes.segment(text), ({ index, segment }) => index + segment.length)

/** The ends of all matches, with and without the space behind, that do not fall into the middle of a character. */
function endsOf(pattern: RegExp, text: string, whole: readonly number[]): readonly number[] {
  const allowed = new Set(whole)
  return Array.from(text.matchAll(pattern), (match) =>
    [match[0].trimEnd().length, match[0].length].map((length) => match.index + length),
  )
    .flat()
    .filter((end) => allowed.has(end))
}

/** The UTF-16 offset `count` code points after `start`, or the end of the text. */
function advance(text: string, start: number, count: number): number {
  let offset = start
  for (let n = 0; n < count && offset < text.length; n += 1) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
  return offset
}

/** The largest of ascending offsets that is above `start` and not above `reach`. */
function lastWithin(offsets: readonly number[], start: number, reach: number): number | undefined {
  const found = offsets[firstAbove(offsets, reach) - 1]
  return found !== undefined && found > start ? found : undefined
}

/** The index of the first offset above `value`, by halving. */
function firstAbove(offsets: readonly number[], value: number): number {
  let low = 0
  let high = offsets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((offsets[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
