import type { FaqGap } from '../store/faq-gaps.ts'
import type { Form, StaffOutcome } from './card.ts'
import type { DeskContext } from './context.ts'
import { changeDeskCard, type DeskCardKind, raiseDeskCard } from './desk-cards.ts'
import { approvedReply, saveFaq, saveFields } from './faq/save.ts'
import { mayDecide, numberOf } from './people.ts'
import { mask } from './privacy.ts'

/** An entry proposed for a question that came up often, by the name in its row. */
export const PROPOSAL_CARD = 'faq-proposal'

interface ProposalPayload {
  /** The conversation whose approved reply is proposed. */
  readonly conversation: number
  readonly count: number
  /** Ways of asking, masked. */
  readonly questions: readonly string[]
  readonly answer: string
}

/** Raises a card with the reply that people approved most often for these turns; nothing where they approved none. */
export function raiseProposal(
  desk: DeskContext,
  key: string,
  gaps: readonly FaqGap[],
  questions: readonly string[],
  now: number,
): boolean {
  const answers = gaps.flatMap(({ conversationId, turn }) => {
    const conversation = desk.conversations.get(conversationId)
    const reply = conversation === undefined ? undefined : approvedReply(desk, conversation)
    return reply === undefined || reply.turn !== turn || reply.text === ''
      ? []
      : [{ conversation: conversationId, text: reply.text }]
  })
  const times = (text: string): number => answers.filter((answer) => answer.text === text).length
  // Among equals the newest.
  const best = answers.toReversed().toSorted((a, b) => times(b.text) - times(a.text))[0]
  if (best === undefined) return false
  const payload: ProposalPayload = {
    conversation: best.conversation,
    count: gaps.length,
    questions,
    answer: best.text,
  }
  return raiseDeskCard(desk, { key, kind: PROPOSAL_CARD, payload }, now)
}

/** Saving it opens the form of Save as FAQ, filled in; a second person decides as about every other entry. */
export const proposalCard: DeskCardKind = {
  draw: (desk, row) => {
    const { conversation, count, questions, answer }: ProposalPayload = JSON.parse(row.payload)
    const { gaps, verbs } = desk.say
    const personal = mask(answer).kinds.map((kind) => desk.say.checks.kinds[kind])
    const isOpen = row.finishedAt === null
    return {
      title: gaps.proposal(count),
      tone: isOpen ? 'normal' : 'done',
      badges: [],
      facts: [],
      words: [{ label: gaps.askedAs, text: questions.join('\n') }],
      replies: [{ label: gaps.answerFrom(numberOf(desk, conversation)), text: answer }],
      citations: [],
      warnings: isOpen && personal.length > 0 ? [gaps.personal(personal.join(desk.say.list))] : [],
      history: row.changed === '' ? [] : [row.changed],
      actions: isOpen ? [{ verb: 'save-faq', label: verbs['save-faq'] ?? '', style: 'primary' }] : [],
    }
  },
  refuse: (desk, { person }) => (mayDecide(person) ? undefined : desk.say.notice.noRole),
  form: (desk, { row, now }): Form | undefined => {
    const { conversation: id, questions, answer }: ProposalPayload = JSON.parse(row.payload)
    const conversation = desk.conversations.get(id)
    if (conversation === undefined) return undefined
    const filled: Readonly<Record<string, string>> = { questions: questions.join('\n'), answer }
    return {
      verb: 'save-faq',
      card: { key: row.key, version: row.version },
      title: desk.say.faq.form.save,
      submit: desk.say.submit,
      cancel: desk.say.no,
      fields: saveFields(desk, conversation, now).map((field) =>
        field.kind === 'text' ? { ...field, value: filled[field.name] ?? field.value } : field,
      ),
    }
  },
  decide: (desk, { row, person, fields, now }): StaffOutcome => {
    const payload: ProposalPayload = JSON.parse(row.payload)
    const conversation = desk.conversations.get(payload.conversation)
    if (conversation === undefined) return { kind: 'notice', text: desk.say.faq.notice.nothingToSave }
    const outcome = saveFaq(desk, { conversation, person, fields, now })
    if (outcome.kind !== 'invalid')
      changeDeskCard(desk, row, { changed: desk.say.gaps.saved(person.name), finished: true }, now)
    return outcome
  },
}
