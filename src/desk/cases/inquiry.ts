import type { Case } from '../../store/cases.ts'
import type { Conversation } from '../../store/conversations.ts'
import { type Arrival, enter, store } from '../arrival.ts'
import type { DeskContext } from '../context.ts'
import type { Triage } from '../message.ts'
import { standingFor } from '../people.ts'
import { passiveReply, queueCurated } from '../replies.ts'
import { clocksOf, isWaiting } from './clocks.ts'
import { askedCase, caseNumber } from './numbers.ts'
import type { CaseState } from './states.ts'
import { type CaseText, type CaseValues, caseText, dateAndTime } from './tell.ts'

/** What a citizen is told of a case: less than staff know. */
const told: Readonly<Record<CaseState, 'received' | 'handling' | 'answering' | 'answered' | 'closed'>> = {
  open: 'received',
  referred: 'handling',
  accepted: 'handling',
  returned: 'handling',
  reopened: 'handling',
  reported: 'answering',
  replied: 'answered',
  'following-up': 'answered',
  closed: 'closed',
  // Asked for by its number, a merged case answers as the one it went into.
  merged: 'handling',
}

/**
 * A citizen sends the number of a case, and nothing else. From an account that the case is about the answer is its state
 * and its dates; from any other the same words as for a number that does not exist. Undefined: it is another message, or
 * the answer would be public or cost one of the few replies that the platform allows.
 */
export function answerInquiry(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation | undefined,
): { readonly passive: string | undefined } | undefined {
  const id = askedCase(desk.settings.prefix, arrival.message.text)
  if (id === undefined) return undefined
  const { surface, message, now } = arrival
  const free = surface.passive && !surface.passiveCounts
  if (surface.public || (surface.maxReplies !== undefined && !free)) return undefined
  const row = whole(desk, desk.cases.get(id))
  const own = row !== undefined && isOwn(desk, row, arrival.channel, message.sender) ? row : undefined
  const lang = current?.lang ?? 'zh'
  const number = caseNumber(desk, id)
  const [name, values]: [CaseText, CaseValues] =
    own === undefined ? ['caseUnknown', {}] : stateOf(desk, own, number, lang)
  const text = caseText(desk, lang, name, values)
  const conversation =
    current ?? enter(desk, arrival, undefined, undefined, asked, { state: 'answered', turnDueAt: null })
  // The platform counts from the citizen's newest message: a reply that could not be sent any more now can.
  if (current !== undefined) {
    const lastInboundAt = Math.min(message.at, now)
    desk.conversations.update(current.id, { target: message.target, lastInboundAt, repliesUsed: 0 })
  }
  const reply = { text, kind: 'standing', provenance: { standing: name } } as const
  const written = free
    ? passiveReply(desk, conversation, reply, now)
    : queueCurated(desk, { ...conversation, target: message.target }, reply, now)
  const passive = free ? text : undefined
  store(desk, arrival, conversation, { outcome: 'no-reply', reason: desk.say.fact.askedCase, passive, reply: written })
  return { passive }
}

/** How a message that only asks for a case is sorted. */
const asked: Triage = {
  approach: 'question',
  topic: 'other',
  urgency: 'low',
  lang: 'zh',
  emergency: undefined,
  needsPerson: false,
  reasons: [],
}

/** The case itself, or the one it was merged into. */
function whole(desk: DeskContext, row: Case | undefined): Case | undefined {
  let found = row
  while (found?.state === 'merged' && found.mergedInto !== null) found = desk.cases.get(found.mergedInto)
  return found
}

const isOwn = (desk: DeskContext, row: Case, channel: string, sender: string): boolean =>
  sender !== '' &&
  desk.conversations
    .byIds(desk.cases.conversationsOf(row.id))
    .some((one) => one.channel === channel && one.sender === sender)

function stateOf(desk: DeskContext, row: Case, number: string, lang: string): [CaseText, CaseValues] {
  const { timeZone } = desk.settings
  const waits = isWaiting(clocksOf(desk, row.id))
  const what = waits ? 'asked' : told[row.state]
  const values = {
    number,
    state: standingFor(desk, lang).caseStates[what],
    opened: dateAndTime(row.createdAt, timeZone),
  }
  return waits || what === 'answered' || what === 'closed'
    ? ['caseDone', { ...values, updated: dateAndTime(row.updatedAt, timeZone) }]
    : ['caseState', { ...values, deadline: dateAndTime(row.deadlineAt, timeZone) }]
}
