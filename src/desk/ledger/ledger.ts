import type { LedgerRow } from '../../store/ledger.ts'
import { deadlineWords } from '../attention/deadline.ts'
import type { CardLine } from '../card.ts'
import { clocksOf, isWaiting } from '../cases/clocks.ts'
import { caseNumber } from '../cases/numbers.ts'
import type { DeskContext } from '../context.ts'
import { conversationLine } from '../conversation-line.ts'
import { lineToCase, lineToConversation } from '../matter-lines.ts'
import { departmentById, departmentName, nameOf } from '../people.ts'
import { responsible } from '../roster/on-duty.ts'

/** Matters that are listed; the sums are of all. */
const LISTED = 30

/** The unanswered ledger as it is now: the one number that must be 0, and who has to act. */
export interface Ledger {
  /** Matters without a delivered reply. */
  readonly total: number
  readonly overdue: number
  /** How many have waited for how long, in words. */
  readonly ages: readonly string[]
  /** Criticism, what is overdue first. */
  readonly criticism: readonly CardLine[]
  /** Everything else that is overdue. */
  readonly late: readonly CardLine[]
  /** Everything else, the earliest deadline first. */
  readonly waiting: readonly CardLine[]
  /** Matters that are not listed. */
  readonly more: number
}

export function ledgerOf(desk: DeskContext, now: number): Ledger {
  const { ledger } = desk.say
  const rows = desk.ledger.unanswered(now, LISTED)
  const [first] = rows
  if (first === undefined) return { total: 0, overdue: 0, ages: [], criticism: [], late: [], waiting: [], more: 0 }
  const { total, overdue, day, threeDays, week, older } = first
  const lines = (which: (row: LedgerRow) => boolean): CardLine[] =>
    rows.filter(which).flatMap((row) => lineOf(desk, row, now) ?? [])
  const isLate = ({ deadlineAt }: LedgerRow): boolean => deadlineAt !== null && deadlineAt <= now
  return {
    total,
    overdue,
    ages: [
      ledger.day(String(day)),
      ledger.threeDays(String(threeDays)),
      ledger.week(String(week)),
      ledger.older(String(older)),
    ],
    criticism: lines((row) => row.criticism === 1),
    late: lines((row) => row.criticism !== 1 && isLate(row)),
    waiting: lines((row) => row.criticism !== 1 && !isLate(row)),
    more: total - rows.length,
  }
}

function lineOf(desk: DeskContext, { about, id }: LedgerRow, now: number): CardLine | undefined {
  if (about === 'conversation') {
    const row = desk.conversations.get(id)
    if (row === undefined) return undefined
    const line = conversationLine(desk, row, now, nameOf(desk, responsible(desk, id, row.owner, now)))
    return lineToConversation(desk, row, line)
  }
  const row = desk.cases.get(id)
  if (row === undefined) return undefined
  const { cases, bar } = desk.say
  const line = [
    caseNumber(desk, id),
    cases.states[row.state],
    ...(row.kind === 'complaint' ? [cases.kinds.complaint] : []),
    inCharge(desk, id, now),
    isWaiting(clocksOf(desk, id)) ? desk.say.clocks.paused : deadlineWords(desk, row.deadlineAt, now),
    row.title,
  ].join(bar)
  return lineToCase(desk, id, line)
}

/** While a department is at it, who has accepted there, or its head; otherwise the owner, or who stands in. */
function inCharge(desk: DeskContext, caseId: number, now: number): string {
  const row = desk.cases.get(caseId)
  const lead =
    row?.state === 'referred' || row?.state === 'accepted'
      ? desk.cases.referralsOf(caseId).findLast((one) => one.role === 'lead' && one.state !== 'withdrawn')
      : undefined
  if (lead === undefined) return nameOf(desk, responsible(desk, caseId, row?.owner ?? null, now))
  const department = departmentById(desk, lead.department)
  // Who has accepted it there, unless they have left; another desk is named alone until somebody there has.
  const stays = department === undefined || department.members.some(({ id }) => id === lead.acceptedBy)
  const person = (stays ? lead.acceptedBy : null) ?? department?.head
  return [departmentName(desk, lead.department), ...(person === undefined ? [] : [nameOf(desk, person)])].join(' ')
}

/** `ledger`: the same as the card of the morning, as it is now. */
export function ledgerLines(desk: DeskContext, now: number): string[] {
  const { ledger } = desk.say
  const { total, overdue, ages, criticism, late, waiting, more } = ledgerOf(desk, now)
  if (total === 0) return [ledger.none]
  const part = (label: string, lines: readonly CardLine[]): string[] =>
    lines.length === 0 ? [] : [label, ...lines.map(({ number, text }) => number + text)]
  return [
    ledger.headline(String(total), String(overdue)),
    ages.join(desk.say.list),
    ...part(ledger.criticism, criticism),
    ...part(ledger.late, late),
    ...part(ledger.waiting, waiting),
    ...(more > 0 ? [ledger.more(String(more))] : []),
  ]
}
