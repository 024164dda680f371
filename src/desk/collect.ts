import type { Conversation } from '../store/conversations.ts'
import { type Arrival, enter, overflow, store } from './arrival.ts'
import { syncCard } from './card-sync.ts'
import type { DeskContext } from './context.ts'
import type { Triage } from './message.ts'
import { standingFor, standingValues } from './people.ts'
import { type Provenance, passiveReply, queueCurated } from './replies.ts'
import { fillStanding } from './standing.ts'
import { collecting as quietTime, wasComplete, withdraw } from './turns.ts'

/** Everything else is collected until the citizen is quiet, then goes to a person. */
export function collect(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
  collecting: Conversation | undefined,
  turn: Triage,
): string | undefined {
  const { surface, now } = arrival
  const conversation = enter(desk, arrival, current, collecting, turn, quietTime(desk, collecting, now))
  const opens = collecting === undefined
  if (wasComplete(collecting)) withdraw(desk, conversation, collecting, now)
  else if (opens && conversation.owner !== null) syncCard(desk, conversation.id, now, 'known')
  let passive: string | undefined
  if (opens || turn.approach === 'not-helped') {
    const text = receiptText(desk, conversation, turn)
    const provenance: Provenance = { standing: turn.approach === 'not-helped' ? 'personComing' : 'receipt' }
    if (surface.passive && !surface.passiveCounts) {
      passive = text
      passiveReply(desk, conversation, { text, kind: 'standing', provenance }, now)
    } else if (!surface.passive && surface.maxReplies === undefined && !surface.public) {
      queueCurated(desk, conversation, { text, kind: 'standing', provenance }, now)
    }
  }
  store(desk, arrival, conversation, { outcome: 'pending', passive })
  overflow(desk, conversation.id, arrival)
  return passive
}

function receiptText(desk: DeskContext, conversation: Conversation, turn: Triage): string {
  const texts = standingFor(desk, turn.lang)
  const text =
    turn.approach === 'not-helped' ? texts.personComing : turn.lang === 'other' ? texts.unknownLanguage : texts.receipt
  return fillStanding(text, standingValues(desk, conversation.id))
}
