import { clockKinds } from '../../store/schema.ts'
import type { Duration } from '../calendar/working.ts'
import type { CaseClass } from '../cases/kind.ts'
import type { Urgency } from '../message.ts'

/**
 * What is waited for: `acknowledge` that somebody has seen an emergency, `first-response` the decision about a
 * citizen's turn, `approval` the decision about what is prepared already (a second approval, a reply that was taken
 * back or not delivered). Of a case: `acceptance` that the department takes it on, `report` what it found and did, `case`
 * the answer to the citizen, `follow-up` the follow-up or the end of an answered case, `citizen` the citizen's answer to a
 * question, while the others are paused.
 */
export { clockKinds }
export type ClockKind = (typeof clockKinds)[number]

export interface ClockRule {
  readonly clock: ClockKind
  /** A topic or an approach; every one when absent. */
  readonly topic?: string | undefined
  readonly urgency?: Urgency | undefined
  /** A class of cases; every one when absent. */
  readonly class?: CaseClass | undefined
  readonly within: Duration
}

export interface ClockPolicies {
  /** The more a rule names, the sooner it holds; of equals the first. */
  readonly rules: readonly ClockRule[]
  /** What holds where no rule does: for every kind and urgency there is one. */
  readonly standard: readonly ClockRule[]
  /** The part of the time after which the owner is warned, 0 to 1. */
  readonly warnShare: number
  /** Minutes from one step of the ladder to the next. */
  readonly stepMinutes: { readonly emergency: number; readonly other: number }
  /** Minutes since midnight between which people are left alone, over midnight if `from` is the later. */
  readonly night: { readonly from: number; readonly to: number }
  /** For which urgencies they are not. */
  readonly wake: readonly Urgency[]
}

/** What a clock is about, as far as its time depends on it. */
export interface Timed {
  readonly topic: string
  readonly approach: string
  readonly urgency: string
  /** Of a case. */
  readonly class?: CaseClass
}

/** How long may be taken. */
export function timeFor({ rules, standard }: ClockPolicies, clock: ClockKind, about: Timed): Duration {
  const weight = (rule: ClockRule): number =>
    (rule.topic === undefined ? 0 : 2) + (rule.urgency === undefined && rule.class === undefined ? 0 : 1)
  const fits = (rule: ClockRule): boolean =>
    rule.clock === clock &&
    (rule.topic === undefined || rule.topic === about.topic || rule.topic === about.approach) &&
    (rule.urgency === undefined || rule.urgency === about.urgency) &&
    (rule.class === undefined || rule.class === about.class)
  const [best = standard.find(fits)] = rules.filter(fits).toSorted((a, b) => weight(b) - weight(a))
  if (best === undefined) throw new Error(`no rule says how long ${clock} may take for urgency ${about.urgency}`)
  return best.within
}
