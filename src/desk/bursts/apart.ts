import type { Conversation } from '../../store/conversations.ts'
import type { StaffOutcome } from '../card.ts'
import { syncCard } from '../card-sync.ts'
import { caseOnTurn } from '../cases/open.ts'
import { presentCase } from '../cases/present.ts'
import { waitFor } from '../clocks/conversation-clocks.ts'
import type { DeskContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { beginDraft } from '../drafts.ts'
import type { StaffMember } from '../settings.ts'
import { turnText } from '../words.ts'
import { burstNumber } from './burst.ts'
import { leaveBurst } from './outcome.ts'

/** The button on a member's own card. */
export function takeApart(desk: DeskContext, { conversation, person, now }: Decision): StaffOutcome {
  if (conversation.burst === null) return { kind: 'notice', text: desk.say.bursts.notice.noMember }
  setApart(desk, conversation, person, now)
  return { kind: 'done' }
}

/** A person sees that a member means something else: it gets a card of its own, and is decided by itself. */
export function setApart(desk: DeskContext, conversation: Conversation, person: StaffMember, now: number): void {
  const { id, burst } = conversation
  const line = desk.say.bursts.history.apart(person.name, burst === null ? '' : burstNumber(desk, burst))
  leaveBurst(desk, conversation, line, now, person.id)
  // A reply that was never tried has left nothing that could be tried again.
  const untried =
    conversation.state === 'failed' && desk.replies.newestReply(id, ['failed'])?.turn !== conversation.turn
  if (untried) desk.conversations.update(id, { state: 'waiting' })
  const alone = conversation.state === 'waiting' || untried
  if (alone) {
    waitFor(desk, id, 'first-response', now)
    const fresh = desk.conversations.get(id)
    if (fresh !== undefined) beginDraft(desk, fresh, now)
  } else if (conversation.state === 'failed') waitFor(desk, id, 'approval', now)
  if (conversation.state !== 'listening') syncCard(desk, id, now, 'always')
  const open = alone ? desk.conversations.get(id) : undefined
  if (open === undefined) return
  // What its turn would have come to without the others.
  const matter = desk.cases.openOf(id)
  if (matter === undefined) caseOnTurn(desk, open, turnText(desk, open), now)
  else presentCase(desk, matter.id, now)
}
