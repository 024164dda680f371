import type { Case, Referral } from '../../store/cases.ts'
import type { Clock } from '../../store/clocks.ts'
import { amountOf } from '../calendar/explain.ts'
import { type ClockWords, type Outside, type SubjectKind, withSteps } from '../clocks/subject.ts'
import { deadlineInWords } from '../clocks/time.ts'
import type { DeskContext } from '../context.ts'
import { noteOnDeskCard } from '../desk-cards.ts'
import type { Urgency } from '../message.ts'
import { chatIds, departmentById, isOnStaff, leadersOf } from '../people.ts'
import { onDuty, responsible } from '../roster/on-duty.ts'
import type { Department } from '../settings.ts'
import { caseNumber } from './numbers.ts'
import { callDesk, leadOf, noted, referralKey } from './record.ts'
import { isUnanswered } from './states.ts'

/** What may wake people and how fast the ladder climbs, as for conversations. */
export const urgencies: Readonly<Record<Case['class'], Urgency>> = {
  life: 'emergency',
  utilities: 'high',
  general: 'normal',
  complex: 'normal',
}

/** A case as its clocks see it. */
export const caseSubject: SubjectKind = {
  find: (desk, id) => {
    const row = desk.cases.get(id)
    if (row === undefined) return undefined
    return {
      topic: row.topic,
      approach: row.kind === 'help' ? 'request' : row.kind,
      urgency: isUnanswered(row.state) ? urgencies[row.class] : 'normal',
      class: row.class,
      owner: row.owner,
      number: caseNumber(desk, id),
      what: '',
    }
  },
  setDeadline: (desk, id, clocks) => {
    const deadlineAt = clocks.find((clock) => clock.kind === 'case')?.dueAt ?? null
    // While it is paused the lists keep it where it was.
    if (deadlineAt !== null) desk.cases.update(id, { deadlineAt })
  },
  rungs: (desk, clock, { owner }, now) => {
    const { deputies, leaders } = onDuty(desk, now)
    const all = leadersOf(desk).map((leader) => leader.id)
    const handed = handedTo(desk, clock.aboutId)
    const late = handed !== undefined && (clock.kind === 'acceptance' || clock.kind === 'report')
    const appointed = appointmentOf(desk, clock)
    return [
      [appointed ?? responsible(desk, clock.aboutId, owner, now), ...(late ? workersOf(handed) : [])],
      deputies,
      leaders.length > 0 ? leaders : all,
      handed === undefined ? [] : [handed.department.head],
      all,
    ]
  },
  words,
  outside,
  call: (desk, id, call, now) => {
    const { clock, line, text, people, what, steps } = call
    const other = outside(desk, id)
    const theirs = people.filter((one) => other?.people.includes(one) === true)
    const referral = theirs.length === 0 ? undefined : handedTo(desk, id)?.referral.id
    noted(
      desk,
      id,
      { actor: 'desk', what, line, detail: { people }, ...(referral === undefined ? {} : { referral }) },
      now,
    )
    if (text === '') return
    const ours = people.filter((one) => !theirs.includes(one))
    if (ours.length > 0) callDesk(desk, id, ours, withSteps(desk, text, steps), now)
    if (other === undefined || theirs.length === 0) return
    const said = withSteps(desk, departmentWords(desk, caseNumber(desk, id), clock, what === 'warning'), steps)
    noteOnDeskCard(desk, other.card, said, chatIds(desk, theirs), now)
  },
}

interface Handed {
  readonly referral: Referral
  readonly department: Department
}

/** The department that leads, while it has something to do. */
function handedTo(desk: DeskContext, id: number): Handed | undefined {
  const referral = leadOf(desk, id)
  if (referral === undefined || (referral.state !== 'sent' && referral.state !== 'accepted')) return undefined
  const department = departmentById(desk, referral.department)
  return department === undefined ? undefined : { referral, department }
}

/** Who has accepted it; before that, and if they have left, everybody but the head, who is called later. */
export function workersOf({ referral, department }: Handed): string[] {
  const accepted = department.members.find(({ id }) => id === referral.acceptedBy)
  if (accepted !== undefined) return [accepted.id]
  const others = department.members.map(({ id }) => id).filter((id) => id !== department.head)
  return others.length === 0 ? [department.head] : others
}

function outside(desk: DeskContext, id: number): Outside | undefined {
  const handed = handedTo(desk, id)
  if (handed === undefined) return undefined
  return { card: referralKey(handed.referral.id), people: handed.department.members.map((member) => member.id) }
}

/** Who has an appointment with the citizen, unless they have left. */
function appointmentOf(desk: DeskContext, clock: Clock): string | undefined {
  const row = clock.kind === 'follow-up' ? desk.cases.get(clock.aboutId) : undefined
  const by = row?.state === 'following-up' && row.followAt !== null ? row.followBy : null
  return by !== null && isOnStaff(desk, by) ? by : undefined
}

function words(desk: DeskContext, clock: Clock, { number }: { readonly number: string }, now: number): ClockWords {
  const { clocks, ping } = desk.say.cases
  const label = desk.say.clocks.labels[clock.kind] ?? ''
  const deadline = deadlineInWords(desk, clock) ?? ''
  const passed = (names: string): string => clocks.passed(label, names)
  if (clock.kind === 'citizen') {
    const waited = amountOf(desk.say.calendar, clock)
    return { warning: clocks.citizenSoon(number, deadline), overdue: clocks.citizenSilent(number, waited), passed }
  }
  if (clock.kind === 'follow-up') {
    const row = desk.cases.get(clock.aboutId)
    const { ways } = desk.say.cases
    const todo =
      row !== undefined && appointmentOf(desk, clock) !== undefined
        ? ping.followNow(number, ways[row.followWay ?? 'call'])
        : row?.followUp === true
          ? ping.arrangeNow(number)
          : ping.closeNow(number)
    return { warning: todo, overdue: clocks.still(todo, deadline), passed }
  }
  const overdue = clocks.overdue(number, label, longAgo(desk, now - (clock.dueAt ?? now)), deadline)
  return { warning: clocks.warning(number, label, deadline), overdue, passed }
}

/** What the department reads: what it can do itself. */
export function departmentWords(
  desk: DeskContext,
  number: string,
  clock: Clock,
  before: boolean,
  reportNow: string = desk.say.cases.clocks.reportNow,
): string {
  const { clocks } = desk.say.cases
  const todo = clock.kind === 'acceptance' ? clocks.acceptNow : reportNow
  const label = desk.say.clocks.labels[clock.kind] ?? ''
  const say = before ? clocks.departmentSoon : clocks.departmentLate
  return say(number, label, deadlineInWords(desk, clock) ?? '', todo)
}

/** Whole minutes, of more than two hours whole hours, of more than two days whole days. */
export function longAgo(desk: DeskContext, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  const whole = minutes >= 2_880 ? 1_440 : minutes >= 120 ? 60 : 1
  return amountOf(desk.say.calendar, { amount: Math.floor(minutes / whole) * whole, unit: 'minutes' })
}
