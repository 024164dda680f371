/** What every answer may take from the desk's configuration. */
export const faqVariables = [
  'desk_name',
  'booking_url',
  'office_hours',
  'phone',
  'window_address',
  'exit_entry_phone',
] as const
export type FaqVariable = (typeof faqVariables)[number]

const localPrefix = 'local_'

/** The one variable that belongs to an entry alone: what the desk says about its own place, e.g. `local_id_lost`. */
export const localName = (id: string): string => `${localPrefix}${id.replaceAll('-', '_')}`

export const isLocalName = (name: string): boolean => name.startsWith(localPrefix)

/** Values by name; what is missing or blank counts as not set. */
export type VariableValues = Readonly<Record<string, string | undefined>>

const place = /\{\{\s*([^{}]*?)\s*\}\}/gu

/** Names used in a text as `{{name}}`, each once, in order of appearance. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(place)].map((found) => found[1] ?? ''))]
}

/** A text with its variables taken out. */
export const withoutVariables = (text: string): string => text.replace(place, '')

export interface Filled {
  readonly text: string
  readonly unset: readonly string[]
}

/** Puts the values in. `unset` names what had no value; its place stays visible in the text. */
export function fill(text: string, variables: VariableValues): Filled {
  const unset = new Set<string>()
  const filled = text.replace(place, (whole, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name]?.trim() : undefined
    if (value !== undefined && value !== '') return value
    unset.add(name)
    return whole
  })
  return { text: filled, unset: [...unset] }
}
