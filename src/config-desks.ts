import type { DeskConfig, ServiceConfig } from './config-schema.ts'
import { type Directory, deskLevels, type KnownDesk } from './desk/desks/directory.ts'

/** How many digits the division code of a level has. */
const DIGITS: Readonly<Record<KnownDesk['level'], number>> = { province: 2, city: 4, county: 6 }
const LEVEL_NAMES: Readonly<Record<KnownDesk['level'], string>> = { province: '省', city: '市', county: '区县' }

type Member = Pick<KnownDesk, 'id' | 'name' | 'superior'> & {
  readonly level: KnownDesk['level']
  readonly place: string | undefined
  readonly places: KnownDesk['places']
  readonly at: string
}

const levelled = (desk: DeskConfig, index: number): Member[] =>
  desk.level === undefined
    ? []
    : [
        {
          id: desk.id,
          name: desk.name,
          level: desk.level,
          superior: desk.superior,
          place: desk.place,
          places: desk.places,
          at: `desks.${index}`,
        },
      ]

const members = (config: ServiceConfig): Member[] => [
  ...config.desks.flatMap(levelled),
  ...config.peers.map((peer, index) => ({ ...peer, superior: peer.superior, at: `peers.${index}` })),
]

/** The desks that know each other, with the jurisdiction table. */
export const directoryOf = (config: ServiceConfig): Directory =>
  members(config).map(({ id, name, level, superior, place = '', places }) => ({
    id,
    name,
    level,
    superior,
    code: place,
    places: places.map(({ code, names }) => ({ code, names })),
  }))

/** What is wrong with the levels of desks and with who stands above whom. */
export function deskGroupProblems(config: ServiceConfig): string[] {
  const all = members(config)
  const byId = new Map(all.map((one) => [one.id, one]))
  const own = new Set(config.desks.map((desk) => desk.id))
  return [
    ...config.peers.flatMap(({ id }, index) =>
      own.has(id) || config.peers.findIndex((one) => one.id === id) !== index
        ? [`peers.${index}.id：值班台 id “${id}”重复`]
        : [],
    ),
    ...config.desks.flatMap((desk, index) =>
      desk.superior !== undefined && desk.level === undefined
        ? [`desks.${index}.level：写了上级（superior）的值班台须写明级别：province 省、city 市、county 区县`]
        : [],
    ),
    ...all.flatMap((one) => memberProblems(one, byId)),
    ...all.flatMap(({ id, place, at }) => {
      const first = place === undefined ? undefined : all.find((one) => one.place === place)
      return first === undefined || first.id === id
        ? []
        : [`${at}.place：行政区划代码“${place}”与“${first.id}”重复，一个代码只能有一个值班台`]
    }),
  ]
}

function memberProblems({ id, level, superior, place, at }: Member, byId: ReadonlyMap<string, Member>): string[] {
  const problems: string[] = []
  const digits = DIGITS[level]
  if (place === undefined)
    problems.push(`${at}.place：有级别的值班台须写行政区划代码（${LEVEL_NAMES[level]} ${digits} 位）`)
  else if (place.length !== digits)
    problems.push(`${at}.place：${LEVEL_NAMES[level]}级的行政区划代码应为 ${digits} 位，现在是“${place}”`)
  if (superior === undefined) return problems
  const above = byId.get(superior)
  if (above === undefined) {
    problems.push(`${at}.superior：没有值班台“${superior}”，或它没有写级别（level）`)
    return problems
  }
  const circle = circleFrom(id, byId)
  if (circle !== undefined) {
    problems.push(`${at}.superior：上下级循环：${circle.join(' → ')}`)
    return problems
  }
  if (deskLevels.indexOf(above.level) >= deskLevels.indexOf(level))
    problems.push(
      `${at}.superior：上级“${superior}”是${LEVEL_NAMES[above.level]}级，应高于本台的${LEVEL_NAMES[level]}级`,
    )
  else if (place !== undefined && above.place !== undefined && !place.startsWith(above.place))
    problems.push(`${at}.superior：本台代码“${place}”不在上级“${superior}”的“${above.place}”之内`)
  return problems
}

/** The desks of a circle that begins and ends with this one. */
function circleFrom(id: string, byId: ReadonlyMap<string, Member>): string[] | undefined {
  const way = [id]
  for (let next = byId.get(id)?.superior; next !== undefined; next = byId.get(next)?.superior) {
    way.push(next)
    if (next === id) return way
    if (way.indexOf(next) !== way.length - 1) return undefined
  }
  return undefined
}
