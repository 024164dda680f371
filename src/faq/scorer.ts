import { distinct, type FaqIndex, type IndexedEntry, meets, normOf, pairsOf } from './faq-index.ts'
import type { Analysis, Mark } from './lexicon.ts'

/** How well one entry fits one turn. */
export interface Score {
  readonly entry: IndexedEntry
  /** 0 to 1, before any cap. */
  readonly confidence: number
  /** What entries are ordered by: the confidence, and among much alike ones the likeness. */
  readonly rank: number
  /** Cosine with the best of the entry's own questions, 0 to 1. */
  readonly likeness: number
  /** Cosine with the best of its near misses, 0 to 1. */
  readonly nearMiss: number
  /** The first matter that the turn names and the entry never does. */
  readonly foreign: Mark | undefined
}

/** How fast words that the entry does not know pull the confidence down. */
const coveragePower = 1.6
/** What full coverage is worth without any likeness to one question. */
const coverageShare = 0.6
/** From this cosine on, a turn counts as one of the entry's own questions. */
const alike = 0.8
/** A turn that lacks a needed word keeps this share. */
const lackingNeed = 0.45
/** How much likeness moves an entry in the order. */
const likenessShare = 0.5
/** Weight of unexplained words outside the best clauses that halves the confidence, and the least that remains. */
const strayHalf = 12
const strayFloor = 0.45

interface Part {
  readonly marks: ReadonlyMap<string, Mark>
  readonly pairs: ReadonlyMap<string, Mark>
  readonly isWhole: boolean
}

/** The turn itself, each clause, and each two neighbours: a story often holds its question in one of them. */
function partsOf({ clauses }: Analysis): Part[] {
  const part = (of: Analysis['clauses'], isWhole: boolean): Part => ({
    marks: distinct(of),
    pairs: pairsOf(of),
    isWhole,
  })
  const parts = [part(clauses, true)]
  if (clauses.length < 2) return parts
  clauses.forEach((clause, at) => {
    const next = clauses[at + 1]
    if (next !== undefined && clauses.length > 2) parts.push(part([clause, next], false))
    parts.push(part([clause], false))
  })
  return parts
}

/** How, how long, where, and simply doing it: everybody's words, known to every entry. */
const isCommon = (mark: Mark): boolean =>
  mark.kind === 'ask' || mark.kind === 'place' || mark.key === '办理' || mark.key === 'apply'

/** Gives a function that scores every entry a turn could be about, best first. Not re-entrant; it is synchronous. */
export function createScorer(index: FaqIndex): (analysis: Analysis) => Score[] {
  const dots = new Float64Array(index.phrasings.length)
  const own = new Float64Array(index.entries.length)
  const near = new Float64Array(index.entries.length)

  /** Fills `own` and `near` with each entry's best cosines and lists the entries touched. */
  function compare({ marks, pairs }: Part): number[] {
    const touched: number[] = []
    const all = [...marks.values(), ...pairs.values()]
    for (const mark of all) {
      const posting = index.postings[index.features.get(mark.key) ?? -1]
      if (posting === undefined) continue
      for (const at of posting) {
        const sofar = dots[at] ?? 0
        if (sofar === 0) touched.push(at)
        dots[at] = sofar + mark.weight * mark.weight
      }
    }
    const norm = normOf(all)
    const entries: number[] = []
    for (const at of touched) {
      const phrasing = index.phrasings[at]
      const dot = dots[at] ?? 0
      dots[at] = 0
      if (phrasing === undefined) continue
      const { entry, negative } = phrasing
      if (own[entry] === 0 && near[entry] === 0) entries.push(entry)
      const best = negative ? near : own
      best[entry] = Math.max(best[entry] ?? 0, dot / (norm * phrasing.norm))
    }
    return entries
  }

  return (analysis) => {
    const parts = partsOf(analysis)
    const whole = parts[0]?.marks ?? new Map<string, Mark>()
    const wholeFeatures = featuresOf(index, whole.keys())
    const best = new Map<number, Score>()
    for (const part of parts) {
      const partFeatures = part.isWhole ? wholeFeatures : featuresOf(index, part.marks.keys())
      for (const at of compare(part)) {
        const entry = index.entries[at]
        const likeness = own[at] ?? 0
        const nearMiss = near[at] ?? 0
        own[at] = 0
        near[at] = 0
        if (entry === undefined || likeness === 0 || meets(entry.block, wholeFeatures, analysis.normal)) continue
        const cover = coverage(entry, index, part.marks)
        const worth = coverageShare + (1 - coverageShare) * Math.min(1, likeness / alike)
        const hasNeeds = entry.needs.every((need) => meets(need, partFeatures, analysis.normal))
        const context = part.isWhole
          ? 1
          : Math.max(strayFloor, 1 / (1 + stray(entry, index, whole, part.marks) / strayHalf))
        const confidence = cover ** coveragePower * worth * context * (hasNeeds ? 1 : lackingNeed)
        if (confidence <= (best.get(at)?.confidence ?? 0)) continue
        best.set(at, {
          entry,
          confidence,
          rank: confidence * (1 + likenessShare * likeness),
          likeness,
          nearMiss,
          foreign: foreignTo(entry, index, whole),
        })
      }
    }
    return [...best.values()].sort((a, b) => b.rank - a.rank || (a.entry.entry.id < b.entry.entry.id ? -1 : 1))
  }
}

function featuresOf(index: FaqIndex, keys: Iterable<string>): Set<number> {
  const features = new Set<number>()
  for (const key of keys) {
    const feature = index.features.get(key)
    if (feature !== undefined) features.add(feature)
  }
  return features
}

const knows = (entry: IndexedEntry, index: FaqIndex, mark: Mark): boolean =>
  isCommon(mark) || entry.known.has(index.features.get(mark.key) ?? -1)

/** Share of the weight of what was said that the entry's questions speak of. */
function coverage(entry: IndexedEntry, index: FaqIndex, marks: ReadonlyMap<string, Mark>): number {
  let all = 0
  let known = 0
  for (const mark of marks.values()) {
    all += mark.weight
    if (knows(entry, index, mark)) known += mark.weight
  }
  return all === 0 ? 0 : known / all
}

/** Weight of what the rest of the turn says and the entry does not know. */
function stray(
  entry: IndexedEntry,
  index: FaqIndex,
  whole: ReadonlyMap<string, Mark>,
  part: ReadonlyMap<string, Mark>,
): number {
  let sum = 0
  for (const [key, mark] of whole) if (!part.has(key) && !knows(entry, index, mark)) sum += mark.weight
  return sum
}

function foreignTo(entry: IndexedEntry, index: FaqIndex, whole: ReadonlyMap<string, Mark>): Mark | undefined {
  for (const mark of whole.values()) if (mark.kind === 'thing' && !knows(entry, index, mark)) return mark
  return undefined
}
