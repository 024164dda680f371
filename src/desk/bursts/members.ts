import type { Burst } from '../../store/bursts.ts'
import type { Conversation } from '../../store/conversations.ts'
import { syncCard } from '../card-sync.ts'
import { waitNoMore } from '../clocks/conversation-clocks.ts'
import { hastenClocks, startAlone } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { withdrawDraft } from '../drafts.ts'
import { gravityOf } from '../message.ts'
import { mask } from '../privacy.ts'
import { say } from '../record.ts'
import { needsTwo } from '../two-person.ts'
import { type BurstExample, burstNumber, changeBurst, DRAW_EVERY_MS, examplesOf, isDecided } from './burst.ts'
import { ofBurst } from './clock.ts'
import { aboutOf, shareOf } from './signature.ts'

/** Examples on the card, and how little two of them may say the same. */
const EXAMPLES = 8
const DIFFERENT = 0.95
/** Characters of an example. */
const EXAMPLE = 80
/** The leaders are told again when it has grown so many times over. */
const MULTIPLIED = 10

export interface Candidate {
  readonly conversation: Conversation
  /** What was written in its turn, and what that is about. */
  readonly words: string
  readonly features: ReadonlySet<string>
}

/** One more belongs to a burst. What was prepared for it alone is withdrawn; its own card, if it has one, says so. */
export function joinBurst(desk: DeskContext, burst: Burst, candidate: Candidate, now: number): void {
  const { conversation } = candidate
  const { id } = conversation
  const number = burstNumber(desk, burst.id)
  const line = desk.say.bursts.history.joined(number)
  withdrawDraft(desk, conversation)
  desk.conversations.update(id, {
    burst: burst.id,
    draftId: null,
    draftingSince: null,
    owner: conversation.owner ?? (conversation.state === 'waiting' ? burst.owner : null),
    version: conversation.version + 1,
    changed: line,
  })
  if (conversation.state === 'waiting') waitNoMore(desk, id)
  say(desk, id, now, 'desk', 'burst', line, { burst: burst.id })
  syncCard(desk, id, now, 'known')
  desk.bursts.grow(burst.id, now, DRAW_EVERY_MS)
  graver(desk, burst, conversation, now)
  addExample(desk, burst, candidate)
  const joined = burst.joined + 1
  if (burst.toldAt > 0 && burst.alertAt === null && joined >= burst.toldAt * MULTIPLIED)
    desk.bursts.update(burst.id, { alertAt: now })
  if (burst.state === 'done' && !isDecided(burst, conversation.turnSince)) reopenBurst(desk, burst, now)
}

/** Those who have come since the decision wait for another one. */
export function reopenBurst(desk: DeskContext, burst: Burst, now: number): void {
  changeBurst(
    desk,
    burst.id,
    { state: 'open', draftId: null, outcome: null, reason: null, deciders: '[]', alsoMinutes: 0, workAt: null },
    desk.say.bursts.history.reopened,
    now,
  )
  startAlone(desk, ofBurst(burst.id), 'first-response', now)
}

/** The burst is as grave as the gravest of its members. */
function graver(desk: DeskContext, burst: Burst, { approach, topic, urgency }: Conversation, now: number): void {
  const two = burst.two || needsTwo(desk, { approach, topic })
  const complaint = approach === 'complaint' && burst.approach !== 'complaint'
  const sooner = gravityOf(urgency) < gravityOf(burst.urgency)
  if (two === burst.two && !complaint && !sooner) return
  desk.bursts.update(burst.id, { two, ...(complaint ? { approach } : {}), ...(sooner ? { urgency } : {}) })
  if (sooner || complaint) hastenClocks(desk, ofBurst(burst.id), now)
}

/** Keeps the words of those who say it differently, so that a person can see whether they mean the same. */
function addExample(desk: DeskContext, burst: Burst, { conversation, words, features }: Candidate): void {
  const examples = examplesOf(burst)
  if (examples.length >= EXAMPLES) return
  const letters = Array.from(mask(words, desk.say.marks).text.replaceAll(/\s+/gu, ' ').trim())
  const text = letters.length <= EXAMPLE ? letters.join('') : `${letters.slice(0, EXAMPLE - 1).join('')}…`
  if (examples.some((one) => one.text === text || shareOf(aboutOf(one.text), features) >= DIFFERENT)) return
  const more: BurstExample[] = [...examples, { conversation: conversation.id, text }]
  desk.bursts.update(burst.id, { examples: JSON.stringify(more) })
}

/** A member's turn is complete: it waits for the burst's decision, with its owner and its deadline. */
export function memberWaits(desk: DeskContext, conversation: Conversation, burst: Burst, now: number): void {
  desk.conversations.update(conversation.id, {
    state: 'waiting',
    turnDueAt: null,
    owner: conversation.owner ?? burst.owner,
    deadlineAt: burst.deadlineAt,
    updatedAt: now,
  })
  if (isDecided(burst, conversation.turnSince) && (burst.state === 'sending' || burst.state === 'done')) {
    desk.bursts.update(burst.id, { state: 'sending', workAt: Math.min(now, burst.workAt ?? now) })
  }
}
