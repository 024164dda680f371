import type { Directory, KnownDesk } from './directory.ts'

/** Finds what the jurisdiction table says of a text. A province has a thousand desks, so nothing goes through all of them. */

interface Named {
  readonly name: string
  readonly code: string
  /** Where it stands in the table. */
  readonly order: number
}

interface Index {
  /** By the two characters that a name begins with, the longest first, then as in the table. */
  readonly named: ReadonlyMap<string, readonly Named[]>
  readonly byCode: ReadonlyMap<string, KnownDesk>
}

/** How much of a name finds it: no name of the configuration is shorter. */
const KEY = 2

const indexes = new WeakMap<Directory, Index>()

function indexOf(directory: Directory): Index {
  const known = indexes.get(directory)
  if (known !== undefined) return known
  const named = new Map<string, Named[]>()
  const byCode = new Map<string, KnownDesk>()
  let order = 0
  for (const desk of directory) {
    if (!byCode.has(desk.code)) byCode.set(desk.code, desk)
    for (const { code, names } of desk.places)
      for (const name of names) {
        const key = name.slice(0, KEY)
        const list = named.get(key) ?? []
        list.push({ name, code, order })
        named.set(key, list)
        order += 1
      }
  }
  for (const list of named.values()) list.sort((a, b) => b.name.length - a.name.length)
  const index = { named, byCode }
  indexes.set(directory, index)
  return index
}

const isNearer = (one: Named, other: Named): boolean =>
  one.name.length > other.name.length || (one.name.length === other.name.length && one.order < other.order)

/** The longest name of the table that stands in a text; of equally long ones the first of the table. */
export function placeNamed(directory: Directory, text: string): Named | undefined {
  const { named } = indexOf(directory)
  let found: Named | undefined
  for (let at = 0; at < text.length; at += 1) {
    const here = named.get(text.slice(at, at + KEY))?.find(({ name }) => text.startsWith(name, at))
    if (here !== undefined && (found === undefined || isNearer(here, found))) found = here
  }
  return found
}

/**
 * The desk responsible for the place that a text names: the longest name in it decides, and of the desks whose division it
 * lies in the nearest one. Undefined when no name of the jurisdiction table stands in it.
 */
export function deskForPlace(directory: Directory, text: string): KnownDesk | undefined {
  const found = placeNamed(directory, text)
  if (found === undefined) return undefined
  const { byCode } = indexOf(directory)
  for (let digits = found.code.length; digits >= 0; digits -= 1) {
    const desk = byCode.get(found.code.slice(0, digits))
    if (desk !== undefined) return desk
  }
  return undefined
}

/** The desk that a person means: by its id, its name, or a place it is responsible for. */
export const deskMeant = (directory: Directory, words: string): KnownDesk | undefined =>
  directory.find((one) => one.id === words.toLowerCase() || one.name === words) ?? deskForPlace(directory, words)
