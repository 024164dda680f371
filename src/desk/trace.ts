import type { Message } from '../store/messages.ts'
import type { Reply } from '../store/replies.ts'
import { clocksOf } from './cases/clocks.ts'
import type { DeskContext } from './context.ts'
import type { MaskedKind } from './message.ts'
import { numberOf } from './people.ts'
import { mask } from './privacy.ts'
import { isEmergencyText, type Provenance } from './replies.ts'
import { triage } from './triage.ts'

/** What became of one message: for replays, and for whoever has to account for every one of them. */
export interface Trace {
  readonly message: number
  /** The conversation's number, if it belongs to one. */
  readonly number: string | undefined
  readonly topic: string
  readonly urgency: string
  readonly outcome: 'faq' | 'approval' | 'case' | 'no-reply' | 'pending'
  /** The FAQ entry that answered it. */
  readonly entry: string | undefined
  /** Ids of the entries of which the citizen was asked to choose one, in their order. */
  readonly offered: readonly string[]
  readonly masked: readonly MaskedKind[]
  /** Staff were called by name because of danger. */
  readonly pinged: boolean
  /** It waits for a person's decision, with an owner and a deadline, or for the platform. */
  readonly waits: boolean
  /** What the citizen received to its turn: the answer and what was said in danger; a receipt only where that is all. */
  readonly reply: string | undefined
  readonly reason: string | undefined
}

const WAITING = new Set(['waiting', 'second', 'holding', 'sending', 'uncertain', 'failed'])

/** What was not answered by an FAQ entry, and belongs to a case whose clock runs, is a case whatever was replied so far. */
function outcomeOf(desk: DeskContext, { conversationId, outcome }: Message): Trace['outcome'] {
  if (outcome === 'faq' || outcome === 'no-reply') return outcome
  const row = conversationId === null ? undefined : desk.cases.openOf(conversationId)
  if (row !== undefined && clocksOf(desk, row.id).length > 0) return 'case'
  return outcome === 'approved' ? 'approval' : outcome
}

function optionsOf(reply: Reply): readonly string[] | undefined {
  const { options }: Provenance = JSON.parse(reply.provenance)
  return options
}

/** Reads what became of the messages after `afterMessage`, oldest first. */
export function trace(desk: DeskContext, afterMessage: number): Trace[] {
  return desk.messages.after(afterMessage).map((message) => {
    const conversation = message.conversationId === null ? undefined : desk.conversations.get(message.conversationId)
    const replies = conversation === undefined ? [] : desk.replies.repliesOf(conversation.id)
    const ofTurn = replies.filter((reply) => reply.turn === message.turn && reply.state === 'sent')
    const answer = ofTurn.findLast((reply) => reply.kind !== 'standing')
    const provenance: Provenance = answer === undefined ? {} : JSON.parse(answer.provenance)
    const told = ofTurn.filter((reply) => reply.kind === 'standing')
    const danger = told.filter(isEmergencyText)
    const heard = [
      ...(answer === undefined && danger.length === 0 ? told : danger),
      ...(answer === undefined ? [] : [answer]),
    ]
    const events = conversation === undefined ? [] : desk.journal.history(conversation.id)
    const own = triage(message.text)
    // Thanks and greetings stand beside a conversation without being part of it.
    const small = own.approach === 'chatter' || own.approach === 'praise'
    const idle = conversation === undefined || (small && message.outcome === 'no-reply')
    return {
      message: message.id,
      number: conversation === undefined ? undefined : numberOf(desk, conversation.id),
      topic: idle ? own.topic : conversation.topic,
      urgency: idle ? own.urgency : conversation.urgency,
      outcome: outcomeOf(desk, message),
      entry: provenance.entry,
      offered: told.flatMap((reply) => optionsOf(reply) ?? []),
      masked: mask(message.text).kinds,
      pinged: !idle && events.some((event) => event.what === 'ping' && event.detail.includes('"why":"emergency"')),
      reply: idle
        ? (message.passive ?? undefined)
        : heard.length === 0
          ? undefined
          : heard.map((reply) => reply.text).join('\n'),
      waits:
        conversation !== undefined &&
        WAITING.has(conversation.state) &&
        (conversation.owner !== null || conversation.state === 'sending'),
      reason: message.reason ?? undefined,
    }
  })
}
