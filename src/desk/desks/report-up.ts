import type { Case } from '../../store/cases.ts'
import type { Supervised } from '../../store/desks.ts'
import { caseNumber } from '../cases/numbers.ts'
import type { Subject } from '../clocks/subject.ts'
import type { DeskContext } from '../context.ts'
import { departmentName, nameOf } from '../people.ts'
import { superiorOf } from './directory.ts'
import { caseStateName } from './handed-view.ts'
import { cut, knownAs } from './pass-on.ts'
import { post } from './post.ts'

/** A matter that nobody has dealt with in time, as the superior desk reads it. */
interface Overdue {
  readonly number: string
  readonly title: string
  readonly deadlineAt: number
  readonly responsible: string
  readonly state: string
}

/** The last step of the ladder: the superior desk is told. Its name; undefined when there is none above. */
function tellSuperior(desk: DeskContext, matter: Supervised, overdue: Overdue, now: number): string | undefined {
  const superior = superiorOf(desk.settings.directory, desk.settings.id)
  if (superior === undefined) return undefined
  const { about, aboutId } = matter
  if (desk.links.openFor(matter).length === 0) {
    const waits = { text: '', by: '', deadlineAt: null, nextAt: null, createdAt: now, doneAt: null }
    desk.links.supervise({ about, aboutId, superior: superior.id, ...waits })
  }
  post(desk, superior.id, { kind: 'overdue', ...knownAs(desk, superior.id, matter), ...overdue }, now)
  return superior.name
}

export function reportCaseUp(desk: DeskContext, row: Case, now: number): string | undefined {
  const owner = nameOf(desk, row.owner)
  const responsible =
    row.department === null ? owner : `${departmentName(desk, row.department)}${desk.say.list}${owner}`
  const overdue = {
    number: caseNumber(desk, row.id),
    title: row.title,
    deadlineAt: row.deadlineAt,
    responsible: cut(responsible),
    state: caseStateName(desk, row),
  }
  return tellSuperior(desk, { about: 'case', aboutId: row.id }, overdue, now)
}

/** The same of what a clock is about. */
export function reportUp(
  desk: DeskContext,
  matter: Supervised,
  { number, topic, urgency, owner }: Subject,
  deadlineAt: number,
  now: number,
): string | undefined {
  const row = matter.about === 'case' ? desk.cases.get(matter.aboutId) : undefined
  if (row !== undefined) return reportCaseUp(desk, row, now)
  const title = `${desk.say.topics[topic] ?? topic}${desk.say.list}${desk.say.urgencies[urgency] ?? urgency}`
  const overdue = {
    number,
    title,
    deadlineAt,
    responsible: nameOf(desk, owner),
    state: desk.say.desks.states.undecided,
  }
  return tellSuperior(desk, matter, overdue, now)
}
