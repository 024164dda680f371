import type { Case } from '../../store/cases.ts'
import type { StaffOutcome } from '../card.ts'
import { setClock } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { nameOf } from '../people.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { clock } from '../times.ts'
import { clockOf, watchCase } from './clocks.ts'
import { caseNumber } from './numbers.ts'
import { callDesk, callOwner, happened } from './record.ts'
import { withdrawAll } from './refer.ts'
import { takeStep } from './step.ts'

/** A leader wants this case followed up after its reply. */
export function mark(desk: DeskContext, row: Case, person: StaffMember, now: number): StaffOutcome {
  desk.cases.update(row.id, { followUp: true })
  const line = desk.say.cases.history.marked(person.name)
  happened(desk, row.id, { actor: person.id, what: 'mark', line }, now)
  return { kind: 'done' }
}

export interface Appointment {
  readonly way: 'call' | 'visit'
  /** The staff id of who calls or goes. */
  readonly by: string
  readonly at: number
}

/** Time after an appointment in which its result is to be recorded. Milliseconds. */
const RESULT_MS = 86_400_000

/** Somebody will call or visit the citizen; they are reminded at that time. */
export function arrange(
  desk: DeskContext,
  row: Case,
  { way, by, at }: Appointment,
  person: StaffMember,
  now: number,
): StaffOutcome {
  const { cases } = desk.say
  const when = clock(at, desk.settings.timeZone)
  const line = cases.history.arranged(person.name, cases.ways[way], nameOf(desk, by), when)
  const change = { followUp: true, followWay: way, followBy: by, followAt: at }
  takeStep(desk, row, 'arrange', change, { actor: person.id, what: 'arrange', line, detail: { way, by, at } }, now)
  const appointment = clockOf(desk, row.id, 'follow-up')
  const time = { until: at + RESULT_MS, why: 'appointment', warnAt: at } as const
  if (appointment !== undefined) setClock(desk, appointment, time, now)
  if (by !== person.id) {
    callDesk(desk, row.id, [by], cases.ping.arranged(caseNumber(desk, row.id), cases.ways[way], when), now)
  }
  return { kind: 'done' }
}

export type FollowUpResult = 'satisfied' | 'unsatisfied' | 'unreached'

/** What came of it: satisfied closes, not satisfied reopens, not reached leaves it to be arranged once more. */
export function followedUp(
  desk: DeskContext,
  row: Case,
  result: { readonly result: FollowUpResult; readonly words: string; readonly person: StaffMember },
  now: number,
): StaffOutcome {
  const { cases } = desk.say
  const { person } = result
  const words = mask(result.words, desk.say.marks).text
  const line = cases.history.followedUp(person.name, cases.results[result.result], words)
  const happening = { actor: person.id, what: 'followed', line, detail: { result: result.result } }
  if (result.result === 'satisfied') return finish(desk, row, happening, now)
  if (result.result === 'unsatisfied') return startAgain(desk, row, happening, now)
  desk.cases.update(row.id, { followAt: null })
  watchCase(desk, row, now, 'follow-up')
  happened(desk, row.id, happening, now)
  return { kind: 'done' }
}

/** Closes a case that needs no follow-up, or whose follow-up went well. */
export function close(desk: DeskContext, row: Case, person: StaffMember, now: number): StaffOutcome {
  const line = desk.say.cases.history.closed(person.name)
  return finish(desk, row, { actor: person.id, what: 'close', line }, now)
}

function finish(desk: DeskContext, row: Case, happening: Parameters<typeof takeStep>[4], now: number): StaffOutcome {
  takeStep(desk, row, 'close', { followAt: null }, happening, now)
  withdrawAll(desk, row, now)
  return { kind: 'done' }
}

/** The answer was not good enough: the case begins again, with its history and a new deadline. */
export function reopen(
  desk: DeskContext,
  row: Case,
  { person, reason }: { readonly person: StaffMember; readonly reason: string },
  now: number,
): StaffOutcome {
  const line = desk.say.cases.history.reopened(person.name, mask(reason, desk.say.marks).text)
  return startAgain(desk, row, { actor: person.id, what: 'reopen', line }, now)
}

function startAgain(
  desk: DeskContext,
  row: Case,
  happening: Parameters<typeof takeStep>[4],
  now: number,
): StaffOutcome {
  const change = { replySince: now, followUp: true, followBy: null, followAt: null }
  takeStep(desk, row, 'reopen', change, happening, now)
  callOwner(desk, row, desk.say.cases.ping.reopened(caseNumber(desk, row.id)), now)
  return { kind: 'done' }
}
