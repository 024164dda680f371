import type { Referral } from '../../store/cases.ts'
import type { ClockAbout } from '../../store/clocks.ts'
import { type SubjectKind, withSteps } from '../clocks/subject.ts'
import { deadlineInWords } from '../clocks/time.ts'
import type { DeskContext } from '../context.ts'
import { noteOnDeskCard } from '../desk-cards.ts'
import { chatIds, departmentById, departmentName } from '../people.ts'
import { responsible } from '../roster/on-duty.ts'
import type { Department } from '../settings.ts'
import { caseNumber } from './numbers.ts'
import { callDesk, noted, referralKey } from './record.ts'
import { isUnanswered } from './states.ts'
import { departmentWords, longAgo, urgencies, workersOf } from './subject.ts'

export const ofReferral = (aboutId: number): ClockAbout => ({ about: 'referral', aboutId })

interface Assisting {
  readonly referral: Referral
  readonly department: Department
}

/** A department that was asked in beside the leading one, while it has something to do. */
function assistingIn(desk: DeskContext, id: number): Assisting | undefined {
  const referral = desk.cases.referral(id)
  if (referral?.role !== 'assist' || (referral.state !== 'sent' && referral.state !== 'accepted')) return undefined
  const department = departmentById(desk, referral.department)
  return department === undefined ? undefined : { referral, department }
}

/**
 * What an assisting department (协办) is waited for, as its clocks see it: it is warned itself, and what is late is the
 * case's owner's to chase. The leaders hear of the case by the case's own clocks, and not twice.
 */
export const assistSubject: SubjectKind = {
  find: (desk, id) => {
    const referral = assistingIn(desk, id)?.referral
    const row = referral === undefined ? undefined : desk.cases.get(referral.caseId)
    if (row === undefined || !isUnanswered(row.state)) return undefined
    return {
      topic: row.topic,
      approach: row.kind === 'help' ? 'request' : row.kind,
      urgency: urgencies[row.class],
      class: row.class,
      owner: row.owner,
      number: caseNumber(desk, row.id),
      what: '',
    }
  },
  setDeadline: () => {},
  patient: true,
  rungs: (desk, clock, { owner }, now) => {
    const assisting = assistingIn(desk, clock.aboutId)
    if (assisting === undefined) return []
    const late = clock.dueAt !== null && clock.dueAt <= now
    const chasing = late ? [responsible(desk, assisting.referral.caseId, owner, now)] : []
    return [[...workersOf(assisting), ...chasing], [assisting.department.head]]
  },
  words: (desk, clock, { number }, now) => {
    const { clocks } = desk.say.cases
    const label = desk.say.clocks.labels[clock.kind] ?? ''
    const name = departmentName(desk, desk.cases.referral(clock.aboutId)?.department ?? '')
    const deadline = deadlineInWords(desk, clock) ?? ''
    return {
      warning: departmentWords(desk, number, clock, true, clocks.assistReportNow),
      overdue: clocks.assistLate(number, name, label, longAgo(desk, now - (clock.dueAt ?? now)), deadline),
      passed: (names) => clocks.assistPassed(name, label, names),
    }
  },
  outside: (desk, id) => {
    const assisting = assistingIn(desk, id)
    if (assisting === undefined) return undefined
    return { card: referralKey(id), people: assisting.department.members.map((member) => member.id) }
  },
  call: (desk, id, { clock, line, text, people, what, steps }, now) => {
    const assisting = assistingIn(desk, id)
    if (assisting === undefined) return
    const { caseId } = assisting.referral
    noted(desk, caseId, { actor: 'desk', what, line, detail: { people }, referral: id }, now)
    if (text === '') return
    const members = assisting.department.members.map((member) => member.id)
    const theirs = people.filter((one) => members.includes(one))
    const ours = people.filter((one) => !theirs.includes(one))
    if (ours.length > 0) callDesk(desk, caseId, ours, withSteps(desk, text, steps), now)
    if (theirs.length === 0) return
    const { assistReportNow } = desk.say.cases.clocks
    const said = departmentWords(desk, caseNumber(desk, caseId), clock, what === 'warning', assistReportNow)
    noteOnDeskCard(desk, referralKey(id), withSteps(desk, said, steps), chatIds(desk, theirs), now)
  },
}
