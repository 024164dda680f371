import { queueOf } from './attention/queue.ts'
import { burstLines } from './bursts/lines.ts'
import { startOfDay } from './calendar/day.ts'
import type { Home } from './card.ts'
import type { DeskContext } from './context.ts'
import { conversationLine } from './conversation-line.ts'
import { isLeader } from './people.ts'
import type { StaffMember } from './settings.ts'

/** Matters that one section shows. */
const LIST = 30

/** One person's page in the chat: what waits for them, and how the desk stands today. */
export function home(desk: DeskContext, person: StaffMember, now: number): Home {
  const { say } = desk
  const today = new Map(
    desk.messages
      .countSince(startOfDay(now, desk.settings.timeZone))
      .map((row): [string, number] => [row.outcome, row.count]),
  )
  const received = [...today.values()].reduce((sum, count) => sum + count, 0)
  const count = (outcome: string): string => String(today.get(outcome) ?? 0)
  const section = (lines: readonly string[], total: number): string[] =>
    lines.length === 0
      ? [say.home.nothing]
      : [...lines, ...(total > lines.length ? [say.home.more(total - lines.length)] : [])]
  const mine = queueOf(desk, person, now, LIST)
  const approvals = desk.conversations.undecided(LIST).map((row) => conversationLine(desk, row, now))
  const criticism = isLeader(person)
    ? desk.conversations.criticism(LIST).map((row) => conversationLine(desk, row, now))
    : []
  const bursts = burstLines(desk, person.id, now)
  return {
    title: say.home.title(desk.settings.name),
    facts: [
      { label: say.home.received, value: String(received) },
      { label: say.home.faq, value: count('faq') },
      { label: say.home.approved, value: count('approved') },
      { label: say.home.noReply, value: count('no-reply') },
      { label: say.home.pending, value: count('pending') },
      { label: say.home.dead, value: String(desk.outbox.dead().length) },
    ],
    sections: [
      ...(criticism.length === 0
        ? []
        : [{ title: say.home.criticism, lines: section(criticism, desk.conversations.countCriticism()) }]),
      ...(bursts.length === 0 ? [] : [{ title: say.bursts.card.inBurst, lines: bursts.slice(1) }]),
      {
        title: say.attention.homeMine(String(mine.total), String(mine.overdue)),
        lines: section(mine.lines, mine.total),
      },
      { title: say.home.approvals, lines: section(approvals, desk.conversations.countUndecided()) },
    ],
  }
}
