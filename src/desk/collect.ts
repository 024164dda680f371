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
import { askChoice, dropChoice, isFree } from './model/ask.ts'
import { answerLang, standingFor, standingValues } from './people.ts'
import { say } from './record.ts'
import { type Provenance, passiveReply, queueCurated, type Written } from './replies.ts'
import { fillStanding } from './standing.ts'
import { collecting as quietTime, wasComplete, withdraw } from './turns.ts'

/** What is said to a turn that is collected: a choice of entries, or nothing before a model has looked at its words. */
interface Meanwhile {
  readonly choice?: Choice | undefined
  /** Whether a model is asked about the words of the turn. */
  readonly asksModel?: boolean
}

/** Everything else is collected until the citizen is quiet, then goes to a person. `words`: of the whole turn. */
export function collect(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
  collecting: Conversation | undefined,
  turn: Triage,
  words: string,
  { choice, asksModel = false }: Meanwhile,
): string | undefined {
  const { surface, now } = arrival
  const conversation = enter(desk, arrival, current, collecting, turn, quietTime(desk, collecting, now))
  const opens = collecting === undefined
  const together = noticeBurst(desk, conversation, words, now)
  const saidAgain = together && collecting?.burst != null
  if (wasComplete(collecting) && !saidAgain) withdraw(desk, conversation, collecting, now)
  else if (opens && !together && conversation.owner !== null) syncCard(desk, conversation.id, now, 'known')
  let passive: string | undefined
  let reply: Written | undefined
  const asks = choice !== undefined && askedIn(desk, conversation) === undefined
  // What many say at once is decided once, by a person.
  const modelOn = asksModel && !together
  // While the citizen is still asked what is meant, or a model is, only the whole turn may open a case.
  const opened =
    opens && !asks && !modelOn && !together ? openByTriage(desk, conversation, arrival.message.text, now) : undefined
  // The receipt waited for a model that need not say anything any more.
  const dropped = !modelOn && collecting !== undefined && dropChoice(desk, collecting, now)
  const owed = dropped && !isFree(surface) && !isTold(desk, conversation)
  if (opens || asks || owed || turn.approach === 'not-helped') {
    const { text, provenance } = asks
      ? choiceReply(desk, conversation, choice)
      : receiptReply(desk, conversation, turn.approach, opened)
    if (asks)
      say(desk, conversation.id, now, 'desk', 'choice', desk.say.choice.asked(numbered(choice).join(desk.say.list)))
    if (isFree(surface)) {
      passive = text
      reply = passiveReply(desk, conversation, { text, kind: 'standing', provenance }, now)
    } else if (!surface.passive && surface.maxReplies === undefined && !surface.public && !modelOn) {
      reply = queueCurated(desk, conversation, { text, kind: 'standing', provenance }, now)
    }
  }
  store(desk, arrival, conversation, { outcome: 'pending', passive, reply })
  if (!together) overflow(desk, conversation.id, arrival)
  if (modelOn) askChoice(desk, conversation, words, now)
  return passive
}

interface StandingReply {
  readonly text: string
  readonly provenance: Provenance
}

/** The citizen has had a receipt, or another standing text, in this turn. */
export const isTold = (desk: DeskContext, { id, turn }: Conversation): boolean =>
  desk.replies.repliesOf(id).some((reply) => reply.turn === turn && reply.kind === 'standing')

/** A person will answer; or, where that has been opened, the case's number. */
export function receiptReply(
  desk: DeskContext,
  conversation: Conversation,
  approach = conversation.approach,
  opened?: number,
): StandingReply {
  const { lang } = conversation
  if (opened !== undefined && lang !== 'other') {
    const text = caseText(desk, lang, 'caseOpened', { number: caseNumber(desk, opened) })
    return { text, provenance: { standing: 'caseOpened' } }
  }
  const texts = standingFor(desk, lang)
  const standing = approach === 'not-helped' ? 'personComing' : 'receipt'
  const text = standing === 'receipt' && lang === 'other' ? texts.unknownLanguage : texts[standing]
  return { text: fillStanding(text, standingValues(desk, conversation.id)), provenance: { standing } }
}

/** Instead of a receipt: which of these entries is meant? */
export const choiceReply = (desk: DeskContext, conversation: Conversation, choice: Choice): StandingReply => ({
  text: choiceText(desk, choice, answerLang(conversation.lang), conversation.id),
  provenance: { standing: 'choice', options: choice.map(({ id }) => id) },
})
