const VARIABLE = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g

/** Puts a desk's values into a text. Variables without a value stay as they are and are named in `unset`. */
export function fill(
  text: string,
  variables: Readonly<Record<string, string>>,
): { readonly text: string; readonly unset: readonly string[] } {
  const unset = new Set<string>()
  const filled = text.replaceAll(VARIABLE, (whole, name: string) => {
    const value = variables[name]
    if (value !== undefined && Object.hasOwn(variables, name)) return value
    unset.add(name)
    return whole
  })
  return { text: filled, unset: [...unset] }
}

/** Names of the variables in a text, each once. */
export const variablesIn = (text: string): string[] => [...new Set([...text.matchAll(VARIABLE)].map((m) => m[1] ?? ''))]
