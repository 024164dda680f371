import type { FaqEntry, Lang } from '../../faq/entry.ts'
import type { Form, StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import type { OpenForm } from '../open-form.ts'
import { mayDecide } from '../people.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { dayOf } from '../times.ts'
import { propose } from './changes.ts'
import { entryFields, readEntryFields } from './entry-form.ts'
import { entriesOf } from './signature.ts'

/** `id-lost`, or `id-lost en` for the English entry. */
function entryAt(desk: DeskContext, argument: string): FaqEntry | undefined {
  const [id = '', lang] = argument.trim().split(/\s+/u)
  const known: readonly Lang[] = ['zh', 'en']
  if (lang === undefined) return entriesOf(desk, id)[0]
  const wanted = known.find((one) => one === lang)
  return wanted === undefined ? undefined : desk.faq.entry(id, wanted)
}

/** Only somebody who decides, and only about an entry that exists. */
const refuse = (desk: DeskContext, person: StaffMember, argument: string): string | undefined =>
  !mayDecide(person)
    ? desk.say.notice.noRole
    : entryAt(desk, argument) === undefined
      ? desk.say.notice.notFound(argument.slice(0, 40))
      : undefined

type Frame = Pick<Form, 'verb' | 'submit' | 'cancel'>
const frame = (desk: DeskContext): Frame => ({ verb: 'edit', submit: desk.say.submit, cancel: desk.say.no })

/** `/zhiban faq edit ID`: other words for an entry of the pack or of the desk's own. */
export const faqEditForm: OpenForm = {
  refuse,
  form: (desk, argument, now) => {
    const entry = entryAt(desk, argument)
    if (entry === undefined) return undefined
    const today = dayOf(now, desk.settings.timeZone)
    return { ...frame(desk), title: desk.say.faq.form.edit, fields: entryFields(desk, entry, today) }
  },
  submit: (desk, argument, person, fields, now): StaffOutcome => {
    const before = entryAt(desk, argument)
    if (before === undefined) return { kind: 'notice', text: desk.say.notice.notFound(argument.slice(0, 40)) }
    const { id, lang, topic, detail } = before
    const today = dayOf(now, desk.settings.timeZone)
    const read = readEntryFields(desk, fields, { id, lang, topic, before, detail, today })
    if (!read.ok) return { kind: 'invalid', errors: read.errors }
    const proposal = { kind: 'write', entryId: id, lang, text: read.text, reason: '', conversationId: null } as const
    return propose(desk, proposal, person, now)
  },
}

/** `/zhiban faq retire ID`: this desk does not use an entry any more, wherever it comes from. */
export const faqRetireForm: OpenForm = {
  refuse: (desk, person, argument) => {
    const refused = refuse(desk, person, argument)
    if (refused !== undefined) return refused
    const id = entryAt(desk, argument)?.id ?? ''
    return desk.faq.retired.has(id) ? desk.say.faq.notice.retiredAlready(id) : undefined
  },
  form: (desk, argument) => {
    if (entryAt(desk, argument) === undefined) return undefined
    const { form } = desk.say
    return {
      ...frame(desk),
      verb: 'reject',
      title: desk.say.faq.form.retire,
      fields: [
        {
          kind: 'text',
          name: 'reason',
          label: form.reason,
          value: '',
          maxLength: 200,
          multiline: true,
          hint: form.reasonHint,
        },
      ],
    }
  },
  submit: (desk, argument, person, fields, now): StaffOutcome => {
    const id = entryAt(desk, argument)?.id ?? ''
    const reason = mask(fields.reason ?? '', desk.say.marks).text
    const proposal = { kind: 'retire', entryId: id, lang: '', text: '', reason, conversationId: null } as const
    return propose(desk, proposal, person, now)
  },
}
