import type { Referral } from '../../store/cases.ts'
import type { Clock } from '../../store/clocks.ts'
import { restLadder, startClock, stopClocks } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { ofReferral } from './assist-subject.ts'
import { ofCase, withinWhole } from './clocks.ts'

/** The clocks of assisting departments: the same times as for a leading one, no later than the whole case. */

/** An assisting department is waited for: to accept, or to report. */
export function watchAssisting(
  desk: DeskContext,
  { id, caseId }: Referral,
  kind: 'acceptance' | 'report',
  now: number,
): void {
  const about = ofReferral(id)
  stopClocks(desk, about)
  const clock = startClock(desk, about, kind, now)
  if (clock !== undefined) withinWhole(desk, clock, caseId, now)
}

/** It has reported or sent it back, or nobody needs it any more. */
export const stopAssisting = (desk: DeskContext, { id }: Pick<Referral, 'id'>): void => stopClocks(desk, ofReferral(id))

/** The citizen has the answer, or the case has ended another way: no assisting department is waited for. */
export function stopAllAssisting(desk: DeskContext, caseId: number): void {
  for (const one of desk.cases.referralsOf(caseId)) if (one.role === 'assist') stopAssisting(desk, one)
}

/** The clocks of one assisting department. */
export const assistClocks = (desk: DeskContext, { id }: Pick<Referral, 'id'>): Clock[] => desk.clocks.of(ofReferral(id))

/** Somebody has acted on a case: nobody is called about it or its assisting departments until another step has passed. */
export function restCase(desk: DeskContext, caseId: number, now: number): void {
  restLadder(desk, ofCase(caseId), now)
  for (const one of desk.cases.referralsOf(caseId)) if (one.role === 'assist') restLadder(desk, ofReferral(one.id), now)
}
