import type { Case } from '../../store/cases.ts'
import type { DeskContext } from '../context.ts'
import { reportCaseUp } from '../desks/report-up.ts'
import { departmentById, departmentName, leadersOf, nameOf } from '../people.ts'
import { caseNumber } from './numbers.ts'
import { callDepartment, callDesk, leadOf, noted } from './record.ts'
import { isUnanswered } from './states.ts'

const DAY_MS = 86_400_000

/** Calls whoever is due by the clock of the cases: a department that has not accepted, an overdue case, a follow-up. */
export function tickCases(desk: DeskContext, now: number, limit: number): void {
  for (const row of desk.cases.due(now, limit)) {
    if (row.state === 'referred' && row.deadlineAt > now) unaccepted(desk, row, now)
    else if (isUnanswered(row.state)) overdue(desk, row, now)
    else followUpDue(desk, row, now)
  }
}

function unaccepted(desk: DeskContext, row: Case, now: number): void {
  const { history, ping } = desk.say.cases
  desk.cases.update(row.id, { pingAt: row.deadlineAt })
  const lead = leadOf(desk, row.id)
  const name = departmentName(desk, row.department)
  const number = caseNumber(desk, row.id)
  noted(desk, row.id, { actor: 'desk', what: 'unaccepted', line: history.unaccepted(name) }, now)
  if (lead !== undefined) callDepartment(desk, lead, ping.acceptNow(number), now)
  callDesk(desk, row.id, [row.owner], ping.unaccepted(number, name), now)
}

/** On this day of a case that is overdue the superior desk is told, once. */
const SUPERIOR_STEP = 3

/** The owner and the department's head; from the second day on the leaders as well, on the third the superior desk. */
function overdue(desk: DeskContext, row: Case, now: number): void {
  const { history, ping } = desk.say.cases
  const step = row.pingStep + 1
  const leaders = step === 1 ? [] : leadersOf(desk).map((leader) => leader.id)
  const people = [...new Set([row.owner, ...leaders])]
  const lead = row.state === 'referred' || row.state === 'accepted' ? leadOf(desk, row.id) : undefined
  const head = lead === undefined ? undefined : departmentById(desk, lead.department)?.head
  desk.cases.update(row.id, { pingStep: step, pingAt: now + DAY_MS })
  const above = step === SUPERIOR_STEP ? reportCaseUp(desk, row, now) : undefined
  const called = [...people, ...(head === undefined ? [] : [head])].map((id) => nameOf(desk, id))
  const names = [...called, ...(above === undefined ? [] : [above])].join(desk.say.list)
  const line = history.overdue(names)
  const referral = lead === undefined ? {} : { referral: lead.id }
  noted(desk, row.id, { actor: 'desk', what: 'overdue', line, ...referral }, now)
  const hours = Math.floor((now - row.deadlineAt) / 3_600_000)
  const text = ping.overdue(caseNumber(desk, row.id), hours)
  callDesk(desk, row.id, people, text, now)
  if (lead !== undefined) callDepartment(desk, lead, text, now)
}

/** Reminds who is to follow up, or the owner that an answered case still has to be closed; daily until it is done. */
function followUpDue(desk: DeskContext, row: Case, now: number): void {
  const { ping, ways } = desk.say.cases
  const number = caseNumber(desk, row.id)
  const arranged = row.state === 'following-up' && row.followAt !== null
  const leaders = row.pingStep === 0 ? [] : leadersOf(desk).map((leader) => leader.id)
  const people = [arranged ? row.followBy : row.owner, ...leaders]
  desk.cases.update(row.id, { pingStep: row.pingStep + 1, pingAt: now + DAY_MS })
  const text = arranged
    ? ping.followNow(number, ways[row.followWay ?? 'call'])
    : row.followUp
      ? ping.arrangeNow(number)
      : ping.closeNow(number)
  noted(desk, row.id, { actor: 'desk', what: 'reminded', line: '' }, now)
  callDesk(desk, row.id, people, text, now)
}
