import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { Content } from '../../../src/runtime/content.ts'
import { ROOT, readContent } from '../../../src/runtime/content-disk.ts'
import type { Policies } from './sample.ts'

/** Cities of the measured province; all other desks are their counties. */
const CITIES = 10

export const deskId = (index: number): string => `desk-${index}`

/** Numbers of no two desks begin the same. */
const prefixOf = (index: number): string =>
  String.fromCharCode(...[676, 26, 1].map((unit) => 65 + (Math.floor(index / unit) % 26)))

const two = (value: number): string => String(value).padStart(2, '0')

/** One province, its cities and their counties: `count` desks, each the sample's first one with its website only. */
export function groupContent(count: number, policies: Policies): Content {
  const content = readContent(join(ROOT, 'zhiban.config.yaml'))
  const sample: { desks: Record<string, unknown>[] } = parse(content.config)
  const [first] = sample.desks
  if (first === undefined || !Array.isArray(first.channels)) throw new Error('zhiban.config.yaml has no desk')
  const channels = first.channels.filter((channel: { id: string }) => channel.id === 'portal')
  const base = { ...first, channels, policies: { ...Object(first.policies), ...policies } }
  const desks = Array.from({ length: count }, (_, index) => ({
    ...base,
    id: deskId(index),
    prefix: prefixOf(index),
    ...standing(index),
  }))
  return { ...content, config: stringify({ ...sample, desks }, { aliasDuplicateObjects: false }) }
}

/** Where a desk of the group stands. */
function standing(index: number): Record<string, unknown> {
  if (index === 0) return { level: 'province', place: '33', superior: undefined, places: [] }
  if (index <= CITIES) return { level: 'city', place: `33${two(index)}`, superior: deskId(0), places: [] }
  const city = (index % CITIES) + 1
  const code = `33${two(city)}${two(Math.floor(index / CITIES))}`
  return { level: 'county', place: code, superior: deskId(city), places: [{ code, names: [`第${index}县`] }] }
}
