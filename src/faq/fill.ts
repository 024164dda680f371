/** What an answer may take from the desk's configuration. */
export const faqVariables = ['desk_name', 'booking_url', 'office_hours', 'phone', 'window_address'] as const
export type FaqVariable = (typeof faqVariables)[number]

/** Values by name; what is missing or blank counts as not set. */
export type VariableValues = Readonly<Record<string, string | undefined>>

const place = /\{\{\s*([^{}]*?)\s*\}\}/gu

/** Names used in a text as `{{name}}`, each once, in order of appearance. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(place)].map((found) => found[1] ?? ''))]
}

/** Puts the values in. `unset` names what had no value; its place stays visible in the text. */
export function fill(text: string, variables: VariableValues): { readonly text: string; readonly unset: string[] } {
  const unset = new Set<string>()
  const filled = text.replace(place, (whole, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name]?.trim() : undefined
    if (value !== undefined && value !== '') return value
    unset.add(name)
    return whole
  })
  return { text: filled, unset: [...unset] }
}
