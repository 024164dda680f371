import type { Supervised } from '../../store/desks.ts'
import type { Subject } from '../clocks/subject.ts'
import type { DeskContext } from '../context.ts'
import { departmentName, nameOf } from '../people.ts'
import { responsible } from '../roster/on-duty.ts'
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

function tellSuperior(desk: DeskContext, matter: Supervised, overdue: Overdue, now: number): void {
  const superior = superiorOf(desk.settings.directory, desk.settings.id)
  if (superior === undefined) return
  const { about, aboutId } = matter
  if (desk.links.openFor(matter).length === 0) {
    const waits = { text: '', by: '', deadlineAt: null, nextAt: null, createdAt: now, doneAt: null }
    desk.links.supervise({ about, aboutId, superior: superior.id, ...waits })
  }
  post(desk, superior.id, { kind: 'overdue', ...knownAs(desk, superior.id, matter), ...overdue }, now)
}

/** Tells the superior desk, if there is one, of what a clock or an order is about: since when it is late, and whose it is now. */
export function reportUp(
  desk: DeskContext,
  matter: Supervised,
  { number, topic, urgency, owner }: Subject,
  deadlineAt: number,
  now: number,
): void {
  const row = matter.about === 'case' ? desk.cases.get(matter.aboutId) : undefined
  const inCharge = nameOf(desk, responsible(desk, matter.aboutId, owner, now))
  const title = `${desk.say.topics[topic] ?? topic}${desk.say.list}${desk.say.urgencies[urgency] ?? urgency}`
  const department = row?.department == null ? [] : [departmentName(desk, row.department)]
  tellSuperior(
    desk,
    matter,
    {
      number,
      title: row?.title ?? title,
      deadlineAt,
      responsible: cut([...department, inCharge].join(desk.say.list)),
      state: row === undefined ? desk.say.desks.states.undecided : caseStateName(desk, row),
    },
    now,
  )
}
