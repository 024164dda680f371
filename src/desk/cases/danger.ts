import type { Case } from '../../store/cases.ts'
import { hastenClocks, resumeClocks } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { numberOf } from '../people.ts'
import { assistClocks } from './assist-clocks.ts'
import { ofReferral } from './assist-subject.ts'
import { clocksOf, ofCase, withinWhole } from './clocks.ts'
import { caseNumber } from './numbers.ts'
import { callDepartment, type Happening, happened } from './record.ts'
import { isUnanswered } from './states.ts'

/**
 * A conversation has become an emergency: the open case that it belongs to is a danger to life from now on. Its clocks
 * begin anew under that class and run out no later than they would have; in danger nobody waits for the citizen's
 * answer. It never becomes lighter again by itself. `actor` is a staff id, `citizen` or `desk`.
 */
export function caseInDanger(desk: DeskContext, conversationId: number, actor: string, now: number): void {
  const row = desk.cases.openOf(conversationId)
  if (row === undefined || row.class === 'life') return
  const { classes, history } = desk.say.cases
  const line = history.inDanger(numberOf(desk, conversationId), classes[row.class], classes.life)
  becomesLife(desk, row, { actor, line, detail: { from: row.class, conversation: conversationId } }, now)
}

/** The desk that has the citizen says so, in `line`, of a case that it has handed to this one. */
export function handedInDanger(desk: DeskContext, row: Case, line: string, now: number): void {
  if (row.class !== 'life') becomesLife(desk, row, { actor: 'desk', line, detail: { from: row.class } }, now)
}

function becomesLife(desk: DeskContext, row: Case, how: Omit<Happening, 'what'>, now: number): void {
  desk.cases.update(row.id, { class: 'life' })
  if (isUnanswered(row.state)) hasten(desk, row.id, now)
  happened(desk, row.id, { ...how, what: 'in-danger' }, now)
  const { ping } = desk.say.cases
  const number = caseNumber(desk, row.id)
  const news = { code: 'in-danger', number: desk.links.handed(row.id)?.number ?? number }
  for (const referral of desk.cases.referralsOf(row.id)) {
    if (referral.state === 'sent' || referral.state === 'accepted')
      callDepartment(desk, referral, ping.inDanger(number), now, news)
  }
}

/** The case first: no department has longer than the whole of it. */
function hasten(desk: DeskContext, id: number, now: number): void {
  resumeClocks(desk, ofCase(id), now)
  hastenClocks(desk, ofCase(id), now)
  for (const clock of clocksOf(desk, id)) if (clock.kind !== 'case') withinWhole(desk, clock, id, now)
  for (const referral of desk.cases.referralsOf(id)) {
    if (referral.role !== 'assist') continue
    hastenClocks(desk, ofReferral(referral.id), now)
    for (const clock of assistClocks(desk, referral)) withinWhole(desk, clock, id, now)
  }
}
