import { countCharacters } from '../../characters.ts'
import type { Burst } from '../../store/bursts.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { Draft } from '../../store/replies.ts'
import { syncCard } from '../card-sync.ts'
import { answerCase } from '../cases/progress.ts'
import { stopClocks } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard } from '../desk-cards.ts'
import { nameOf, numberOf, standingFor, surfaceOf } from '../people.ts'
import { say } from '../record.ts'
import { queueReply, undeliverable } from '../replies.ts'
import { burstKey, burstMoved, burstNumber, burstOf, decidersOf, draftOf, recordOnBurst } from './burst.ts'
import { ofBurst } from './clock.ts'
import { reopenBurst } from './members.ts'
import { memberFailed } from './outcome.ts'

/**
 * The one reply leaves in portions: a lane is never filled with thousands of replies behind which the text for
 * somebody in danger would have to wait. Milliseconds from one portion to the next.
 */
const PORTION_MS = 5_000
/** While nothing can leave (the platform rests) it is looked at less often. Milliseconds. */
const IDLE_MS = 60_000
/** How many are closed without a reply at once. */
const CLOSED_AT_ONCE = 200
const MINUTE_MS = 60_000
/** As long after the last letter and the decision all can be told that what they were told was wrong. Milliseconds. */
const CORRECTABLE_MS = 7 * 86_400_000

/** Does the next portion of what was decided about a burst; ends it once nothing is left to do. */
export function workOnBurst(desk: DeskContext, burst: Burst, now: number): void {
  if (burst.state === 'done') {
    finish(desk, burst, now)
    return
  }
  const until = burst.decidedUntil ?? 0
  if (burst.state === 'holding') {
    const corrects = burst.outcome === 'reply' && draftOf(desk, burst)?.corrects != null
    const again = corrects ? desk.bursts.again(burst.id, until, desk.say.bursts.history.again, now) : 0
    const { leaving, correcting } = desk.say.bursts.history
    recordOnBurst(desk, burst.id, { state: 'sending' }, again > 0 ? correcting(String(again)) : leaving, now)
  }
  const done = burst.outcome === 'no-reply' ? closeSome(desk, burst, until, now) : sendSome(desk, burst, until, now)
  const states = desk.bursts.states(burst.id, until)
  const left = (['listening', 'waiting', 'sending'] as const).reduce((sum, state) => sum + (states.get(state) ?? 0), 0)
  if (left > 0) {
    desk.bursts.update(burst.id, { workAt: now + (done > 0 || burst.outcome === 'no-reply' ? PORTION_MS : IDLE_MS) })
    return
  }
  const fresh = desk.bursts.get(burst.id) ?? burst
  // Those who came after the decision, and are not to get the same, wait for another one.
  const all = desk.bursts.states(burst.id, now)
  const others = (all.get('waiting') ?? 0) + (all.get('listening') ?? 0)
  if (others > 0 && until < now) reopenBurst(desk, fresh, now)
  else {
    const failed = all.get('failed') ?? 0
    const line = desk.say.bursts.history.done(String(fresh.sent), String(fresh.closed))
    recordOnBurst(desk, fresh.id, { state: 'done', workAt: failed > 0 ? null : endsAt(desk, fresh) }, line, now)
    if (failed === 0) stopClocks(desk, ofBurst(fresh.id))
  }
}

/** From when on a burst that is done takes nobody any more, and what was said to all can't be corrected for all. */
export const endsAt = (desk: DeskContext, { lastAt, decidedUntil, sent }: Burst): number =>
  sent > 0
    ? Math.max(lastAt, decidedUntil ?? 0) + CORRECTABLE_MS
    : Math.max(lastAt + desk.settings.bursts.windowMs, decidedUntil ?? 0) + 1

/** Nothing is left to do on its card. */
function finish(desk: DeskContext, burst: Burst, now: number): void {
  const workAt = endsAt(desk, burst)
  desk.bursts.update(burst.id, { workAt: workAt > now ? workAt : null })
  const row = workAt > now ? undefined : desk.deskCards.get(burstKey(burst.id))
  if (row !== undefined) changeDeskCard(desk, row, { changed: row.changed, finished: true }, now)
}

function sendSome(desk: DeskContext, burst: Burst, until: number, now: number): number {
  const draft = draftOf(desk, burst)
  if (draft === undefined) return 0
  const queued: Record<string, number> = JSON.parse(burst.queued)
  const since = now - (burst.startedAt ?? now)
  let done = 0
  for (const { id: channel, repliesPerMinute } of Object.values(desk.settings.channels)) {
    const portion = Math.max(1, Math.ceil((repliesPerMinute * PORTION_MS) / MINUTE_MS))
    // A portion still under way: the platform is slower than the plan.
    if (desk.bursts.members(burst.id, 'sending', channel, now, portion).length >= portion) continue
    const allowed = Math.floor(((since + PORTION_MS) * repliesPerMinute) / MINUTE_MS) - (queued[channel] ?? 0)
    const members = desk.bursts.members(burst.id, 'waiting', channel, until, Math.max(0, Math.min(portion, allowed)))
    for (const member of members) send(desk, burst, draft, member, now)
    done += members.length
    if (members.length > 0) queued[channel] = (queued[channel] ?? 0) + members.length
  }
  desk.bursts.update(burst.id, { startedAt: burst.startedAt ?? now, queued: JSON.stringify(queued) })
  return done
}

/** What stands behind a public reply: a platform takes the same words for the next person only if they differ. */
export const publicEnding = (desk: DeskContext, conversation: Pick<Conversation, 'id'>): string =>
  `【${numberOf(desk, conversation.id)}】`

/** One member's reply: the approved bytes, with its own delivery. */
function send(desk: DeskContext, burst: Burst, draft: Draft, conversation: Conversation, now: number): void {
  const surface = surfaceOf(desk, conversation)
  // Whoever has had another reply here before is told that this one takes its place.
  const before = burst.sent > 0 ? desk.replies.newestAnswer(conversation.id) : undefined
  const wrong = before !== undefined && burstOf(before) === burst.id ? before : undefined
  const prefix = wrong === undefined ? '' : standingFor(desk, conversation.lang).correctionPrefix
  const text = prefix + draft.text + (surface.public ? publicEnding(desk, conversation) : '')
  const length = countCharacters(text)
  const why =
    undeliverable(desk, conversation, surface, now) ??
    (length > surface.maxLength ? desk.say.card.tooLong(length, surface.maxLength) : undefined)
  if (why !== undefined) {
    memberFailed(desk, conversation, { why, refused: false }, now)
    return
  }
  const approvedBy = decidersOf(burst)
  const number = burstNumber(desk, burst.id)
  const line = desk.say.bursts.history.approvedWith(
    approvedBy.map((id) => nameOf(desk, id)).join(desk.say.list),
    number,
  )
  const provenance = { ...JSON.parse(draft.provenance), burst: burst.id, approvedBy }
  queueReply(
    desk,
    conversation,
    { text, kind: 'approved', corrects: wrong?.id ?? null, draftId: draft.id, provenance, holding: false },
    now,
    now,
  )
  desk.conversations.update(conversation.id, {
    state: 'sending',
    deadlineAt: null,
    version: conversation.version + 1,
    changed: line,
    updatedAt: now,
  })
  say(desk, conversation.id, now, approvedBy.at(-1) ?? 'desk', 'approve', line, {
    draft: draft.id,
    hash: desk.hash(text),
    burst: burst.id,
  })
  syncCard(desk, conversation.id, now, 'known')
}

function closeSome(desk: DeskContext, burst: Burst, until: number, now: number): number {
  const number = burstNumber(desk, burst.id)
  const who = decidersOf(burst)
  const line = desk.say.bursts.history.closedWith(who.map((id) => nameOf(desk, id)).join(desk.say.list), number)
  let done = 0
  for (const member of desk.bursts.membersIn(burst.id, 'waiting').filter((one) => one.turnSince <= until)) {
    if (done >= CLOSED_AT_ONCE) break
    desk.conversations.update(member.id, {
      state: 'closed',
      deadlineAt: null,
      version: member.version + 1,
      changed: line,
      updatedAt: now,
    })
    desk.messages.end(member.id, member.turn, 'no-reply', burst.reason)
    say(desk, member.id, now, who.at(-1) ?? 'desk', 'no-reply', line, { burst: burst.id })
    syncCard(desk, member.id, now, 'known')
    answerCase(desk, member.id, now)
    done += 1
  }
  if (done > 0) {
    desk.bursts.update(burst.id, { closed: burst.closed + done })
    burstMoved(desk, burst, now)
  }
  return done
}
