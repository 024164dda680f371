import type { Clock } from '../store/clocks.ts'
import type { Conversation } from '../store/conversations.ts'
import type { Draft, Reply } from '../store/replies.ts'
import { isDecidedTogether } from './bursts/burst.ts'
import type { CardAction } from './card.ts'
import { askableCase } from './cases/ask.ts'
import type { DeskContext } from './context.ts'
import { colleaguesFor } from './people.ts'

/** What can be done to a conversation in its state. Whether a person may do it is decided when they do. */
export function actionsFor(
  desk: DeskContext,
  conversation: Conversation,
  draft: Draft | undefined,
  replies: readonly Reply[],
  clock: Clock | undefined,
  masked: boolean,
): CardAction[] {
  const { card, verbs, yes, no, send } = desk.say
  const label = (verb: string): string => verbs[verb] ?? verb
  const reveal: CardAction[] = masked ? [{ verb: 'reveal', label: label('reveal') }] : []
  const seen: CardAction[] =
    conversation.urgency === 'emergency'
      ? [{ verb: 'seen', label: label('seen'), ...(clock?.kind === 'acknowledge' ? { style: 'primary' } : {}) }]
      : []
  // Only once somebody has been called: before that they would only be in the way.
  const late: CardAction[] =
    clock === undefined || clock.kind === 'acknowledge' || !clock.warned
      ? []
      : [
          { verb: 'take-over', label: label('take-over') },
          ...(conversation.urgency === 'emergency' ? [] : [{ verb: 'extend', label: label('extend') } as const]),
        ]
  // A menu without a choice cannot be shown: a desk of one hands nothing over.
  const handOver: CardAction[] =
    colleaguesFor(desk, conversation).length === 0 ? [] : [{ verb: 'hand-over', label: label('hand-over') }]
  const urgent: CardAction[] =
    conversation.urgency === 'emergency' ? [] : [{ verb: 'emergency', label: label('emergency') }]
  const open: CardAction[] =
    desk.cases.openOf(conversation.id) === undefined ? [{ verb: 'open-case', label: label('open-case') }] : []
  const ask: CardAction[] =
    askableCase(desk, conversation.id) === undefined ? [] : [{ verb: 'ask', label: label('ask') }]
  const apart: CardAction[] = conversation.burst === null ? [] : [{ verb: 'apart', label: label('apart') }]
  if (isDecidedTogether(conversation)) return [...apart, ...urgent, ...reveal]
  const stuck: CardAction[] = [
    ...(replies.some((reply) => reply.state === 'uncertain')
      ? [
          { verb: 'delivered', label: label('delivered') } as const,
          {
            verb: 'resend',
            label: label('resend'),
            style: 'danger',
            confirm: { title: label('resend'), text: card.confirmResend, yes, no },
          } as const,
        ]
      : []),
    ...(replies.some((reply) => reply.state === 'failed')
      ? [
          { verb: 'retry', label: label('retry'), style: 'primary' } as const,
          { verb: 'drop', label: label('drop') } as const,
        ]
      : []),
  ]
  switch (conversation.state) {
    case 'listening':
      return [
        ...seen,
        ...stuck,
        { verb: 'write', label: label('write') },
        ...ask,
        ...open,
        ...handOver,
        ...urgent,
        ...reveal,
      ]
    case 'waiting':
    case 'second': {
      const approve: CardAction[] =
        draft === undefined
          ? []
          : [
              {
                verb: 'approve',
                label: label(conversation.state === 'second' ? 'approve-second' : 'approve'),
                style: 'primary',
                confirm: { title: card.confirmTitle, text: card.confirmApprove(desk.settings.name), yes: send, no },
              },
              { verb: 'edit', label: label('edit') },
              { verb: 'reject', label: label('reject'), style: 'danger' },
            ]
      return [
        ...seen,
        ...approve,
        ...stuck,
        { verb: 'write', label: label('write') },
        ...ask,
        { verb: 'no-reply', label: label('no-reply') },
        ...late,
        ...open,
        ...handOver,
        ...urgent,
        ...reveal,
      ]
    }
    case 'holding':
      return [...seen, { verb: 'undo', label: label('undo'), style: 'danger' }, ...open, ...handOver, ...reveal]
    case 'sending':
      return [...seen, ...open, ...reveal]
    case 'uncertain':
    case 'failed':
      return [
        ...seen,
        ...stuck,
        { verb: 'write', label: label('write') },
        ...ask,
        ...late,
        ...open,
        ...handOver,
        ...urgent,
        ...reveal,
      ]
    case 'answered': {
      const sent = replies.some((reply) => reply.state === 'sent' && reply.kind !== 'standing')
      const approved = replies.some((reply) => reply.state === 'sent' && reply.kind === 'approved')
      return [
        ...(clock?.kind === 'acknowledge' ? seen : []),
        ...stuck,
        ...(sent ? [{ verb: 'correct', label: label('correct') } as const] : []),
        ...(approved ? [{ verb: 'save-faq', label: label('save-faq') } as const] : []),
        ...ask,
        ...open,
        ...reveal,
      ]
    }
    case 'closed':
      return [...stuck, { verb: 'write', label: label('write') }, ...ask, ...open, ...reveal]
  }
}
