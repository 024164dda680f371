import type { Before, FaqEntry, FaqMatch, Matcher } from '../../src/faq/entry.ts'

/**
 * A matcher that says what a story needs it to say, so that the story tells what the desk does with it, however well
 * the real one does.
 */
export type Script = Record<string, FaqMatch | ((before: Before | undefined) => FaqMatch)>

const script = new Map<string, Script[string]>()

/** What the matcher says from now on to these turns; to every other one it says `nothing`. */
export function play(lines: Script): void {
  script.clear()
  for (const [turn, line] of Object.entries(lines)) script.set(turn, line)
}

const candidates = (ids: readonly string[], best: number) =>
  ids.map((id, index) => ({ id, confidence: best - index / 10 }))

export const sure = (...ids: string[]): FaqMatch => ({
  band: 'answer',
  candidates: candidates(ids, 0.95),
  answers: ids,
  rest: false,
  reason: '相符',
  why: { code: 'sure', title: ids[0] ?? '' },
})
/** One sure question, and another that the entry does not cover. */
export const andMore = (id: string): FaqMatch => ({ ...sure(id), rest: true })
export const perhaps = (...ids: string[]): FaqMatch => ({
  band: 'offer',
  candidates: candidates(ids, 0.6),
  answers: [],
  rest: false,
  reason: '把握不足',
  why: { code: 'unsure', title: ids[0] ?? '' },
})
export const nothing: FaqMatch = {
  band: 'none',
  candidates: [],
  answers: [],
  rest: false,
  reason: '没有',
  why: { code: 'no-entry' },
}

export const createScriptedMatcher = (_entries: readonly FaqEntry[]): Matcher => ({
  danger: () => 0,
  match: (turn, before) => {
    const line = script.get(turn) ?? nothing
    return typeof line === 'function' ? line(before) : line
  },
})
