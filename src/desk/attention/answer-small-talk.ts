import type { Conversation } from '../../store/conversations.ts'
import { enter } from '../arrival.ts'
import type { DeskContext } from '../context.ts'
import { mayDecide, numberOf, surfaceOf } from '../people.ts'
import { say } from '../record.ts'
import type { StaffMember } from '../settings.ts'
import { triage } from '../triage.ts'
import { closeTurn } from '../turns.ts'

/** Nobody has anything to do. */
const DONE: ReadonlySet<string> = new Set(['answered', 'closed'])

/**
 * A person wants to answer what the rules took for praise or chatter: it becomes a conversation of that person, with a
 * card, a draft and a clock. Returns what the person is told.
 */
export function answerSmallTalk(desk: DeskContext, id: number, person: StaffMember, now: number): string {
  const { attention, notice } = desk.say
  if (!mayDecide(person)) return notice.noRole
  const message = desk.attention.smallTalk(id)
  if (message === undefined) return attention.smallTalkGone
  if (message.openedAs !== null) return attention.openedBefore(numberOf(desk, message.openedAs))
  const latest = desk.conversations.latest(message.channel, message.thread, message.surface)
  if (latest !== undefined && !DONE.has(latest.state)) return attention.openAlready(numberOf(desk, latest.id))
  const surface = surfaceOf(desk, message)
  const current = latest?.id === message.conversationId ? latest : undefined
  const conversation = enter(
    desk,
    {
      message: { ...message, kind: 'text', at: message.sentAt },
      channel: message.channel,
      surface,
      now,
    },
    current,
    undefined,
    triage(message.text),
    {
      state: 'listening',
      turnDueAt: null,
      turnSince: message.receivedAt,
      owner: person.id,
      ...(current === undefined || surface.public ? {} : whatIsLeft(current)),
    },
  )
  desk.messages.reopen(id, conversation.id, conversation.turn)
  desk.attention.openedAs(id, conversation.id)
  say(desk, conversation.id, now, person.id, 'opened', attention.openedByPerson(person.name))
  closeTurn(desk, conversation, now)
  return attention.openedNow(numberOf(desk, conversation.id))
}

/** In a private conversation the platform counts from the citizen's last message, and that stands there already. */
const whatIsLeft = ({ target, lastInboundAt, repliesUsed }: Conversation) => ({ target, lastInboundAt, repliesUsed })
