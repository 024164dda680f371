import type { Home } from './card.ts'
import { caseLine, casesOf } from './cases/commands.ts'
import { conversationLine } from './commands.ts'
import type { DeskContext } from './context.ts'
import type { StaffMember } from './settings.ts'
import { startOfDay } from './times.ts'

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
  const cases = desk.cases.open(casesOf(desk, person), 20)
  const mine = desk.conversations.open(person.id, 20)
  const approvals = desk.conversations
    .open(undefined, 50)
    .filter((row) => row.state === 'waiting' || row.state === 'second')
  const lines = (rows: typeof mine): string[] => rows.map((row) => conversationLine(desk, row))
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
      ...(cases.length === 0 ? [] : [{ title: say.home.cases, lines: cases.map((row) => caseLine(desk, row)) }]),
      { title: say.home.mine, lines: mine.length === 0 ? [say.home.nothing] : lines(mine) },
      { title: say.home.approvals, lines: approvals.length === 0 ? [say.home.nothing] : lines(approvals) },
    ],
  }
}
