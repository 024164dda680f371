import type { ClockAbout } from '../../store/clocks.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import type { ClockKind } from './policy.ts'
import { startAlone, stopClocks } from './running.ts'

/**
 * One clock at a time runs for a conversation: whatever is waited for takes the place of what was. Only an emergency
 * that nobody has seen goes on calling people, whatever else happens to the conversation.
 */

export const ofConversation = (aboutId: number): ClockAbout => ({ about: 'conversation', aboutId })

export function waitFor(
  desk: DeskContext,
  conversationId: number,
  kind: Extract<ClockKind, 'first-response' | 'approval'>,
  now: number,
): void {
  if (isUnseen(desk, conversationId)) return
  startAlone(desk, ofConversation(conversationId), kind, now)
}

/** Nobody has to decide anything now. */
export function waitNoMore(desk: DeskContext, conversationId: number): void {
  if (!isUnseen(desk, conversationId)) stopClocks(desk, ofConversation(conversationId))
}

/** Somebody still has to say that they have seen the emergency. */
export const isUnseen = (desk: DeskContext, conversationId: number): boolean =>
  desk.clocks.of(ofConversation(conversationId)).some((clock) => clock.kind === 'acknowledge')

/** People are called one after the other until somebody has seen it; those in `knows` have seen it already. */
export function sound(desk: DeskContext, conversationId: number, now: number, knows: readonly string[] = []): void {
  const clock = startAlone(desk, ofConversation(conversationId), 'acknowledge', now)
  if (clock !== undefined) desk.clocks.update(clock.id, { called: JSON.stringify(knows) })
}

/** Somebody has seen it: from now on a decision is waited for, if there is one to make. */
export function silence(desk: DeskContext, conversationId: number, now: number): void {
  stopClocks(desk, ofConversation(conversationId))
  const state = desk.conversations.get(conversationId)?.state
  if (state !== undefined && isWaiting(state)) waitFor(desk, conversationId, 'first-response', now)
}

/** In these states a person has something to decide. */
export const isWaiting = (state: Conversation['state']): boolean => WAITING.has(state)
const WAITING: ReadonlySet<Conversation['state']> = new Set(['waiting', 'second', 'uncertain', 'failed'])
