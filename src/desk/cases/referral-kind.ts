import type { FormField, StaffOutcome, StaffVerb } from '../card.ts'
import type { DeskContext } from '../context.ts'
import type { DeskCardDecision, DeskCardKind } from '../desk-cards.ts'
import { departmentName, departmentOf, leadersOf } from '../people.ts'
import { say } from '../record.ts'
import { subjectCard } from '../subject-card.ts'
import { clock } from '../times.ts'
import { restCase } from './assist-clocks.ts'
import { frame } from './case-kind.ts'
import { departmentDue } from './clocks.ts'
import { departmentFields } from './dispatch.ts'
import { askMoreTime } from './extension.ts'
import { futureTime, lineField, namedChoice, textField } from './fields.ts'
import { caseNumber } from './numbers.ts'
import { callOwner, noted } from './record.ts'
import { accept, assist, sendBack } from './refer.ts'
import { drawReferral, type Handed, isActive, maskedWords, referralOf } from './referral-card.ts'
import { askCitizen, replyLimit, report } from './report.ts'

/** Longest text of a notice that reveals masked data, in characters. */
const REVEAL_LIMIT = 2_500
/** What only the leading department does. */
const LEADING: ReadonlySet<StaffVerb> = new Set(['ask', 'extend', 'assist'])
const KNOWN: ReadonlySet<StaffVerb> = new Set(['accept', 'return', 'report', 'ask', 'extend', 'assist', 'reveal'])

/** A department's card of what was handed to it. */
export const referralKind: DeskCardKind = {
  ...subjectCard<Handed>({
    find: referralOf,
    rest: (desk, { row }, now) => restCase(desk, row.id, now),
    draw: drawReferral,
    refuse,
    form: (desk, handed, decision) => {
      const fields = fieldsFor(desk, handed, decision.verb)
      const title = decision.verb === 'extend' ? desk.say.cases.card.askTime : undefined
      return fields === undefined ? undefined : frame(desk, decision, fields, title)
    },
    decide: decideOn,
  }),
  lost: (desk, card, why, now) => {
    const handed = referralOf(desk, card)
    if (handed === undefined || card.ref !== null) return
    const { referral, row } = handed
    const { history, ping } = desk.say.cases
    const name = departmentName(desk, referral.department)
    noted(desk, row.id, { actor: 'desk', what: 'lost', line: history.lost(name, why) }, now)
    const leaders = leadersOf(desk).map((leader) => leader.id)
    callOwner(desk, row, ping.lost(caseNumber(desk, row.id), name, why), now, leaders)
  },
}

function refuse(desk: DeskContext, handed: Handed, { verb, person, now }: DeskCardDecision): string | undefined {
  const { notice, referralStates } = desk.say.cases
  const { referral, row } = handed
  if (departmentOf(desk, person)?.id !== referral.department) {
    return notice.otherDepartment(departmentName(desk, referral.department))
  }
  if (!KNOWN.has(verb) || (LEADING.has(verb) && referral.role !== 'lead')) return desk.say.notice.unknownCard
  if (!isActive(handed)) return notice.notYours(referralStates[referral.state])
  if (verb === 'accept') return referral.state === 'sent' ? undefined : notice.notYours(referralStates[referral.state])
  if (verb !== 'return' && referral.state !== 'accepted') return notice.acceptFirst
  if (verb === 'extend' && departmentDue(desk, row) <= now) return notice.tooLateToExtend
  if (verb === 'extend' && referral.moreUntil !== null) return notice.askedAlready
  if (verb === 'reveal' && maskedWords(desk, row).length === 0) return desk.say.notice.nothingMasked
  return undefined
}

function fieldsFor(desk: DeskContext, { referral, row }: Handed, verb: StaffVerb): FormField[] | undefined {
  const { form } = desk.say.cases
  switch (verb) {
    case 'return':
      return [
        // Who leads is for a leader to decide; nobody has to assist.
        ...(referral.role === 'lead'
          ? [namedChoice('how', form.how, { return: form.return, dispute: form.dispute })]
          : []),
        textField('reason', desk.say.form.reason, { hint: desk.say.form.reasonHint, maxLength: 200 }),
      ]
    case 'report': {
      const limit = replyLimit(desk, row)
      return [
        textField('findings', form.findings, { maxLength: 1_000, hint: form.findingsHint }),
        textField('measures', form.measures, { maxLength: 1_000, optional: true }),
        ...(referral.role === 'lead'
          ? [textField('reply', form.reply, { maxLength: limit, hint: form.replyHint(limit) })]
          : []),
      ]
    }
    case 'ask': {
      const limit = replyLimit(desk, row)
      return [textField('text', form.question, { maxLength: limit, hint: form.replyHint(limit) })]
    }
    case 'extend':
      return [
        lineField('until', form.until, {
          hint: form.untilHint(clock(departmentDue(desk, row), desk.settings.timeZone)),
        }),
        textField('reason', desk.say.form.reason, { hint: form.extendHint, maxLength: 200 }),
      ]
    case 'assist':
      return departmentFields(desk, row, 'assist')
    default:
      return undefined
  }
}

function decideOn(
  desk: DeskContext,
  { referral, row }: Handed,
  { verb, person, fields, now }: DeskCardDecision,
): StaffOutcome {
  const { notice } = desk.say.cases
  const { reason = '', department = '', note = '' } = fields
  switch (verb) {
    case 'accept':
      return accept(desk, row, referral, person, now)
    case 'return':
      return sendBack(desk, row, referral, { dispute: fields.how === 'dispute', reason, person }, now)
    case 'report': {
      const { findings = '', measures = '', reply = '' } = fields
      return report(desk, row, referral, { findings, measures, reply, person }, now)
    }
    case 'ask':
      return askCitizen(desk, row, referral, { text: fields.text ?? '', person }, now)
    case 'extend': {
      const until = futureTime(desk, fields.until ?? '', now)
      if (!until.ok) return { kind: 'invalid', errors: { until: until.error } }
      if (until.at <= departmentDue(desk, row)) return { kind: 'invalid', errors: { until: notice.notLater } }
      return askMoreTime(desk, row, referral, { until: until.at, reason, person }, now)
    }
    case 'assist':
      return assist(desk, row, { department, note, person }, now)
    case 'reveal':
      return reveal(desk, { referral, row }, person.id, person.name, now)
    default:
      return { kind: 'notice', text: desk.say.notice.unknownCard }
  }
}

/** Shows what was masked to this one person, and puts on record that they looked, with the case and the conversations. */
function reveal(desk: DeskContext, { referral, row }: Handed, who: string, name: string, now: number): StaffOutcome {
  const line = desk.say.history.revealed(name)
  noted(desk, row.id, { actor: who, what: 'reveal', line, referral: referral.id }, now)
  for (const id of desk.cases.conversationsOf(row.id)) {
    say(desk, id, now, who, 'reveal', line, { referral: referral.id })
  }
  const text = Array.from(maskedWords(desk, row).join('\n')).slice(0, REVEAL_LIMIT).join('')
  return { kind: 'notice', text: desk.say.notice.revealed(text) }
}
