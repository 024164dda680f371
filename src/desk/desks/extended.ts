import type { Case, Referral } from '../../store/cases.ts'
import { grantUntil } from '../cases/clocks.ts'
import { type Extended, tellLater } from '../cases/extension.ts'
import { caseNumber } from '../cases/numbers.ts'
import { callDesk, noted } from '../cases/record.ts'
import type { DeskContext } from '../context.ts'
import { clock } from '../times.ts'
import { deskName } from './directory.ts'

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
