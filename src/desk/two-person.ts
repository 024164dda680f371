import type { Conversation } from '../store/conversations.ts'
import type { DeskContext } from './context.ts'
import { isLeader, mayDecide, staffById } from './people.ts'
import type { StaffMember } from './settings.ts'

/** Whether replies to this conversation need two people. */
export const needsTwo = (desk: DeskContext, conversation: Pick<Conversation, 'approach' | 'topic'>): boolean =>
  desk.settings.policies.twoPerson.includes(conversation.approach) ||
  desk.settings.policies.twoPerson.includes(conversation.topic)

/** Whether this person can give the second approval that a conversation waits for: another one, and one of the two leads. */
export function maySecond(desk: DeskContext, conversation: Conversation, person: StaffMember): boolean {
  if (conversation.state !== 'second' || conversation.draftId === null || !mayDecide(person)) return false
  const first = desk.replies.decisionsOn(conversation.draftId).find((decision) => decision.verb === 'approve')
  if (first === undefined || first.staff === person.id) return false
  const before = staffById(desk, first.staff)
  return isLeader(person) || (before !== undefined && isLeader(before))
}
