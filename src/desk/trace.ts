import type { DeskContext } from './context.ts'
import type { MaskedKind } from './message.ts'
import { numberOf } from './people.ts'
import { mask } from './privacy.ts'
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
  readonly masked: readonly MaskedKind[]
  /** Staff were called by name. */
  readonly pinged: boolean
  /** The answer to its turn; a receipt or an emergency text only where nothing else was sent. */
  readonly reply: string | undefined
  readonly reason: string | undefined
}

/** Reads what became of the messages after `afterMessage`, oldest first. */
export function trace(desk: DeskContext, afterMessage: number): Trace[] {
  return desk.messages.after(afterMessage).map((message) => {
    const conversation = message.conversationId === null ? undefined : desk.conversations.get(message.conversationId)
    const replies = conversation === undefined ? [] : desk.replies.repliesOf(conversation.id)
    const ofTurn = replies.filter((reply) => reply.turn === message.turn && reply.state === 'sent')
    const answer = ofTurn.findLast((reply) => reply.kind !== 'standing') ?? ofTurn.at(-1)
    const provenance: { entry?: string } = answer === undefined ? {} : JSON.parse(answer.provenance)
    const events = conversation === undefined ? [] : desk.journal.history(conversation.id)
    const idle = message.outcome === 'no-reply'
    const own = triage(message.text)
    return {
      message: message.id,
      number: conversation === undefined ? undefined : numberOf(desk, conversation.id),
      topic: idle || conversation === undefined ? own.topic : conversation.topic,
      urgency: idle || conversation === undefined ? own.urgency : conversation.urgency,
      outcome: message.outcome === 'approved' ? 'approval' : message.outcome,
      entry: message.outcome === 'faq' ? provenance.entry : undefined,
      masked: mask(message.text).kinds,
      pinged: !idle && events.some((event) => event.what === 'ping'),
      reply: idle ? (message.passive ?? undefined) : answer?.text,
      reason: message.reason ?? undefined,
    }
  })
}
