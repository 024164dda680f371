import type { Calibration } from './confidence.ts'
import { confidenceOf, type Ranked, ranked, signsOf } from './confidence.ts'
import { type Columns, type Evidence, gather } from './evidence.ts'
import type { LikenessIndex } from './likeness.ts'
import type { Clause } from './read.ts'
import type { Shares } from './shares.ts'

/** One entry that a turn may ask for. */
export interface Opinion {
  readonly entry: number
  /** 0 to 1. */
  readonly confidence: number
  readonly nearMiss: number
}

export interface Judgement {
  /** Best first. */
  readonly opinions: readonly Opinion[]
  readonly shares: Shares
}

export interface Judge {
  readonly index: LikenessIndex
  readonly columns: Columns
  readonly shares: (clauses: readonly Clause[]) => Shares
  readonly calibration: Calibration
}

/** A cosine with one of its own questions at which an entry that nothing was learned about is as likely as not meant. */
const evenLikeness = 0.66
const steepness = 16
/** A cosine with one of its questions from which an entry is asked for in its own words. */
const nearlyWordForWord = 0.9
/** Clauses of a turn that are compared with such entries one by one. */
const comparedAlone = 8
/** Shares of `complaint` or `emergency` from which such an entry is not considered. */
const tooGrave = 0.5

/** Who is asked for in these clauses, and how surely. Entries that are `isOut` are not considered. */
export function judge(
  { index, columns, shares, calibration }: Judge,
  clauses: readonly Clause[],
  isOut: (entry: number) => boolean,
): Judgement {
  const learned = shares(clauses)
  const evidence = without(gather(clauses, learned, index, columns), isOut)
  const order = ranked(evidence, calibration.rank)
  const trained = order.filter(({ candidate }) => candidate.learned)
  const opinions = [
    ...opinionsOf(trained, evidence, calibration).map((opinion) => rewritten(opinion, trained)),
    ...newcomers(
      clauses,
      learned,
      index,
      columns,
      order.filter(({ candidate }) => !candidate.learned),
      isOut,
    ),
  ]
  opinions.sort((a, b) => b.confidence - a.confidence || a.entry - b.entry)
  return { opinions, shares: learned }
}

/** The evidence for those that are left. */
export const without = (evidence: Evidence, isOut: (entry: number) => boolean): Evidence => ({
  ...evidence,
  candidates: evidence.candidates.filter(({ entry }) => !isOut(entry)),
})

/** The confidence in the first is measured; the others have theirs by how far they stand behind it. */
function opinionsOf(order: readonly Ranked[], evidence: Evidence, calibration: Calibration): Opinion[] {
  const [best, second] = order
  if (best === undefined) return []
  const confidence = confidenceOf(signsOf(best, second, evidence), calibration.confidence)
  return order.map(({ candidate, rank }) => ({
    entry: candidate.entry,
    confidence: confidence * Math.exp(rank - best.rank),
    nearMiss: candidate.nearMiss,
  }))
}

/**
 * A desk may have given an entry new questions since the training. Who asks one of them nearly word for word asks for it,
 * whatever was learned before.
 */
function rewritten(opinion: Opinion, trained: readonly Ranked[]): Opinion {
  const candidate = trained.find((one) => one.candidate.entry === opinion.entry)?.candidate
  const like = candidate?.signs[2] ?? 0
  return like < nearlyWordForWord || opinion.nearMiss > 0
    ? opinion
    : { ...opinion, confidence: Math.max(opinion.confidence, likeConfidence(like)) }
}

const likeConfidence = (likeness: number): number => 1 / (1 + Math.exp(-steepness * (likeness - evenLikeness)))

/** Entries added at run time: nothing was learned about them, so they must be asked for nearly in their own words. */
function newcomers(
  clauses: readonly Clause[],
  { whole }: Shares,
  index: LikenessIndex,
  { columnOf, entryOf }: Columns,
  found: readonly Ranked[],
  isOut: (entry: number) => boolean,
): Opinion[] {
  if (!columnOf.includes(-1)) return []
  const likeness = new Map<number, { own: number; not: number }>()
  for (const { candidate } of found)
    likeness.set(candidate.entry, { own: candidate.signs[3] ?? 0, not: candidate.nearMiss })
  if (clauses.length > 1)
    for (const clause of clauses.slice(0, comparedAlone))
      for (const [entry, one] of index.find(clause.terms, []).likeness) {
        if ((columnOf[entry] ?? -1) >= 0 || isOut(entry)) continue
        const before = likeness.get(entry)
        likeness.set(entry, {
          own: Math.max(before?.own ?? 0, one.own),
          not: Math.max(before?.not ?? 0, one.not - one.own),
        })
      }
  const kinds = entryOf.length + 1
  const grave = Math.max(whole[kinds + 3] ?? 0, whole[kinds + 4] ?? 0) > tooGrave
  return [...likeness].map(([entry, { own, not }]) => ({
    entry,
    confidence: (grave ? 0.3 : 1) * likeConfidence(own),
    nearMiss: not,
  }))
}
