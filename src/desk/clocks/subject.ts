import type { Clock } from '../../store/clocks.ts'
import type { DeskContext } from '../context.ts'
import type { Timed } from './policy.ts'

/** What a clock needs to know of what it is about. */
export interface Subject extends Timed {
  /** As staff call it, e.g. `QX-12`. */
  readonly number: string
  /** What has happened, in a few words, for the call in an emergency. */
  readonly what: string
  readonly owner: string | null
}

export interface Call {
  readonly clock: Clock
  /** One line for the record. */
  readonly line: string
  /** What is said to the people; empty when they are called in another place. */
  readonly text: string
  /** Staff ids. */
  readonly people: readonly string[]
  readonly why: 'emergency' | 'duty'
  /** What it is in the record: `call` for an emergency, `warning`, `overdue`, `clock-moved`. */
  readonly what: 'call' | 'warning' | 'overdue' | 'clock-moved'
  /** Steps that the call stands for: more than one after a sleep. */
  readonly steps: number
}

/** What people are told by a clock. */
export interface ClockWords {
  readonly warning: string
  readonly overdue: string
  /** For the record: that `names` were called. */
  readonly passed: (names: string) => string
}

export interface Outside {
  readonly card: string
  /** Staff ids. */
  readonly people: readonly string[]
}

/** A sort of things that clocks can be about. */
export interface SubjectKind {
  readonly find: (desk: DeskContext, id: number) => Subject | undefined
  /** Keeps the deadline where lists are ordered by it; `clocks` are all that run for the subject now. */
  readonly setDeadline: (desk: DeskContext, id: number, clocks: readonly Clock[]) => void
  /** Whom the ladder calls (staff ids), step after step. A step that names nobody new is left out. */
  readonly rungs: (desk: DeskContext, clock: Clock, subject: Subject, now: number) => readonly (readonly string[])[]
  /** When nobody new is left to call, those who have been called are left alone until the next day. */
  readonly patient?: boolean
  readonly words: (desk: DeskContext, clock: Clock, subject: Subject, now: number) => ClockWords
  /** People who do not read the desk's channel, and the desk card in whose thread they are called. */
  readonly outside?: (desk: DeskContext, id: number) => Outside | undefined
  /** Puts a call on record, tells the people, and redraws the card. */
  readonly call: (desk: DeskContext, id: number, call: Call, now: number) => void
}

/** What people are told, with how many steps it stands for when that is more than one. */
export const withSteps = (desk: DeskContext, text: string, steps: number): string =>
  steps > 1 ? `${text}${desk.say.clocks.merged(String(steps))}` : text
