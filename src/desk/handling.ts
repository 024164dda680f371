import { leaveBurst } from './bursts/outcome.ts'
import type { StaffOutcome } from './card.ts'
import { syncCard } from './card-sync.ts'
import { caseInDanger } from './cases/danger.ts'
import { sound } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import type { Decision } from './decision.ts'
import { nameOf, numberOf } from './people.ts'
import { ping } from './pings.ts'
import { mask } from './privacy.ts'
import { say } from './record.ts'

/** Longest text of a notice that reveals masked data, in characters. */
const REVEAL_LIMIT = 2_500

/** Another person becomes responsible, and is told. */
export function handOver(desk: DeskContext, { conversation, person, fields, now }: Decision): StaffOutcome {
  const colleague = fields.colleague ?? ''
  const line = desk.say.history.handedOver(person.name, nameOf(desk, colleague))
  desk.conversations.update(conversation.id, { owner: colleague, updatedAt: now })
  say(desk, conversation.id, now, person.id, 'hand-over', line, { to: colleague })
  syncCard(desk, conversation.id, now, 'always')
  ping(desk, conversation.id, [colleague], desk.say.ping.handedOver(numberOf(desk, conversation.id), person.name), now)
  return { kind: 'done' }
}

/** A person sees danger where the rules did not: the others are called, one after the other, until somebody answers. */
export function markEmergency(desk: DeskContext, { conversation, person, now }: Decision): StaffOutcome {
  if (conversation.urgency === 'emergency') return { kind: 'done' }
  const line = desk.say.history.emergency(person.name)
  if (conversation.burst !== null) leaveBurst(desk, conversation, line, now, person.id)
  desk.conversations.update(conversation.id, {
    urgency: 'emergency',
    changed: line,
    updatedAt: now,
  })
  say(desk, conversation.id, now, person.id, 'emergency', line)
  sound(desk, conversation.id, now, [person.id])
  caseInDanger(desk, conversation.id, person.id, now)
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

/** Shows what was masked to this one person, and puts on record that they looked. */
export function reveal(desk: DeskContext, { conversation, person, now }: Decision): StaffOutcome {
  const texts = desk.messages
    .ofTurn(conversation.id, conversation.turn)
    .map((message) => message.text)
    .filter((text) => mask(text).kinds.length > 0)
  const kinds = [...new Set(texts.flatMap((text) => mask(text).kinds))]
  if (texts.length === 0) return { kind: 'notice', text: desk.say.notice.nothingMasked }
  say(desk, conversation.id, now, person.id, 'reveal', desk.say.history.revealed(person.name), {
    kinds,
    turn: conversation.turn,
  })
  syncCard(desk, conversation.id, now, 'always')
  return {
    kind: 'notice',
    text: desk.say.notice.revealed(Array.from(texts.join('\n')).slice(0, REVEAL_LIMIT).join('')),
  }
}
