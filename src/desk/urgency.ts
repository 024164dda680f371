import type { Conversation } from '../store/conversations.ts'
import { syncCard } from './card-sync.ts'
import { caseInDanger } from './cases/danger.ts'
import { ofConversation, sound } from './clocks/conversation-clocks.ts'
import { hastenClocks } from './clocks/running.ts'
import type { DeskContext } from './context.ts'
import type { ModelJudgement } from './jobs.ts'
import { gravityOf } from './message.ts'
import { standingFor, standingValues, surfaceOf } from './people.ts'
import { say } from './record.ts'
import { queueCurated, undeliverable } from './replies.ts'
import { fillStanding } from './standing.ts'

/**
 * Takes a model's opinion where it is graver than the rules': it may raise the urgency, see a complaint or a danger,
 * and name a topic where the rules had none. It never makes a matter lighter.
 */
export function raise(desk: DeskContext, conversation: Conversation, judgement: ModelJudgement, now: number): void {
  say(desk, conversation.id, now, 'desk', 'judged', '', { ...judgement })
  const graver = gravityOf(judgement.urgency) < gravityOf(conversation.urgency)
  const complaint = judgement.approach === 'complaint' && LIGHTER.has(conversation.approach)
  desk.conversations.update(conversation.id, {
    ...(conversation.topic === 'other' ? { topic: judgement.topic } : {}),
    ...(complaint ? { approach: 'complaint' } : {}),
    ...(graver ? { urgency: judgement.urgency } : {}),
    updatedAt: now,
  })
  if (graver) hastenClocks(desk, ofConversation(conversation.id), now)
  if (graver && judgement.urgency === 'emergency') danger(desk, conversation, judgement, now)
}

/** What a complaint outweighs. */
const LIGHTER = new Set(['question', 'request', 'not-helped'])

/** The model saw a danger that the rules had missed: people are called, and the citizen gets the approved text. */
function danger(desk: DeskContext, conversation: Conversation, judgement: ModelJudgement, now: number): void {
  const kind = judgement.emergency
  const name = kind === undefined ? judgement.reason : (desk.say.emergencies[kind] ?? judgement.reason)
  say(desk, conversation.id, now, 'desk', 'emergency', desk.say.history.emergencyFound(name))
  syncCard(desk, conversation.id, now, 'always')
  if (kind !== undefined && conversation.emergency === null)
    desk.conversations.update(conversation.id, { emergency: kind })
  sound(desk, conversation.id, now)
  caseInDanger(desk, conversation.id, 'desk', now)
  if (kind === undefined || conversation.emergency !== null) return
  const surface = surfaceOf(desk, conversation)
  // A platform that allows one reply keeps it for the person who has just been called.
  if (surface.maxReplies === 1 || undeliverable(desk, conversation, surface, now) !== undefined) return
  const text = fillStanding(standingFor(desk, conversation.lang).emergency[kind], standingValues(desk, conversation.id))
  const provenance = { standing: `emergency.${kind}` }
  const { id, hash } = queueCurated(desk, conversation, { text, kind: 'standing', provenance }, now)
  say(desk, conversation.id, now, 'desk', 'standing', desk.say.history.emergencyText, { reply: id, hash })
}
