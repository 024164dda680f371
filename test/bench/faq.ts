import { performance } from 'node:perf_hooks'
import type { FaqEntry } from '../../src/faq/entry.ts'
import { createMatcher } from '../../src/faq/matcher.ts'
import { readPack } from '../eval/pack.ts'
import { figure, median, percentile, type Row } from './support/figures.ts'
import { chance, createUsualTexts } from './support/texts.ts'

const MANY = 5_000
const QUESTIONS = 10
const TURNS = 2_000
const TARGET_MEDIAN_MS = 1
const TARGET_P99_MS = 3

/** `count` ids in one language whose questions mix those of the pack with words of their own. */
function entriesLike(pack: readonly FaqEntry[], count: number): FaqEntry[] {
  const draw = chance(11)
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(draw() * list.length)] ?? otherwise
  const zh = pack.filter(({ lang }) => lang === 'zh')
  const own = (): string =>
    String.fromCharCode(...Array.from({ length: 4 }, () => 0x4e00 + Math.floor(draw() * 0x3000)))
  return Array.from({ length: count }, (_, index) => {
    const model = zh[index % zh.length]
    if (model === undefined) throw new Error('the pack has no Chinese entry')
    const word = own()
    const questions = Array.from(
      { length: QUESTIONS },
      () => `${word}${pick(model.questions, '')}${pick([own(), ''], '')}`,
    )
    return {
      ...model,
      id: `${model.id}-${index}`,
      title: `${word}${model.title}`,
      questions,
      not: [],
      block: [],
      need: [],
    }
  })
}

function timesOf(entries: readonly FaqEntry[], turns: readonly string[]): number[] {
  const matcher = createMatcher(entries)
  for (const turn of turns) matcher.match(turn)
  return turns.map((turn) => {
    const started = performance.now()
    matcher.match(turn)
    return performance.now() - started
  })
}

/** What finding an entry costs with the pack's sixty ids, and how it grows when there are thousands. */
export const faq = async (): Promise<Row[]> => {
  const pack = readPack()
  const text = createUsualTexts(chance(3))
  const turns = Array.from({ length: TURNS }, () => text())
  const few = timesOf(pack, turns)
  const many = timesOf([...pack, ...entriesLike(pack, MANY)], turns)
  const row = (measure: string, ms: number, target: number): Row => ({
    measure: `${measure} (ms)`,
    ours: figure(ms),
    compared: '',
    ratio: '',
    target: `< ${target}`,
    met: ms < target,
  })
  const growth = median(many) / median(few)
  return [
    row('An FAQ entry found, 60 ids, median', median(few), TARGET_MEDIAN_MS),
    row('An FAQ entry found, 60 ids, p99', percentile(few, 0.99), TARGET_P99_MS),
    {
      measure: `An FAQ entry found, ${figure(MANY)} ids more, median (ms)`,
      ours: figure(median(many)),
      compared: `60 ids: ${figure(median(few))}`,
      ratio: figure(growth),
      target: `< ${figure(MANY / 60)}`,
      met: growth < MANY / 60,
    },
  ]
}
