import type { Case } from '../store/cases.ts'
import type { Conversation } from '../store/conversations.ts'
import { type Arrival, enter, overflow, store } from './arrival.ts'
import { syncCard } from './card-sync.ts'
import { caseNumber } from './cases/numbers.ts'
import { openByTriage } from './cases/open.ts'
import { caseText } from './cases/tell.ts'
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
    const opened = opens ? openByTriage(desk, conversation, arrival.message.text, now) : undefined
    const { text, standing } = receipt(desk, conversation, turn, opened)
    const provenance: Provenance = { standing }
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

function receipt(
  desk: DeskContext,
  conversation: Conversation,
  turn: Triage,
  opened: Case | undefined,
): { readonly text: string; readonly standing: string } {
  if (opened !== undefined && turn.lang !== 'other') {
    const text = caseText(desk, turn.lang, 'caseOpened', { number: caseNumber(desk, opened.id) })
    return { text, standing: 'caseOpened' }
  }
  const texts = standingFor(desk, turn.lang)
  const standing = turn.approach === 'not-helped' ? 'personComing' : 'receipt'
  const text = turn.lang === 'other' && standing === 'receipt' ? texts.unknownLanguage : texts[standing]
  return { text: fillStanding(text, standingValues(desk, conversation.id)), standing }
}
