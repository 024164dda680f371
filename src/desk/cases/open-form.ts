import type { Case } from '../../store/cases.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { Form, FormField, StaffOutcome } from '../card.ts'
import { syncCard } from '../card-sync.ts'
import type { DeskContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { mayDecide } from '../people.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { dated } from '../too-late.ts'
import { turnText } from '../words.ts'
import { likelySame } from './candidates.ts'
import { futureTime, lineField, namedChoice } from './fields.ts'
import { caseClasses, caseKinds, classOf, kindOf } from './kind.ts'
import { caseNumber } from './numbers.ts'
import { joinCase, openCase, placeOf, TITLE, tellOpened } from './open.ts'
import { present } from './present.ts'
import { isUnanswered } from './states.ts'

/** The choice that opens a case of its own. */
const NEW = 'new'

/** What is asked when a case is opened, filled with what is known; `conversation` is absent for a call or a visit. */
export function caseFields(desk: DeskContext, conversation: Conversation | undefined): FormField[] {
  const { cases } = desk.say
  const words = conversation === undefined ? '' : mask(turnText(desk, conversation), desk.say.marks).text
  const same = conversation === undefined ? [] : likelySame(desk, conversation.topic, words, undefined)
  const title = Array.from(words.replaceAll(/\s+/gu, ' ')).slice(0, TITLE).join('')
  return [
    ...(same.length === 0
      ? []
      : [
          {
            kind: 'choice',
            name: 'same',
            label: cases.form.same,
            options: [
              { value: NEW, label: cases.form.newCase },
              ...same.map((row) => ({ value: String(row.id), label: `${caseNumber(desk, row.id)} ${row.title}` })),
            ],
            hint: cases.form.sameHint,
            unasked: NEW,
          } as const,
        ]),
    lineField('title', cases.form.title, { value: title, maxLength: TITLE }),
    lineField('place', cases.form.place, { value: placeOf(desk, words), maxLength: 40, optional: true }),
    namedChoice('kind', cases.form.kind, firstOf(cases.kinds, kindOf(conversation?.approach ?? '', words))),
    namedChoice('class', cases.form.class, firstOf(cases.classes, classOf(conversation?.urgency ?? '', words))),
    lineField('deadline', cases.form.deadline, { hint: cases.form.deadlineHint, optional: true }),
  ]
}

/** The names with the likely one first. */
const firstOf = (names: Readonly<Record<string, string>>, first: string): Record<string, string> => ({
  [first]: names[first] ?? first,
  ...names,
})

/** Opens the case that was filled in, or puts the conversation to one that exists. */
function openFilled(
  desk: DeskContext,
  conversation: Conversation | undefined,
  person: StaffMember,
  fields: Readonly<Record<string, string>>,
  now: number,
): StaffOutcome {
  const { notice } = desk.say.cases
  const known = conversation === undefined ? undefined : desk.cases.openOf(conversation.id)
  if (known !== undefined) return { kind: 'notice', text: inCase(desk, known, conversation?.id) }
  if (conversation !== undefined && fields.same !== undefined && fields.same !== NEW) {
    const row = desk.cases.get(Number(fields.same))
    if (row === undefined || !isUnanswered(row.state)) return { kind: 'invalid', errors: { same: notice.notOpen } }
    joinCase(desk, row, conversation, person.id, now)
    tellOpened(desk, conversation, row.id, now)
    return { kind: 'done' }
  }
  const written = fields.deadline ?? ''
  const until = written === '' ? undefined : futureTime(desk, written, now)
  if (until?.ok === false) return { kind: 'invalid', errors: { deadline: until.error } }
  const id = openCase(
    desk,
    {
      kind: caseKinds.find((kind) => kind === fields.kind) ?? 'other',
      topic: conversation?.topic ?? 'other',
      place: fields.place ?? '',
      title: fields.title ?? '',
      class: caseClasses.find((one) => one === fields.class) ?? 'general',
      owner: conversation?.owner ?? person.id,
      deadlineAt: until?.at,
      conversation,
    },
    now,
  )
  const row = desk.cases.get(id)
  if (row !== undefined) present(desk, row, person.id, now)
  if (conversation !== undefined) {
    syncCard(desk, conversation.id, now, 'known')
    tellOpened(desk, conversation, id, now)
  }
  return conversation === undefined
    ? { kind: 'notice', text: notice.opened(caseNumber(desk, id)), done: true }
    : { kind: 'done' }
}

/** The conversation is in a case already: in which, and who put it there and when. */
function inCase(desk: DeskContext, { id, createdAt }: Case, conversation: number | undefined): string {
  const [opened, ...later] = desk.cases.history(id)
  const joined = later.findLast(
    ({ what, detail }) => what === 'joined' && JSON.parse(detail).conversation === conversation,
  )
  const { at, line } = joined ?? opened ?? { at: createdAt, line: '' }
  return desk.say.cases.notice.already(caseNumber(desk, id), dated(desk, at, line))
}

/** The button on a conversation's card. */
export const openFromConversation = (desk: DeskContext, decision: Decision): StaffOutcome =>
  openFilled(desk, decision.conversation, decision.person, decision.fields, decision.now)

/** `case new [conversation]`: the same form, without a card. `argument` is the conversation's id or empty. */
export const newCaseForm = {
  refuse: (desk: DeskContext, person: StaffMember, argument: string): string | undefined => {
    const known = argument === '' ? undefined : desk.cases.openOf(Number(argument))
    if (!mayDecide(person)) return desk.say.notice.noRole
    return known === undefined ? undefined : inCase(desk, known, Number(argument))
  },
  form: (desk: DeskContext, argument: string): Omit<Form, 'card'> | undefined => {
    const conversation = argument === '' ? undefined : desk.conversations.get(Number(argument))
    if (argument !== '' && conversation === undefined) return undefined
    const { say } = desk
    return {
      verb: 'open-case',
      title: say.cases.form['open-case'],
      submit: say.submit,
      cancel: say.no,
      fields: caseFields(desk, conversation),
    }
  },
  submit: (
    desk: DeskContext,
    argument: string,
    person: StaffMember,
    fields: Readonly<Record<string, string>>,
    now: number,
  ): StaffOutcome =>
    openFilled(desk, argument === '' ? undefined : desk.conversations.get(Number(argument)), person, fields, now),
}
