import type { Clock } from '../../store/clocks.ts'
import type { DeskContext } from '../context.ts'
import { noteOnDeskCard } from '../desk-cards.ts'
import { partyOf, superiorOf } from '../desks/directory.ts'
import { reportUp } from '../desks/report-up.ts'
import { noteToDesk } from '../notes.ts'
import { chatIds, leadersOf, nameOf, staffById } from '../people.ts'
import { onDuty, responsible } from '../roster/on-duty.ts'
import { resumeClocks } from './running.ts'
import type { Call, Subject } from './subject.ts'
import { subjectKind, subjectOf } from './subjects.ts'
import { awake, calledOf, nextDay, nextStep } from './time.ts'

/** More calls than this at one moment become one note that lists them: a night, or a process that was asleep. */
const SEVERAL = 3
/** Matters that such a note lists. */
const LISTED = 20
/** In an emergency that everybody has been called to and nobody has seen: first after this, then each time twice it. */
const AGAIN_MS = 10 * 60_000
const DAY_MS = 86_400_000

interface Due {
  readonly clock: Clock
  readonly subject: Subject
  readonly call: Call
}

/** Calls whoever is to be called by now, each step once. */
export function climb(desk: DeskContext, now: number, limit: number): void {
  const due = desk.clocks.due(now, limit).flatMap((clock) => step(desk, clock, now) ?? [])
  const daily = due.filter(({ call }) => call.why === 'duty' && call.people.length > 0)
  const together = daily.length > SEVERAL ? new Set(daily) : new Set<Due>()
  if (together.size > 0) tellTogether(desk, daily, now)
  for (const one of due) {
    const call = together.has(one) ? { ...one.call, text: '' } : one.call
    subjectKind(one.clock).call(desk, one.clock.aboutId, call, now)
  }
}

/** Takes the steps of one clock that are due, and says whom to call. */
function step(desk: DeskContext, clock: Clock, now: number): Due | undefined {
  const subject = subjectOf(desk, clock)
  if (subject === undefined || clock.dueAt === null || clock.nextAt === null) {
    desk.clocks.update(clock.id, { nextAt: null })
    return undefined
  }
  if (clock.kind === 'acknowledge') return { clock, subject, call: raiseAlarm(desk, clock, subject, now) }
  if (clock.dueAt > now) return warn(desk, clock, subject, clock.dueAt, now)
  const first = clock.step > 0 || clock.warned ? clock.nextAt : awake(desk, clock.dueAt, subject.urgency)
  if (first > now) {
    desk.clocks.update(clock.id, { nextAt: first })
    return undefined
  }
  if (clock.kind === 'citizen') return silent(desk, clock, subject, now)
  const superior = superiorOf(desk.settings.directory, desk.settings.id)
  const { about, aboutId } = clock
  // A burst is this desk's own, and so is who assists in a case: what goes up is the case.
  const matter = about === 'burst' || about === 'referral' ? undefined : { about, aboutId }
  const above = superior === undefined || matter === undefined ? [] : [partyOf(superior.id)]
  const rungs = [...reachable(desk, subjectKind(clock).rungs(desk, clock, subject, now)), above]
  const called = calledOf(clock)
  const people: string[] = []
  let steps = 0
  let at = first
  let top = false
  while (at <= now && !top) {
    const fresh = rungs.map((rung) => rung.filter((id) => !called.includes(id))).find((rung) => rung.length > 0)
    top = fresh === undefined || (subjectKind(clock).patient === true && isLast(rungs, called, fresh))
    // The superior desk has been told once; the people here are called again.
    const next = fresh ?? [...new Set(rungs.flat())].filter((id) => !above.includes(id))
    if (matter !== undefined && fresh?.some((id) => above.includes(id)) === true)
      reportUp(desk, matter, subject, clock.dueAt, now)
    people.push(...next)
    called.push(...(fresh ?? []))
    steps += 1
    at = top ? nextDay(desk, clock, subject.urgency, now) : nextStep(desk, clock, subject.urgency, at)
  }
  const nextAt = steps > 1 && !top ? nextStep(desk, clock, subject.urgency, now) : at
  desk.clocks.update(clock.id, { step: clock.step + steps, called: JSON.stringify(called), nextAt, warned: true })
  const { overdue: text, passed } = subjectKind(clock).words(desk, clock, subject, now)
  return {
    clock,
    subject,
    call: { clock, line: passed(namesOf(desk, people)), text, people, why: 'duty', what: 'overdue', steps },
  }
}

/** The steps without people who have left the configuration: nobody would hear the call. */
const reachable = (desk: DeskContext, rungs: readonly (readonly string[])[]): string[][] =>
  rungs.map((rung) => rung.filter((id) => staffById(desk, id) !== undefined))

/** After these nobody new is left. */
const isLast = (rungs: readonly (readonly string[])[], called: readonly string[], next: readonly string[]): boolean =>
  rungs.flat().every((id) => called.includes(id) || next.includes(id))

const namesOf = (desk: DeskContext, people: readonly string[]): string =>
  people.map((id) => nameOf(desk, id)).join(desk.say.list)

/** Who is first on the ladder is told beforehand; of criticism the leader on duty as well, who is to see it in time. */
function warn(desk: DeskContext, clock: Clock, subject: Subject, dueAt: number, now: number): Due {
  desk.clocks.update(clock.id, { warned: true, nextAt: awake(desk, dueAt, subject.urgency) })
  const { leaders } = onDuty(desk, now)
  const criticism = subject.approach === 'complaint' && clock.kind === 'first-response'
  const seers = leaders.length > 0 ? leaders : leadersOf(desk).map((leader) => leader.id)
  const [first = []] = reachable(desk, subjectKind(clock).rungs(desk, clock, subject, now))
  const people = [...new Set([...first, ...(criticism ? seers : [])])]
  const line = desk.say.clocks.warned(namesOf(desk, people))
  const text = subjectKind(clock).words(desk, clock, subject, now).warning
  return { clock, subject, call: { clock, line, text, people, why: 'duty', what: 'warning', steps: 1 } }
}

/** The citizen has not answered: the clocks that waited for it run on, and the owner is told. */
function silent(desk: DeskContext, clock: Clock, subject: Subject, now: number): Due {
  resumeClocks(desk, clock, now)
  const people = [responsible(desk, clock.aboutId, subject.owner, now)]
  const text = subjectKind(clock).words(desk, clock, subject, now).overdue
  return { clock, subject, call: { clock, line: text, text, people, why: 'duty', what: 'overdue', steps: 1 } }
}

/** The next person in an emergency; after a sleep all whose turn it would have been, in one call. */
function raiseAlarm(desk: DeskContext, clock: Clock, subject: Subject, now: number): Call {
  const words = desk.say.clocks
  const everybody = alarmOrder(desk, clock.aboutId, subject.owner, now)
  const called = calledOf(clock)
  // Before the first step it is known to whoever raised it: they have not been called.
  const before = clock.step === 0 ? undefined : called.at(-1)
  const people: string[] = []
  let at = clock.nextAt ?? now
  let steps = 0
  let again = false
  while (at <= now && !again) {
    const next = everybody.find((id) => !called.includes(id))
    again = next === undefined
    people.push(...(next === undefined ? everybody : [next]))
    if (next !== undefined) called.push(next)
    steps += 1
    at = nextStep(desk, clock, subject.urgency, at)
  }
  const times = clock.step + steps - called.length
  const nextAt = again
    ? now + Math.min(DAY_MS, AGAIN_MS * 2 ** Math.max(0, times - 1))
    : Math.max(at, steps > 1 ? nextStep(desk, clock, subject.urgency, now) : at)
  desk.clocks.update(clock.id, { step: clock.step + steps, called: JSON.stringify(called), nextAt })
  const minutes = String(clock.amount)
  const names = namesOf(desk, people)
  const unseen = before === undefined ? undefined : nameOf(desk, before)
  const text = again
    ? words.callAll(subject.number, subject.what)
    : unseen === undefined
      ? words.call(subject.number, subject.what, minutes)
      : words.callNext(subject.number, subject.what, unseen, minutes)
  return {
    clock,
    line: again ? words.calledAll : unseen === undefined ? words.called(names) : words.calledNext(unseen, names),
    text,
    people: [...new Set(people)],
    why: 'emergency',
    what: 'call',
    steps,
  }
}

/** In which order people are called to an emergency. */
function alarmOrder(desk: DeskContext, id: number, owner: string | null, now: number): string[] {
  const { duty, deputies, leaders } = onDuty(desk, now)
  const all = leadersOf(desk).map((leader) => leader.id)
  return [...new Set([responsible(desk, id, owner, now), ...duty, ...deputies, ...leaders, ...all])]
}

/** One note for many, so that nobody's telephone rings for each of them. */
function tellTogether(desk: DeskContext, due: readonly Due[], now: number): void {
  const outside = new Map<string, Due[]>()
  const inside = new Set<string>()
  for (const one of due) {
    const other = subjectKind(one.clock).outside?.(desk, one.clock.aboutId)
    const theirs = one.call.people.filter((id) => other?.people.includes(id) === true)
    for (const id of one.call.people) if (!theirs.includes(id)) inside.add(id)
    const place = other?.people.toSorted().join() ?? ''
    if (theirs.length > 0) outside.set(place, [...(outside.get(place) ?? []), one])
  }
  noteToDesk(desk, listed(desk, due), [...inside], now)
  for (const theirs of outside.values()) {
    // One of their cards carries it for all of them.
    const [{ clock } = { clock: undefined }] = theirs
    const place = clock === undefined ? undefined : subjectKind(clock).outside?.(desk, clock.aboutId)
    if (place === undefined) continue
    const called = place.people.filter((id) => theirs.some(({ call }) => call.people.includes(id)))
    noteOnDeskCard(desk, place.card, listed(desk, theirs), chatIds(desk, called), now)
  }
}

function listed(desk: DeskContext, due: readonly Due[]): string {
  const lines = due.slice(0, LISTED).map(({ subject, call }) => `${subject.number}${desk.say.colon}${call.line}`)
  if (due.length > LISTED) lines.push(desk.say.roster.moreOpen(String(due.length - LISTED)))
  return desk.say.clocks.several(String(due.length), lines.join('\n'))
}
