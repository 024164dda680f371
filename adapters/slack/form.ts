import type { types } from '@slack/bolt'
import type { Form, FormField, StaffAction } from '../../src/desk/card.ts'
import { FormMemo, parseJson } from './schema.ts'
import { clean, head, plain } from './text.ts'
import type { SlackWords } from './words.ts'

export const FORM_CALLBACK = 'zhiban_form'
/** Slack's limits of one text input and of the options of one menu. */
export const INPUT_LIMIT = 3000
const OPTION_LIMIT = 100
/** The action id of every input; its block id is the field's name. */
const INPUT = 'value'

/**
 * A form as a modal; `channel` is where the person opened it, since Slack does not say so when it comes back.
 * Source: https://docs.slack.dev/reference/views/modal-views
 */
export function renderForm(form: Form, channel: string, say: SlackWords): types.ModalView {
  const memo: FormMemo = {
    verb: form.verb,
    key: form.card.key,
    version: form.card.version,
    channel,
    fields: form.fields.map((field) => ({
      name: field.name,
      required: field.kind === 'choice' || field.optional !== true,
      maxLength: field.kind === 'text' ? maxLength(field) : 150,
    })),
  }
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: JSON.stringify(memo),
    title: plain(form.title, 24),
    submit: plain(form.submit, 24),
    close: plain(form.cancel, 24),
    blocks: form.fields.map((field) => renderField(field, say)),
  }
}

const maxLength = (field: { readonly maxLength: number }): number => Math.min(field.maxLength, INPUT_LIMIT)

function renderField(field: FormField, say: SlackWords): types.InputBlock {
  const hint = hintOf(field, say)
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, 2000),
    ...(hint !== '' && { hint: plain(hint, 2000) }),
    optional: field.kind === 'text' && field.optional === true,
    element: field.kind === 'text' ? textInput(field) : menu(field),
  }
}

/** A text that is longer than the input is never cut without saying so. */
function hintOf(field: FormField, say: SlackWords): string {
  const hint = field.hint ?? ''
  if (field.kind === 'choice' || field.value.length <= maxLength(field)) return hint
  return `${say.fieldCut(maxLength(field))}${hint}`
}

function textInput(field: FormField & { kind: 'text' }): types.PlainTextInput {
  const initial = head(field.value.toWellFormed(), maxLength(field))
  return {
    type: 'plain_text_input',
    action_id: INPUT,
    multiline: field.multiline,
    max_length: maxLength(field),
    ...(initial !== '' && { initial_value: initial }),
  }
}

function menu(field: FormField & { kind: 'choice' }): types.StaticSelect {
  const options = field.options.slice(0, OPTION_LIMIT).map(({ value, label }) => ({ text: plain(label, 75), value }))
  const chosen = options.find(({ value }) => value === field.value)
  return {
    type: 'static_select',
    action_id: INPUT,
    options,
    ...(chosen !== undefined && { initial_option: chosen }),
  }
}

/** What we read of a submitted view. */
export interface SubmittedView {
  readonly private_metadata: string
  readonly state: {
    readonly values: Readonly<
      Record<
        string,
        Readonly<
          Record<
            string,
            {
              readonly value?: string | null | undefined
              readonly selected_option?: { readonly value: string } | null | undefined
            }
          >
        >
      >
    >
  }
}

export type Submission =
  | {
      readonly kind: 'action'
      readonly action: StaffAction
      readonly fieldNames: readonly string[]
      readonly channel?: string | undefined
    }
  | { readonly kind: 'invalid'; readonly errors: Record<string, string> }
  | { readonly kind: 'foreign' }

/** Reads a submitted modal. `foreign`: its memo is not ours. Errors are keyed by field name, which is the block id. */
export function readSubmission(person: string, view: SubmittedView, say: SlackWords): Submission {
  const memo = FormMemo.safeParse(parseJson(view.private_metadata))
  if (!memo.success) return { kind: 'foreign' }
  const { verb, key, version, channel } = memo.data
  const fields: Record<string, string> = {}
  const errors: Record<string, string> = {}
  for (const { name, required, maxLength } of memo.data.fields) {
    const input = view.state.values[name]?.[INPUT]
    const value = input?.selected_option?.value ?? input?.value ?? ''
    if (required && value.trim() === '') errors[name] = say.required
    else if (value.length > maxLength) errors[name] = say.tooLong(maxLength, value.length)
    else fields[name] = value
  }
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors }
  const fieldNames = memo.data.fields.map(({ name }) => name)
  return { kind: 'action', action: { kind: 'card', person, verb, card: { key, version }, fields }, fieldNames, channel }
}

/** Errors for the fields the modal has; what belongs to no field is shown at the first one, so that nothing is lost. */
export function placeErrors(
  errors: Readonly<Record<string, string>>,
  fieldNames: readonly string[],
): Record<string, string> {
  const placed: Record<string, string> = {}
  for (const [name, text] of Object.entries(errors)) {
    const field = fieldNames.includes(name) ? name : (fieldNames[0] ?? name)
    placed[field] = placed[field] === undefined ? clean(text) : `${placed[field]} ${clean(text)}`
  }
  return placed
}
