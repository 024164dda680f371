import type { Conversation } from '../store/conversations.ts'
import type { StaffMember } from './settings.ts'

/** One decision of one person about one conversation, with the form's fields if there was one. */
export interface Decision {
  readonly conversation: Conversation
  readonly person: StaffMember
  readonly fields: Readonly<Record<string, string>>
  readonly now: number
}
