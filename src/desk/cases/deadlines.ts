import type { DeskContext } from '../context.ts'
import type { CaseClass } from './kind.ts'

/** When a case of this class must have been answered, `from` milliseconds UTC. The one place that knows. */
export const deadlineOf = (desk: DeskContext, of: CaseClass, from: number): number =>
  from + desk.settings.cases.deadlineMs[of]

/** When a department must have accepted what was handed to it `from` milliseconds UTC. */
export const acceptanceOf = (desk: DeskContext, of: CaseClass, from: number): number =>
  from + desk.settings.cases.acceptMs[of]

/** When an answered case must have been followed up or closed. */
export const followUpOf = (desk: DeskContext, from: number): number => from + desk.settings.cases.followUpMs
