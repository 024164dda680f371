import { distinct, type FaqIndex, meets, normOf } from './faq-index.ts'
import type { Analysis, Mark } from './lexicon.ts'

/** How well one entry fits one turn. */
export interface Score {
  readonly entry: number
  /** 0 to 1. */
  readonly confidence: number
  /** Likeness to the best near miss, 0 to 1. */
  readonly nearMiss: number
  /** Likeness to the best of the entry's own questions, 0 to 1. */
  readonly likeness: number
  /** The first thing that the turn speaks of and the entry never does. */
  readonly foreign: Mark | undefined
}

interface Part {
  readonly marks: ReadonlyMap<string, Mark>
  readonly isWhole: boolean
}

/** Everybody asks how, how long, where; such words never speak against an entry. */
const common = new Set(['ask', 'place'])
const hasCommonAct = new Set(['办理', 'apply'])

/** The turn itself, each clause, and each two neighbours: a story often holds its question in one of them. */
function partsOf(analysis: Analysis): Part[] {
  const { clauses } = analysis
  const parts: Part[] = [{ marks: distinct(clauses), isWhole: true }]
  if (clauses.length < 2) return parts
  clauses.forEach((clause, at) => {
    const next = clauses[at + 1]
    if (next !== undefined && clauses.length > 2) parts.push({ marks: distinct([clause, next]), isWhole: false })
    parts.push({ marks: distinct([clause]), isWhole: false })
  })
  return parts
}

/** Best cosine of each entry with the part: its own questions and, apart, its near misses. */
function likeness(index: FaqIndex, marks: ReadonlyMap<string, Mark>): Map<number, { own: number; near: number }> {
  const dots = new Map<number, number>()
  for (const mark of marks.values()) {
    const feature = index.features.get(mark.key)
    const posting = feature === undefined ? undefined : index.postings[feature]
    if (posting === undefined) continue
    const gain = mark.weight * mark.weight
    for (const at of posting) dots.set(at, (dots.get(at) ?? 0) + gain)
  }
  const norm = normOf(marks.values())
  const best = new Map<number, { own: number; near: number }>()
  for (const [at, dot] of dots) {
    const phrasing = index.phrasings[at]
    if (phrasing === undefined) continue
    const cosine = dot / (norm * phrasing.norm)
    const entry = best.get(phrasing.entry) ?? { own: 0, near: 0 }
    if (phrasing.negative) entry.near = Math.max(entry.near, cosine)
    else entry.own = Math.max(entry.own, cosine)
    best.set(phrasing.entry, entry)
  }
  return best
}
