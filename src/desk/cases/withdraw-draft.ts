import type { Referral } from '../../store/cases.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { Reply } from '../../store/replies.ts'
import { withdrawFromAll } from '../bursts/proposal.ts'
import { syncCard } from '../card-sync.ts'
import { isWaiting, waitFor, waitNoMore } from '../clocks/conversation-clocks.ts'
import type { DeskContext } from '../context.ts'
import type { Provenance } from '../provenance.ts'
import { say } from '../record.ts'
import { concludes } from '../replies.ts'
import { pullBack } from '../turns.ts'

/** Nothing of the draft has left yet. */
const HERE: ReadonlySet<Conversation['state']> = new Set(['waiting', 'second', 'holding'])

/**
 * A department no longer deals with a case, which `why` says in a line: what it proposed to tell or ask the citizens does
 * not go out any more. A reply that is on its way is not called back.
 */
export function withdrawProposals(
  desk: DeskContext,
  referral: Pick<Referral, 'id' | 'caseId'>,
  why: string,
  now: number,
): void {
  const line = desk.say.cases.history.draftWithdrawn(why)
  for (const id of desk.cases.conversationsOf(referral.caseId)) {
    const conversation = desk.conversations.get(id)
    if (conversation === undefined) continue
    if (conversation.burst !== null) withdrawFromAll(desk, conversation.burst, referral.id, line, now)
    const draft = conversation.draftId === null ? undefined : desk.replies.draft(conversation.draftId)
    if (draft === undefined || !HERE.has(conversation.state)) continue
    const { referral: from }: Provenance = JSON.parse(draft.provenance)
    if (from === referral.id) takeOff(desk, conversation, line, now)
  }
}

/** The conversation is as it was before the proposal, which for one at rest had begun a turn of its own. */
function takeOff(desk: DeskContext, conversation: Conversation, line: string, now: number): void {
  const { id, version } = conversation
  pullBack(desk, conversation)
  const messages = desk.messages.ofTurn(id, conversation.turn)
  const turn = messages.length === 0 ? conversation.turn - 1 : conversation.turn
  const state = messages.some(({ outcome }) => outcome === 'pending') ? 'waiting' : restedIn(desk, id, turn)
  desk.conversations.update(id, {
    turn,
    state,
    draftId: null,
    draftingSince: null,
    version: version + 1,
    changed: line,
    updatedAt: now,
  })
  if (!isWaiting(state)) waitNoMore(desk, id)
  else if (conversation.deadlineAt === null) waitFor(desk, id, 'approval', now)
  say(desk, id, now, 'desk', 'withdrawn', line)
  syncCard(desk, id, now, 'always')
}

/** How a turn ended in which nobody waits for an answer any more. */
function restedIn(desk: DeskContext, conversation: number, turn: number): Conversation['state'] {
  const ended = desk.replies.repliesOf(conversation).filter((one) => one.turn === turn && concludes(one))
  return ended.flatMap(({ state }) => ENDED[state] ?? []).at(-1) ?? 'closed'
}

const ENDED: Partial<Record<Reply['state'], Conversation['state']>> = {
  holding: 'holding',
  sending: 'sending',
  sent: 'answered',
  uncertain: 'uncertain',
  failed: 'failed',
}
