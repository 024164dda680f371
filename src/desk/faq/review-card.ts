import type { FaqEntry } from '../../faq/entry.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import type { Form, StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import type { DeskCardKind } from '../desk-cards.ts'
import { openForm, openFormKey } from '../desk-forms.ts'
import { mayDecide, nameOf } from '../people.ts'
import { dueEntries, faqOwners, nameOfEntry, type ReviewPayload } from './review-due.ts'

/** Those of the card's entries that still wait. */
function leftOn(desk: DeskContext, row: DeskCardRow, now: number): FaqEntry[] {
  const { entries }: ReviewPayload = JSON.parse(row.payload)
  return dueEntries(desk, now).filter((entry) => entries.includes(nameOfEntry(entry)))
}

const lineOf = (desk: DeskContext, { id, lang, title, reviewBy }: FaqEntry): string =>
  [`${id} ${lang}`, title, reviewBy].join(desk.say.bar)

/** Asks whoever answers for the FAQ to look at entries whose review date has passed. */
export const reviewCard: DeskCardKind = {
  draw: (desk, row, now) => {
    const { card } = desk.say.faq
    const left = leftOn(desk, row, now)
    const isOpen = left.length > 0
    const owners = faqOwners(desk).map((id) => nameOf(desk, id))
    return {
      title: isOpen ? card.review(left.length) : card.reviewDone,
      tone: isOpen ? 'warning' : 'done',
      badges: [],
      facts: [{ label: desk.say.card.owner, value: owners.join(desk.say.list) }],
      words: [],
      replies: isOpen ? [{ label: card.reviewList, text: left.map((entry) => lineOf(desk, entry)).join('\n') }] : [],
      citations: [],
      warnings: isOpen ? [card.reviewHow] : [],
      history: [],
      actions: isOpen ? [{ verb: 'edit', label: card.reviewEdit, style: 'primary' }] : [],
    }
  },
  refuse: (desk, { person }) => (mayDecide(person) ? undefined : desk.say.notice.noRole),
  form: (desk, { row, now }): Form | undefined => {
    const left = leftOn(desk, row, now)
    if (left.length < 2) return undefined
    const options = left.map((entry) => ({ value: nameOfEntry(entry), label: lineOf(desk, entry) }))
    return {
      verb: 'edit',
      card: { key: row.key, version: row.version },
      title: desk.say.faq.form.pick,
      submit: desk.say.submit,
      cancel: desk.say.no,
      fields: [{ kind: 'choice', name: 'entry', label: desk.say.faq.form.entry, options }],
    }
  },
  decide: (desk, { row, person, fields, now }): StaffOutcome => {
    const name = fields.entry ?? leftOn(desk, row, now).map(nameOfEntry)[0] ?? ''
    return openForm(desk, openFormKey('faq-edit', name), person, now)
  },
}
