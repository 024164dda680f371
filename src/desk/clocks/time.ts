import type { Clock } from '../../store/clocks.ts'
import { minutesADay } from '../calendar/calendar.ts'
import { explainDeadline, type SetTime } from '../calendar/explain.ts'
import { addWorking, type Duration, type Pause, setLater, shareOf, type TimeUnit } from '../calendar/working.ts'
import type { DeskContext } from '../context.ts'
import { outOfNight } from './night.ts'

/** A clock of less than this is over before a warning could help. Milliseconds. */
const TOO_SHORT_MS = 10 * 60_000
const DAY_MINUTES = 1_440

/** More time, or a time that was set instead. */
export type Extension = (Duration | (SetTime & { readonly warnAt?: number })) & {
  /** When that was. Milliseconds UTC. */
  readonly at: number
}

type Timed = Pick<Clock, 'kind' | 'startedAt' | 'amount' | 'unit' | 'pauses' | 'extensions'>

export const pausesOf = ({ pauses }: Pick<Clock, 'pauses'>): { from: number; to: number | null }[] => JSON.parse(pauses)
export const isPaused = (clock: Pick<Clock, 'pauses'>): boolean => pausesOf(clock).some((pause) => pause.to === null)
export const extensionsOf = ({ extensions }: Pick<Clock, 'extensions'>): Extension[] => JSON.parse(extensions)
export const calledOf = ({ called }: Pick<Clock, 'called'>): string[] => JSON.parse(called)

/** When the clock runs out and when its owner is warned, by the calendar as it is now. */
export function timesOf(desk: DeskContext, clock: Timed): { dueAt: number | null; warnAt: number | null } {
  const all = pausesOf(clock)
  if (all.some((pause) => pause.to === null)) return { dueAt: null, warnAt: null }
  const pauses = closed(all)
  const { calendar } = desk.settings
  let dueAt = addWorking(calendar, clock.startedAt, clock.amount, clock.unit, pauses)
  let since = clock.startedAt
  let reminder: number | undefined
  for (const extension of extensionsOf(clock)) {
    since = extension.at
    dueAt =
      'until' in extension
        ? setLater(calendar, extension.at, extension.until, unitOf(clock), pauses)
        : addWorking(calendar, Math.max(dueAt, extension.at), extension.amount, extension.unit, pauses)
    reminder = 'until' in extension ? extension.warnAt : undefined
  }
  if (reminder !== undefined) return { dueAt, warnAt: reminder }
  if (clock.kind === 'acknowledge' || dueAt - since < TOO_SHORT_MS) return { dueAt, warnAt: null }
  return { dueAt, warnAt: shareOf(calendar, since, dueAt, desk.settings.clocks.warnShare, unitOf(clock), pauses) }
}

const closed = (pauses: readonly { from: number; to: number | null }[]): Pause[] =>
  pauses.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]))

/** How time is counted around the clock: by working time as soon as any part of it is. */
const unitOf = (clock: Timed): TimeUnit =>
  [clock, ...extensionsOf(clock)].every((part) => 'until' in part || part.unit === 'minutes')
    ? 'minutes'
    : 'working-minutes'

/** When the next person is called if nobody acts after `at`, at night only if that may wake people. */
export function nextStep(desk: DeskContext, clock: Timed, urgency: string, at: number): number {
  const { stepMinutes } = desk.settings.clocks
  if (clock.kind === 'acknowledge') return addWorking(desk.settings.calendar, at, clock.amount, clock.unit)
  const minutes = urgency === 'emergency' ? stepMinutes.emergency : stepMinutes.other
  return awake(desk, addWorking(desk.settings.calendar, at, minutes, unitOf(clock)), urgency)
}

/** The same time on the next day, or the next working day where working time is counted. */
export function nextDay(desk: DeskContext, clock: Timed, urgency: string, at: number): number {
  const unit = unitOf(clock)
  const minutes = unit === 'minutes' ? DAY_MINUTES : minutesADay(desk.settings.calendar)
  return awake(desk, addWorking(desk.settings.calendar, at, minutes, unit), urgency)
}

export const awake = (desk: DeskContext, at: number, urgency: string): number =>
  outOfNight(desk.settings.clocks, desk.settings.timeZone, at, urgency)

/** The deadline in words; undefined while it is paused. */
export function deadlineInWords(desk: DeskContext, clock: Clock): string | undefined {
  if (clock.dueAt === null) return undefined
  return explainDeadline(desk.settings.calendar, desk.say.calendar, {
    from: clock.startedAt,
    due: clock.dueAt,
    amount: clock.amount,
    unit: clock.unit,
    extensions: extensionsOf(clock),
    paused: pausesOf(clock).length > 0,
  })
}
