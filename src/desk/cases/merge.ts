import type { Case } from '../../store/cases.ts'
import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { newsLine } from '../desks/news-line.ts'
import type { StaffMember } from '../settings.ts'
import { setDeadline } from './clocks.ts'
import { caseClasses } from './kind.ts'
import { caseNumber } from './numbers.ts'
import { happened } from './record.ts'
import { withdrawAll } from './refer.ts'
import { sameReply } from './report.ts'
import { takeStep } from './step.ts'

/** Two cases are one matter: `row` ends, and its citizens are answered with `into`. Its number goes on working. */
export function merge(desk: DeskContext, row: Case, into: Case, person: StaffMember, now: number): StaffOutcome {
  const { history } = desk.say.cases
  const conversations = desk.cases.conversationsOf(row.id)
  for (const id of conversations) desk.cases.link(into.id, id, now)
  const news = { code: 'merged', by: person.name, to: caseNumber(desk, into.id) }
  const gone = newsLine(desk, news)
  const change = { mergedInto: into.id, similarTo: null }
  const happening = { actor: person.id, what: 'merge', line: gone, news, detail: { into: into.id } }
  takeStep(desk, row, 'merge', change, happening, now)
  withdrawAll(desk, row, now)
  takeGraver(desk, row, into, now)
  const line = history.mergedIn(person.name, caseNumber(desk, row.id))
  happened(desk, into.id, { actor: person.id, what: 'merged-in', line, detail: { from: row.id } }, now)
  for (const id of conversations) sameReply(desk, into, id, now)
  return { kind: 'done' }
}

/** Nobody waits longer, or stands further back in the lists, since their matter was merged. */
function takeGraver(desk: DeskContext, row: Case, into: Case, now: number): void {
  const graver = caseClasses.indexOf(row.class) < caseClasses.indexOf(into.class)
  desk.cases.update(into.id, {
    followUp: row.followUp || into.followUp,
    ...(row.kind === 'complaint' ? { kind: row.kind } : {}),
    ...(graver ? { class: row.class } : {}),
  })
  if (row.deadlineAt < into.deadlineAt) setDeadline(desk, into.id, row.deadlineAt, now, 'merged')
}
