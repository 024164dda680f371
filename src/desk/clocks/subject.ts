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
  /** One line for the record. */
  readonly line: string
  /** What is said to the people; empty when they are called in another place. */
  readonly text: string
  /** Staff ids. */
  readonly people: readonly string[]
  readonly why: 'emergency' | 'duty'
  /** What it is in the record: `call` for an emergency, `warning`, `overdue`, `clock-moved`. */
  readonly what: 'call' | 'warning' | 'overdue' | 'clock-moved'
}

/** A sort of things that clocks can be about. */
export interface SubjectKind {
  readonly find: (desk: DeskContext, id: number) => Subject | undefined
  /** Keeps the earliest deadline where lists are ordered by it. */
  readonly setDeadline: (desk: DeskContext, id: number, dueAt: number | null) => void
  /** Puts a call on record, tells the people, and redraws the card. */
  readonly call: (desk: DeskContext, id: number, call: Call, now: number) => void
}
