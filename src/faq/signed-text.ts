import { citationOf } from './citation.ts'
import type { FaqEntry, Lang } from './entry.ts'
import { fill } from './fill.ts'
import type { Filling } from './locality.ts'

/** One of the texts that a citizen may get of an entry. */
export interface Wording {
  readonly lang: Lang
  readonly form: 'answer' | 'brief'
  /** Division code of the place it is for; undefined for the desk's own. */
  readonly place: string | undefined
  readonly text: string
  /** Variables without a value: such a text is never sent. */
  readonly unset: readonly string[]
}

/**
 * Every text that may go out of the entries of one id: in both languages and lengths, with the desk's values and, where
 * it is then another text, with those of each of its places.
 */
export function wordingsOf(
  entries: readonly FaqEntry[],
  fillings: (lang: Lang) => readonly Filling[],
): readonly Wording[] {
  return entries.flatMap((entry) =>
    (['answer', 'brief'] as const).flatMap((form) => {
      const text = entry[form]
      if (text === undefined) return []
      const seen = new Set<string>()
      return fillings(entry.lang).flatMap(({ place, values }): Wording[] => {
        const filled = fill(text + citationOf(entry, form), values)
        if (seen.has(filled.text)) return []
        seen.add(filled.text)
        return [{ lang: entry.lang, form, place, ...filled }]
      })
    }),
  )
}

/** The bytes that are signed: all wordings, each under a line that says what it is. */
export const signedText = (wordings: readonly Wording[]): string =>
  wordings.map(({ lang, form, place, text }) => `# ${lang} ${form} ${place ?? '-'}\n${text}\n`).join('')
