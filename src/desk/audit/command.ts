import { linkText } from '../../store/chain.ts'
import type { DeskEvent } from '../../store/journal.ts'
import { caseNumber } from '../cases/numbers.ts'
import type { DeskContext } from '../context.ts'
import { isLeader, numberOf } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { rowText } from './rows.ts'

/** Characters of one part: what is still read on a phone. */
const PART = 2_400

/**
 * `audit NUMBER [part]`, `audit head`: the whole record of a conversation or case, masked, and whether it was touched.
 * For leaders, since it shows what every colleague did; each look is on record itself.
 */
export function auditCommand(desk: DeskContext, person: StaffMember, words: readonly string[], now: number): string {
  const { audit, notice } = desk.say
  if (!isLeader(person)) return notice.leaderOnly
  const [about = '', part = '1'] = words
  if (about === '') return audit.usage.join('\n')
  if (about.toLowerCase() === 'head') return headText(desk)
  const found = recordOf(desk, about)
  if (found === undefined || !/^\d{1,4}$/.test(part))
    return [notice.notFound(words.join(' ').slice(0, 40)), ...audit.usage].join('\n')
  const { number, events, beside } = found
  const [shownPart, parts, text] = partOf(
    events.map((event) => rowText(desk, event)),
    Number(part),
  )
  const { conversationId, caseId } = found
  const detail = JSON.stringify({ part: shownPart })
  const head = headText(desk)
  desk.journal.record({ conversationId, caseId, at: now, actor: person.id, what: 'audit', line: '', detail })
  return [
    audit.title(number, String(events.length)),
    checked(desk, events),
    head,
    ...beside,
    ...(parts > 1 ? [audit.part(String(shownPart), String(parts))] : []),
    '',
    text,
    ...(shownPart < parts ? ['', audit.next(`audit ${number} ${shownPart + 1}`)] : []),
  ].join('\n')
}

function headText(desk: DeskContext): string {
  const { id, hash } = desk.journal.head()
  return hash === '' ? desk.say.audit.noHead : desk.say.audit.head(String(id), hash)
}

interface Record {
  readonly number: string
  readonly conversationId: number | null
  readonly caseId: number | null
  readonly events: readonly DeskEvent[]
  /** Where the matter goes on. */
  readonly beside: readonly string[]
}

function recordOf(desk: DeskContext, text: string): Record | undefined {
  const [, prefix, c, digits] = /^(?:([A-Za-z]{1,6})-)?(C?)(\d{1,15})$/i.exec(text) ?? []
  if (digits === undefined || (prefix !== undefined && prefix.toUpperCase() !== desk.settings.prefix)) return undefined
  const id = Number(digits)
  const { say } = desk
  if (c !== '') {
    if (desk.cases.get(id) === undefined) return undefined
    const numbers = desk.cases.conversationsOf(id).map((one) => numberOf(desk, one))
    const beside = numbers.length === 0 ? [] : [say.audit.conversations(numbers.join(say.list))]
    return { number: caseNumber(desk, id), conversationId: null, caseId: id, events: desk.journal.ofCase(id), beside }
  }
  if (desk.conversations.get(id) === undefined) return undefined
  const matter = desk.cases.newestOf(id)
  const beside = matter === undefined ? [] : [say.audit.cases(caseNumber(desk, matter.id))]
  return { number: numberOf(desk, id), conversationId: id, caseId: null, events: desk.journal.history(id), beside }
}

/** Each of these rows against its hash and the row before it. What lies between them is for `npm run audit:verify`. */
function checked(desk: DeskContext, events: readonly DeskEvent[]): string {
  const { audit, list } = desk.say
  const chained = events.filter((event) => event.hash !== '')
  const broken = chained.filter((event) => {
    const before = desk.journal.event(event.id - 1)
    // The row before was removed by retention, or there is none: the whole chain tells.
    if (before === undefined && event.id > 1) return false
    return desk.hash(linkText(before?.hash ?? '', event)) !== event.hash
  })
  if (broken.length > 0) return audit.broken(broken.map(({ id }) => id).join(list))
  return chained.length === events.length ? audit.holds : audit.older(String(events.length - chained.length))
}

/** The rows in parts that a phone shows well; a part that is not there is the last. */
function partOf(rows: readonly string[], wanted: number): [part: number, parts: number, text: string] {
  const parts: string[][] = [[]]
  let length = 0
  for (const row of rows) {
    if (length + row.length > PART && length > 0) {
      parts.push([])
      length = 0
    }
    parts.at(-1)?.push(row)
    length += row.length + 1
  }
  const part = Math.min(Math.max(1, wanted), parts.length)
  return [part, parts.length, (parts[part - 1] ?? []).join('\n')]
}
