import type { Clock, ClockAbout } from '../../store/clocks.ts'
import type { SetTime } from '../calendar/explain.ts'
import type { Duration } from '../calendar/working.ts'
import type { DeskContext } from '../context.ts'
import { clock as shortTime } from '../times.ts'
import { type ClockKind, timeFor } from './policy.ts'
import { subjectKind, subjectOf } from './subjects.ts'
import { awake, deadlineInWords, extensionsOf, isPaused, nextStep, pausesOf, timesOf } from './time.ts'

/** Starts a clock by the policy for what it is about; one of the same kind begins anew. */
export function startClock(desk: DeskContext, about: ClockAbout, kind: ClockKind, now: number): Clock | undefined {
  const subject = subjectOf(desk, about)
  if (subject === undefined) return undefined
  return start(desk, about, kind, timeFor(desk.settings.clocks, kind, subject), now)
}

/** Starts a clock in the place of all that run for the same matter: where one thing at a time is waited for. */
export function startAlone(desk: DeskContext, about: ClockAbout, kind: ClockKind, now: number): Clock | undefined {
  desk.clocks.removeOf(about)
  return startClock(desk, about, kind, now)
}

function start(desk: DeskContext, about: ClockAbout, kind: ClockKind, time: Duration, startedAt: number): Clock {
  const { amount, unit } = time
  const { about: what, aboutId } = about
  const row = { about: what, aboutId, kind, startedAt, amount, unit, pauses: '[]', extensions: '[]' }
  const before = desk.clocks.of(about).find((clock) => clock.kind === kind)
  const fresh = { ...row, ...timesOf(desk, row), warned: false, step: 0, called: '[]', nextAt: null }
  putOnRecord(desk, about, startedAt, 'clock-started', fresh)
  if (before === undefined) {
    const clock = desk.clocks.add(fresh)
    return plan(desk, clock, startedAt)
  }
  desk.clocks.update(before.id, fresh)
  return plan(desk, { ...before, ...fresh }, startedAt)
}

/** When the clock runs out if this much is added now. It must not be paused. */
export function dueAfter(desk: DeskContext, clock: Clock, { amount, unit }: Duration, now: number): number {
  const extensions = JSON.stringify([...extensionsOf(clock), { at: now, amount, unit }])
  return timesOf(desk, { ...clock, extensions }).dueAt ?? now
}

/** A deadline becomes a time that somebody has set; `warnAt` when its owner is reminded, if that is not to be reckoned. */
export function setClock(
  desk: DeskContext,
  clock: Clock,
  time: SetTime & { readonly warnAt?: number },
  now: number,
): Clock {
  const extensions = [...extensionsOf(clock), { at: now, ...time }]
  return change(desk, { ...clock, extensions: JSON.stringify(extensions) }, now)
}

/** A clock that starts or moves is on record; what stops it is what somebody did, and on record as that. */
function putOnRecord(
  desk: DeskContext,
  { about, aboutId }: ClockAbout,
  at: number,
  what: 'clock-started' | 'clock-set',
  clock: Pick<Clock, 'kind' | 'dueAt'>,
): void {
  desk.journal.record({
    conversationId: about === 'conversation' ? aboutId : null,
    caseId: about === 'case' ? aboutId : about === 'referral' ? (desk.cases.referral(aboutId)?.caseId ?? null) : null,
    at,
    actor: 'desk',
    what,
    line: '',
    detail: JSON.stringify({
      clock: clock.kind,
      due: clock.dueAt,
      ...(about === 'burst' || about === 'referral' ? { [about]: aboutId } : {}),
    }),
  })
}

/** Nobody is waited for any more. */
export function stopClocks(desk: DeskContext, about: ClockAbout): void {
  desk.clocks.removeOf(about)
  subjectKind(about).setDeadline(desk, about.aboutId, [])
}

/** Until `resumeClocks` no time passes: the citizen is waited for, and one clock runs for that. */
export function pauseClocks(desk: DeskContext, about: ClockAbout, now: number): void {
  for (const clock of desk.clocks.of(about)) {
    if (clock.kind === 'citizen' || isPaused(clock)) continue
    change(desk, { ...clock, pauses: JSON.stringify([...pausesOf(clock), { from: now, to: null }]) }, now)
  }
  startClock(desk, about, 'citizen', now)
}

/** The citizen has written, or is not waited for any longer. False when nothing was paused. */
export function resumeClocks(desk: DeskContext, about: ClockAbout, now: number): boolean {
  const clocks = desk.clocks.of(about)
  const waiting = clocks.find((clock) => clock.kind === 'citizen')
  if (waiting === undefined) return false
  desk.clocks.remove(waiting.id)
  for (const clock of clocks) {
    if (clock.id === waiting.id) continue
    const pauses = pausesOf(clock).map((pause) => ({ from: pause.from, to: pause.to ?? now }))
    change(desk, { ...clock, pauses: JSON.stringify(pauses) }, now)
  }
  return true
}

/** More time, from the deadline on or from now if it has passed. The ladder begins anew. */
export function extendClock(desk: DeskContext, clock: Clock, { amount, unit }: Duration, now: number): Clock {
  const extensions = [...extensionsOf(clock), { at: now, amount, unit }]
  return change(desk, { ...clock, extensions: JSON.stringify(extensions) }, now)
}

/** Somebody has acted: nobody else is called until another step has passed, and then the owner first. */
export function restLadder(desk: DeskContext, about: ClockAbout, now: number): void {
  const subject = subjectOf(desk, about)
  if (subject === undefined) return
  for (const clock of desk.clocks.of(about)) {
    if (clock.step === 0 || clock.kind === 'acknowledge') continue
    const nextAt = nextStep(desk, clock, subject.urgency, now)
    desk.clocks.update(clock.id, { step: 0, called: '[]', nextAt })
  }
}

/** What it is about has become graver: its time begins anew, and is over no later than it would have been. */
export function hastenClocks(desk: DeskContext, about: ClockAbout, now: number): void {
  const subject = subjectOf(desk, about)
  if (subject === undefined) return
  for (const clock of desk.clocks.of(about)) {
    if (clock.kind === 'acknowledge') continue
    const time = timeFor(desk.settings.clocks, clock.kind, subject)
    const anew = { ...clock, ...time, startedAt: now, pauses: '[]', extensions: '[]' }
    const { dueAt: until } = clock
    const { dueAt } = timesOf(desk, anew)
    if (dueAt === null || until === null) continue
    if (dueAt < until) change(desk, anew, now)
    // By the new rule and the old beginning it would be over earlier still after a restart.
    else if (time.amount !== clock.amount || time.unit !== clock.unit)
      setClock(desk, anew, { until, why: 'before' }, now)
  }
}

/**
 * After a start: every clock follows the calendar and the policies as they are now. Where a deadline moves, the card
 * says so; where it does not, nobody is called again.
 */
export function retimeClocks(desk: DeskContext, now: number): void {
  for (const clock of desk.clocks.all()) {
    const subject = subjectOf(desk, clock)
    if (subject === undefined) {
      desk.clocks.removeOf(clock)
      continue
    }
    // It is a matter of minutes, and whoever has been called is not called again.
    if (clock.kind === 'acknowledge') continue
    const { amount, unit } = timeFor(desk.settings.clocks, clock.kind, subject)
    const moved = { ...clock, amount, unit }
    const { dueAt } = timesOf(desk, moved)
    if (dueAt === clock.dueAt) {
      if (amount !== clock.amount || unit !== clock.unit) desk.clocks.update(clock.id, { amount, unit })
      continue
    }
    const after = change(desk, moved, now)
    const { timeZone } = desk.settings
    const line = desk.say.clocks.moved(
      clock.dueAt === null ? '—' : shortTime(clock.dueAt, timeZone),
      deadlineInWords(desk, after) ?? '—',
    )
    const call = { clock: after, line, text: '', people: [], why: 'duty', what: 'clock-moved', steps: 0 } as const
    subjectKind(clock).call(desk, clock.aboutId, call, now)
  }
}

/** Writes a clock whose time has changed. A deadline that lies ahead (again) has its ladder before it. */
function change(desk: DeskContext, clock: Clock, now: number): Clock {
  const times = timesOf(desk, clock)
  const moved: Clock = {
    ...clock,
    ...times,
    ...(times.dueAt !== null && times.dueAt > now ? { step: 0, called: '[]' } : {}),
    ...(times.warnAt !== null && times.warnAt > now ? { warned: false } : {}),
  }
  desk.clocks.update(clock.id, moved)
  putOnRecord(desk, clock, now, 'clock-set', moved)
  return plan(desk, moved, now)
}

/** Writes down when somebody is to be called next, and the deadline where lists are ordered by it. */
function plan(desk: DeskContext, clock: Clock, now: number): Clock {
  const urgency = subjectOf(desk, clock)?.urgency ?? 'normal'
  const first = clock.warned ? clock.dueAt : (clock.warnAt ?? clock.dueAt)
  const nextAt =
    clock.dueAt === null || first === null
      ? null
      : clock.kind === 'acknowledge'
        ? now
        : clock.step > 0
          ? awake(desk, clock.nextAt ?? now, urgency)
          : awake(desk, first, urgency)
  desk.clocks.update(clock.id, { nextAt })
  subjectKind(clock).setDeadline(desk, clock.aboutId, desk.clocks.of(clock))
  return { ...clock, nextAt }
}
