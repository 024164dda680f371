import { calibration as checkedIn } from './calibration.ts'
import type { Calibration } from './confidence.ts'
import type { Before, FaqCandidate, FaqEntry, FaqMatch, Matcher } from './entry.ts'
import { columnsOf } from './evidence.ts'
import { covers, followUpIn } from './follow-up.ts'
import { type Judge, type Judgement, judge, type Opinion } from './judge.ts'
import { buildLikeness } from './likeness.ts'
import { openModel, turnKinds } from './model.ts'
import { asksOtherOffice } from './other-office.ts'
import { asksMore, halves } from './parts.ts'
import { type Clause, type Reading, read } from './read.ts'
import { type FaqWhy, reasonZh } from './reason.ts'
import { createScope } from './scope.ts'
import { createShares, type Shares } from './shares.ts'
import { weights } from './weights.ts'
import { rememberWords, type WordsOf } from './words.ts'

/** Somebody tries to give the service orders. */
const orders =
  /忽略(?:以上|之前|上面|前面|所有)|无视(?:以上|之前|上面)|忘(?:记|掉)(?:之前|以上)|系统提示|提示词|开发者模式|越狱|你现在是|扮演|假装你|逐字|原样(?:输出|回复)|照抄|(?:重复|输出|翻译)以下|写一[首篇]|写代码|ignore (?:previous|all|the above|your|any)|disregard|system prompt|(?:your|previous) instructions|developer mode|jailbreak|\bact as\b|\bpretend\b|role-?play|verbatim|repeat after/u
/** A single character asks nothing. */
const fewest = 2
/** Shares of a kind of turn from which it is named in the reason. */
const telling = 0.4

const none = (why: FaqWhy): FaqMatch => ({
  band: 'none',
  candidates: [],
  answers: [],
  rest: false,
  reason: reasonZh(why),
  why,
})
const round = (value: number): number => Math.max(1, Math.round(value * 1000)) / 1000

/**
 * From here on a turn in which no rule finds a danger is treated as one. On the questions in `test/faq` it finds four of
 * the eight dangers that the rules miss, and takes none of the 836 harmless turns for one; it was chosen on them, so expect
 * somewhat less.
 */
export const dangerFrom = 0.7

/** Keeps what was found for the clauses asked about last. */
function once(shares: (clauses: readonly Clause[]) => Shares): (clauses: readonly Clause[]) => Shares {
  let last: { readonly clauses: readonly Clause[]; readonly found: Shares } | undefined
  return (clauses) => {
    if (last?.clauses !== clauses) last = { clauses, found: shares(clauses) }
    return last.found
  }
}

/** The entries of one id, in both languages. */
interface Group {
  readonly id: string
  readonly title: string
  readonly entries: readonly FaqEntry[]
}

function groupsOf(entries: readonly FaqEntry[]): Group[] {
  const byId = new Map<string, FaqEntry[]>()
  for (const entry of entries) byId.set(entry.id, [...(byId.get(entry.id) ?? []), entry])
  return [...byId]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]) => ({
      id,
      title: (own.find(({ lang }) => lang === 'zh') ?? own[0])?.title ?? id,
      entries: own,
    }))
}

/**
 * Builds a matcher over the entries of both languages. Candidates are ids, which are the same in both.
 *
 * A learned linear model and the likeness to the entries' own questions look at the turn as a whole and at its clauses;
 * how sure an answer must be was measured, see `npm run faq:calibrate`. Entries that the model was not trained on are
 * found by likeness alone. Never throws.
 */
export function createMatcher(
  entries: readonly FaqEntry[],
  calibration: Calibration = checkedIn,
  wordsOf: WordsOf = rememberWords(),
): Matcher {
  const { answerFrom, offerFrom } = calibration
  const groups = groupsOf(entries)
  const model = openModel(weights)
  const scope = createScope(
    groups.map((group) => group.entries),
    wordsOf,
  )
  const parts: Judge = {
    index: buildLikeness(
      groups.map((group) => group.entries),
      wordsOf,
    ),
    columns: columnsOf(
      groups.map(({ id }) => id),
      model.entries,
    ),
    shares: once(createShares(model)),
    calibration,
  }
  const emergency = model.other + 1 + turnKinds.indexOf('emergency')
  // The same turn is asked about twice: whether it speaks of danger, and what it asks for.
  let last: { readonly turn: string; readonly reading: Reading } | undefined
  const readOnce = (turn: string): Reading => {
    if (last?.turn !== turn) last = { turn, reading: read(turn) }
    return last.reading
  }
  const titleOf = (opinion: Opinion): string => groups[opinion.entry]?.title ?? ''
  const idOf = (opinion: Opinion): string => groups[opinion.entry]?.id ?? ''

  function afterAnswer(reading: Reading, { entry: id }: Before): FaqMatch | undefined {
    const about = followUpIn(reading)
    const group = groups.find((one) => one.id === id)
    if (about === undefined || group === undefined) return undefined
    const isCovered = group.entries.every((entry) => covers(entry, about))
    const why: FaqWhy = { code: isCovered ? 'follow-up' : 'follow-up-open', title: group.title, about }
    const confidence = isCovered ? answerFrom : round(offerFrom + (answerFrom - offerFrom) / 2)
    return {
      band: isCovered ? 'answer' : 'offer',
      candidates: [{ id, confidence }],
      answers: isCovered ? [id] : [],
      rest: false,
      reason: reasonZh(why),
      why,
    }
  }

  const isElsewhere = (reading: Reading, entry: number): boolean =>
    asksOtherOffice(reading, ({ concepts }, words) => scope.isOwn(words, concepts, entry) ?? true)

  /** Two questions, one after the other, both sure. */
  function bothOf(reading: Reading, judgement: Judgement): readonly [Opinion, Opinion] | undefined {
    const isOut = scope.outOf(reading)
    for (const [before, after] of halves(reading, judgement.shares)) {
      const one = judge(parts, before, isOut).opinions[0]
      const two = judge(parts, after, isOut).opinions[0]
      if (one === undefined || two === undefined || one.entry === two.entry) continue
      if ([one, two].some(({ entry }) => isElsewhere(reading, entry))) continue
      if (Math.min(one.confidence, two.confidence) >= answerFrom) return [one, two]
    }
    return undefined
  }

  return {
    danger(turn) {
      const { clauses } = readOnce(turn)
      return clauses.length === 0 ? 0 : (parts.shares(clauses).whole[emergency] ?? 0)
    },
    match(turn, before) {
      const reading = readOnce(turn)
      if (reading.clauses.length === 0 || reading.normal.trim().length < fewest) return none({ code: 'no-entry' })
      const order = orders.exec(reading.normal)
      if (order !== null) return none({ code: 'orders', words: order[0] })
      const followed = before === undefined ? undefined : afterAnswer(reading, before)
      if (followed !== undefined) return followed

      const judgement = judge(parts, reading.clauses, scope.outOf(reading))
      const { opinions } = judgement
      const [best, second] = opinions
      if (best === undefined || best.confidence < offerFrom) return none({ code: 'no-entry' })
      const candidates = opinions
        .slice(0, 3)
        .map((opinion): FaqCandidate => ({ id: idOf(opinion), confidence: round(opinion.confidence) }))
      const both = reading.clauses.length > 1 ? bothOf(reading, judgement) : undefined
      if (both !== undefined) {
        const why: FaqWhy = { code: 'two-sure', title: titleOf(both[0]), second: titleOf(both[1]) }
        const firsts = both.map(
          (opinion): FaqCandidate => ({ id: idOf(opinion), confidence: round(opinion.confidence) }),
        )
        const others = candidates.filter(({ id }) => !firsts.some((one) => one.id === id))
        return {
          band: 'answer',
          candidates: [...firsts, ...others].slice(0, 3),
          answers: both.map(idOf),
          rest: false,
          reason: reasonZh(why),
          why,
        }
      }
      const isLikely = best.confidence >= answerFrom
      const isSure = isLikely && !isElsewhere(reading, best.entry)
      const why: FaqWhy =
        isLikely && !isSure
          ? { code: 'other-office', title: titleOf(best) }
          : isSure
            ? { code: 'sure', title: titleOf(best) }
            : doubt(best, second, judgement)
      return {
        band: isSure ? 'answer' : 'offer',
        candidates,
        answers: isSure ? [idOf(best)] : [],
        rest: isSure && asksMore(reading, judgement.shares, parts.columns.columnOf[best.entry] ?? -1, parts.shares),
        reason: reasonZh(why),
        why,
      }
    },
  }

  function doubt(best: Opinion, second: Opinion | undefined, { shares }: Judgement): FaqWhy {
    const title = titleOf(best)
    const kinds = model.other + 1
    if (best.nearMiss > 0) return { code: 'near-miss', title }
    if (Math.max(shares.whole[kinds + 1] ?? 0, shares.whole[kinds + 3] ?? 0) > telling) return { code: 'case', title }
    if (second !== undefined && second.confidence > best.confidence / 2)
      return { code: 'close', title, second: titleOf(second) }
    return { code: 'unsure', title }
  }
}
