import type { FaqEntry, FaqMatch } from '../../src/faq/entry.ts'
import { type Figures, figures, outcomes, timesOf } from './measure.ts'
import { engines, type Search } from './peer-engines.ts'
import { type Match, sampleDesk } from './product.ts'
import type { Question } from './questions.ts'

const thresholds = 60
/** Turns that are timed; the slowest peer takes a tenth of a second for each. */
const timed = 40

/**
 * One table: ours and the peers on the same pack and questions, all behind the same triage. Each peer has the threshold
 * that balances its coverage and precision best, found on the very questions it is measured with; ours was fixed before.
 */
export async function comparePeers(
  entries: readonly FaqEntry[],
  questions: readonly Question[],
  ours: Match,
): Promise<string> {
  const phrases = entries.flatMap((entry) =>
    [entry.title, ...entry.questions].map((text) => ({ entry: entry.id, text })),
  )
  const some = questions.slice(0, timed)
  const rows: [string, Figures][] = [
    ['**ours**', figures(outcomes(questions, ours, sampleDesk(entries, ours)), timesOf(some, ours))],
  ]
  for (const [name, search] of await engines(phrases)) {
    const started = performance.now()
    rows.push([name, best(entries, questions, search, timesOf(some, matchOf(search, 0)))])
    console.error(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`)
  }
  return table(rows)
}

/** What the peer reaches with its best threshold. */
function best(entries: readonly FaqEntry[], questions: readonly Question[], search: Search, times: number[]): Figures {
  const found = new Map(questions.map(({ text }) => [text, search(text)]))
  const sure = matchOf((text) => found.get(text) ?? [], Number.NEGATIVE_INFINITY)
  // What triage and local parts let through does not depend on the threshold.
  const all = outcomes(questions, sure, sampleDesk(entries, sure))
  const scores = [...found.values()].map((hits) => hits[0]?.[1] ?? 0).sort((a, b) => a - b)
  const at = Array.from(
    { length: thresholds },
    (_, step) => scores[Math.floor((step / thresholds) * scores.length)] ?? 0,
  )
  const reached = [...new Set(at)].map((threshold) =>
    figures(
      all.map((one) => ({ ...one, answered: one.confidence >= threshold ? one.answered : [] })),
      times,
    ),
  )
  return reached.reduce((most, own) => (balance(own) > balance(most) ? own : most), figures(all, times))
}

/** Harmonic mean of coverage and precision: what the best threshold is best in. */
const balance = ({ coverage, precision }: Figures): number =>
  coverage + precision === 0 ? 0 : (2 * coverage * precision) / (coverage + precision)

function matchOf(search: Search, threshold: number): Match {
  return (text): FaqMatch => {
    const hits = search(text)
    const [first] = hits
    const isSure = first !== undefined && first[1] >= threshold
    return {
      band: isSure ? 'answer' : 'offer',
      candidates: hits.slice(0, 3).map(([id, confidence]) => ({ id, confidence })),
      answers: isSure ? [first[0]] : [],
      rest: false,
      reason: '',
      why: { code: 'no-entry' },
    }
  }
}

function table(rows: readonly (readonly [string, Figures])[]): string {
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`
  return [
    '',
    '| | right first | within three | answered at once | precision | answers to negatives | needs-human | median |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(
      ([name, own]) =>
        `| ${name} | ${percent(own.hit1)} | ${percent(own.hit3)} | ${percent(own.coverage)} | ${percent(own.precision)} | ${percent(own.falseAll)} | ${percent(own.false['needs-human'])} | ${own.microseconds.median} µs |`,
    ),
  ].join('\n')
}
