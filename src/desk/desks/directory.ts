/** The desks that know each other: those of this service that have a level, and those on other machines. */

export const deskLevels = ['province', 'city', 'county'] as const
export type DeskLevel = (typeof deskLevels)[number]

export interface KnownDesk {
  readonly id: string
  readonly name: string
  readonly level: DeskLevel
  /** The id of the desk above it. */
  readonly superior: string | undefined
  /** Its administrative division code: 2 digits a province, 4 a city, 6 a county or district. */
  readonly code: string
  /** What people call the places it is responsible for, longest first. */
  readonly places: readonly { readonly code: string; readonly names: readonly string[] }[]
}

export type Directory = readonly KnownDesk[]

/** The staff id under which another desk, or a person of it, stands in the records here. */
const PREFIX = 'desk:'
export const partyOf = (desk: string, person?: string): string =>
  person === undefined ? `${PREFIX}${desk}` : `${PREFIX}${desk}/${person}`

/** The desk that a department's id or a staff id stands for; undefined for those of this desk. */
export const deskIn = (id: string | null): string | undefined =>
  id?.startsWith(PREFIX) === true ? id.slice(PREFIX.length).split('/')[0] : undefined

/** The name that such an id is shown by; undefined for those of this desk. */
export function partyName(directory: Directory, id: string | null): string | undefined {
  const desk = deskIn(id)
  if (desk === undefined) return undefined
  const person = id?.slice(PREFIX.length + desk.length + 1)
  return person === undefined || person === '' ? deskName(directory, desk) : person
}

export const knownDesk = (directory: Directory, id: string): KnownDesk | undefined =>
  directory.find((one) => one.id === id)

/** A desk's name; one that has left the configuration keeps its id. */
export const deskName = (directory: Directory, id: string): string => knownDesk(directory, id)?.name ?? id

/** Desks that a matter may be handed to from `own`, the likeliest first: below, above, beside, and the others. */
export function neighbours(directory: Directory, own: string): KnownDesk[] {
  const me = knownDesk(directory, own)
  if (me === undefined) return []
  const rank = (one: KnownDesk): number =>
    one.superior === own ? 0 : one.id === me.superior ? 1 : one.superior === me.superior ? 2 : 3
  return directory.filter((one) => one.id !== own).toSorted((a, b) => rank(a) - rank(b))
}

/** Every desk above, the nearest first. */
export function desksAbove(directory: Directory, own: string): KnownDesk[] {
  const above = superiorOf(directory, own)
  return above === undefined ? [] : [above, ...desksAbove(directory, above.id)]
}

export const isAbove = (directory: Directory, above: string, below: string): boolean =>
  desksAbove(directory, below).some(({ id }) => id === above)

/** The desk above; undefined at the top, and for a desk that stands alone. */
export function superiorOf(directory: Directory, own: string): KnownDesk | undefined {
  const above = knownDesk(directory, own)?.superior
  return above === undefined ? undefined : knownDesk(directory, above)
}
