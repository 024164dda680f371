import type { Form, StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import type { DeskCardDecision, DeskCardKind } from '../desk-cards.ts'
import { openForm, openFormKey } from '../desk-forms.ts'
import { mayDecide, nameOf } from '../people.ts'
import { dueIds, faqOwners, type ReviewPayload } from './review-due.ts'
import { entriesOf } from './signature.ts'

const idsOn = (payload: string): readonly string[] => {
  const read: ReviewPayload = JSON.parse(payload)
  return read.ids
}

/** Asks whoever answers for the FAQ to look at entries whose review date has passed. */
export const reviewCard: DeskCardKind = {
  draw: (desk, row, now) => {
    const { card } = desk.say.faq
    const ids = idsOn(row.payload)
    const due = new Set(dueIds(desk, now))
    const left = ids.filter((id) => due.has(id))
    const line = (id: string): string => {
      const [entry] = entriesOf(desk, id)
      return `${id}${desk.say.bar}${entry?.title ?? ''}${desk.say.bar}${entry?.reviewBy ?? ''}`
    }
    return {
      title: left.length === 0 ? card.reviewDone : card.review(left.length),
      tone: left.length === 0 ? 'done' : 'warning',
      badges: [],
      facts: [
        {
          label: desk.say.card.owner,
          value: faqOwners(desk)
            .map((id) => nameOf(desk, id))
            .join(desk.say.list),
        },
      ],
      words: [],
      replies: [{ label: card.reviewList, text: (left.length === 0 ? ids : left).map(line).join('\n') }],
      citations: [],
      warnings: left.length === 0 ? [] : [card.reviewHow],
      history: [],
      actions: left.length === 0 ? [] : [{ verb: 'edit', label: card.reviewEdit, style: 'primary' }],
    }
  },
  refuse: (desk, { person }) => (mayDecide(person) ? undefined : desk.say.notice.noRole),
  form: (desk, { row, now }): Form | undefined => {
    const left = leftOn(desk, row.payload, now)
    if (left.length < 2) return undefined
    return {
      verb: 'edit',
      card: { key: row.key, version: row.version },
      title: desk.say.faq.form.pick,
      submit: desk.say.submit,
      cancel: desk.say.no,
      fields: [
        {
          kind: 'choice',
          name: 'entry',
          label: desk.say.faq.form.entry,
          options: left.map((id) => ({ value: id, label: entriesOf(desk, id)[0]?.title ?? id })),
        },
      ],
    }
  },
  decide: (desk, { row, person, fields, now }: DeskCardDecision): StaffOutcome => {
    const id = fields.entry ?? leftOn(desk, row.payload, now)[0] ?? ''
    return openForm(desk, openFormKey('faq-edit', id), person, now)
  },
}

function leftOn(desk: DeskContext, payload: string, now: number): string[] {
  const due = new Set(dueIds(desk, now))
  return idsOn(payload).filter((id) => due.has(id))
}
