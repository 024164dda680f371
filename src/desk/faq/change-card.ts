import type { Lang } from '../../faq/entry.ts'
import { fill } from '../../faq/fill.ts'
import { wordingsOf } from '../../faq/signed-text.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import type { FaqChange } from '../../store/faq.ts'
import type { Card, CardText, Form, StaffOutcome } from '../card.ts'
import { checkReply } from '../checks.ts'
import type { DeskContext } from '../context.ts'
import type { DeskCardDecision, DeskCardKind } from '../desk-cards.ts'
import { isLeader, mayDecide, nameOf, numberOf, staffById } from '../people.ts'
import { mask } from '../privacy.ts'
import { dayOf } from '../times.ts'
import { approveChange, type ChangePayload, proposedEntry, refuseChange, rewriteChange, sourcesOf } from './changes.ts'
import { entryFields, readEntryFields } from './entry-form.ts'
import { entriesOf } from './signature.ts'
import { wordingLabel } from './wording-label.ts'

/** Somebody wants an entry written, changed or taken out of use; another person decides. */
export const changeCard: DeskCardKind = {
  draw: (desk, row) => {
    const change = changeOn(desk, row)
    return change === undefined ? undefined : draw(desk, change, row)
  },
  refuse: (desk, decision) => {
    const { person, verb, row } = decision
    const change = changeOn(desk, row)
    if (change === undefined) return desk.say.notice.unknownCard
    if (!mayDecide(person)) return desk.say.notice.noRole
    if (verb !== 'approve') return undefined
    if (change.author === person.id) return desk.say.faq.notice.ownProposal
    const author = staffById(desk, change.author)
    if (isLeader(person) || (author !== undefined && isLeader(author))) return undefined
    return desk.say.notice.leaderOnly
  },
  form: (desk, { row, verb, now }) => {
    const change = changeOn(desk, row)
    return change === undefined ? undefined : formOf(desk, change, row, verb, now)
  },
  decide,
}

function changeOn(desk: DeskContext, row: DeskCardRow): FaqChange | undefined {
  const payload: ChangePayload = JSON.parse(row.payload)
  return desk.faqRows.change(payload.change)
}

function draw(desk: DeskContext, change: FaqChange, row: DeskCardRow): Omit<Card, 'key' | 'version'> {
  const { card } = desk.say.faq
  const payload: ChangePayload = JSON.parse(row.payload)
  const entry = proposedEntry(change)
  const now = entriesOf(desk, change.entryId)
  const before = now.find(({ lang }) => lang === change.lang)
  const isOpen = change.state === 'waiting'
  const what = card.kinds[payload.what]
  const texts = entry === undefined ? [] : textsOf(desk, [entry])
  return {
    title: card.change(isOpen ? card.waiting : card.decided, what, change.entryId),
    tone: isOpen ? 'normal' : 'done',
    badges: change.lang === 'en' ? [desk.say.card.english] : [],
    facts: [
      { label: card.entryTitle, value: entry?.title ?? now[0]?.title ?? change.entryId },
      { label: desk.say.card.topic, value: desk.say.topics[entry?.topic ?? now[0]?.topic ?? ''] ?? '' },
      { label: card.author, value: nameOf(desk, change.author) },
      ...(change.conversationId === null ? [] : [{ label: card.from, value: numberOf(desk, change.conversationId) }]),
      ...(entry === undefined ? [] : [{ label: card.validUntil, value: entry.reviewBy }]),
      ...(change.kind === 'retire' ? [{ label: desk.say.form.reason, value: change.reason }] : []),
    ],
    words:
      entry === undefined ? [] : [{ label: card.questions(entry.questions.length), text: entry.questions.join('\n') }],
    replies:
      entry === undefined
        ? textsOf(desk, now).map(({ label, text }) => ({ label: card.outOfUse(label), text }))
        : [
            ...(before === undefined || !isOpen
              ? []
              : [{ label: card.before, text: filled(desk, before.answer, before.lang) }]),
            ...texts,
          ],
    citations: entry === undefined ? [] : sourcesOf(entry),
    warnings: isOpen ? warningsOf(desk, change, now.length) : [],
    history: payload.history,
    actions: isOpen
      ? [
          {
            verb: 'approve',
            label: desk.say.verbs.approve ?? '',
            style: 'primary',
            confirm: { title: card.confirmChange, text: card.confirmChangeText, yes: desk.say.send, no: desk.say.no },
          },
          ...(entry === undefined ? [] : [{ verb: 'edit', label: desk.say.verbs.edit ?? '' } as const]),
          { verb: 'reject', label: desk.say.verbs.reject ?? '', style: 'danger' },
        ]
      : [],
  }
}

const filled = (desk: DeskContext, text: string, lang: Lang): string =>
  fill(text, desk.faq.fillings(lang)[0]?.values ?? {}).text

const textsOf = (desk: DeskContext, entries: Parameters<typeof wordingsOf>[0]): CardText[] =>
  wordingsOf(entries, desk.faq.fillings).map((wording) => ({ label: wordingLabel(desk, wording), text: wording.text }))

function warningsOf(desk: DeskContext, change: FaqChange, twins: number): string[] {
  const { card } = desk.say.faq
  const entry = proposedEntry(change)
  if (entry === undefined) return []
  const other = entriesOf(desk, change.entryId).some(({ lang }) => lang !== change.lang)
  const rules = { forbidden: desk.settings.forbidden, limit: Number.POSITIVE_INFINITY, say: desk.say.checks }
  return [
    ...(entry.brief === undefined ? [card.noBrief] : []),
    ...(other ? [card.twin] : twins === 0 ? [card.noTwin] : []),
    ...checkReply(filled(desk, entry.answer, entry.lang), rules).map((warning) => warning.say),
  ]
}

function formOf(
  desk: DeskContext,
  change: FaqChange,
  row: DeskCardRow,
  verb: DeskCardDecision['verb'],
  now: number,
): Form | undefined {
  const { form, faq, submit, no } = desk.say
  const frame = { verb, card: { key: row.key, version: row.version }, submit, cancel: no }
  const entry = proposedEntry(change)
  if (verb === 'edit' && entry !== undefined) {
    const today = dayOf(now, desk.settings.timeZone)
    return { ...frame, title: faq.form.edit, fields: entryFields(desk, entry, today) }
  }
  if (verb !== 'reject') return undefined
  const { reason: label, reasonHint: hint } = form
  const reason = { kind: 'text', name: 'reason', label, value: '', maxLength: 200, multiline: true, hint } as const
  return { ...frame, title: faq.form.refuse, fields: [reason] }
}

function decide(desk: DeskContext, { row, person, verb, fields, now }: DeskCardDecision): StaffOutcome {
  const change = changeOn(desk, row)
  if (change === undefined) return { kind: 'notice', text: desk.say.notice.unknownCard }
  if (verb === 'approve') return approveChange(desk, change, person, now)
  if (verb === 'reject') return refuseChange(desk, change, person, mask(fields.reason ?? '', desk.say.marks).text, now)
  const entry = proposedEntry(change)
  if (verb !== 'edit' || entry === undefined) return { kind: 'notice', text: desk.say.notice.unknownCard }
  const { id, lang, topic, detail } = entry
  const today = dayOf(now, desk.settings.timeZone)
  const read = readEntryFields(desk, fields, { id, lang, topic, before: entry, detail, today })
  return read.ok ? rewriteChange(desk, change, read.text, person, now) : { kind: 'invalid', errors: read.errors }
}
