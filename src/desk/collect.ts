import type { Case } from '../store/cases.ts'
import type { Conversation } from '../store/conversations.ts'
import { type Arrival, enter, overflow, store } from './arrival.ts'
import { noticeBurst } from './bursts/notice.ts'
import { syncCard } from './card-sync.ts'
import { caseNumber } from './cases/numbers.ts'
import { openByTriage } from './cases/open.ts'
import { caseText } from './cases/tell.ts'
import { askedIn, type Choice, choiceText, numbered } from './choice.ts'
import type { DeskContext } from './context.ts'
import type { Triage } from './message.ts'
import { answerLang, standingFor, standingValues } from './people.ts'
import { say } from './record.ts'
import { type Provenance, passiveReply, queueCurated } from './replies.ts'
import { fillStanding } from './standing.ts'
import { collecting as quietTime, wasComplete, withdraw } from './turns.ts'

/** Everything else is collected until the citizen is quiet, then goes to a person. `words`: of the whole turn. */
export function collect(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
  collecting: Conversation | undefined,
  turn: Triage,
  choice: Choice | undefined,
  words: string,
): string | undefined {
  const { surface, now } = arrival
  const conversation = enter(desk, arrival, current, collecting, turn, quietTime(desk, collecting, now))
  const opens = collecting === undefined
  const together = noticeBurst(desk, conversation, words, now)
  const saidAgain = together && collecting?.burst != null
  if (wasComplete(collecting) && !saidAgain) withdraw(desk, conversation, collecting, now)
  else if (opens && !together && conversation.owner !== null) syncCard(desk, conversation.id, now, 'known')
  let passive: string | undefined
  const asks = choice !== undefined && askedIn(desk, conversation) === undefined
  // While the citizen is still asked what is meant, only the whole turn may open a case.
  const opened = opens && !asks && !together ? openByTriage(desk, conversation, arrival.message.text, now) : undefined
  if (opens || asks || turn.approach === 'not-helped') {
    const { text, provenance } = asks
      ? ask(desk, conversation, turn, choice)
      : receipt(desk, conversation, turn, opened)
    if (asks)
      say(desk, conversation.id, now, 'desk', 'choice', desk.say.choice.asked(numbered(choice).join(desk.say.list)))
    if (surface.passive && !surface.passiveCounts) {
      passive = text
      passiveReply(desk, conversation, { text, kind: 'standing', provenance }, now)
    } else if (!surface.passive && surface.maxReplies === undefined && !surface.public) {
      queueCurated(desk, conversation, { text, kind: 'standing', provenance }, now)
    }
  }
  store(desk, arrival, conversation, { outcome: 'pending', passive })
  if (!together) overflow(desk, conversation.id, arrival)
  return passive
}

interface StandingReply {
  readonly text: string
  readonly provenance: Provenance
}

function receipt(desk: DeskContext, conversation: Conversation, turn: Triage, opened: Case | undefined): StandingReply {
  if (opened !== undefined && turn.lang !== 'other') {
    const text = caseText(desk, turn.lang, 'caseOpened', { number: caseNumber(desk, opened.id) })
    return { text, provenance: { standing: 'caseOpened' } }
  }
  const texts = standingFor(desk, turn.lang)
  const standing = turn.approach === 'not-helped' ? 'personComing' : 'receipt'
  const text = standing === 'receipt' && turn.lang === 'other' ? texts.unknownLanguage : texts[standing]
  return { text: fillStanding(text, standingValues(desk, conversation.id)), provenance: { standing } }
}

/** Instead of a receipt: which of these entries is meant? */
const ask = (desk: DeskContext, conversation: Conversation, turn: Triage, choice: Choice): StandingReply => ({
  text: choiceText(desk, choice, answerLang(turn.lang), conversation.id),
  provenance: { standing: 'choice', options: choice.map(({ id }) => id) },
})
