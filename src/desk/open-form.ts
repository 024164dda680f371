import type { Form, StaffOutcome } from './card.ts'
import type { DeskContext } from './context.ts'
import type { StaffMember } from './settings.ts'

/** A form that a command opens; there is no card behind it. It is listed in `desk-forms.ts`. */
export interface OpenForm {
  /** Why this person may not, in words for them. Asked when it opens and when it is submitted. */
  readonly refuse: (desk: DeskContext, person: StaffMember, argument: string) => string | undefined
  /** The form for `argument`, e.g. an entry's id; undefined when there is no such thing. `card` is put in. */
  readonly form: (desk: DeskContext, argument: string, now: number) => Omit<Form, 'card'> | undefined
  readonly submit: (
    desk: DeskContext,
    argument: string,
    person: StaffMember,
    fields: Readonly<Record<string, string>>,
    now: number,
  ) => StaffOutcome
}
