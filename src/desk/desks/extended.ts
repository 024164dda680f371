import type { Case, Referral } from '../../store/cases.ts'
import { grantUntil, grantWhole } from '../cases/clocks.ts'
import { type Extended, tellLater } from '../cases/extension.ts'
import { caseNumber } from '../cases/numbers.ts'
import { callDesk, callOwner, noted } from '../cases/record.ts'
import type { DeskContext } from '../context.ts'
import { clock } from '../times.ts'
import { deskName, partyOf } from './directory.ts'
import { passGrant } from './pass-on.ts'

/** More time that another desk has given to the whole of a case. The times of orders (督办) stay as they are. */

/** The desk that deals with a case has given it more time: the deadlines here that come sooner move as well. */
export function extensionArrives(
  desk: DeskContext,
  row: Case,
  { id, department }: Referral,
  given: Extended & { readonly from: string },
  now: number,
): void {
  const { until, reason, by } = given
  const { history, ping } = desk.say.desks
  const name = deskName(desk.settings.directory, given.from)
  const at = clock(until, desk.settings.timeZone)
  const whole = grantUntil(desk, row, until, now)
  const line = history.extended(name, by, at, reason)
  noted(desk, row.id, { actor: department, what: 'extend', line, referral: id, detail: { until } }, now)
  if (!whole) return
  callDesk(desk, row.id, [row.owner], ping.extended(caseNumber(desk, row.id), name, at, reason), now)
  tellLater(desk, row, given, now)
}

/** The desk that handed a case over has given it more time: the deadline here moves, if it comes sooner, and further down. */
export function grantArrives(
  desk: DeskContext,
  row: Case,
  given: Extended & { readonly of: string },
  now: number,
): void {
  const { until, reason, by, of } = given
  const { history, ping } = desk.say.desks
  const name = deskName(desk.settings.directory, of)
  const at = clock(until, desk.settings.timeZone)
  const whole = grantWhole(desk, row, until, now)
  const line = history.extended(name, by, at, reason)
  noted(desk, row.id, { actor: partyOf(of, by), what: 'extend', line, detail: { until } }, now)
  passGrant(desk, row.id, given, now)
  if (whole) callOwner(desk, row, ping.granted(caseNumber(desk, row.id), name, at, reason), now)
}
