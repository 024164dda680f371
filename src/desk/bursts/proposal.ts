import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import { noteOnDeskCard } from '../desk-cards.ts'
import { chatIds } from '../people.ts'
import type { Provenance } from '../provenance.ts'
import { say } from '../record.ts'
import { burstKey, burstNumber, draftOf, historyOf, isDecidedTogether, isOpen, recordOnBurst } from './burst.ts'
import { putForAll } from './draft.ts'
import { leaveBurst } from './outcome.ts'
import { withoutDraft } from './reply.ts'

/** What a department says about a matter that a burst's members have in common. */
export interface ReportForAll {
  readonly text: string
  /** Where it comes from, for the card. */
  readonly note: string
  /** The staff id of who wrote it. */
  readonly by: string
  readonly referral: number
  /** For the record. */
  readonly line: string
  readonly ping: (number: string) => string
}

/**
 * Makes a department's words the one reply to all, once for all of its members. False when the conversation is not
 * decided with others, or not any more: then it has left its burst.
 */
export function proposeToAll(
  desk: DeskContext,
  conversation: Conversation,
  report: ReportForAll,
  now: number,
): boolean {
  const burst = conversation.burst === null ? undefined : desk.bursts.get(conversation.burst)
  if (burst === undefined) return false
  const { text, note, by, referral, line } = report
  if (!isDecidedTogether(conversation)) {
    leaveBurst(desk, conversation, line, now, by)
    return false
  }
  say(desk, conversation.id, now, by, 'report', line, { burst: burst.id, referral })
  const { history } = desk.say.bursts
  const call = (): void =>
    noteOnDeskCard(
      desk,
      burstKey(burst.id),
      report.ping(burstNumber(desk, burst.id)),
      chatIds(desk, [burst.owner]),
      now,
    )
  if (burst.state === 'holding' || burst.state === 'sending') {
    if (historyOf(burst).some((one) => one.line === history.reportLate(line))) return true
    recordOnBurst(desk, burst.id, {}, history.reportLate(line), now)
    call()
    return true
  }
  const draft = draftOf(desk, burst)
  if (draft?.text === text && draft.note === note) return true
  const provenance = { writtenBy: by, way: 'answer', referral }
  const forAll = { text, note, provenance, alsoMinutes: burst.alsoMinutes, corrects: draft?.corrects ?? null }
  if (putForAll(desk, burst, forAll, history.reported(line), now)) call()
  return true
}

/** What a department proposed to tell all is not approved any more; a reply that is going out already goes on. */
export function withdrawFromAll(desk: DeskContext, id: number, referral: number, line: string, now: number): void {
  const burst = desk.bursts.get(id)
  const draft = burst === undefined ? undefined : draftOf(desk, burst)
  if (burst === undefined || draft === undefined || !(isOpen(burst) || burst.state === 'holding')) return
  const { referral: from }: Provenance = JSON.parse(draft.provenance)
  if (from !== referral) return
  desk.replies.setDraft(draft.id, 'withdrawn')
  withoutDraft(desk, burst, draft, line, now)
}
