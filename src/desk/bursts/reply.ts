import { countCharacters } from '../../characters.ts'
import type { Burst } from '../../store/bursts.ts'
import type { Draft } from '../../store/replies.ts'
import type { StaffOutcome } from '../card.ts'
import { startAlone, startClock, stopClocks } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { noteOnDeskCard } from '../desk-cards.ts'
import { chatIds, isLeader, leadersOf, mayDecide, staffById } from '../people.ts'
import type { Provenance } from '../provenance.ts'
import { atWork } from '../roster/on-duty.ts'
import type { StaffMember } from '../settings.ts'
import { burstKey, burstNeedsTwo, burstNumber, changeBurst, decidersOf, draftOf } from './burst.ts'
import { ofBurst } from './clock.ts'
import { countsOf } from './counts.ts'
import { longestReply, UNDECIDED } from './draft.ts'
import { endsAt } from './send.ts'

const MINUTE_MS = 60_000

/** Approves exactly these bytes for every member. With the two-person rule the second, different person releases them. */
export function approveForAll(desk: DeskContext, burst: Burst, person: StaffMember, now: number): StaffOutcome {
  const { notice, history } = desk.say
  const draft = draftOf(desk, burst)
  if (draft === undefined) return { kind: 'notice', text: notice.noDraft }
  const [length, most] = [countCharacters(draft.text), longestReply(desk, burst, draft.corrects !== null)]
  if (length > most) return { kind: 'notice', text: notice.cannotDeliver(desk.say.card.tooLong(length, most)) }
  const earlier = desk.replies.decisionsOn(draft.id).filter((decision) => decision.verb === 'approve')
  if (earlier.some((decision) => decision.staff === person.id)) return { kind: 'notice', text: notice.samePerson }
  const two = burstNeedsTwo(desk, burst)
  const first = earlier[0]
  if (two && first !== undefined && !mayBeSecond(desk, first.staff, person))
    return { kind: 'notice', text: notice.needLeader }
  desk.replies.decide({
    conversationId: draft.conversationId,
    draftId: draft.id,
    staff: person.id,
    verb: 'approve',
    textHash: desk.hash(draft.text),
    at: now,
  })
  if (two && first === undefined) {
    desk.replies.setDraft(draft.id, 'half')
    const deciders = JSON.stringify([person.id])
    changeBurst(desk, burst.id, { state: 'second', deciders }, history.approvedFirst(person.name), now)
    startAlone(desk, ofBurst(burst.id), 'approval', now)
    callSecond(desk, burst, person, desk.say.ping.second(burstNumber(desk, burst.id)), now)
    return { kind: 'notice', text: notice.firstDone }
  }
  desk.replies.setDraft(draft.id, 'approved')
  const deciders = [...earlier.map((decision) => decision.staff), person.id]
  const line = two ? history.approvedSecond(person.name) : history.approved(person.name)
  decided(desk, burst, { outcome: 'reply', deciders, also: burst.alsoMinutes * MINUTE_MS }, line, now)
  return { kind: 'done' }
}

/** What is decided is done after the time in which it can be taken back. */
function decided(
  desk: DeskContext,
  burst: Burst,
  { outcome, deciders, also }: { outcome: 'reply' | 'no-reply'; deciders: readonly string[]; also: number },
  line: string,
  now: number,
): void {
  const { undoMs } = desk.settings.policies
  const state = {
    state: 'holding',
    outcome,
    deciders: JSON.stringify(deciders),
    startedAt: null,
    queued: '{}',
  } as const
  const times = { decidedUntil: now + also, workAt: now + undoMs, failures: 0 }
  stopClocks(desk, ofBurst(burst.id))
  changeBurst(desk, burst.id, { ...state, ...times }, line, now)
}

function mayBeSecond(desk: DeskContext, first: string, person: StaffMember): boolean {
  const before = staffById(desk, first)
  return isLeader(person) || (before !== undefined && isLeader(before))
}

/** The second must be another person, and a leader unless the first was one. */
function callSecond(desk: DeskContext, burst: Burst, person: StaffMember, text: string, now: number): void {
  const pool = isLeader(person) ? desk.settings.staff.filter(mayDecide) : leadersOf(desk)
  const others = atWork(
    desk,
    pool.filter((member) => member.id !== person.id),
    now,
  )
  const ids = others.map((member) => member.id)
  noteOnDeskCard(desk, burstKey(burst.id), text, chatIds(desk, ids), now)
}

/** It is taken back, of all or of those whom it has not left for yet, and waits for a fresh decision. */
export function takeBackFromAll(desk: DeskContext, burst: Burst, person: StaffMember, now: number): StaffOutcome {
  const old = draftOf(desk, burst)
  // The same words as a new draft: the approvals of the old one are spent.
  const fresh = old === undefined ? undefined : { ...old, state: 'waiting' as const, createdAt: now }
  const draftId = fresh === undefined ? null : desk.replies.addDraft(withoutId(fresh)).id
  const change = { ...UNDECIDED, draftId, decidedUntil: null, workAt: null }
  const undone = burst.state === 'sending' ? desk.say.bursts.history.halted : desk.say.history.undone
  changeBurst(desk, burst.id, change, undone(person.name), now)
  startAlone(desk, ofBurst(burst.id), 'approval', now)
  return { kind: 'done' }
}

function withoutId<T extends { id: number }>(row: T): Omit<T, 'id'> {
  const { id: _id, ...rest } = row
  return rest
}

/** The draft is refused with a reason. */
export function rejectForAll(
  desk: DeskContext,
  burst: Burst,
  reason: string,
  person: StaffMember,
  now: number,
): StaffOutcome {
  const draft = draftOf(desk, burst)
  if (draft !== undefined) desk.replies.rejectDraft(draft.id, reason)
  withoutDraft(desk, burst, draft, desk.say.history.rejected(person.name, reason), now)
  return { kind: 'done' }
}

/** The one reply does not wait for approval any more. */
export function withoutDraft(
  desk: DeskContext,
  burst: Burst,
  draft: Draft | undefined,
  line: string,
  now: number,
): void {
  const before = draft?.corrects == null ? undefined : desk.replies.reply(draft.corrects)
  if (before === undefined || countsOf(desk, burst, now).waiting > 0) {
    const halted = burst.state === 'holding' ? { decidedUntil: null, workAt: null } : {}
    changeBurst(desk, burst.id, { ...UNDECIDED, draftId: null, ...halted }, line, now)
    if (desk.clocks.of(ofBurst(burst.id)).length === 0) startClock(desk, ofBurst(burst.id), 'approval', now)
    return
  }
  // Nobody waits: what they have had stands as it was.
  const { approvedBy }: Provenance = JSON.parse(before.provenance)
  const stands = { state: 'done', outcome: 'reply', reason: null, deciders: JSON.stringify(approvedBy ?? []) } as const
  changeBurst(desk, burst.id, { ...stands, draftId: before.draftId, workAt: endsAt(desk, burst) }, line, now)
  stopClocks(desk, ofBurst(burst.id))
}

/** None of them needs a reply; the reason stays on record. Of complaints two people must say so, one of them a leader. */
export function noReplyToAll(
  desk: DeskContext,
  burst: Burst,
  reason: string,
  person: StaffMember,
  now: number,
): StaffOutcome {
  const { history, notice, ping } = desk.say.cases
  if (burst.draftId !== null) desk.replies.setDraft(burst.draftId, 'withdrawn')
  const [first] = burst.outcome === 'no-reply' ? decidersOf(burst) : []
  if (burst.approach === 'complaint') {
    if (first === person.id) return { kind: 'notice', text: notice.noReplySame }
    if (first === undefined) {
      const asked = { state: 'second', outcome: 'no-reply', reason, deciders: JSON.stringify([person.id]) } as const
      changeBurst(desk, burst.id, { ...asked, draftId: null }, history.noReplyAsked(person.name, reason), now)
      callSecond(desk, burst, person, ping.noReply(burstNumber(desk, burst.id), person.name), now)
      return { kind: 'notice', text: notice.noReplyAsked, done: true }
    }
    if (!mayBeSecond(desk, first, person)) return { kind: 'notice', text: desk.say.notice.needLeader }
  }
  const deciders = first === undefined ? [person.id] : [first, person.id]
  desk.bursts.update(burst.id, { draftId: null, reason })
  decided(desk, burst, { outcome: 'no-reply', deciders, also: 0 }, desk.say.history.noReply(person.name, reason), now)
  return { kind: 'done' }
}
