import type { Conversation } from '../store/conversations.ts'
import type { StaffOutcome } from './card.ts'
import { caseCommand } from './cases/commands.ts'
import type { DeskContext } from './context.ts'
import { isLeader, nameOf, numberOf, surfaceOf } from './people.ts'
import { redrive } from './revive.ts'
import type { StaffMember } from './settings.ts'
import { clock } from './times.ts'
import { shown } from './words.ts'

/** Conversations that one list shows. */
const LIST = 20
/** Messages that `find` looks through, newest first. */
const FIND_WITHIN = 20_000
/** Characters of a citizen's words in a list. */
const EXCERPT = 40

/** The slash command: `open`, `mine`, `find WORDS`, `show ID`, `redrive`, `help`. Answers only the person who asked. */
export function command(desk: DeskContext, person: StaffMember, text: string, now: number): StaffOutcome {
  const [word = 'help', ...rest] = text.trim().split(/\s+/)
  const argument = rest.join(' ')
  switch (word.toLowerCase()) {
    case '':
    case 'help':
      return notice(desk.say.command.help)
    case 'open':
      return notice(list(desk, undefined, desk.say.command.openTitle))
    case 'mine':
      return notice(list(desk, person.id, desk.say.command.mineTitle))
    case 'find':
      return notice(find(desk, rest))
    case 'show':
      return notice(show(desk, argument))
    case 'case':
      return caseCommand(desk, person, rest, now)
    case 'redrive':
      return isLeader(person)
        ? notice([desk.say.notice.redriven(redrive(desk, now))])
        : notice([desk.say.notice.leaderOnly])
    default:
      return notice([desk.say.command.unknown(word.slice(0, 40)), ...desk.say.command.help])
  }
}

const notice = (lines: readonly string[]): StaffOutcome => ({ kind: 'notice', text: lines.join('\n') })

function list(desk: DeskContext, owner: string | undefined, title: (count: number) => string): string[] {
  const shown = desk.conversations.open(owner, LIST)
  const total = shown.length < LIST ? shown.length : desk.conversations.countOpen(owner)
  if (shown.length === 0) return [title(0), desk.say.command.none]
  const more = total > LIST ? [desk.say.command.more(total - LIST)] : []
  return [title(total), ...shown.map((row) => conversationLine(desk, row)), ...more]
}

/** One conversation in one line: number, state, urgency, owner, deadline, the first words. */
export function conversationLine(desk: DeskContext, row: Conversation): string {
  const first = desk.messages.ofTurn(row.id, row.turn)[0]
  const words = first === undefined ? '' : shown(desk, { ...first, text: first.text.slice(0, 400) }).text
  const masked = words.replaceAll(/\s+/g, ' ')
  const excerpt = Array.from(masked).slice(0, EXCERPT).join('')
  return [
    numberOf(desk, row.id),
    desk.say.states[row.state] ?? row.state,
    ...(row.urgency === 'normal' || row.urgency === 'low' ? [] : [desk.say.urgencies[row.urgency] ?? '']),
    nameOf(desk, row.owner),
    ...(row.deadlineAt === null ? [] : [desk.say.command.due(clock(row.deadlineAt, desk.settings.timeZone))]),
    excerpt,
  ].join(desk.say.bar)
}

function find(desk: DeskContext, words: readonly string[]): string[] {
  if (words.length === 0) return [desk.say.command.findWhat]
  const ids = desk.messages.find(words, FIND_WITHIN, LIST)
  const rows = desk.conversations.byIds(ids).toSorted((a, b) => b.id - a.id)
  const title = desk.say.command.findTitle(words.join(' '), rows.length)
  return rows.length === 0 ? [title, desk.say.command.none] : [title, ...rows.map((row) => conversationLine(desk, row))]
}

/** The whole course of one conversation, masked. */
function show(desk: DeskContext, argument: string): string[] {
  if (argument === '') return [desk.say.command.showWhat]
  const match = /^(?:([A-Za-z]+)-)?(\d{1,15})$/.exec(argument.trim())
  const prefix = match?.[1]
  const ours = prefix === undefined || prefix.toUpperCase() === desk.settings.prefix.toUpperCase()
  const row = match === null || !ours ? undefined : desk.conversations.get(Number(match[2]))
  if (row === undefined) return [desk.say.notice.notFound(argument.slice(0, 40))]
  const { timeZone } = desk.settings
  const channel = `${desk.settings.channels[row.channel]?.name ?? row.channel} ${surfaceOf(desk, row).label}`
  const lines = [
    ...desk.messages.recent(row.id, 50).map((message) => ({
      at: message.receivedAt,
      text: `${desk.say.command.citizen}${desk.say.colon}${shown(desk, message).text}`,
    })),
    ...desk.replies.repliesOf(row.id).map((reply) => ({
      at: reply.sentAt ?? reply.createdAt,
      text: `${desk.say.command.desk}${desk.say.colon}${desk.say.command.reply(reply.text, stateOf(desk, reply.state))}`,
    })),
    ...desk.journal.lines(row.id, 50).map((event) => ({ at: event.at, text: `· ${event.line}` })),
  ]
  return [
    `${conversationLine(desk, row)}`,
    `${channel}${desk.say.bar}${desk.say.topics[row.topic] ?? row.topic}`,
    ...lines.toSorted((a, b) => a.at - b.at).map((line) => `${clock(line.at, timeZone)}  ${line.text}`),
  ]
}

const replyStates: Readonly<Record<string, string>> = { sent: 'answered' }

const stateOf = (desk: DeskContext, state: string): string => desk.say.states[replyStates[state] ?? state] ?? state
