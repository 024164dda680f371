import type { Case } from '../../store/cases.ts'
import type { Form, FormField, StaffOutcome, StaffVerb } from '../card.ts'
import type { DeskContext } from '../context.ts'
import type { DeskCardDecision } from '../desk-cards.ts'
import { decideHanded, handedFields, refuseHanded } from '../desks/handed.ts'
import { caseOrderFields, superviseCase } from '../desks/supervise-case.ts'
import { orderable } from '../desks/supervised.ts'
import { isLeader, mayDecide } from '../people.ts'
import { subjectCard } from '../subject-card.ts'
import { restCase } from './assist-clocks.ts'
import { likelySame, wordsOf } from './candidates.ts'
import { caseOf, drawCase } from './case-card.ts'
import { departmentFields, whyNotRefer } from './dispatch.ts'
import { deny, grant } from './extension.ts'
import { futureTime, lineField, namedChoice, textField } from './fields.ts'
import { arrange, close, type FollowUpResult, followedUp, mark, reopen } from './follow-up.ts'
import { merge } from './merge.ts'
import { caseIdIn, caseNumber } from './numbers.ts'
import { leadOf } from './record.ts'
import { assist, refer } from './refer.ts'
import { colleagueField, extendCase, extendFields, handOver, nextOf, takeOver } from './responsible.ts'
import { type CaseStep, isFinished, isUnanswered, mayTake } from './states.ts'
import { type ToldWay, told } from './told.ts'

/** The step of the table that a button takes. */
const steps: Partial<Record<StaffVerb, CaseStep>> = {
  refer: 'refer',
  merge: 'merge',
  told: 'tell',
  arrange: 'arrange',
  close: 'close',
  reopen: 'reopen',
}
const LEADERS: ReadonlySet<StaffVerb> = new Set(['grant', 'deny', 'told', 'mark', 'supervise'])

/** The desk's card of a case. */
export const caseKind = subjectCard<Case>({
  find: caseOf,
  rest: (desk, { id }, now) => restCase(desk, id, now),
  draw: drawCase,
  refuse,
  form: (desk, row, decision) => {
    const fields = fieldsFor(desk, row, decision.verb)
    const title = decision.verb === 'return' ? desk.say.desks.form.giveBack : undefined
    return fields === undefined ? undefined : frame(desk, decision, fields, title)
  },
  decide: decideOn,
})

/** A form on a card. */
export const frame = (
  desk: DeskContext,
  { row, verb }: DeskCardDecision,
  fields: readonly FormField[],
  title: string = desk.say.cases.titles[verb] ?? desk.say.verbs[verb] ?? verb,
): Form => ({
  verb,
  card: { key: row.key, version: row.version },
  title,
  submit: desk.say.submit,
  cancel: desk.say.no,
  fields,
})

function refuse(desk: DeskContext, row: Case, { verb, person, now }: DeskCardDecision): string | undefined {
  const { notice, cases } = desk.say
  if (!mayDecide(person)) return notice.noRole
  const handed = desk.links.handed(row.id)
  const refused = handed === undefined ? undefined : refuseHanded(desk, row, handed, verb)
  if (refused !== undefined) return refused
  if (LEADERS.has(verb) && !isLeader(person)) return notice.leaderOnly
  if (handed !== undefined && (verb === 'accept' || verb === 'return' || verb === 'report')) return undefined
  const state = cases.states[row.state]
  const step = steps[verb]
  if (verb === 'close' && isUnanswered(row.state)) return cases.notice.notReplied
  if (step !== undefined && !mayTake(row.state, step)) return cases.notice.notNow(state)
  if (verb === 'close' && row.followUp) return cases.notice.needsFollowUp
  switch (verb) {
    case 'refer':
      return desk.settings.departments.length === 0 && desk.settings.directory.length < 2
        ? cases.notice.noDepartments
        : undefined
    case 'assist':
      return row.state === 'referred' || row.state === 'accepted' ? undefined : cases.notice.notNow(state)
    case 'grant':
    case 'deny': {
      const until = leadOf(desk, row.id)?.moreUntil ?? null
      if (until === null) return cases.notice.noRequest
      // The citizen would be told of a deadline that is over.
      return verb === 'grant' && until <= now ? cases.notice.grantTooLate : undefined
    }
    case 'followed':
      return row.state === 'following-up' ? undefined : cases.notice.notNow(state)
    case 'mark':
      return isFinished(row.state) || row.followUp ? cases.notice.notNow(state) : undefined
    case 'extend':
      if (row.class === 'life') return desk.say.clocks.noExtension
      return nextOf(desk, row) === undefined ? cases.notice.noClock : undefined
    case 'supervise':
      return orderable(desk, row) === undefined ? desk.say.desks.notice.noOrder : undefined
    case 'hand-over':
    case 'take-over':
      return isFinished(row.state) ? cases.notice.notNow(state) : undefined
    default:
      return step === undefined ? notice.unknownCard : undefined
  }
}

function fieldsFor(desk: DeskContext, row: Case, verb: StaffVerb): FormField[] | undefined {
  const { form, ways, results } = desk.say.cases
  const reason = textField('reason', desk.say.form.reason, { hint: desk.say.form.reasonHint, maxLength: 200 })
  switch (verb) {
    case 'accept':
    case 'return':
    case 'report':
      return handedFields(desk, row, verb)
    case 'refer':
    case 'assist':
      return departmentFields(desk, row, verb)
    case 'merge':
      return [lineField('into', form.into, { hint: mergeHint(desk, row), maxLength: 20 })]
    case 'told':
      return [namedChoice('way', form.way, ways), textField('words', form.toldWords, {})]
    case 'arrange':
      return [
        namedChoice('way', form.way, { call: ways.call, visit: ways.visit }),
        {
          kind: 'choice',
          name: 'by',
          label: form.by,
          options: desk.settings.staff.filter(mayDecide).map(({ id, name }) => ({ value: id, label: name })),
        },
        lineField('at', form.at, { hint: form.atHint }),
      ]
    case 'followed':
      return [namedChoice('result', form.result, results), textField('words', form.resultWords, {})]
    case 'deny':
    case 'reopen':
      return [reason]
    case 'extend':
      return extendFields(desk)
    case 'hand-over':
      return [colleagueField(desk, row)]
    case 'supervise':
      return caseOrderFields(desk, row)
    default:
      return undefined
  }
}

/** What names the likely cases for whoever merges. */
function mergeHint(desk: DeskContext, row: Case): string {
  const { form } = desk.say.cases
  const likely = likelySame(desk, row.topic, wordsOf(desk, row), row.id)
  if (likely.length === 0) return form.intoHint
  return form.intoLikely(likely.map((one) => `${caseNumber(desk, one.id)} ${one.title}`).join(desk.say.list))
}

function decideOn(desk: DeskContext, row: Case, { verb, person, fields, now }: DeskCardDecision): StaffOutcome {
  const { cases } = desk.say
  const { department = '', note = '', reason = '', words = '' } = fields
  const lead = leadOf(desk, row.id)
  const handed = desk.links.handed(row.id)
  const done = handed === undefined ? undefined : decideHanded(desk, row, handed, { verb, person, fields }, now)
  if (done !== undefined) return done
  switch (verb) {
    case 'assist':
      return assist(desk, row, { department, note, person }, now)
    case 'refer': {
      const why = whyNotRefer(desk, row, department, person)
      if (why !== undefined) return { kind: 'invalid', errors: { department: why } }
      return refer(desk, row, { department, note, person }, now)
    }
    case 'merge': {
      const id = caseIdIn(desk, fields.into ?? '')
      const into = id === undefined ? undefined : desk.cases.get(id)
      if (into === undefined) return { kind: 'invalid', errors: { into: desk.say.notice.notFound(fields.into ?? '') } }
      if (into.id === row.id) return { kind: 'invalid', errors: { into: cases.notice.itself } }
      if (!isUnanswered(into.state)) return { kind: 'invalid', errors: { into: cases.notice.notOpen } }
      // Its citizens belong to another desk, which would never hear of these.
      if (desk.links.handed(into.id) !== undefined)
        return { kind: 'invalid', errors: { into: desk.say.desks.notice.noMerge(caseNumber(desk, into.id)) } }
      return merge(desk, row, into, person, now)
    }
    case 'grant':
      return lead === undefined ? { kind: 'done' } : grant(desk, row, lead, person, now)
    case 'deny':
      return lead === undefined ? { kind: 'done' } : deny(desk, row, lead, { person, reason }, now)
    case 'told':
      return told(desk, row, { way: oneOf(WAYS, fields.way) ?? 'call', words, person }, now)
    case 'arrange': {
      const at = futureTime(desk, fields.at ?? '', now)
      if (!at.ok) return { kind: 'invalid', errors: { at: at.error } }
      const way = fields.way === 'visit' ? 'visit' : 'call'
      return arrange(desk, row, { way, by: fields.by ?? person.id, at: at.at }, person, now)
    }
    case 'followed':
      return followedUp(desk, row, { result: oneOf(RESULTS, fields.result) ?? 'unreached', words, person }, now)
    case 'close':
      return close(desk, row, person, now)
    case 'reopen':
      return reopen(desk, row, { person, reason }, now)
    case 'mark':
      return mark(desk, row, person, now)
    case 'hand-over':
      return handOver(desk, row, fields.colleague ?? '', person, now)
    case 'take-over':
      return takeOver(desk, row, person, now)
    case 'supervise':
      return superviseCase(desk, row, { person, fields }, now)
    case 'extend':
      return extendCase(desk, row, { more: fields.more ?? '', reason, person }, now)
    default:
      return { kind: 'notice', text: desk.say.notice.unknownCard }
  }
}

const WAYS: readonly ToldWay[] = ['call', 'visit', 'letter']
const RESULTS: readonly FollowUpResult[] = ['satisfied', 'unsatisfied', 'unreached']
const oneOf = <T extends string>(values: readonly T[], given: string | undefined): T | undefined =>
  values.find((value) => value === given)
