import type { FormField } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { readWhen } from './when.ts'

interface More {
  readonly hint?: string
  readonly value?: string
  readonly maxLength?: number
  readonly optional?: boolean
}

type TextField = Extract<FormField, { kind: 'text' }>
type Choice = Extract<FormField, { kind: 'choice' }>

/** A text that a person must write, e.g. a reason. */
export const textField = (name: string, label: string, more: More): TextField => ({
  kind: 'text',
  name,
  label,
  value: more.value ?? '',
  maxLength: more.maxLength ?? 500,
  multiline: true,
  ...(more.hint === undefined ? {} : { hint: more.hint }),
  ...(more.optional === true ? { optional: true } : {}),
})

export const lineField = (name: string, label: string, more: More): FormField => ({
  ...textField(name, label, { maxLength: 60, ...more }),
  multiline: false,
})

/** A menu of the names in a group of the catalogue. */
export const namedChoice = (name: string, label: string, names: Readonly<Record<string, string>>): Choice => ({
  kind: 'choice',
  name,
  label,
  options: Object.entries(names).map(([value, text]) => ({ value, label: text })),
})

export type FutureTime = { readonly ok: true; readonly at: number } | { readonly ok: false; readonly error: string }

/** A time further away is a slip of the pen, and no calendar reaches there. Milliseconds. */
const FAR_MS = 3 * 366 * 86_400_000

/** A time in the future as a person wrote it, or what is wrong with it in words for them. */
export function futureTime(desk: DeskContext, text: string, now: number): FutureTime {
  const { notice } = desk.say.cases
  const at = readWhen(text, desk.settings.timeZone)
  if (at === undefined) return { ok: false, error: notice.noTime }
  if (at <= now) return { ok: false, error: notice.past }
  return at > now + FAR_MS ? { ok: false, error: notice.tooFar } : { ok: true, at }
}
