import type { Conversation } from '../store/conversations.ts'
import { deadlineWords } from './attention/deadline.ts'
import { burstNumber } from './bursts/burst.ts'
import type { DeskContext } from './context.ts'
import { nameOf, numberOf } from './people.ts'
import { shown } from './words.ts'

/** Characters of a citizen's words in a list. */
const EXCERPT = 40

/** One conversation in one line: number, state, what makes it pressing, owner, deadline, the first words. */
export function conversationLine(
  desk: DeskContext,
  row: Conversation,
  now: number,
  owner = nameOf(desk, row.owner),
): string {
  return [
    numberOf(desk, row.id),
    ...(row.burst === null ? [] : [`${desk.say.bursts.card.inBurst} ${burstNumber(desk, row.burst)}`]),
    desk.say.states[row.state] ?? row.state,
    ...(row.urgency === 'normal' || row.urgency === 'low' ? [] : [desk.say.urgencies[row.urgency] ?? '']),
    ...(row.approach === 'complaint' ? [desk.say.approaches.complaint ?? ''] : []),
    owner,
    ...(row.deadlineAt === null ? [] : [deadlineWords(desk, row.deadlineAt, now)]),
    firstWords(desk, row),
  ].join(desk.say.bar)
}

/** Masked as a whole before they are cut, since half a number would not be known as one. */
function firstWords(desk: DeskContext, row: Conversation): string {
  const first = desk.messages.ofTurn(row.id, row.turn)[0]
  const words = first === undefined ? '' : shown(desk, first).text
  return Array.from(words.replaceAll(/\s+/g, ' ')).slice(0, EXCERPT).join('')
}
