/** Addresses down to the house: a road, village or estate with a number, or building, unit and room together. */
import type { Find } from './span.ts'

const number = '(?:[0-9]{1,5}(?:[-—–][0-9]{1,5}){0,3}[A-Za-z]?|[A-Za-z]|[一二三四五六七八九十百〇零两]{1,6}|[甲乙丙])'
const unit = '(?:号楼|号院|号|栋|幢|座|单元|室|楼|层|弄|组|队|房|户|#)'
/** One or more numbered parts in a row: 12号3栋2单元501. A bare room number may end it. */
const house = new RegExp(`(?:${number} ?${unit}[ ,，附之-]?){1,7}(?:[0-9]{2,5}(?![0-9]))?`, 'g')
const part = new RegExp(`${number} ?(${unit})`, 'g')
/** 小区3-2-501: an estate has numbers without units. */
const estateCode = /(?:小区|花园|家园|公寓|新村|苑|社区) ?[0-9]{1,4}(?:[-—–][0-9]{1,5}){1,3}(?![0-9])/g
/** A place, and what may stand between it and the number. */
const gap = '(?:[东西南北中][段侧首头]|[东南西北]?[一二三四]段|路口|交叉口)?[ ,，]?$'
/** Last characters of all place words: a cheap look before the patterns. */
const lastOfPlace = /[路街巷弄同道村区园厦苑里城府湾庄寨屯舍院坊镇乡场楼段侧首头口]$/
const surePlace = new RegExp(`(?:路|街|巷|弄|胡同|大道|国道|省道|县道|村|小区|社区|花园|家园|公寓|大厦|苑)${gap}`)
/** Words that also end in these: 政府12号 is a date, 知道3号 no road. They count with a building or a room only. */
const loosePlace = new RegExp(`(?:里|园|城|府|湾|庄|寨|屯|道|宿舍|大院|坊|院|镇|乡|广场|楼)${gap}`)
const buildingUnits: ReadonlySet<string> = new Set([
  '栋',
  '幢',
  '单元',
  '室',
  '弄',
  '组',
  '号楼',
  '号院',
  '座',
  '队',
  '户',
])
/** What a number with 号 is when it is no house. */
const noHouse = /^(?:窗口|线|口|出口|入口|柜台|文|令|公告|通知|台|机|登机|车|桌|叫号|口罩|选手)/
/** Where a place name cannot reach back over. */
const boundary: ReadonlySet<string> = new Set(
  '我你您他她们在住址于到是去从的把给向往叫和与跟或了着过就来离这那哪有没请问将被',
)
const longestName = 24
const english =
  /\b(?:(?:room|rm|apt|unit|flat|building|no)\.? ?\d{1,5}[a-z]?\b[^\n]{0,40}?\b(?:road|rd|street|avenue|ave|lane)\b|\d{1,5} (?:[A-Za-z]{1,20} ){1,4}(?:road|rd|street|avenue|ave|lane)\b)/gi

/** All addresses at house level of a folded text, ascending. */
export function findAddresses(text: string): Find[] {
  const finds: Find[] = []
  const add = (start: number, end: number) => {
    if (start >= (finds.at(-1)?.end ?? 0)) finds.push({ kind: 'address', start, end })
  }
  const candidates: { at: number; house: string; sure: boolean }[] = []
  for (const match of text.matchAll(house)) candidates.push({ at: match.index, house: match[0], sure: false })
  for (const match of text.matchAll(estateCode)) candidates.push({ at: match.index, house: match[0], sure: true })
  for (const match of text.matchAll(english)) candidates.push({ at: match.index, house: match[0], sure: true })
  candidates.sort((a, b) => a.at - b.at)
  for (const candidate of candidates) {
    const written = candidate.house.replace(/[ ,，附之-]+$/, '')
    const end = candidate.at + written.length
    const before = text.slice(Math.max(0, candidate.at - 8), candidate.at)
    if (candidate.sure) add(startOfName(text, candidate.at, finds.at(-1)?.end ?? 0), end)
    else if (isHouse(before, written, text.slice(end, end + 3)))
      add(startOfName(text, candidate.at, finds.at(-1)?.end ?? 0), end)
  }
  return finds
}

function isHouse(before: string, written: string, after: string): boolean {
  if (before.endsWith('第')) return false
  const units = Array.from(written.matchAll(part), (match) => match[1] ?? '')
  if (units.at(-1) === '号' && noHouse.test(after)) return false
  const buildings = units.filter((name) => buildingUnits.has(name)).length
  const placed = lastOfPlace.test(before.trimEnd().replace(/[,，]$/, ''))
  if (placed && surePlace.test(before)) return units.some((name) => name !== '层' && name !== '楼') || buildings > 0
  if (placed && loosePlace.test(before)) return buildings > 0
  // 5楼501室 is an office as often as a home
  return units.length >= 2 && units.some((name) => name !== '室' && buildingUnits.has(name)) && !isFloorOnly(units)
}

/** 2号楼3层: the way to a counter. */
function isFloorOnly(units: readonly string[]): boolean {
  return units.length === 2 && (units[1] === '层' || units[1] === '楼')
}

/** Goes back over the name of the place, as far as the town, but not into the sentence before it. */
function startOfName(text: string, at: number, from: number): number {
  const earliest = Math.max(from, at - longestName)
  let start = at
  while (start > earliest) {
    const previous = text.charAt(start - 1)
    const spaced = previous === ' ' && start === at && start - 1 > earliest && inName(text.charAt(start - 2))
    if (!inName(previous) && !spaced) break
    start--
  }
  return start
}

function inName(character: string): boolean {
  if (character >= '\u3400' && character <= '\u9fff') return !boundary.has(character)
  return /[A-Za-z0-9]/.test(character)
}
