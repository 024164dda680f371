import type { FaqCount } from '../store/faq-outcomes.ts'
import type { DeskContext } from './context.ts'
import { titleOf } from './outcomes.ts'

const DAY_MS = 86_400_000
/** How far each report looks back, in days. */
const PERIODS: Readonly<Record<string, number>> = { week: 7, month: 30 }
/** Entries that one report lists. */
const LIST = 60
/** An entry is doubted when so many answers came back, and that share of those of which the end is known. */
const BAD_COUNT = 3
const BAD_SHARE = 0.2

/** Too many citizens came back after this entry's answers: somebody should read it again. */
export const isDoubtful = ({ confirmed, contained, cameBack }: FaqCount): boolean =>
  cameBack >= BAD_COUNT && cameBack >= BAD_SHARE * (confirmed + contained + cameBack)

/** `/zhiban faq stats [week|month]`: what came of the automatic answers, entry by entry, those in doubt first. */
export function faqStats(desk: DeskContext, period: string | undefined, now: number): string[] {
  const { stats } = desk.say
  const days = PERIODS[(period ?? 'week').toLowerCase()]
  if (days === undefined) return [stats.usage]
  const counts = desk.faqOutcomes.counts(now - days * DAY_MS, now - desk.settings.policies.continueMs)
  const all = sum(counts)
  if (all.answered === 0) return [stats.title(days), desk.say.command.none]
  const sorted = counts.toSorted((a, b) => Number(isDoubtful(b)) - Number(isDoubtful(a)))
  return [
    stats.title(days),
    [stats.all, ...numbers(desk, all)].join(desk.say.bar),
    ...sorted.slice(0, LIST).map((count) => line(desk, count)),
    ...(sorted.length > LIST ? [desk.say.command.more(sorted.length - LIST)] : []),
    stats.legend,
  ]
}

const line = (desk: DeskContext, count: FaqCount): string =>
  [
    `${isDoubtful(count) ? desk.say.stats.doubtful : ''}${desk.say.outcome.entry(titleOf(desk, count.entry, desk.settings.language), count.entry)}`,
    ...numbers(desk, count),
  ].join(desk.say.bar)

function numbers(desk: DeskContext, { answered, confirmed, contained, cameBack }: FaqCount): string[] {
  const { stats } = desk.say
  const open = answered - confirmed - contained - cameBack
  return [
    stats.answered(answered),
    stats.confirmed(confirmed),
    stats.contained(contained),
    stats.cameBack(cameBack),
    ...(open > 0 ? [stats.open(open)] : []),
  ]
}

const sum = (counts: readonly FaqCount[]): FaqCount =>
  counts.reduce(
    (total, count) => ({
      entry: '',
      answered: total.answered + count.answered,
      confirmed: total.confirmed + count.confirmed,
      contained: total.contained + count.contained,
      cameBack: total.cameBack + count.cameBack,
    }),
    { entry: '', answered: 0, confirmed: 0, contained: 0, cameBack: 0 },
  )
