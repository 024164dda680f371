import { amountOf } from '../calendar/explain.ts'
import type { StaffOutcome } from '../card.ts'
import { syncCard } from '../card-sync.ts'
import type { DeskContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { nameOf } from '../people.ts'
import { mask } from '../privacy.ts'
import { say } from '../record.ts'
import { isUnseen, ofConversation, silence } from './conversation-clocks.ts'
import { extensions } from './extensions.ts'
import { extendClock } from './running.ts'

/** The acting person becomes responsible. */
export function takeOver(desk: DeskContext, { conversation, person, now }: Decision): StaffOutcome {
  const line = desk.say.clocks.tookOver(person.name, nameOf(desk, conversation.owner))
  desk.conversations.update(conversation.id, { owner: person.id, updatedAt: now })
  say(desk, conversation.id, now, person.id, 'take-over', line)
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

/** More time, with the reason on the card. In an emergency there is none to give. */
export function extend(desk: DeskContext, { conversation, person, fields, now }: Decision): StaffOutcome {
  const [clock] = desk.clocks.of(ofConversation(conversation.id))
  const more = extensions[fields.more ?? '']
  if (conversation.urgency === 'emergency') return { kind: 'notice', text: desk.say.clocks.noExtension }
  if (clock === undefined || more === undefined) return { kind: 'notice', text: desk.say.clocks.noClock }
  extendClock(desk, clock, more, now)
  const reason = mask(fields.reason ?? '', desk.say.marks).text
  const line = desk.say.clocks.extended(person.name, amountOf(desk.say.calendar, more), reason)
  say(desk, conversation.id, now, person.id, 'extend', line)
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

/** A person has seen an emergency: nobody else is called, and it is theirs to decide from now on. */
export function seen(desk: DeskContext, decision: Decision): StaffOutcome {
  const { conversation, person } = decision
  const before = desk.journal.history(conversation.id)
  const since = before.findLast((event) => event.what === 'emergency')?.id ?? 0
  if (before.some((event) => event.id > since && event.what === 'seen' && event.actor === person.id))
    return { kind: 'notice', text: desk.say.clocks.seenBefore }
  sawIt(desk, decision)
  return { kind: 'done' }
}

/** Whatever else a person does about an emergency, they have seen it. */
export function seenByActing(desk: DeskContext, decision: Decision): void {
  if (isUnseen(desk, decision.conversation.id)) sawIt(desk, decision)
}

function sawIt(desk: DeskContext, { conversation, person, now }: Decision): void {
  say(desk, conversation.id, now, person.id, 'seen', desk.say.clocks.seen(person.name))
  if (isUnseen(desk, conversation.id)) {
    desk.conversations.update(conversation.id, { owner: person.id, updatedAt: now })
    silence(desk, conversation.id, now)
  }
  syncCard(desk, conversation.id, now, 'always')
}
