/**
 * The words the matcher knows, by kind. A word list is one string per concept: the concept's name first, then other
 * ways to write or say it, so that 丢 and 不见了 are one thing to the matcher.
 */

/**
 * - `thing`: a matter or paper. One that an entry never speaks of means the turn is about something else.
 * - `act`: what is done or has happened to it.
 * - `who`: people. `place`: where from, where to. `ask`: what is wanted to be known.
 * - `case`: somebody's own trouble, dispute, refusal or status: a person answers, never a text.
 * - `steer`: an attempt to give the service orders.
 * - `filler`: carries nothing.
 * - `unknown`: not in any list.
 */
export const kinds = ['thing', 'act', 'who', 'place', 'ask', 'case', 'steer', 'filler', 'unknown'] as const
export type Kind = (typeof kinds)[number]

/** How much a word of each kind says about what is asked; `unknown` is per character (zh) or per word (en). */
export const kindWeight: Readonly<Record<Kind, number>> = {
  thing: 3,
  act: 2.4,
  who: 1.2,
  place: 0.5,
  ask: 0.4,
  case: 1.5,
  steer: 3,
  filler: 0,
  unknown: 0.9,
}

/** A concept's name, its kind, and every way to write it (the name included). */
export interface Concept {
  readonly name: string
  readonly kind: Kind
  readonly words: readonly string[]
}

/** One mark found in a text. `surface` is what stood there, for the reason shown to staff. */
export interface Mark {
  readonly key: string
  readonly kind: Kind
  readonly surface: string
  readonly weight: number
}

/** A text cut into clauses, each a list of marks in order. */
export interface Analysis {
  readonly normal: string
  readonly clauses: readonly (readonly Mark[])[]
}

/** Reads `name other other` lines, or with `|` between words that contain spaces. */
export function concepts(kind: Kind, separator: string, lines: readonly string[]): readonly Concept[] {
  return lines.map((line) => {
    const words = line
      .split(separator)
      .map((word) => word.trim())
      .filter((word) => word !== '')
    return { name: words[0] ?? line, kind, words }
  })
}
