import type { Lang } from './entry.ts'
import type { VariableValues } from './fill.ts'
import { countyCities, provinces } from './place-names.ts'
import { simplified } from './traditional.ts'

export interface PlaceVariant {
  /** Administrative division code: 2 digits a province, 4 a city, 6 a county or district. */
  readonly code: string
  /** What citizens call it, in either language. */
  readonly names: readonly string[]
  /** What differs there from the desk's own values. */
  readonly values: Readonly<Record<Lang, VariableValues>>
}

/** Where a desk is, and what it says about the places it serves. */
export interface DeskPlaces {
  /** The desk's own division code. Without one, every known place that is not among `places` counts as another. */
  readonly code: string | undefined
  readonly values: Readonly<Record<Lang, VariableValues>>
  readonly places: readonly PlaceVariant[]
}

export interface Locality {
  /** The values for the place that the turn is about. */
  readonly values: VariableValues
  /** A place that the turn names and that is not the desk's; or two places of the desk's whose rules differ. */
  readonly elsewhere: string | undefined
}

export type Locate = (turn: string, lang: Lang) => Locality

/** Names that are words as well: places only with what follows a place. */
const words = new Set(
  '来宾 安康 日照 长治 大同 开封 阿里 和田 海东 海北 海西 黄南 山南 白银 保山 三明 大理 六安 吉安 文山 红河 安顺 白山 黄山 中山 朝阳 平安'.split(
    ' ',
  ),
)
const afterPlace = '(?=市|地区|州|人|户口|户籍|户囗|这边|那边|派出所|公安)'
/** What makes a name part of another one: 北京时间, 南京西路, 兰州拉面. */
const notAPlace =
  '(?!市?[东西南北中]?[一二三四]?(?:路|街|大道|大街)|时间|大学|学院|理工|师范|银行|证券|烤鸭|拉面|小面|烧烤|话|菜|石|瓜|玉|巴巴)'
/** English names that are too short, or too much like names of people, to be taken for places. */
const shortestEnglish = 6
const shortEnglish = new Set(
  'Hebei Henan Hubei Hunan Anhui Jilin Gansu Tibet Wuhan Jinan Hefei Wuxi Xian Lhasa'.split(' '),
)

interface Known {
  readonly codes: string[]
  readonly variant?: PlaceVariant
}

/** Names to their codes; two cities may share a name. */
function knownPlaces(): { chinese: Map<string, Known>; english: Map<string, Known>; counties: Map<string, Known> } {
  const chinese = new Map<string, Known>()
  const english = new Map<string, Known>()
  const counties = new Map<string, Known>()
  const add = (to: Map<string, Known>, name: string, code: string) => {
    const known = to.get(name)
    if (known === undefined) to.set(name, { codes: [code] })
    else known.codes.push(code)
  }
  for (const [list, from] of [
    [provinces, 'province'],
    [countyCities, 'county'],
  ] as const)
    for (const line of list.trim().split('\n')) {
      const parts = line.split(' ')
      const head = /^\d+/u.exec(parts[0] ?? '')?.[0] ?? ''
      for (const [at, part] of (from === 'county' ? parts.slice(1) : parts).entries()) {
        const [, digits = '', han = '', latin = ''] = /^(\d+)(\p{Script=Han}+)(.*)$/u.exec(part) ?? []
        const code = from === 'province' && at === 0 ? digits : head + digits
        if (from === 'county') add(counties, `${han}市`, code)
        else add(chinese, han, code)
        const plain = latin.replaceAll("'", '')
        if (plain.length >= shortestEnglish || shortEnglish.has(plain)) add(english, plain.toLowerCase(), code)
      }
    }
  return { chinese, english, counties }
}

const { chinese, english, counties } = knownPlaces()
const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')
/** Longest first, so that no name hides a longer one. */
const anyOf = (names: Iterable<string>): string =>
  [...names]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|')

const knownHan = `${anyOf(counties.keys())}|(?:${anyOf([...chinese.keys()].filter((name) => !words.has(name)))})${notAPlace}|(?:${anyOf([...chinese.keys()].filter((name) => words.has(name)))})${afterPlace}`
const knownLatin = `\\b(?:${anyOf(english.keys())})\\b`
/** The characters with which a name begins: at any other none needs to be tried. */
const beginnings = [
  ...new Set([...chinese.keys(), ...counties.keys(), ...english.keys()].map((name) => Array.from(name)[0] ?? '')),
].join('')
/** Compiled once for all desks of a process: of thousands of names it takes long, and much memory. */
const anyKnown = new RegExp(`(?=[${beginnings}])(?:${knownHan}|${knownLatin})`, 'gu')

/** The names in a text in their order: at one place a desk's own before the others; none reaches into another. */
function* namesIn(text: string, own: RegExp | undefined): Generator<string> {
  const next = (pattern: RegExp, from: number): RegExpExecArray | null => {
    pattern.lastIndex = from
    return pattern.exec(text)
  }
  let from = 0
  let ours = own === undefined ? null : next(own, from)
  let theirs = next(anyKnown, from)
  while (ours !== null || theirs !== null) {
    const found = ours !== null && (theirs === null || ours.index <= theirs.index) ? ours : theirs
    if (found === null) return
    yield found[0]
    from = found.index + found[0].length
    if (own !== undefined && ours !== null && ours.index < from) ours = next(own, from)
    if (theirs !== null && theirs.index < from) theirs = next(anyKnown, from)
  }
}

const fold = (text: string): string => {
  let out = ''
  for (const char of text.normalize('NFKC').toLowerCase()) out += simplified.get(char) ?? char
  return out.replaceAll('inner mongolia', 'innermongolia').replace(/(?<=[a-z])['’](?=[a-z])/gu, '')
}

const isWithin = (inner: string, outer: string): boolean => inner.startsWith(outer)

/** The closest of a desk's places that a division lies in. */
const placeAt = (desk: DeskPlaces, code: string | undefined): PlaceVariant | undefined =>
  code === undefined
    ? undefined
    : desk.places
        .filter((place) => isWithin(code, place.code))
        .reduce<PlaceVariant | undefined>(
          (best, place) => (best === undefined || place.code.length > best.code.length ? place : best),
          undefined,
        )

const valuesAt = (desk: DeskPlaces, place: PlaceVariant | undefined, lang: Lang): VariableValues => ({
  ...desk.values[lang],
  ...placeAt(desk, desk.code)?.values[lang],
  ...place?.values[lang],
})

/** Values with which answers go out, and the division code of the place they are for; undefined: the desk's own. */
export interface Filling {
  readonly place: string | undefined
  readonly values: VariableValues
}

/** All values that `createLocator` can choose, the desk's own first. */
export const fillingsOf = (desk: DeskPlaces, lang: Lang): readonly Filling[] => [
  { place: undefined, values: valuesAt(desk, undefined, lang) },
  ...desk.places.map((place) => ({ place: place.code, values: valuesAt(desk, place, lang) })),
]

/**
 * Prepares a desk's places. The result tells, for a turn, which values hold: those of the district that the citizen names,
 * else those of the desk's own place. It does not guess whether a place is where somebody comes from or goes to: any
 * place that is not the desk's is reported, and holds back the entries that have a local part.
 */
export function createLocator(desk: DeskPlaces): Locate {
  const own = new Map<string, Known>()
  for (const variant of desk.places)
    for (const name of variant.names) own.set(fold(name.trim()), { codes: [variant.code], variant })
  const latin = [...own.keys()].filter((name) => /^[a-z]/u.test(name))
  const han = [...own.keys()].filter((name) => !latin.includes(name))
  const ownNames = [
    ...(han.length === 0 ? [] : [`(?:${anyOf(han)})${notAPlace}`]),
    ...(latin.length === 0 ? [] : [`\\b(?:${anyOf(latin)})\\b`]),
  ]
  const pattern = ownNames.length === 0 ? undefined : new RegExp(ownNames.join('|'), 'gu')
  const isOwn = (code: string): boolean =>
    desk.code !== undefined && (isWithin(code, desk.code) || isWithin(desk.code, code))
  const variantAt = (code: string | undefined): PlaceVariant | undefined => placeAt(desk, code)
  const atHome = variantAt(desk.code)

  return (turn, lang) => {
    const named = new Map<PlaceVariant, string>()
    let elsewhere: string | undefined
    for (const name of namesIn(fold(turn), pattern)) {
      const known = own.get(name) ?? chinese.get(name) ?? counties.get(name) ?? english.get(name)
      if (known === undefined) continue
      const variant = known.variant ?? known.codes.map(variantAt).find((found) => found !== undefined)
      if (variant !== undefined) named.set(variant, name)
      else if (!known.codes.some(isOwn)) elsewhere ??= name.replace(/^[a-z]/u, (first) => first.toUpperCase())
    }
    // The whole city beside one of its districts says nothing more.
    const closest = [...named.keys()].filter(
      (place) => ![...named.keys()].some((other) => other !== place && isWithin(other.code, place.code)),
    )
    const [chosen = atHome] = closest
    if (closest.length > 1) elsewhere ??= closest.map((place) => named.get(place)).join('、')
    return { values: valuesAt(desk, chosen, lang), elsewhere }
  }
}
