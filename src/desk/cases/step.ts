import type { Case } from '../../store/cases.ts'
import type { DeskContext } from '../context.ts'
import { passOn } from '../desks/pass-on.ts'
import { stopAllAssisting } from './assist-clocks.ts'
import { watchCase } from './clocks.ts'
import { type Happening, happened } from './record.ts'
import { type CaseStep, isUnanswered, nextState } from './states.ts'

/** Steps after which a clock begins again that may be running. */
const anew = { refer: 'acceptance', arrange: 'follow-up' } as const satisfies Partial<Record<CaseStep, string>>

/** The only way in which a case changes its state. False when the table has no such step from where it is. */
export function takeStep(
  desk: DeskContext,
  row: Case,
  step: CaseStep,
  change: Partial<Omit<Case, 'id' | 'state'>>,
  happening: Happening,
  now: number,
): boolean {
  const state = nextState(row.state, step)
  if (state === undefined) return false
  desk.cases.update(row.id, { ...change, state })
  watchCase(desk, { id: row.id, state }, now, step === 'refer' || step === 'arrange' ? anew[step] : undefined)
  if (!isUnanswered(state)) stopAllAssisting(desk, row.id)
  happened(desk, row.id, { ...happening, detail: { ...happening.detail, from: row.state, to: state } }, now)
  passOn(desk, row, step, { actor: happening.actor, news: happening.news ?? { code: step } }, now)
  return true
}
