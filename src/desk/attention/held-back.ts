import type { Conversation } from '../../store/conversations.ts'
import { isWorkingDay } from '../calendar/calendar.ts'
import { instantOf, localOf, plusDays } from '../calendar/day.ts'
import type { DeskContext } from '../context.ts'

/** A conversation of low urgency gets its card from the digest; danger, criticism and trouble never wait for one. */
export const canWait = ({ urgency, approach, state }: Conversation): boolean =>
  urgency === 'low' && !NEVER.has(approach) && !TROUBLED.has(state)

/** What is praised or said in passing is only a conversation because a person wants to answer it. */
const NEVER: ReadonlySet<string> = new Set(['complaint', 'emergency', 'praise', 'chatter'])
const TROUBLED: ReadonlySet<string> = new Set(['uncertain', 'failed'])

/** Whether its card is not to be shown yet. One that has become graver is held back no longer. */
export function isHeldBack(desk: DeskContext, conversationId: number): boolean {
  if (!desk.attention.isHeld(conversationId)) return false
  const conversation = desk.conversations.get(conversationId)
  if (conversation !== undefined && canWait(conversation)) return true
  desk.attention.release(conversationId)
  return false
}

/** A turn is complete: if nobody has seen the conversation and it can wait, its card is left to the next digest. */
export function holdBack(desk: DeskContext, conversation: Conversation, now: number): void {
  if (conversation.cardRef !== null || !canWait(conversation)) return
  if (desk.outbox.hasPendingCard(conversation.id) || desk.cases.openOf(conversation.id) !== undefined) return
  const at = nextDigest(desk, now)
  if (at !== undefined) desk.attention.hold(conversation.id, at)
}

/** A week of holidays, and some more. */
const DAYS_AHEAD = 15

/** When the next digest is due after `now`; undefined when there is none. */
export function nextDigest({ settings }: DeskContext, now: number): number | undefined {
  const { digest } = settings.attention
  if (digest === undefined) return undefined
  const { calendar, timeZone } = settings
  const today = localOf(now, timeZone).day
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const day = plusDays(today, ahead)
    if (digest.workingDays && !isWorkingDay(calendar, day)) continue
    for (let minute = digest.from; minute <= digest.to; minute += digest.everyMinutes) {
      const at = instantOf(day, minute, timeZone)
      if (at > now) return at
    }
  }
  return undefined
}
