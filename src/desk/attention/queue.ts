import type { Case } from '../../store/cases.ts'
import { clocksOf, isWaiting } from '../cases/clocks.ts'
import { caseLine, casesOf } from '../cases/commands.ts'
import { isUnanswered } from '../cases/states.ts'
import type { DeskContext } from '../context.ts'
import { conversationLine } from '../conversation-line.ts'
import type { StaffMember } from '../settings.ts'
import { maySecond } from '../two-person.ts'

/** Matters of each sort that are looked at. */
const READ = 100
/** Matters that the command lists. */
const LISTED = 20

interface Matter {
  readonly line: string
  readonly urgent: boolean
  readonly criticism: boolean
  readonly dueAt: number | null
}

/** What waits for one person, in the order in which to do it. */
export interface Queue {
  readonly lines: readonly string[]
  readonly total: number
  readonly overdue: number
}

/**
 * Everything that waits for this person: their conversations and cases, and second approvals that they may give.
 * Danger comes first, then criticism, then the earliest deadline; what is overdue says so.
 */
export function queueOf(desk: DeskContext, person: StaffMember, now: number, limit: number): Queue {
  const owned = desk.conversations.open(person.id, READ)
  // A second approval is asked of people who own nothing of the matter.
  const asked = desk.conversations
    .undecided(READ)
    .filter((row) => row.owner !== person.id && maySecond(desk, row, person))
  const whose = casesOf(desk, person)
  const cases = desk.cases.open(whose, READ)
  const matters: Matter[] = [
    ...[...asked, ...owned].map((row) => ({
      line: conversationLine(desk, row, now),
      urgent: row.urgency === 'emergency',
      criticism: row.approach === 'complaint',
      dueAt: row.deadlineAt,
    })),
    ...cases.map((row) => ({
      line: caseLine(desk, row, now),
      urgent: row.class === 'life',
      criticism: row.kind === 'complaint',
      dueAt: dueOf(desk, row),
    })),
  ]
  const total = asked.length + desk.conversations.countOpen(person.id) + desk.cases.countOpen(whose)
  return {
    lines: matters
      .toSorted(
        (a, b) =>
          Number(b.urgent) - Number(a.urgent) ||
          Number(b.criticism) - Number(a.criticism) ||
          (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) ||
          0,
      )
      .slice(0, limit)
      .map(({ line }) => line),
    total,
    overdue: matters.filter(({ dueAt }) => dueAt !== null && dueAt <= now).length,
  }
}

/** When something has to be done about a case next: its answer, unless the citizen is waited for, or its follow-up. */
function dueOf(desk: DeskContext, row: Case): number | null {
  const clocks = clocksOf(desk, row.id)
  if (isUnanswered(row.state)) return isWaiting(clocks) ? null : row.deadlineAt
  return clocks.find(({ kind }) => kind === 'follow-up')?.dueAt ?? row.followAt
}

/** `mine`: the person's queue. */
export function queueLines(desk: DeskContext, person: StaffMember, now: number): string[] {
  const { attention, command } = desk.say
  const { lines, total, overdue } = queueOf(desk, person, now, LISTED)
  return [
    attention.mineTitle(String(total), String(overdue)),
    ...(lines.length === 0 ? [command.none] : lines),
    ...(total > lines.length ? [attention.mineMore(String(total - lines.length))] : []),
  ]
}
