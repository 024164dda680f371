import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'

/**
 * Whether a conversation is about a case of its own, which one reply for all cannot answer: somebody has taken it in
 * hand, or it is older than what its citizen writes now. One that this very turn opened by itself is not.
 */
export function hasOwnMatter(desk: DeskContext, { id, turnSince }: Conversation): boolean {
  const row = desk.cases.openOf(id)
  if (row === undefined) return false
  if (row.state !== 'open' || row.createdAt < turnSince) return true
  return desk.cases.history(row.id).some(({ actor }) => actor !== 'desk' && actor !== 'citizen')
}
