import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import { burstOf } from './burst.ts'

/** A member that had no card before it joined stands on the burst's, unless something of its own has to be decided. */
export function isShownByBurst(desk: DeskContext, { id, burst, cardRef }: Conversation): boolean {
  if (burst === null || cardRef !== null) return false
  const reply = desk.replies.newestReply(id, ['uncertain', 'failed'])
  return reply === undefined || burstOf(reply) === burst
}
