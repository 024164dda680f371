import type { Effect } from '../store/outbox.ts'
import { syncCard } from './card-sync.ts'
import type { DeskContext } from './context.ts'
import { deskCardLost } from './desk-card-kinds.ts'
import { deskName } from './desks/directory.ts'
import { deskOfLane } from './desks/post.ts'
import { letterArrived, letterLost } from './desks/undelivered.ts'
import { draftArrived, draftFailed } from './drafts.ts'
import type { Failure, Job, JobOutcome } from './jobs.ts'
import { choiceArrived, choiceFailed } from './model/settle.ts'
import { noteToDesk } from './notes.ts'
import { leadersOf, surfaceOf } from './people.ts'
import { prepare } from './prepare.ts'
import { refused, tellRefused } from './refused.ts'
import { delivered, stuck } from './replies.ts'

/** When a failed effect is tried again: milliseconds after the 1st, 2nd, … failure. After the last it is dead. */
export const RETRY_SCHEDULE_MS = [5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000] as const

/** How many effects of one lane may be under way at once. A citizens' channel sends one after the other. */
const laneLimit = (lane: string): number =>
  lane.startsWith('channel:') ? 1 : lane === 'chat' || lane === 'choice' ? 4 : 2

const CREDENTIALS_REST_MS = 600_000
/** A lane that is told to rest for this long, or so many times in a row, is as good as broken: somebody has to know. */
const LONG_REST_MS = 3_600_000
const MANY_RESTS = 8
const ALERT_EVERY_MS = 3_600_000

/**
 * Takes up to `limit` effects that are due and marks them as under way.
 * What is already done by itself (a reply that was taken back) is removed on the way.
 */
export function claim(desk: DeskContext, now: number, limit: number): Job[] {
  const jobs: Job[] = []
  // What was done by itself has made room for what waited behind it.
  while (takeReady(desk, now, limit, jobs) && jobs.length < limit);
  return jobs
}

/** Starts what each lane has room for; true when something was removed on the way. */
function takeReady(desk: DeskContext, now: number, limit: number, jobs: Job[]): boolean {
  // A long queue in one lane must not hide what waits in another: each lane is asked for what it has room for.
  const effects = desk.outbox
    .openLanes(now)
    .flatMap((lane) => {
      const room = laneLimit(lane) - desk.outbox.underWay(lane)
      return room > 0 ? desk.outbox.ready(lane, now, room) : []
    })
    .sort((a, b) => a.dueAt - b.dueAt || a.id - b.id)
  let removed = false
  for (const effect of effects) {
    if (jobs.length >= limit) break
    const job = prepare(desk, effect, now)
    if (job === undefined) {
      desk.outbox.remove(effect.id)
      removed = true
      continue
    }
    desk.outbox.start(effect.id, now)
    jobs.push(job)
  }
  return removed
}

/** Takes what came of a job. An effect that is unknown (settled before, or taken back) changes nothing. */
export function settle(desk: DeskContext, effectId: number, outcome: JobOutcome, now: number): void {
  const effect = desk.outbox.get(effectId)
  if (effect === undefined || effect.state !== 'running') return
  if (outcome.kind === 'failed') {
    failed(desk, effect, outcome, now)
    return
  }
  desk.outbox.remove(effect.id)
  const reply = effect.replyId === null ? undefined : desk.replies.reply(effect.replyId)
  if (effect.kind === 'reply' && reply !== undefined) delivered(desk, reply, now)
  else if (effect.kind === 'letter') letterArrived(desk, effect, now)
  else if (outcome.kind === 'posted' && effect.kind === 'desk-card') {
    const payload: { deskCard?: string } = JSON.parse(effect.payload)
    if (payload.deskCard !== undefined) desk.deskCards.update(payload.deskCard, { ref: outcome.ref })
  } else if (outcome.kind === 'posted' && effect.conversationId !== null) {
    const before = desk.conversations.get(effect.conversationId)
    desk.conversations.update(effect.conversationId, { cardRef: outcome.ref })
    // It shows the conversation as it is now, so that an older drawing is not missed any more.
    desk.outbox.dropDeadCards(effect.conversationId)
    // It joined a burst while its first card was on its way: that card has to say so.
    if (before?.burst != null && before.cardRef === null) syncCard(desk, effect.conversationId, now, 'known')
  } else if (outcome.kind === 'found' && reply !== undefined) {
    if (outcome.where === 'sent') delivered(desk, reply, now)
    else if (outcome.where === 'absent') resend(desk, effect, now)
    else askStaff(desk, effect, now)
  } else if (outcome.kind === 'drafted') draftArrived(desk, effect, outcome.draft, outcome.judgement, now)
  else if (outcome.kind === 'chosen') choiceArrived(desk, effect, outcome.choice, now)
  if (effect.lane === 'chat') tellRefused(desk, now)
}

function failed(
  desk: DeskContext,
  effect: Effect,
  { failure, judgement }: Extract<JobOutcome, { kind: 'failed' }>,
  now: number,
): void {
  const maybe = failure.kind === 'uncertain' || mayHaveArrived(effect)
  const error = `${maybe ? MAYBE : ''}${failure.code}: ${failure.message}`
  if (effect.kind === 'draft') {
    desk.outbox.remove(effect.id)
    draftFailed(desk, effect, desk.say.writerProblems[failure.code] ?? failure.code, judgement, now)
    return
  }
  if (effect.kind === 'choose') {
    desk.outbox.remove(effect.id)
    choiceFailed(desk, effect, failure.code, now)
    return
  }
  if (effect.kind === 'find') {
    desk.outbox.remove(effect.id)
    askStaff(desk, effect, now)
    return
  }
  if (effect.kind === 'reply' && failure.kind === 'uncertain' && !repeatable(desk, effect)) {
    desk.outbox.remove(effect.id)
    look(desk, effect, now)
    return
  }
  const wait = waitFor(effect, failure)
  if (failure.kind === 'permanent' || wait === undefined) {
    dead(desk, effect, error, whyOf(desk, failure), now)
    if (effect.kind === 'letter') letterLost(desk, effect, failure.code, whyOf(desk, failure), now)
    return
  }
  // A time-out says nothing about the next message; a rest that the other side asked for holds for its whole lane.
  if (failure.kind === 'retry-after' || failure.kind === 'credentials') desk.outbox.rest(effect.lane, now + wait)
  const isHeldUp = failure.kind === 'retry-after' && (wait >= LONG_REST_MS || effect.attempts >= MANY_RESTS)
  const { lane, heldUp } = desk.say.ping
  if (failure.kind === 'credentials') alertLane(desk, effect, (name) => lane(name, whyOf(desk, failure)), now)
  else if (isHeldUp) alertLane(desk, effect, (name) => heldUp(name, whyOf(desk, failure)), now)
  desk.outbox.update(effect.id, { state: 'pending', startedAt: null, dueAt: now + wait, lastError: error })
}

/** Why sending failed, in the language of staff. */
const whyOf = (desk: DeskContext, { kind, code, words }: Failure): string =>
  words?.[desk.settings.language] ?? desk.say.failures[kind](code)

/** Milliseconds until the next attempt; undefined when there is none. */
function waitFor(effect: Effect, failure: Failure): number | undefined {
  if (failure.kind === 'retry-after') return failure.retryAfterMs ?? RETRY_SCHEDULE_MS[1]
  if (failure.kind === 'credentials') return CREDENTIALS_REST_MS
  const base = RETRY_SCHEDULE_MS[effect.attempts - 1]
  if (base === undefined) return undefined
  // Jitter of up to a fifth, from the effect's own numbers, so that the same commands give the same rows.
  return base + Math.floor((base / 5) * (((effect.id * 2_654_435_761 + effect.attempts * 40_503) % 1000) / 1000))
}

/** Stands in front of the error of a reply that has perhaps arrived in an earlier attempt. */
const MAYBE = 'may have arrived; '
const mayHaveArrived = (effect: Effect): boolean =>
  effect.kind === 'reply' && effect.lastError?.startsWith(MAYBE) === true

function dead(desk: DeskContext, effect: Effect, error: string, why: string, now: number): void {
  if (effect.kind === 'reply' && error.startsWith(MAYBE)) {
    // A refusal now says nothing about the attempt of which nobody heard: staff look.
    desk.outbox.remove(effect.id)
    askStaff(desk, effect, now)
    return
  }
  desk.outbox.update(effect.id, { state: 'dead', startedAt: null, lastError: error })
  refused(desk, effect)
  if (effect.kind === 'desk-card') {
    const payload: { deskCard?: string } = JSON.parse(effect.payload)
    if (payload.deskCard !== undefined) deskCardLost(desk, payload.deskCard, why, now)
    return
  }
  const reply = effect.replyId === null ? undefined : desk.replies.reply(effect.replyId)
  if (effect.kind !== 'reply' || reply === undefined) return
  stuck(desk, reply, 'failed', why, now)
}

function repeatable(desk: DeskContext, effect: Effect): boolean {
  const conversation = effect.conversationId === null ? undefined : desk.conversations.get(effect.conversationId)
  return conversation !== undefined && surfaceOf(desk, conversation).idempotent
}

/** Asks the platform, where it can be asked, whether the reply arrived; the runner answers `unknown` where it can't. */
function look(desk: DeskContext, effect: Effect, now: number): void {
  desk.outbox.add({ ...carry(effect), kind: 'find', dueAt: now, createdAt: now })
}

function resend(desk: DeskContext, effect: Effect, now: number): void {
  desk.outbox.add({ ...carry(effect), kind: 'reply', dueAt: now, createdAt: now })
}

const carry = (effect: Effect) => ({
  lane: effect.lane,
  orderKey: effect.orderKey,
  conversationId: effect.conversationId,
  replyId: effect.replyId,
  payload: effect.payload,
})

function askStaff(desk: DeskContext, effect: Effect, now: number): void {
  const reply = effect.replyId === null ? undefined : desk.replies.reply(effect.replyId)
  if (reply === undefined) return
  stuck(desk, reply, 'uncertain', desk.say.card.uncertain, now)
}

/** Tells the channel, at most once an hour, that a whole lane cannot work: its credentials are wrong, or it is held up. */
function alertLane(desk: DeskContext, effect: Effect, textFor: (name: string) => string, now: number): void {
  if (effect.lane === 'chat' || now - desk.outbox.alertedAt(effect.lane) < ALERT_EVERY_MS) return
  desk.outbox.alerted(effect.lane, now)
  const channel = effect.lane.replace(/^channel:/, '')
  const other = deskOfLane(effect.lane)
  const name =
    other === undefined ? (desk.settings.channels[channel]?.name ?? channel) : deskName(desk.settings.directory, other)
  const leaders = leadersOf(desk).map((leader) => leader.id)
  noteToDesk(desk, textFor(name), leaders, now)
}

/**
 * After a restart: whatever was under way when the process ended. A reply may or may not have left, so it is
 * looked for, never blindly sent again; everything else is done again.
 */
export function recover(desk: DeskContext, now: number): void {
  for (const effect of desk.outbox.running()) {
    if (effect.kind === 'reply' && !repeatable(desk, effect)) {
      desk.outbox.remove(effect.id)
      look(desk, effect, now)
    } else {
      const lastError = effect.kind === 'reply' ? `${MAYBE}the process ended` : effect.lastError
      desk.outbox.update(effect.id, { state: 'pending', startedAt: null, dueAt: now, lastError })
    }
  }
}
