import type { Case } from '../../store/cases.ts'
import type { Clock, ClockAbout } from '../../store/clocks.ts'
import type { ClockKind } from '../clocks/policy.ts'
import { resumeClocks, setClock, startClock } from '../clocks/running.ts'
import { isPaused } from '../clocks/time.ts'
import type { DeskContext } from '../context.ts'
import type { CaseState } from './states.ts'

type CaseClock = Extract<ClockKind, 'acceptance' | 'report' | 'case' | 'follow-up'>

/** What is waited for in each state. */
const waitsFor: Readonly<Record<CaseState, readonly CaseClock[]>> = {
  open: ['case'],
  referred: ['case', 'acceptance'],
  accepted: ['case', 'report'],
  reported: ['case'],
  returned: ['case'],
  reopened: ['case'],
  replied: ['follow-up'],
  'following-up': ['follow-up'],
  closed: [],
  merged: [],
}

export const ofCase = (aboutId: number): ClockAbout => ({ about: 'case', aboutId })

/** Clocks of a case in the order in which they run out, paused ones last. */
export const clocksOf = (desk: DeskContext, id: number): Clock[] =>
  desk.clocks.of(ofCase(id)).toSorted((a, b) => (a.dueAt ?? Number.MAX_VALUE) - (b.dueAt ?? Number.MAX_VALUE))

export const clockOf = (desk: DeskContext, id: number, kind: ClockKind): Clock | undefined =>
  desk.clocks.of(ofCase(id)).find((clock) => clock.kind === kind)

/** When the department must have reported; while that is paused, when the citizen was to be answered. */
export const departmentDue = (desk: DeskContext, row: Case): number =>
  clockOf(desk, row.id, 'report')?.dueAt ?? row.deadlineAt

/** Some time that counts has run out; waiting for the citizen does not. */
export const isLate = (clocks: readonly Clock[], now: number): boolean =>
  clocks.some(({ kind, dueAt }) => kind !== 'citizen' && dueAt !== null && dueAt <= now)

/** The case's own time stands still, since the citizen was asked something. */
export const isWaiting = (clocks: readonly Clock[]): boolean => clocks.some(isPaused)

/** The case is in this state from now on: what it waits for runs, nothing else; `anew` begins again if it runs already. */
export function watchCase(desk: DeskContext, row: Pick<Case, 'id' | 'state'>, now: number, anew?: CaseClock): void {
  const about = ofCase(row.id)
  resumeClocks(desk, about, now)
  const wanted = waitsFor[row.state]
  const kept: ClockKind[] = []
  for (const clock of desk.clocks.of(about)) {
    if (wanted.some((kind) => kind === clock.kind && kind !== anew)) kept.push(clock.kind)
    else desk.clocks.remove(clock.id)
  }
  for (const kind of wanted.filter((one) => !kept.includes(one))) {
    const clock = startClock(desk, about, kind, now)
    if (clock !== undefined && (kind === 'acceptance' || kind === 'report')) withinWhole(desk, clock, row.id, now)
  }
}

/** A department has no longer than the whole case, as long as that is not late already. */
export function withinWhole(desk: DeskContext, clock: Clock, caseId: number, now: number): void {
  const until = clockOf(desk, caseId, 'case')?.dueAt ?? null
  if (until === null || until <= now || clock.dueAt === null || clock.dueAt <= until) return
  setClock(desk, clock, { until, why: 'whole' }, now)
}

/** More time until then for whoever had less. True when the case as a whole has more. */
export function grantUntil(desk: DeskContext, row: Case, until: number, now: number): boolean {
  let whole = false
  for (const clock of desk.clocks.of(ofCase(row.id))) {
    const before = clock.dueAt ?? (clock.kind === 'case' ? row.deadlineAt : 0)
    if (clock.kind === 'citizen' || clock.kind === 'follow-up' || before >= until) continue
    setClock(desk, clock, { until, why: 'granted' }, now)
    if (clock.kind === 'case') whole = true
  }
  if (whole) desk.cases.update(row.id, { deadlineAt: until })
  return whole
}

/**
 * More time until then for the whole of a case, and for a department whose time ended with it; nobody else is given more
 * time to accept or to report. True when the case has more.
 */
export function grantWhole(desk: DeskContext, row: Case, until: number, now: number): boolean {
  const whole = clockOf(desk, row.id, 'case')
  const before = whole?.dueAt ?? row.deadlineAt
  if (whole === undefined || before >= until) return false
  for (const clock of desk.clocks.of(ofCase(row.id)))
    if (clock.kind === 'case' || (clock.kind === 'report' && clock.dueAt === before))
      setClock(desk, clock, { until, why: 'granted' }, now)
  desk.cases.update(row.id, { deadlineAt: until })
  return true
}

/** A case of a version before this one has no clocks: what it waits for runs, with the deadline that it had. */
export function watchOlder(desk: DeskContext, row: Case, now: number): void {
  const { deadlineAt: until } = row
  watchCase(desk, row, now)
  const whole = clockOf(desk, row.id, 'case')
  if (whole !== undefined) setClock(desk, whole, { until, why: 'set' }, now)
}

/** The whole of a case is to be done by this time, whatever the policy says. */
export function setDeadline(
  desk: DeskContext,
  id: number,
  until: number,
  now: number,
  why: 'set' | 'merged' = 'set',
): void {
  const whole = clockOf(desk, id, 'case')
  if (whole !== undefined) setClock(desk, whole, { until, why }, now)
}
