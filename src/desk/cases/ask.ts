import type { Case } from '../../store/cases.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { Draft } from '../../store/replies.ts'
import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { isQuestion } from '../provenance.ts'
import { propose } from './propose.ts'
import { happened } from './record.ts'
import { mayTake, mayWait } from './states.ts'

/** The open case of a conversation, as long as its time can stand still while the citizen is asked something. */
export function askableCase(desk: DeskContext, conversation: number): Case | undefined {
  const row = desk.cases.openOf(conversation)
  return row !== undefined && mayWait(row.state) ? row : undefined
}

/** The desk itself needs to know something of the citizen. Its question waits for approval like a reply, and is none. */
export function askFromConversation(desk: DeskContext, { conversation, person, fields, now }: Decision): StaffOutcome {
  const { cases } = desk.say
  const row = askableCase(desk, conversation.id)
  if (row === undefined) return { kind: 'notice', text: cases.notice.nothingToAsk }
  const text = fields.text ?? ''
  const line = cases.history.deskAsks(person.name)
  happened(desk, row.id, { actor: person.id, what: 'ask', line, detail: { conversation: conversation.id } }, now)
  const note = cases.originDeskQuestion(person.name)
  const ping = (number: string): string => cases.ping.toAsk(number, person.name)
  propose(desk, row, conversation.id, { text, note, by: person.id, line, what: 'ask', asks: true, ping }, now)
  return { kind: 'done' }
}

/** Its last sentence asks something. */
const ASKS = /[？?][^。！!.]*$/u

/** A draft that would count as the case's answer, and ends with a question. */
export const readsLikeQuestion = (desk: DeskContext, conversation: Conversation, draft: Draft): boolean => {
  const row = askableCase(desk, conversation.id)
  return row !== undefined && mayTake(row.state, 'reply') && !isQuestion(draft) && ASKS.test(draft.text)
}
