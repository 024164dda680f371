import type { Conversation } from '../store/conversations.ts'
import { approve, reject, takeBack } from './approvals.ts'
import { takeApart } from './bursts/apart.ts'
import { burstNumber, isDecidedTogether } from './bursts/burst.ts'
import {
  type CardSeen,
  type ConversationVerb,
  conversationVerbs,
  type Form,
  type StaffAction,
  type StaffOutcome,
  type StaffVerb,
} from './card.ts'
import { askFromConversation } from './cases/ask.ts'
import { caseCommand } from './cases/commands.ts'
import { openFromConversation } from './cases/open-form.ts'
import { extend, seen, seenByActing, takeOver } from './clocks/actions.ts'
import { ofConversation } from './clocks/conversation-clocks.ts'
import { restLadder } from './clocks/running.ts'
import { command } from './commands.ts'
import type { DeskContext } from './context.ts'
import type { Decision } from './decision.ts'
import { confirmDelivered, dropReply, resendReply, retryReply } from './delivery.ts'
import { decideOnDeskCard, deskCardForm } from './desk-card-kinds.ts'
import { decideOnOpenForm, drawOpenForm } from './desk-forms.ts'
import { saveFaq } from './faq/save.ts'
import { formFor, opened, readForm } from './forms.ts'
import { handOver, markEmergency, reveal } from './handling.ts'
import { home } from './home.ts'
import { noReply } from './no-reply.ts'
import { departmentOf, mayDecide, staffByChat } from './people.ts'
import type { StaffMember } from './settings.ts'
import { changedSince, decidedBefore, giveBack } from './too-late.ts'
import { correct, edit, write } from './writing.ts'

type Handler = (desk: DeskContext, decision: Decision) => StaffOutcome

const handlers: Readonly<Record<ConversationVerb, Handler>> = {
  approve,
  edit,
  reject,
  write,
  'no-reply': noReply,
  'hand-over': handOver,
  'take-over': takeOver,
  extend,
  seen,
  emergency: markEmergency,
  reveal,
  undo: takeBack,
  correct,
  delivered: confirmDelivered,
  resend: resendReply,
  retry: retryReply,
  drop: dropReply,
  'save-faq': saveFaq,
  'open-case': openFromConversation,
  ask: askFromConversation,
  apart: takeApart,
}

/** In which states a verb makes sense; anywhere else somebody was faster. */
const allowed: Readonly<Record<ConversationVerb, readonly Conversation['state'][]>> = {
  approve: ['waiting', 'second'],
  edit: ['waiting', 'second'],
  reject: ['waiting', 'second'],
  write: ['listening', 'waiting', 'second', 'uncertain', 'failed', 'closed'],
  'no-reply': ['waiting', 'second'],
  'hand-over': ['listening', 'waiting', 'second', 'holding', 'uncertain', 'failed'],
  'take-over': ['listening', 'waiting', 'second', 'holding', 'uncertain', 'failed'],
  extend: ['waiting', 'second', 'uncertain', 'failed'],
  seen: ['listening', 'waiting', 'second', 'holding', 'sending', 'answered', 'closed', 'uncertain', 'failed'],
  emergency: ['listening', 'waiting', 'second', 'holding', 'sending', 'uncertain', 'failed', 'answered'],
  reveal: ['listening', 'waiting', 'second', 'holding', 'sending', 'answered', 'closed', 'uncertain', 'failed'],
  undo: ['holding'],
  correct: ['answered'],
  delivered: ['listening', 'waiting', 'second', 'holding', 'sending', 'answered', 'closed', 'uncertain', 'failed'],
  resend: ['listening', 'waiting', 'second', 'holding', 'sending', 'answered', 'closed', 'uncertain', 'failed'],
  retry: ['listening', 'waiting', 'second', 'holding', 'sending', 'answered', 'closed', 'uncertain', 'failed'],
  drop: ['listening', 'waiting', 'second', 'holding', 'sending', 'answered', 'closed', 'uncertain', 'failed'],
  'save-faq': ['answered'],
  'open-case': ['listening', 'waiting', 'second', 'holding', 'sending', 'answered', 'closed', 'uncertain', 'failed'],
  ask: ['listening', 'waiting', 'second', 'answered', 'closed', 'uncertain', 'failed'],
  apart: ['listening', 'waiting', 'failed', 'answered', 'closed'],
}

/** What is decided about a burst's member by itself; all else is decided for all of them at once. */
const ON_MEMBER: ReadonlySet<ConversationVerb> = new Set(['apart', 'seen', 'emergency', 'reveal'])

/** Reading and handing on do not depend on which state of the card a person saw. */
const ANY_VERSION: ReadonlySet<ConversationVerb> = new Set([
  'reveal',
  'hand-over',
  'take-over',
  'extend',
  'seen',
  'emergency',
  'undo',
  'apart',
])

/** Takes one staff action. Whoever may not, comes too late or saw an older card is told so, and nothing changes. */
export function decide(desk: DeskContext, action: StaffAction, now: number): StaffOutcome {
  const person = staffByChat(desk, action.person)
  if (person === undefined) return { kind: 'notice', text: desk.say.notice.unknownPerson }
  if (departmentOf(desk, person) !== undefined && action.kind !== 'card')
    return forDepartment(desk, person, action, now)
  if (action.kind === 'home') return { kind: 'home', home: home(desk, person, now) }
  if (action.kind === 'command') return command(desk, person, action.text, now)
  const outcome = decideOnCard(desk, person, action, now)
  if (outcome.kind !== 'notice' || action.fields === undefined) return outcome
  return giveBack(desk, formBehind(desk, person, action, now), action.fields, outcome)
}

type CardAction = Extract<StaffAction, { kind: 'card' }>

function decideOnCard(desk: DeskContext, person: StaffMember, action: CardAction, now: number): StaffOutcome {
  const { verb, card } = action
  if (!isConversation(card)) {
    const { fields } = action
    const decided =
      decideOnOpenForm(desk, card.key, { person, fields, now }) ??
      decideOnDeskCard(desk, card, { person, verb, fields, now })
    return decided ?? { kind: 'notice', text: desk.say.notice.unknownCard }
  }
  if (!mayDecide(person)) return { kind: 'notice', text: desk.say.notice.noRole }
  const conversation = desk.conversations.get(Number(card.key))
  if (conversation === undefined || !isConversationVerb(verb))
    return { kind: 'notice', text: desk.say.notice.unknownCard }
  if (conversation.burst !== null && isDecidedTogether(conversation) && !ON_MEMBER.has(verb)) {
    return { kind: 'notice', text: desk.say.bursts.notice.inBurst(burstNumber(desk, conversation.burst)) }
  }
  if (!allowed[verb].includes(conversation.state)) return decidedBefore(desk, verb, conversation)
  if (card.version !== conversation.version && !ANY_VERSION.has(verb)) return changedSince(desk, conversation)
  const decision: Decision = { conversation, person, fields: action.fields ?? {}, now }
  const form = formFor(desk, verb, decision)
  if (form === undefined) return act(desk, verb, decision)
  if (action.fields === undefined) return opened(desk, form)
  const read = readForm(desk, form, action.fields)
  return read.ok ? act(desk, verb, { ...decision, fields: read.fields }) : { kind: 'invalid', errors: read.errors }
}

/** Does it. Whoever does anything has seen an emergency, and stops the ladder for a while. */
function act(desk: DeskContext, verb: ConversationVerb, decision: Decision): StaffOutcome {
  if (verb !== 'seen' && verb !== 'emergency') seenByActing(desk, decision)
  // That may have ended a clock: the handler sees the conversation as it is now.
  const conversation = desk.conversations.get(decision.conversation.id) ?? decision.conversation
  const outcome = handlers[verb](desk, { ...decision, conversation })
  if (verb !== 'reveal' && outcome.kind === 'done')
    restLadder(desk, ofConversation(decision.conversation.id), decision.now)
  return outcome
}

/** A department's people see what is handed to them, and nothing else of the desk. */
function forDepartment(
  desk: DeskContext,
  person: StaffMember,
  action: Exclude<StaffAction, { kind: 'card' }>,
  now: number,
): StaffOutcome {
  const [word, ...rest] = action.kind === 'command' ? action.text.trim().split(/\s+/) : ['']
  if (word?.toLowerCase() === 'case') return caseCommand(desk, person, rest, now)
  return { kind: 'notice', text: desk.say.cases.notice.departmentOnly }
}

const isConversationVerb = (verb: StaffVerb): verb is ConversationVerb => conversationVerbs.some((one) => one === verb)

/** A card is about a conversation when its key is digits alone. */
const isConversation = ({ key }: CardSeen): boolean => /^\d{1,15}$/.test(key)

/** The form that a submission came from, as it would be drawn now. */
function formBehind(desk: DeskContext, person: StaffMember, { verb, card }: CardAction, now: number): Form | undefined {
  if (!isConversation(card))
    return drawOpenForm(desk, card.key, now) ?? deskCardForm(desk, card.key, { person, verb, fields: {}, now })
  const conversation = desk.conversations.get(Number(card.key))
  if (conversation === undefined || !isConversationVerb(verb)) return undefined
  return formFor(desk, verb, { conversation, person, fields: {}, now })
}
