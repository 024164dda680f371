import { burstLines } from './bursts/lines.ts'
import type { Home } from './card.ts'
import { caseLine, casesOf } from './cases/commands.ts'
import { conversationLine } from './commands.ts'
import type { DeskContext } from './context.ts'
import { isLeader } from './people.ts'
import type { StaffMember } from './settings.ts'
import { startOfDay } from './times.ts'
import { maySecond } from './two-person.ts'

/** Conversations that one section shows. */
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
  const cases = desk.cases.open(casesOf(desk, person), LIST)
  const owned = desk.conversations.open(person.id, LIST)
  const approvals = desk.conversations.undecided(LIST)
  // A second approval is asked of people who own nothing of the matter.
  const asked = approvals.filter((row) => row.owner !== person.id && maySecond(desk, row, person))
  const lines = (rows: typeof owned, total: number): string[] =>
    rows.length === 0
      ? [say.home.nothing]
      : [
          ...rows.map((row) => conversationLine(desk, row, now)),
          ...(total > rows.length ? [say.home.more(total - rows.length)] : []),
        ]
  const mine = [...asked, ...owned]
  const criticism = isLeader(person) ? desk.conversations.criticism(LIST) : []
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
        : [{ title: say.home.criticism, lines: lines(criticism, desk.conversations.countCriticism()) }]),
      ...(cases.length === 0 ? [] : [{ title: say.home.cases, lines: cases.map((row) => caseLine(desk, row, now)) }]),
      ...(bursts.length === 0 ? [] : [{ title: say.bursts.card.inBurst, lines: bursts.slice(1) }]),
      { title: say.home.mine, lines: lines(mine, asked.length + desk.conversations.countOpen(person.id)) },
      { title: say.home.approvals, lines: lines(approvals, desk.conversations.countUndecided()) },
    ],
  }
}
