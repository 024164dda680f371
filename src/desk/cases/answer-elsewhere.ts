import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import type { Inbound } from '../intake.ts'
import { numberOf } from '../people.ts'
import { isQuestion } from '../provenance.ts'
import { say } from '../record.ts'
import { caseNumber } from './numbers.ts'
import { isAsked, resumed } from './progress.ts'

/** A question that a case waits to have answered, and the reply that put it. */
export interface Question {
  readonly caseId: number
  readonly conversation: number
  readonly reply: number
}

/** What it is in the record that a conversation answers a question which was put in another one. */
const ANSWERS = 'answers'

/**
 * The question that this very account was asked in another conversation of its thread, if a case waits for the answer.
 * A channel knows its accounts by ids of its own, so nobody is linked to an account elsewhere.
 */
export function questionFor(desk: DeskContext, channel: string, { thread, sender }: Inbound): Question | undefined {
  const caseId = sender === '' ? undefined : desk.cases.waitingFor(channel, thread, sender)
  if (caseId === undefined) return undefined
  const asked = desk.conversations
    .byIds(desk.cases.conversationsOf(caseId))
    .find((one) => one.channel === channel && one.sender === sender && isAsked(desk, caseId, one.id))
  if (asked === undefined) return undefined
  const reply = desk.replies.repliesOf(asked.id).findLast((one) => one.state === 'sent' && isQuestion(one))
  return reply && { caseId, conversation: asked.id, reply: reply.id }
}

/** The citizen answers in this conversation: it is about the case from now on, whose time runs on. */
export function joinAnswer(desk: DeskContext, { id }: Conversation, question: Question, now: number): void {
  const row = desk.cases.get(question.caseId)
  if (row === undefined) return
  desk.cases.link(row.id, id, now)
  resumed(desk, row.id, id, now)
  const line = desk.say.cases.history.answers(numberOf(desk, question.conversation), caseNumber(desk, row.id))
  say(desk, id, now, 'desk', ANSWERS, line, { case: row.id, reply: question.reply })
}

/** The words of the question that a conversation answers; undefined when it was put there, or their retention has ended. */
export function questionAnswered(desk: DeskContext, conversation: number): string | undefined {
  const event = desk.journal.history(conversation).findLast(({ what }) => what === ANSWERS)
  if (event === undefined) return undefined
  const { reply }: { reply?: number } = JSON.parse(event.detail)
  const text = reply === undefined ? undefined : desk.replies.reply(reply)?.text
  return text === '' ? undefined : text
}
