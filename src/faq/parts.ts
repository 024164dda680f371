import { top } from './evidence.ts'
import type { Clause, Reading } from './read.ts'
import type { Shares } from './shares.ts'

/** A share in some clause from which an entry may be a second question of the turn. */
const secondFrom = 0.45
const asking =
  /[?]|吗|怎么|咋|如何|多少|多久|哪|什么|啥|几天|能不能|可不可以|可以不|行不行|是否|要不要|呢[?]?$|\b(?:how|what|where|when|which|can|do i)\b/u

/** Ways to cut a turn in two where two different entries seem to be asked for, each by a question; at most two. */
export function halves(
  { normal, clauses }: Reading,
  { bestInScope, bestFrom, bestTo }: Shares,
): (readonly [readonly Clause[], readonly Clause[]])[] {
  const [first, ...others] = top(bestInScope, bestInScope.length, 3)
  if (first === undefined || (bestInScope[first] ?? 0) < secondFrom) return []
  return others.slice(0, 2).flatMap((other) => {
    if ((bestInScope[other] ?? 0) < secondFrom) return []
    const early = (bestFrom[first] ?? 0) <= (bestFrom[other] ?? 0) ? first : other
    const late = early === first ? other : first
    const cut = bestFrom[late] ?? 0
    if (cut < (bestTo[early] ?? 0) || cut === 0) return []
    const areAsked = [early, late].every((one) => asks(normal, clauses.slice(bestFrom[one] ?? 0, bestTo[one] ?? 0)))
    if (!areAsked) return []
    return [[clauses.slice(0, cut), clauses.slice(cut)] as const]
  })
}

/** Whether a clause outside the one that asks for this entry (by column) asks for something else. */
export function asksMore(
  { normal, clauses }: Reading,
  { bestFrom, bestTo }: Shares,
  column: number,
  sharesOf: (clauses: readonly Clause[]) => Shares,
): boolean {
  if (column < 0 || clauses.length < 2) return false
  const from = bestFrom[column] ?? 0
  const to = bestTo[column] ?? 0
  return clauses.some((clause, at) => {
    if ((at >= from && at < to && to - from < clauses.length) || !asks(normal, [clause])) return false
    const { whole, best } = sharesOf([clause])
    if ((best[column] ?? 0) > ownShare) return false
    const outside = whole[best.length + 3] ?? 0
    return outside > otherShare || Math.max(...best) > otherShare
  })
}

/** A clause with so much for the entry asks for it too; with so much for another or for nobody it does not. */
const ownShare = 0.1
const otherShare = 0.85

/** The sign that ends a clause counts as its own. */
export const asks = (normal: string, clauses: readonly Clause[]): boolean =>
  clauses.some(({ from, to }) => asking.test(normal.slice(from, to + 1)))
