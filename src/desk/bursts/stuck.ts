import type { Burst } from '../../store/bursts.ts'
import type { Conversation } from '../../store/conversations.ts'
import { syncCard } from '../card-sync.ts'
import { answerCase } from '../cases/progress.ts'
import { stopClocks } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { say } from '../record.ts'
import { revive } from '../revive.ts'
import type { StaffMember } from '../settings.ts'
import { changeBurst } from './burst.ts'
import { ofBurst } from './clock.ts'

/** Everything that did not go out is tried once more, and the sending goes on where it was stopped. */
export function retryForAll(desk: DeskContext, burst: Burst, person: StaffMember, now: number): void {
  const failed = desk.bursts.membersIn(burst.id, 'failed')
  const dead = new Map(desk.outbox.dead().map((effect) => [effect.replyId, effect]))
  for (const member of failed) {
    const reply = failedReply(desk, member)
    const effect = reply === undefined ? undefined : dead.get(reply.id)
    if (effect === undefined) desk.conversations.update(member.id, { state: 'waiting', deadlineAt: burst.deadlineAt })
    else revive(desk, effect, now)
  }
  if (burst.state === 'done' || burst.state === 'sending') stopClocks(desk, ofBurst(burst.id))
  const goesOn = burst.state === 'done' || burst.state === 'sending' ? ({ state: 'sending', workAt: now } as const) : {}
  changeBurst(desk, burst.id, { ...goesOn, failures: 0 }, desk.say.history.retried(person.name), now)
}

/** Nobody will send these replies any more; why stays on record with every one of them. */
export function dropForAll(desk: DeskContext, burst: Burst, reason: string, person: StaffMember, now: number): void {
  const line = desk.say.history.dropped(person.name, reason)
  const failed = desk.bursts.membersIn(burst.id, 'failed')
  const dead = new Map(desk.outbox.dead().map((effect) => [effect.replyId, effect]))
  for (const member of failed) {
    const reply = failedReply(desk, member)
    const effect = reply === undefined ? undefined : dead.get(reply.id)
    if (effect !== undefined) desk.outbox.remove(effect.id)
    if (reply !== undefined) desk.replies.setReply(reply.id, { state: 'dropped' })
    const version = member.version + 1
    desk.conversations.update(member.id, { state: 'closed', deadlineAt: null, version, changed: line, updatedAt: now })
    desk.messages.end(member.id, member.turn, 'no-reply', reason)
    say(desk, member.id, now, person.id, 'drop', line, { burst: burst.id })
    syncCard(desk, member.id, now, 'known')
    answerCase(desk, member.id, now)
  }
  if (burst.state === 'done' || burst.state === 'sending') stopClocks(desk, ofBurst(burst.id))
  const goesOn = burst.state === 'done' || burst.state === 'sending' ? ({ state: 'sending', workAt: now } as const) : {}
  changeBurst(desk, burst.id, { ...goesOn, failures: 0, closed: burst.closed + failed.length }, line, now)
}

/** The reply of a member's turn that the platform refused; undefined when none was tried. */
function failedReply(desk: DeskContext, { id, turn }: Conversation) {
  const reply = desk.replies.newestReply(id, ['failed'])
  return reply?.turn === turn ? reply : undefined
}
