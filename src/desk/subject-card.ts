import type { DeskCardRow } from '../store/desk-cards.ts'
import type { Card, Form, StaffOutcome } from './card.ts'
import type { DeskContext } from './context.ts'
import type { DeskCardDecision, DeskCardKind } from './desk-cards.ts'

/** What a kind of card knows of the matter that it stands for. */
interface SubjectCard<Subject> {
  /** The matter of a card; undefined when it is gone. */
  readonly find: (desk: DeskContext, card: DeskCardRow) => Subject | undefined
  /** Somebody has acted: nobody is called about it until another step has passed. */
  readonly rest: (desk: DeskContext, subject: Subject, now: number) => void
  readonly draw: (
    desk: DeskContext,
    subject: Subject,
    now: number,
    card: DeskCardRow,
  ) => Omit<Card, 'key' | 'version'> | undefined
  readonly refuse: (desk: DeskContext, subject: Subject, decision: DeskCardDecision) => string | undefined
  readonly form: (desk: DeskContext, subject: Subject, decision: DeskCardDecision) => Form | undefined
  readonly decide: (desk: DeskContext, subject: Subject, decision: DeskCardDecision) => StaffOutcome
}

/** A kind of card that stands for a matter with clocks: without the matter nothing is decided, and what is done rests its ladder. */
export function subjectCard<Subject>(kind: SubjectCard<Subject>): DeskCardKind {
  return {
    draw: (desk, card, now) => {
      const subject = kind.find(desk, card)
      return subject === undefined ? undefined : kind.draw(desk, subject, now, card)
    },
    refuse: (desk, decision) => {
      const subject = kind.find(desk, decision.row)
      return subject === undefined ? desk.say.notice.unknownCard : kind.refuse(desk, subject, decision)
    },
    form: (desk, decision) => {
      const subject = kind.find(desk, decision.row)
      return subject === undefined ? undefined : kind.form(desk, subject, decision)
    },
    decide: (desk, decision) => {
      const subject = kind.find(desk, decision.row)
      if (subject === undefined) return { kind: 'notice', text: desk.say.notice.unknownCard }
      const outcome = kind.decide(desk, subject, decision)
      if (outcome.kind === 'done') kind.rest(desk, subject, decision.now)
      return outcome
    },
  }
}
