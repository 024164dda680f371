import type { Case } from '../../store/cases.ts'
import type { Conversation } from '../../store/conversations.ts'
import { leaveBurst } from '../bursts/outcome.ts'
import { proposeToAll } from '../bursts/proposal.ts'
import { syncCard } from '../card-sync.ts'
import { waitFor } from '../clocks/conversation-clocks.ts'
import type { DeskContext } from '../context.ts'
import { putDraft, withdrawDraft } from '../drafts.ts'
import { numberOf } from '../people.ts'
import { ping } from '../pings.ts'
import { say } from '../record.ts'
import { responsible } from '../roster/on-duty.ts'

/** Its turn is not being worked on: a draft begins a new one, so that what is under way ends as it was approved. */
const AT_REST: ReadonlySet<Conversation['state']> = new Set([
  'holding',
  'sending',
  'answered',
  'closed',
  'uncertain',
  'failed',
])

export interface Proposal {
  readonly text: string
  /** Where it comes from, for the card. */
  readonly note: string
  /** The staff id of who wrote it. */
  readonly by: string
  /** What was handed to the department whose words they are. */
  readonly referral?: number
  /** It asks something; it is not the answer. */
  readonly asks?: true
  /** For the record of the conversation. */
  readonly line: string
  readonly what: string
  /** What the owner is told. */
  readonly ping: (number: string) => string
}

/** Makes a department's words, or a question, the draft of a conversation: it goes through the approval like any other. */
export function propose(desk: DeskContext, row: Case, conversationId: number, proposal: Proposal, now: number): void {
  const conversation = desk.conversations.get(conversationId)
  if (conversation === undefined) return
  const { text, note, by, referral, line, what, asks } = proposal
  if (asks === undefined && referral !== undefined && proposeToAll(desk, conversation, { ...proposal, referral }, now))
    return
  // A question is for this one citizen.
  if (asks === true && conversation.burst !== null) leaveBurst(desk, conversation, line, now, by)
  withdrawDraft(desk, conversation)
  if (AT_REST.has(conversation.state)) {
    desk.conversations.update(conversationId, { turn: conversation.turn + 1, turnSince: now })
  }
  say(desk, conversationId, now, by, what, line, { case: row.id, referral })
  const provenance = { writtenBy: by, way: 'answer', referral, ...(asks === undefined ? {} : { asks }) }
  putDraft(desk, conversationId, { text, origin: 'person', note, provenance, citations: [] }, line, now)
  const owner = conversation.owner ?? row.owner
  desk.conversations.update(conversationId, { turnDueAt: null, owner })
  waitFor(desk, conversationId, 'approval', now)
  syncCard(desk, conversationId, now, 'always')
  ping(
    desk,
    conversationId,
    [responsible(desk, conversationId, owner, now)],
    proposal.ping(numberOf(desk, conversationId)),
    now,
  )
}
