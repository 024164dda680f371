import type { Burst } from '../../store/bursts.ts'
import type { Case } from '../../store/cases.ts'
import { merge } from '../cases/merge.ts'
import { caseNumber } from '../cases/numbers.ts'
import { isUnanswered, mayTake } from '../cases/states.ts'
import type { DeskContext } from '../context.ts'
import type { StaffMember } from '../settings.ts'
import { recordOnBurst } from './burst.ts'

/** Cases that one press merges: bounds what one command does. */
const AT_ONCE = 100
/** Cases that the card names. */
const NAMED = 3
const CLASSES = ['life', 'utilities', 'general', 'complex'] as const satisfies readonly Case['class'][]

/** The cases of a burst's members that could be one. */
export interface Matters {
  /** The one that the others would become part of; undefined when members have none. */
  readonly into: Case | undefined
  readonly others: readonly Case[]
}

/**
 * What the members of a burst have opened cases for. They go into the one that somebody works on already, else into
 * the one that must be answered soonest; what departments have in hand besides stays by itself.
 */
export function mattersOf(desk: DeskContext, burst: Burst): Matters {
  const open = desk.bursts
    .cases(burst.id)
    .flatMap((id) => desk.cases.get(id) ?? [])
    .filter(({ state }) => isUnanswered(state))
  const rank = (row: Case): number => (mayTake(row.state, 'merge') ? CLASSES.length : 0) + CLASSES.indexOf(row.class)
  const [into] = open.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id)
  return { into, others: open.filter((row) => row.id !== into?.id && mayTake(row.state, 'merge')) }
}

/** `12 个（QX-C1、QX-C2、QX-C3…）`, for the card. */
export function mattersInWords(desk: DeskContext, { into, others }: Matters): string {
  const all = [...(into === undefined ? [] : [into]), ...others]
  const names = all.slice(0, NAMED).map(({ id }) => caseNumber(desk, id))
  const more = all.length > NAMED ? '…' : ''
  return desk.say.bursts.card.mattersValue(names.join(desk.say.list) + more, String(all.length))
}

/** A person has seen that the members' cases are one matter: one referral, one report, one end. */
export function mergeMatters(desk: DeskContext, burst: Burst, person: StaffMember, now: number): void {
  const { into, others } = mattersOf(desk, burst)
  if (into === undefined || others.length === 0) return
  const some = others.slice(0, AT_ONCE)
  for (const row of some) {
    const target = desk.cases.get(into.id)
    if (target !== undefined) merge(desk, row, target, person, now)
  }
  const line = desk.say.bursts.history.merged(person.name, String(some.length), caseNumber(desk, into.id))
  // Of the reply nothing has changed: whoever is about to decide on it may go on.
  recordOnBurst(desk, burst.id, {}, line, now)
}
