import type { Case, Whose } from '../../store/cases.ts'
import { deadlineWords } from '../attention/deadline.ts'
import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { decideOnOpenForm, openFormKey } from '../desk-forms.ts'
import { referCommand } from '../desks/command.ts'
import { caseStateName } from '../desks/handed-view.ts'
import { departmentName, departmentOf, nameOf } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { clock } from '../times.ts'
import { clocksOf, isLate, isWaiting } from './clocks.ts'
import { caseIdIn, caseNumber } from './numbers.ts'
import { maySee } from './people.ts'
import { isUnanswered } from './states.ts'

/** Cases that one list shows. */
const LIST = 20

const notice = (lines: readonly string[]): StaffOutcome => ({ kind: 'notice', text: lines.join('\n') })

/** `case new [conversation]`, `case refer NUMBER DESK`, `case show NUMBER`, `case list [department]`, `case mine`. */
export function caseCommand(
  desk: DeskContext,
  person: StaffMember,
  words: readonly string[],
  now: number,
): StaffOutcome {
  const { command } = desk.say.cases
  const [word = '', ...rest] = words
  const argument = rest.join(' ').trim()
  switch (word.toLowerCase()) {
    case 'new':
      return create(desk, person, argument, now)
    case 'refer':
      return notice([referCommand(desk, person, rest, now)])
    case 'show':
      return notice(show(desk, person, argument, now))
    case 'list':
      return notice(list(desk, person, argument, now))
    case 'mine':
      return notice(lines(desk, command.mine, casesOf(desk, person), now))
    default:
      return notice(command.help)
  }
}

function create(desk: DeskContext, person: StaffMember, argument: string, now: number): StaffOutcome {
  const match = /^(?:([A-Za-z]{1,6})-)?(\d{1,15})$/.exec(argument)
  const ours = match?.[1] === undefined || match[1].toUpperCase() === desk.settings.prefix
  if (argument !== '' && (match === null || !ours)) return notice([desk.say.notice.notFound(argument.slice(0, 40))])
  const key = openFormKey('case-new', match?.[2] ?? '')
  return decideOnOpenForm(desk, key, { person, fields: undefined, now }) ?? notice([desk.say.notice.notFound(argument)])
}

/** The person's own: cases they are responsible for, or those of their department. */
export function casesOf(desk: DeskContext, person: StaffMember): Whose {
  const department = departmentOf(desk, person)
  return department === undefined ? { person: person.id } : { handedTo: department.id }
}

function list(desk: DeskContext, person: StaffMember, argument: string, now: number): string[] {
  const { command, notice: say } = desk.say.cases
  const own = departmentOf(desk, person)
  const visible: Whose = own === undefined ? {} : { handedTo: own.id }
  if (argument === '') return lines(desk, command.open, visible, now)
  const department = desk.settings.departments.find((one) => one.id === argument || one.name === argument)
  if (department === undefined) return [say.noDepartment(argument.slice(0, 40))]
  return lines(desk, command.open, { ...visible, department: department.id }, now)
}

function lines(desk: DeskContext, title: (count: number) => string, whose: Whose, now: number): string[] {
  const count = desk.cases.countOpen(whose)
  const shown = desk.cases.open(whose, LIST).map((row) => caseLine(desk, row, now))
  const more = count > LIST ? [desk.say.command.more(count - LIST)] : []
  return [title(count), ...(shown.length === 0 ? [desk.say.command.none] : shown), ...more]
}

/** One case in one line: number, state, the department that is at it or else the owner, deadline, what it is about. */
export function caseLine(desk: DeskContext, row: Case, now: number): string {
  const clocks = clocksOf(desk, row.id)
  return [
    caseNumber(desk, row.id),
    caseStateName(desk, row),
    row.state === 'referred' || row.state === 'accepted'
      ? departmentName(desk, row.department)
      : nameOf(desk, row.owner),
    ...(isUnanswered(row.state)
      ? [isWaiting(clocks) ? desk.say.clocks.paused : deadlineWords(desk, row.deadlineAt, now)]
      : isLate(clocks, now)
        ? [desk.say.card.overdue]
        : []),
    row.title,
  ].join(desk.say.bar)
}

/** The whole history of a case; a department sees what concerns it. */
function show(desk: DeskContext, person: StaffMember, argument: string, now: number): string[] {
  if (argument === '') return [desk.say.cases.command.showWhat]
  const id = caseIdIn(desk, argument)
  const row = id === undefined ? undefined : desk.cases.get(id)
  // Who may not see it learns as much as if it did not exist.
  if (row === undefined || !maySee(desk, person, row)) return [desk.say.notice.notFound(argument.slice(0, 40))]
  const department = departmentOf(desk, person)
  const own = new Set(
    desk.cases
      .referralsOf(row.id)
      .filter((one) => department === undefined || one.department === department.id)
      .map((one) => one.id),
  )
  const events = desk.cases
    .history(row.id)
    .filter((event) => department === undefined || (event.referralId !== null && own.has(event.referralId)))
  return [
    caseLine(desk, row, now),
    ...events
      .filter((event) => event.line !== '')
      .map((event) => `${clock(event.at, desk.settings.timeZone)}  ${event.line}`),
  ]
}
