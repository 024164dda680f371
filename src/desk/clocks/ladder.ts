import type { Clock } from '../../store/clocks.ts'
import type { DeskContext } from '../context.ts'
import { partyOf, superiorOf } from '../desks/directory.ts'
import { reportUp } from '../desks/report-up.ts'
import { noteToDesk } from '../notes.ts'
import { leadersOf, nameOf } from '../people.ts'
import { onDuty, responsible } from '../roster/on-duty.ts'
import type { Call, Subject } from './subject.ts'
import { subjectKind, subjectOf } from './subjects.ts'
import { awake, calledOf, deadlineInWords, nextDay, nextStep } from './time.ts'

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
  if (clock.dueAt > now) return warn(desk, clock, subject, clock.dueAt)
  const first = clock.step > 0 || clock.warned ? clock.nextAt : awake(desk, clock.dueAt, subject.urgency)
  if (first > now) {
    desk.clocks.update(clock.id, { nextAt: first })
    return undefined
  }
  const superior = superiorOf(desk.settings.directory, desk.settings.id)
  const above = superior === undefined ? [] : [partyOf(superior.id)]
  const rungs = [
    [responsible(desk, clock.aboutId, subject.owner, now)],
    onDuty(desk, now).deputies,
    onDuty(desk, now).leaders,
    leadersOf(desk).map((leader) => leader.id),
    above,
  ]
  const called = calledOf(clock)
  const people: string[] = []
  let steps = 0
  let at = first
  let top = false
  while (at <= now && !top) {
    const fresh = rungs.map((rung) => rung.filter((id) => !called.includes(id))).find((rung) => rung.length > 0)
    top = fresh === undefined
    // The superior desk has been told once; the people here are called again.
    const next = fresh ?? [...new Set(rungs.flat())].filter((id) => !above.includes(id))
    if (fresh?.some((id) => above.includes(id)) === true) reportUp(desk, clock, subject, clock.dueAt, now)
    people.push(...next)
    called.push(...(fresh ?? []))
    steps += 1
    at = top ? nextDay(desk, clock, subject.urgency, now) : nextStep(desk, clock, subject.urgency, at)
  }
  const nextAt = steps > 1 && !top ? nextStep(desk, clock, subject.urgency, now) : at
  desk.clocks.update(clock.id, { step: clock.step + steps, called: JSON.stringify(called), nextAt, warned: true })
  const words = desk.say.clocks
  const minutes = String(Math.max(1, Math.round((now - clock.dueAt) / 60_000)))
  const text = words.overdue(subject.number, minutes, deadlineInWords(desk, clock) ?? '')
  const names = people.map((id) => nameOf(desk, id)).join(desk.say.list)
  return {
    clock,
    subject,
    call: {
      line: desk.say.history.overdue(names),
      text: steps > 1 ? `${text}${words.merged(String(steps))}` : text,
      people,
      why: 'duty',
      what: 'overdue',
    },
  }
}

function warn(desk: DeskContext, clock: Clock, subject: Subject, dueAt: number): Due {
  desk.clocks.update(clock.id, { warned: true, nextAt: awake(desk, dueAt, subject.urgency) })
  const owner = responsible(desk, clock.aboutId, subject.owner, clock.nextAt ?? dueAt)
  return {
    clock,
    subject,
    call: {
      line: desk.say.clocks.warned(nameOf(desk, owner)),
      text: desk.say.clocks.warning(subject.number, deadlineInWords(desk, clock) ?? ''),
      people: [owner],
      why: 'duty',
      what: 'warning',
    },
  }
}

/** The next person in an emergency; after a sleep all whose turn it would have been, in one call. */
function raiseAlarm(desk: DeskContext, clock: Clock, subject: Subject, now: number): Call {
  const words = desk.say.clocks
  const everybody = alarmOrder(desk, clock.aboutId, subject.owner, now)
  const called = calledOf(clock)
  const before = called.at(-1)
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
  const names = people.map((id) => nameOf(desk, id)).join(desk.say.list)
  const unseen = before === undefined ? undefined : nameOf(desk, before)
  const text = again
    ? words.callAll(subject.number, subject.what)
    : unseen === undefined
      ? words.call(subject.number, subject.what, minutes)
      : words.callNext(subject.number, subject.what, unseen, minutes)
  return {
    line: again ? words.calledAll : unseen === undefined ? words.called(names) : words.calledNext(unseen, names),
    text: steps > 1 ? `${text}${words.merged(String(steps))}` : text,
    people: [...new Set(people)],
    why: 'emergency',
    what: 'call',
  }
}

/** In which order people are called to an emergency. */
export function alarmOrder(desk: DeskContext, id: number, owner: string | null, now: number): string[] {
  const { duty, deputies, leaders } = onDuty(desk, now)
  const all = leadersOf(desk).map((leader) => leader.id)
  return [...new Set([responsible(desk, id, owner, now), ...duty, ...deputies, ...leaders, ...all])]
}

/** One note for many, so that nobody's telephone rings for each of them. */
function tellTogether(desk: DeskContext, due: readonly Due[], now: number): void {
  const lines = due.slice(0, LISTED).map(({ subject, call }) => `${subject.number}${desk.say.colon}${call.line}`)
  if (due.length > LISTED) lines.push(desk.say.roster.moreOpen(String(due.length - LISTED)))
  const people = due.flatMap(({ call }) => call.people)
  noteToDesk(desk, desk.say.clocks.several(String(due.length), lines.join('\n')), people, now)
}
