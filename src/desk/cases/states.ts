/** What a case goes through, in one table. */
import { caseStates } from '../../store/schema.ts'

export { caseStates }
export type CaseState = (typeof caseStates)[number]

interface Transition {
  readonly from: readonly CaseState[]
  readonly to: CaseState
}

/** Every change of a case's state. What is not here does not happen. */
const transitions = {
  /** Handed to a department, for the first time or to another one. */
  refer: { from: ['open', 'referred', 'returned', 'reported', 'replied', 'reopened'], to: 'referred' },
  accept: { from: ['referred'], to: 'accepted' },
  return: { from: ['referred', 'accepted'], to: 'returned' },
  report: { from: ['accepted'], to: 'reported' },
  /** The citizen has an approved reply. One that leaves while a department is at work is not the answer yet. */
  reply: { from: ['open', 'reported', 'reopened'], to: 'replied' },
  /** The citizen was told by telephone or in person. */
  tell: { from: ['open', 'returned', 'reported', 'reopened'], to: 'replied' },
  arrange: { from: ['replied', 'following-up'], to: 'following-up' },
  close: { from: ['replied', 'following-up'], to: 'closed' },
  reopen: { from: ['replied', 'following-up', 'closed'], to: 'reopened' },
  merge: { from: ['open', 'returned', 'reopened'], to: 'merged' },
} as const satisfies Readonly<Record<string, Transition>>

export type CaseStep = keyof typeof transitions
export const caseSteps: readonly CaseStep[] = [
  'refer',
  'accept',
  'return',
  'report',
  'reply',
  'tell',
  'arrange',
  'close',
  'reopen',
  'merge',
]

/** The state after a step; undefined when the case cannot take it in its state. */
export function nextState(state: CaseState, step: CaseStep): CaseState | undefined {
  const { from, to }: Transition = transitions[step]
  return from.includes(state) ? to : undefined
}

export const mayTake = (state: CaseState, step: CaseStep): boolean => nextState(state, step) !== undefined

/** Nothing is left to do. */
export const isFinished = (state: CaseState): boolean => state === 'closed' || state === 'merged'

/** The citizen still waits for the answer. */
export const isUnanswered = (state: CaseState): boolean =>
  !isFinished(state) && state !== 'replied' && state !== 'following-up'

/** Its time may stand still for the citizen's answer; a department that has not accepted it yet waits for nobody. */
export const mayWait = (state: CaseState): boolean => isUnanswered(state) && state !== 'referred'
