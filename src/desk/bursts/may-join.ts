import type { Burst } from '../../store/bursts.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import { burstOf } from './burst.ts'
import { hasOwnMatter } from './own-matter.ts'
import type { Said } from './same.ts'

/** Whoever writes about these has a matter of their own, however much the words are like others'. */
const PERSONAL = ['"own-case"', '"asks-progress"', '"record-wrong"', '"was-refused"', '"minor"']
/** What it is in the record that a conversation left a burst. */
export const LEFT = 'burst-left'

/** Whether one reply for all can be right for this one. */
export function mayJoin(desk: DeskContext, conversation: Conversation, burst: number | undefined, said: Said): boolean {
  const { id, turn, version } = conversation
  if (isPersonal(conversation, said) || hasOwnMatter(desk, conversation)) return false
  if (isWritten(desk, conversation)) return false
  if (version > 1 && hasLeft(desk, conversation)) return false
  // Who has had this answer and asks again wants another one.
  if (turn === 1) return true
  const answer = burst === undefined ? undefined : desk.replies.newestAnswer(id)
  return answer === undefined || burstOf(answer) !== burst
}

/**
 * Whether one reply for all is still right for a member, now that it has written again: not once it says something of its
 * own, or complains where the others do not.
 */
export const mayStay = (conversation: Conversation, burst: Burst, said: Said): boolean =>
  !isPersonal(conversation, said) && (conversation.approach !== 'complaint' || burst.approach === 'complaint')

const isPersonal = ({ urgency, reasons }: Conversation, said: Said): boolean =>
  urgency === 'emergency' || PERSONAL.some((reason) => reasons.includes(reason)) || said.personal()

/** Somebody has written a reply to it, which waits for approval. */
const isWritten = (desk: DeskContext, { draftId }: Conversation): boolean =>
  draftId !== null && desk.replies.draft(draftId)?.origin === 'person'

/** This turn has been in a burst: it said something else as well, or a person has seen that it means something else. */
const hasLeft = (desk: DeskContext, { id, turnSince }: Conversation): boolean =>
  desk.journal.history(id).some(({ what, at }) => what === LEFT && at >= turnSince)
