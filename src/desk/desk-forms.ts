import type { Form, StaffOutcome } from './card.ts'
import { newCaseForm } from './cases/open-form.ts'
import type { DeskContext } from './context.ts'
import { faqEditForm, faqRetireForm } from './faq/edit.ts'
import { readForm } from './forms.ts'
import type { OpenForm } from './open-form.ts'
import type { StaffMember } from './settings.ts'

/** Every form that a command opens, by the name in its key. */
const openForms: Readonly<Record<string, OpenForm>> = {
  'faq-edit': faqEditForm,
  'faq-retire': faqRetireForm,
  'case-new': newCaseForm,
}

const KEY = /^form:([a-z-]{1,40}):(.*)$/u

interface Act {
  readonly person: StaffMember
  /** Undefined: it is to be opened. */
  readonly fields: Readonly<Record<string, string>> | undefined
  readonly now: number
}

/** The key by which a form without a card is known: what a command hands to `decideOnOpenForm`. */
export const openFormKey = (name: string, argument: string): string => `form:${name}:${argument}`

/** Opens such a form, or takes what was filled in; undefined when the key is no form's. */
export function decideOnOpenForm(
  desk: DeskContext,
  key: string,
  { person, fields, now }: Act,
): StaffOutcome | undefined {
  const { open, argument } = openFormOf(key)
  const refused = open?.refuse(desk, person, argument)
  if (refused !== undefined) return { kind: 'notice', text: refused }
  const form = drawOpenForm(desk, key, now)
  if (open === undefined || form === undefined) return undefined
  if (fields === undefined) return { kind: 'form', form }
  const read = readForm(desk, form, fields)
  return read.ok ? open.submit(desk, argument, person, read.fields, now) : { kind: 'invalid', errors: read.errors }
}

/** Such a form as it is now; undefined when the key is no form's, or what it is about is gone. */
export function drawOpenForm(desk: DeskContext, key: string, now: number): Form | undefined {
  const { open, argument } = openFormOf(key)
  const drawn = open?.form(desk, argument, now)
  return drawn === undefined ? undefined : { ...drawn, card: { key, version: 0 } }
}

function openFormOf(key: string): { readonly open: OpenForm | undefined; readonly argument: string } {
  const [, name = '', argument = ''] = KEY.exec(key) ?? []
  return { open: Object.hasOwn(openForms, name) ? openForms[name] : undefined, argument }
}

/** Opens such a form for somebody, or says why not. */
export const openForm = (desk: DeskContext, key: string, person: StaffMember, now: number): StaffOutcome =>
  decideOnOpenForm(desk, key, { person, fields: undefined, now }) ?? {
    kind: 'notice',
    text: desk.say.notice.unknownCard,
  }
