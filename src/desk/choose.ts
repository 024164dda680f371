import type { Conversation } from '../store/conversations.ts'
import { answered } from './answer-at-once.ts'
import { type Arrival, store } from './arrival.ts'
import { syncCard } from './card-sync.ts'
import { type Asked, askedIn } from './choice.ts'
import { pickedNumber } from './choice-words.ts'
import type { DeskContext } from './context.ts'
import { beginDraft, withdrawDraft } from './drafts.ts'
import { mayGoAlone } from './faq/signature.ts'
import { heldText } from './held.ts'
import { answerLang, standingFor, standingValues } from './people.ts'
import { say } from './record.ts'
import { type Provenance, passiveReply, queueCurated } from './replies.ts'
import { fillStanding } from './standing.ts'
import { triage } from './triage.ts'
import { turnText } from './words.ts'

/** A choice can be made as long as nobody has approved another reply. */
const OPEN = new Set(['listening', 'waiting', 'second'])

/**
 * The citizen was asked which entry is meant, and has said a number: its text goes out, and nobody has to answer any
 * more. None of them, or a text that may not go out: staff answer. Undefined when the message is no choice.
 */
export function pick(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation,
): { readonly passive: string | undefined } | undefined {
  const number = OPEN.has(current.state) ? pickedNumber(arrival.message.text) : undefined
  const asked = number === undefined ? undefined : askedIn(desk, current)
  if (number === undefined || asked === undefined) return undefined
  const id = asked.options[number - 1]
  const lang = answerLang(current.lang)
  const entry = id === undefined ? undefined : desk.faq.entry(id, lang)
  if (entry === undefined) return { passive: noneChosen(desk, arrival, current) }

  const words = turnText(desk, current)
  const text = mayGoAlone(desk, entry, words, arrival.surface.maxLength, arrival.now)
  const line = desk.say.choice.chosen(entry.title)
  if (!text.ok) {
    const why = heldText(desk.say, text.why)
    return { passive: chosenButHeld(desk, arrival, current, asked, entry.id, `${line}${desk.say.colon}${why}`) }
  }
  say(desk, current.id, arrival.now, 'citizen', 'choice', line, { entry: entry.id })
  const answer = { text: text.text, parts: [{ id: entry.id, title: entry.title, confidence: 1 }], rest: false }
  return { passive: answered(desk, arrival, withoutDraft(desk, current, line), current, triage(words), answer) }
}

/** What was prepared is not needed any more; older copies of the card are refused. */
function withoutDraft(desk: DeskContext, current: Conversation, changed: string): Conversation {
  withdrawDraft(desk, current)
  const change = { draftId: null, draftingSince: null, version: current.version + 1, changed }
  desk.conversations.update(current.id, change)
  return { ...current, ...change }
}

function noneChosen(desk: DeskContext, arrival: Arrival, current: Conversation): string | undefined {
  if (current.lang !== 'other') desk.faqGaps.add(current.id, current.turn, arrival.now)
  say(desk, current.id, arrival.now, 'citizen', 'choice', desk.say.choice.none)
  return toStaff(desk, arrival, current)
}

function chosenButHeld(
  desk: DeskContext,
  arrival: Arrival,
  current: Conversation,
  { reply }: Asked,
  chosen: string,
  line: string,
): string | undefined {
  const provenance: Provenance = { ...JSON.parse(reply.provenance), chosen }
  desk.replies.setReply(reply.id, { provenance: JSON.stringify(provenance) })
  say(desk, current.id, arrival.now, 'citizen', 'choice', line, { entry: chosen })
  const passive = toStaff(desk, arrival, current)
  const draft = current.draftId === null ? undefined : desk.replies.draft(current.draftId)
  // What a person has written or half approved stays theirs.
  if (current.state === 'waiting' && draft?.origin !== 'person') {
    withoutDraft(desk, current, line)
    const fresh = desk.conversations.get(current.id)
    if (fresh !== undefined) beginDraft(desk, fresh, arrival.now)
  }
  return passive
}

/** The turn stays with staff, its clock running; the citizen hears that a person answers. */
function toStaff(desk: DeskContext, arrival: Arrival, current: Conversation): string | undefined {
  const { surface, message, now } = arrival
  const change = { target: message.target, lastInboundAt: Math.min(message.at, now), repliesUsed: 0, updatedAt: now }
  desk.conversations.update(current.id, change)
  const conversation = { ...current, ...change }
  const text = fillStanding(standingFor(desk, current.lang).personComing, standingValues(desk, current.id))
  const reply = { text, kind: 'standing', provenance: { standing: 'personComing' } } as const
  const written = surface.passive
    ? passiveReply(desk, conversation, reply, now)
    : queueCurated(desk, conversation, reply, now)
  const passive = surface.passive ? text : undefined
  store(desk, arrival, current, { outcome: 'pending', passive, reply: written })
  syncCard(desk, current.id, now, 'known')
  return passive
}
