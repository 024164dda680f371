import { queueLines } from './attention/queue.ts'
import { smallTalkCommand } from './attention/small-talk-command.ts'
import { auditCommand } from './audit/command.ts'
import { burstIn } from './bursts/burst.ts'
import { burstLines, showBurst } from './bursts/lines.ts'
import type { StaffOutcome } from './card.ts'
import { caseCommand } from './cases/commands.ts'
import type { DeskContext } from './context.ts'
import { conversationLine } from './conversation-line.ts'
import { faqCommand } from './faq/commands.ts'
import { ledgerLines } from './ledger/ledger.ts'
import { isLeader, surfaceOf } from './people.ts'
import { withoutCard } from './refused.ts'
import { redrive } from './revive.ts'
import { dutyCommand, swapCommand } from './roster/command.ts'
import type { StaffMember } from './settings.ts'
import { statsCommand } from './stats/command.ts'
import { clock } from './times.ts'
import { commandWord, typedPlain } from './typed.ts'
import { shown } from './words.ts'

/** Conversations that one list shows. */
const LIST = 20
/** Messages that `find` looks through, newest first. */
const FIND_WITHIN = 20_000

/**
 * The slash command: `open`, `mine`, `find WORDS`, `show ID`, `faq …`, `duty`, `swap`, `case …`, `ledger`, `stats`,
 * `chatter`, `audit …`, `redrive`, `help`. Answers only the person who asked.
 */
export function command(desk: DeskContext, person: StaffMember, text: string, now: number): StaffOutcome {
  const [word = 'help', ...words] = text.trim().split(/\s+/)
  const argument = typedPlain(words.join(' '))
  const rest = argument === '' ? [] : argument.split(' ')
  switch (commandWord(word)) {
    case '':
    case 'help':
      return notice(desk.say.command.help)
    case 'open':
      return notice([...burstLines(desk, undefined, now), ...list(desk, now), ...missing(desk, now)])
    case 'mine':
      return notice([...burstLines(desk, person.id, now), ...queueLines(desk, person, now)])
    case 'find':
      return notice(find(desk, words, now))
    case 'show':
      // The number of a case, where that of a conversation is expected.
      return /(?:^|-)c\d+$/i.test(argument)
        ? caseCommand(desk, person, ['show', argument], now)
        : notice(show(desk, argument, now))
    case 'faq':
      return faqCommand(desk, person, rest, now)
    case 'duty':
      return notice(dutyCommand(desk, argument, now))
    case 'swap':
      return notice(swapCommand(desk, person, rest, now))
    case 'case':
      return caseCommand(desk, person, rest, now)
    case 'audit':
      return notice([auditCommand(desk, person, rest, now)])
    case 'ledger':
      return notice(ledgerLines(desk, now))
    case 'stats':
      return notice(statsCommand(desk, argument, now))
    case 'chatter':
      return notice(smallTalkCommand(desk, person, rest, now))
    case 'redrive':
      return isLeader(person)
        ? notice([desk.say.notice.redriven(redrive(desk, now))])
        : notice([desk.say.notice.leaderOnly])
    default:
      return notice([desk.say.command.unknown(word.slice(0, 40)), ...desk.say.command.help])
  }
}

const notice = (lines: readonly string[]): StaffOutcome => ({ kind: 'notice', text: lines.join('\n') })

function list(desk: DeskContext, now: number): string[] {
  const { openTitle, none } = desk.say.command
  const shown = desk.conversations.open(undefined, LIST)
  const total = shown.length < LIST ? shown.length : desk.conversations.countOpen(undefined)
  if (shown.length === 0) return [openTitle(0), none]
  const more = total > LIST ? [desk.say.command.more(total - LIST)] : []
  return [openTitle(total), ...shown.map((row) => conversationLine(desk, row, now)), ...more]
}

/** Conversations that staff do not see in the chat as they should, with their own lines wherever they are in the list. */
function missing(desk: DeskContext, now: number): string[] {
  const ids = withoutCard(desk)
  if (ids.length === 0) return []
  const rows = desk.conversations.byIds(ids.slice(0, LIST)).toSorted((a, b) => b.id - a.id)
  const more = ids.length > LIST ? [desk.say.command.more(ids.length - LIST)] : []
  return [desk.say.command.missingTitle(ids.length), ...rows.map((row) => conversationLine(desk, row, now)), ...more]
}

function find(desk: DeskContext, words: readonly string[], now: number): string[] {
  if (words.length === 0) return [desk.say.command.findWhat]
  const ids = desk.messages.find(words, FIND_WITHIN, LIST)
  const rows = desk.conversations.byIds(ids).toSorted((a, b) => b.id - a.id)
  const title = desk.say.command.findTitle(words.join(' '), rows.length)
  return rows.length === 0
    ? [title, desk.say.command.none]
    : [title, ...rows.map((row) => conversationLine(desk, row, now))]
}

/** The whole course of one conversation, masked. */
function show(desk: DeskContext, argument: string, now: number): string[] {
  if (argument === '') return [desk.say.command.showWhat]
  const burst = burstIn(desk, argument)
  if (burst !== undefined) return showBurst(desk, burst, now)
  const match = /^(?:([A-Za-z]+)-?)?(\d{1,15})$/.exec(argument.trim())
  const prefix = match?.[1]
  const ours = prefix === undefined || prefix.toUpperCase() === desk.settings.prefix.toUpperCase()
  const row = match === null || !ours ? undefined : desk.conversations.get(Number(match[2]))
  if (row === undefined) return [desk.say.notice.notFound(argument.slice(0, 40))]
  const { timeZone } = desk.settings
  const waits = row.draftId !== null && (row.state === 'waiting' || row.state === 'second')
  const draft = waits ? desk.replies.draft(row.draftId ?? 0) : undefined
  const channel = `${desk.settings.channels[row.channel]?.name ?? row.channel} ${surfaceOf(desk, row).label}`
  const lines = [
    ...desk.messages.recent(row.id, 50).map((message) => ({
      at: message.receivedAt,
      text: `${desk.say.command.citizen}${desk.say.colon}${shown(desk, message).text}`,
    })),
    ...desk.replies.repliesOf(row.id).map((reply) => ({
      at: reply.sentAt ?? reply.createdAt,
      text: `${desk.say.command.desk}${desk.say.colon}${desk.say.command.reply(reply.text, desk.say.states[reply.state] ?? reply.state)}`,
    })),
    ...desk.journal.lines(row.id, 50).map((event) => ({ at: event.at, text: `· ${event.line}` })),
  ]
  return [
    `${conversationLine(desk, row, now)}`,
    `${channel}${desk.say.bar}${desk.say.topics[row.topic] ?? row.topic}`,
    ...lines.toSorted((a, b) => a.at - b.at).map((line) => `${clock(line.at, timeZone)}  ${line.text}`),
    ...(draft === undefined
      ? []
      : [
          `${draft.corrects === null ? desk.say.card.suggestion : desk.say.card.correction}${desk.say.colon}${draft.text}`,
        ]),
  ]
}
