import type { Swap } from '../../store/swaps.ts'
import { localOf, plusDays } from '../calendar/day.ts'
import type { DeskContext } from '../context.ts'
import { isOnStaff } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { type Watch, watchesAt, watchesOf } from './shift.ts'

export interface OnDuty {
  /** Staff ids, at least one. */
  readonly duty: readonly string[]
  readonly deputies: readonly string[]
  /** Leaders in charge of the shift. */
  readonly leaders: readonly string[]
  /** False when the roster has nobody, or there is none: then those on the desk's standing list stand in. */
  readonly byRoster: boolean
}

/** Who is on duty. Without a roster, and where it has a gap, the desk's standing list. */
export function onDuty(desk: DeskContext, now: number): OnDuty {
  const { roster, calendar, duty } = desk.settings
  const { day } = localOf(now, calendar.timeZone)
  const watches = roster.length === 0 ? [] : watchesAt(roster, calendar, now, swapsOf(desk, [plusDays(day, -1), day]))
  const all = (part: (watch: Watch) => readonly string[]): string[] => [...new Set(watches.flatMap(part))]
  const named = all((watch) => watch.duty)
  return {
    duty: named.length > 0 ? named : duty,
    deputies: all((watch) => watch.deputies),
    leaders: all((watch) => watch.leaders),
    byRoster: named.length > 0,
  }
}

/** The shifts that begin on these days, swaps included. */
export function watchesOn(desk: DeskContext, days: readonly string[]): Watch[] {
  const { roster, calendar } = desk.settings
  if (roster.length === 0) return []
  const swaps = swapsOf(desk, days)
  return days.flatMap((day) => watchesOf(roster, calendar, day, swaps))
}

/** The agreed swaps that hold: one with somebody who has left the configuration since does not. */
const swapsOf = (desk: DeskContext, days: readonly string[]): Swap[] =>
  desk.swaps.agreed(days).filter(({ asker, other }) => isOnStaff(desk, asker) && isOnStaff(desk, other))

/** Conversations go to those on duty in turn. */
export const ownerFor = (desk: DeskContext, conversationId: number, now: number): string => {
  const { duty } = onDuty(desk, now)
  return duty[conversationId % duty.length] ?? ''
}

/**
 * Who is called first about something: its owner, or, when the owner's shift is over or the owner has left, somebody who
 * is on duty.
 */
export function responsible(desk: DeskContext, id: number, owner: string | null, now: number): string {
  const { duty, deputies, leaders, byRoster } = onDuty(desk, now)
  const there = !byRoster || [...duty, ...deputies, ...leaders].some((one) => one === owner)
  if (owner !== null && there && isOnStaff(desk, owner)) return owner
  return duty[id % duty.length] ?? ''
}

/** Of these people those whose shift it is; all of them when it is nobody's. */
export function atWork(desk: DeskContext, people: readonly StaffMember[], now: number): readonly StaffMember[] {
  const { duty, deputies, leaders, byRoster } = onDuty(desk, now)
  if (!byRoster) return people
  const there = people.filter(({ id }) => [...duty, ...deputies, ...leaders].includes(id))
  return there.length === 0 ? people : there
}
