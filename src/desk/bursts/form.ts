import { caseKey } from '../cases/numbers.ts'
import { startClock } from '../clocks/running.ts'
import { awake } from '../clocks/time.ts'
import type { DeskContext } from '../context.ts'
import { raiseDeskCard, syncDeskCard } from '../desk-cards.ts'
import { nameOf } from '../people.ts'
import { ownerFor } from '../roster/on-duty.ts'
import { burstKey, recordOnBurst } from './burst.ts'
import { ofBurst } from './clock.ts'
import { type Candidate, joinBurst } from './members.ts'

/** The name of its cards in their rows. */
export const BURST_CARD = 'burst'

/** Many write the same: they become one matter with one card. Its id. */
export function formBurst(desk: DeskContext, candidates: readonly Candidate[], anchor: string, now: number): number {
  const latest = candidates.at(-1)?.conversation
  const { id } = desk.bursts.insert({
    state: 'open',
    anchor,
    examples: '[]',
    approach: latest?.approach ?? 'question',
    topic: latest?.topic ?? 'other',
    urgency: latest?.urgency ?? 'normal',
    lang: latest?.lang ?? 'zh',
    two: false,
    owner: '',
    deadlineAt: null,
    joined: 0,
    departed: 0,
    sent: 0,
    closed: 0,
    toldAt: 0,
    failures: 0,
    draftId: null,
    alsoMinutes: 0,
    decidedUntil: null,
    outcome: null,
    reason: null,
    deciders: '[]',
    startedAt: null,
    queued: '{}',
    history: '[]',
    firstAt: Math.min(now, ...candidates.map(({ conversation }) => conversation.turnSince)),
    lastAt: now,
    drawnAt: now,
    drawAt: null,
    alertAt: null,
    workAt: null,
  })
  const owner = ownerFor(desk, id, now)
  desk.bursts.update(id, { owner })
  raiseDeskCard(desk, { key: burstKey(id), kind: BURST_CARD, payload: { id } }, now)
  startClock(desk, ofBurst(id), 'first-response', now)
  for (const candidate of candidates) {
    const burst = desk.bursts.get(id)
    if (burst !== undefined) joinBurst(desk, burst, candidate, now)
    const matter = desk.cases.openOf(candidate.conversation.id)
    if (matter !== undefined && desk.deskCards.get(caseKey(matter.id)) !== undefined)
      syncDeskCard(desk, caseKey(matter.id), now)
  }
  const urgency = desk.bursts.get(id)?.urgency ?? 'normal'
  recordOnBurst(
    desk,
    id,
    { alertAt: awake(desk, now, urgency) },
    desk.say.bursts.history.formed(String(candidates.length), nameOf(desk, owner)),
    now,
  )
  return id
}
