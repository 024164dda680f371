import type { Conversation } from '../store/conversations.ts'
import type { DeskContext } from './context.ts'

/** Whether replies to this conversation need two people. */
export const needsTwo = (desk: DeskContext, conversation: Pick<Conversation, 'approach' | 'topic'>): boolean =>
  desk.settings.policies.twoPerson.includes(conversation.approach) ||
  desk.settings.policies.twoPerson.includes(conversation.topic)
