import type { Conversation } from '../store/conversations.ts'
import { type Arrival, enter, overflow, store } from './arrival.ts'
import { leaveBurst } from './bursts/outcome.ts'
import { sound } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import type { Triage } from './message.ts'
import { standingFor, standingValues } from './people.ts'
import { say } from './record.ts'
import { type Provenance, passiveReply, queueCurated, type Written } from './replies.ts'
import { fillStanding } from './standing.ts'
import { closeTurn } from './turns.ts'

/** Danger: the approved text goes out at once, people are called at once, and the turn does not wait for quiet. */
export function emergency(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
  collecting: Conversation | undefined,
  turn: Triage,
): string | undefined {
  const { surface, now } = arrival
  const kind = turn.emergency ?? 'crime'
  const told = collecting?.emergency === kind
  const conversation = enter(desk, arrival, current, collecting, turn, { emergency: kind })
  let passive: string | undefined
  let reply: Written | undefined
  if (!told) {
    const text = fillStanding(standingFor(desk, turn.lang).emergency[kind], standingValues(desk, conversation.id))
    const provenance: Provenance = { standing: `emergency.${kind}` }
    if (surface.passive) {
      passive = text
      reply = passiveReply(desk, conversation, { text, kind: 'standing', provenance }, now)
      if (surface.passiveCounts)
        desk.conversations.update(conversation.id, { repliesUsed: conversation.repliesUsed + 1 })
    } else reply = queueCurated(desk, conversation, { text, kind: 'standing', provenance }, now)
  }
  store(desk, arrival, conversation, { outcome: 'pending', passive, reply })
  const name = desk.say.emergencies[kind] ?? kind
  if (!told) {
    say(desk, conversation.id, now, 'desk', 'emergency', desk.say.history.emergencyFound(name))
    say(desk, conversation.id, now, 'desk', 'standing', desk.say.history.emergencyText)
  }
  const fresh = desk.conversations.get(conversation.id)
  if (fresh !== undefined) {
    // However many write the same: danger is never one of many.
    if (fresh.burst !== null) leaveBurst(desk, fresh, desk.say.bursts.history.wroteOther, now)
    closeTurn(desk, { ...fresh, burst: null }, now)
  }
  if (!told) sound(desk, conversation.id, now)
  overflow(desk, conversation.id, arrival)
  return passive
}
