import type { Conversation } from '../store/conversations.ts'
import type { DeskContext } from './context.ts'
import { deadline } from './deadline.ts'
import type { ModelJudgement } from './jobs.ts'
import { urgencies } from './message.ts'
import { leadersOf, numberOf } from './people.ts'
import { ping } from './pings.ts'
import { say } from './record.ts'

/** Takes a model's opinion where it is graver than the rules': it may raise the urgency, never lower it. */
export function raise(desk: DeskContext, conversation: Conversation, judgement: ModelJudgement, now: number): void {
  const before = urgencies.findIndex((urgency) => urgency === conversation.urgency)
  const after = urgencies.indexOf(judgement.urgency)
  say(desk, conversation.id, now, 'desk', 'judged', '', { ...judgement })
  if (after < 0 || after >= before) return
  const at = now + desk.settings.policies.deadlineMs[judgement.urgency]
  desk.conversations.update(conversation.id, {
    urgency: judgement.urgency,
    ...(conversation.deadlineAt !== null && at < conversation.deadlineAt ? deadline(at) : {}),
    updatedAt: now,
  })
  if (judgement.urgency === 'emergency') {
    const kind =
      judgement.emergency === undefined
        ? judgement.reason
        : (desk.say.emergencies[judgement.emergency] ?? judgement.reason)
    say(desk, conversation.id, now, 'desk', 'emergency', desk.say.history.emergencyFound(kind))
    callOut(desk, conversation.id, conversation.owner, kind, now)
  }
}

/** Calls everybody who must see an emergency at once: who is on duty, the owner, the leaders. */
export function callOut(
  desk: DeskContext,
  conversationId: number,
  owner: string | null,
  kind: string,
  now: number,
): void {
  const people = [owner, ...desk.settings.duty, ...leadersOf(desk).map((leader) => leader.id)]
  ping(desk, conversationId, people, desk.say.ping.emergency(numberOf(desk, conversationId), kind), now, 'emergency')
}
