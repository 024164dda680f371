import type { Case } from '../../store/cases.ts'
import type { HandedCase } from '../../store/desks.ts'
import type { FormField, StaffOutcome, StaffVerb } from '../card.ts'
import { textField } from '../cases/fields.ts'
import { happened, leadOf } from '../cases/record.ts'
import { withdrawAll } from '../cases/refer.ts'
import { replyLimit } from '../cases/report.ts'
import { isFinished, mayTake } from '../cases/states.ts'
import { takeStep } from '../cases/step.ts'
import type { DeskContext } from '../context.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { deskName } from './directory.ts'
import { handedVerbs, isWaitedFor } from './handed-view.ts'
import type { News } from './news.ts'
import { newsLine } from './news-line.ts'
import { takeOn } from './pass-on.ts'
import { post } from './post.ts'

/** What the staff of this desk do with a case that another desk handed to it. */

/** Why not, in words for the person; undefined when it is allowed or not about the other desk. */
export function refuseHanded(desk: DeskContext, row: Case, handed: HandedCase, verb: StaffVerb): string | undefined {
  const { notice } = desk.say.desks
  const origin = deskName(desk.settings.directory, handed.origin)
  if (!handedVerbs.has(verb)) return notice.originDecides(origin)
  if (!isWaitedFor(handed)) return notice.ended(desk.say.desks.states[handed.state])
  if (verb === 'accept' && handed.state !== 'received') return notice.accepted
  if (verb === 'report' && !mayTake(row.state, 'tell')) return notice.atWork
  return undefined
}

/** The form of such a verb; undefined when the button is enough. */
export function handedFields(desk: DeskContext, row: Case, verb: StaffVerb): FormField[] | undefined {
  const { form } = desk.say.cases
  if (verb === 'return')
    return [textField('reason', desk.say.form.reason, { hint: desk.say.form.reasonHint, maxLength: 200 })]
  if (verb !== 'report') return undefined
  const limit = replyLimit(desk, row)
  const lead = leadOf(desk, row.id)
  const { findings = '', measures = '', reply = '' } = lead?.state === 'reported' ? lead : {}
  const hint = desk.say.desks.form.replyHint(String(limit))
  return [
    textField('findings', form.findings, { value: findings, maxLength: 1_000 }),
    textField('measures', form.measures, { value: measures, maxLength: 1_000, optional: true }),
    textField('reply', form.reply, { value: reply, maxLength: limit, hint }),
  ]
}

export function decideHanded(
  desk: DeskContext,
  row: Case,
  handed: HandedCase,
  act: { readonly verb: StaffVerb; readonly person: StaffMember; readonly fields: Readonly<Record<string, string>> },
  now: number,
): StaffOutcome | undefined {
  const { verb, person, fields } = act
  const { history } = desk.say.desks
  switch (verb) {
    case 'accept': {
      takeOn(desk, handed, person.name, now)
      happened(desk, row.id, { actor: person.id, what: 'accept', line: history.accepted(person.name) }, now)
      return { kind: 'done' }
    }
    case 'return': {
      const reason = mask(fields.reason ?? '', desk.say.marks).text
      post(desk, handed.origin, { kind: 'returned', ref: handed.ref, by: person.name, reason }, now)
      const to = deskName(desk.settings.directory, handed.origin)
      const news = { code: 'given-back', by: person.name, to, words: reason }
      endHanded(desk, row, 'returned', { actor: person.id, news }, now)
      return { kind: 'done' }
    }
    case 'report': {
      const hide = (text: string | undefined): string => mask(text ?? '', desk.say.marks).text
      const { findings, measures, reply = '' } = fields
      post(
        desk,
        handed.origin,
        {
          kind: 'report',
          ref: handed.ref,
          by: person.name,
          findings: hide(findings),
          measures: hide(measures),
          reply,
        },
        now,
      )
      desk.links.setHanded(row.id, { state: 'reported', updatedAt: now })
      const to = deskName(desk.settings.directory, handed.origin)
      const news = { code: 'reported-up', by: person.name, to }
      takeStep(desk, row, 'tell', {}, { actor: person.id, what: 'report', line: newsLine(desk, news), news }, now)
      return { kind: 'done' }
    }
    default:
      return undefined
  }
}

/** Nothing is left to do here: it went back, was taken back, or the citizen has the answer. */
export function endHanded(
  desk: DeskContext,
  row: Case,
  state: 'returned' | 'withdrawn' | 'answered',
  { actor, news }: { readonly actor: string; readonly news: News },
  now: number,
): void {
  desk.links.setHanded(row.id, { state, updatedAt: now })
  withdrawAll(desk, row, now)
  // By the table of states, step by step; only the last one is a line of the history.
  for (const step of ['return', 'tell', 'close'] as const) {
    const current = desk.cases.get(row.id)
    if (current === undefined || isFinished(current.state)) break
    const line = step === 'close' ? newsLine(desk, news) : ''
    takeStep(desk, current, step, {}, { actor, what: state, line, news }, now)
  }
}
