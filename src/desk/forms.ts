import { countCharacters } from '../characters.ts'
import { amountOf } from './calendar/explain.ts'
import type { ConversationVerb, Form, FormField, StaffOutcome } from './card.ts'
import { caseFields } from './cases/open-form.ts'
import { extensions } from './clocks/extensions.ts'
import type { DeskContext } from './context.ts'
import type { Decision } from './decision.ts'
import { aiNote } from './drafts.ts'
import { saveFields } from './faq/save.ts'
import { colleaguesFor, standingFor, surfaceOf } from './people.ts'
import { lastAnswer } from './replies.ts'

/** The form a verb needs, filled with what is there; undefined when the button alone is enough. */
export function formFor(desk: DeskContext, verb: ConversationVerb, decision: Decision): Form | undefined {
  const { conversation } = decision
  const { form, save, submit, no } = desk.say
  const frame = (title: string, button: string, fields: readonly FormField[]): Form => ({
    verb,
    card: { key: String(conversation.id), version: conversation.version },
    title,
    submit: button,
    cancel: no,
    fields,
  })
  switch (verb) {
    case 'edit':
    case 'write':
    case 'correct':
      return frame(form[verb], save, [replyField(desk, verb, decision)])
    case 'ask':
      return frame(desk.say.verbs.ask ?? verb, save, [replyField(desk, verb, decision)])
    case 'reject':
    case 'no-reply':
    case 'drop':
      return frame(form[verb], submit, [reasonField(desk)])
    case 'extend':
      return frame(desk.say.clocks.formTitle, submit, [
        {
          kind: 'choice',
          name: 'more',
          label: desk.say.clocks.formMore,
          options: Object.entries(extensions).map(([value, more]) => ({
            value,
            label: amountOf(desk.say.calendar, more),
          })),
        },
        reasonField(desk),
      ])
    case 'hand-over':
      return frame(form['hand-over'], submit, [
        {
          kind: 'choice',
          name: 'colleague',
          label: form.colleague,
          options: colleaguesFor(desk, conversation).map((member) => ({ value: member.id, label: member.name })),
        },
      ])
    case 'save-faq':
      return frame(desk.say.faq.form.save, submit, saveFields(desk, conversation, decision.now))
    case 'open-case':
      return frame(desk.say.cases.form['open-case'], submit, caseFields(desk, conversation))
    default:
      return undefined
  }
}

/** Opens a form, unless one of its menus has nothing to choose from: no chat could show it. */
export function opened(desk: DeskContext, form: Form): StaffOutcome {
  const empty = form.fields.some((field) => field.kind === 'choice' && field.options.length === 0)
  return empty ? { kind: 'notice', text: desk.say.notice.nothingToChoose } : { kind: 'form', form }
}

const reasonField = ({ say: { form } }: DeskContext): FormField => ({
  kind: 'text',
  name: 'reason',
  label: form.reason,
  value: '',
  maxLength: 200,
  multiline: true,
  hint: form.reasonHint,
})

/** The words in front of a correction, which belong to the bytes that are approved. */
export const correctionPrefix = (desk: DeskContext, lang: string): string => standingFor(desk, lang).correctionPrefix

function replyField(
  desk: DeskContext,
  verb: 'edit' | 'write' | 'correct' | 'ask',
  { conversation }: Decision,
): FormField {
  const { form } = desk.say
  const draft = conversation.draftId === null ? undefined : desk.replies.draft(conversation.draftId)
  const correcting = verb === 'correct' || (verb === 'edit' && draft?.corrects != null)
  const prefix = correcting ? correctionPrefix(desk, conversation.lang) : ''
  const note = verb === 'edit' && draft?.origin === 'model' ? aiNote(desk, conversation) : ''
  const sent = verb === 'correct' ? lastAnswer(desk, conversation.id) : undefined
  const before = verb === 'edit' ? (draft?.text ?? '') : (sent?.text ?? '')
  const maxLength = Math.min(
    surfaceOf(desk, conversation).maxLength - countCharacters(prefix),
    desk.settings.chat.fieldLimit,
  )
  return {
    kind: 'text',
    name: 'text',
    label: verb === 'ask' ? desk.say.cases.form.question : form.reply,
    value: without(prefix, note, before),
    maxLength,
    multiline: true,
    hint: [
      form.limit(maxLength),
      ...(prefix === '' ? [] : [form.correctionPrefix(prefix)]),
      ...(note === '' ? [] : [form.noteAdded(note)]),
    ].join(''),
  }
}

/** A text without the fixed parts that are put around it again. */
export function without(prefix: string, note: string, text: string): string {
  const start = prefix !== '' && text.startsWith(prefix) ? prefix.length : 0
  const end = note !== '' && text.endsWith(note) ? text.length - note.length : text.length
  return text.slice(start, end)
}

type Read =
  | { readonly ok: true; readonly fields: Record<string, string> }
  | { readonly ok: false; readonly errors: Record<string, string> }

/** Checks what a person filled in against the form as it stands now, whatever the chat has checked itself. */
export function readForm(desk: DeskContext, form: Form, given: Readonly<Record<string, string>>): Read {
  const fields: Record<string, string> = {}
  const errors: Record<string, string> = {}
  for (const field of form.fields) {
    const value = (given[field.name] ?? (field.kind === 'choice' ? field.unasked : undefined) ?? '').trim()
    const length = countCharacters(value)
    if (field.kind === 'choice') {
      if (field.options.every((option) => option.value !== value)) errors[field.name] = desk.say.notice.unknownChoice
    } else if (value === '' && field.optional !== true) errors[field.name] = desk.say.form.required
    else if (length > field.maxLength) errors[field.name] = desk.say.form.tooLong(length, field.maxLength)
    fields[field.name] = value
  }
  return Object.keys(errors).length === 0 ? { ok: true, fields } : { ok: false, errors }
}
