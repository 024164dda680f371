import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'

/** The urgency of a complete turn: some desks say of some topics that what is normal elsewhere can wait with them. */
export function ownUrgency({ settings }: DeskContext, { urgency, approach, topic }: Conversation): string {
  const { low } = settings.attention
  if (urgency !== 'normal' || approach === 'complaint') return urgency
  return low.includes(topic) || low.includes(approach) ? 'low' : urgency
}
