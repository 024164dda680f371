import type { Burst } from '../../store/bursts.ts'
import { amountOf } from '../calendar/explain.ts'
import type { Form, FormField, StaffOutcome, StaffVerb } from '../card.ts'
import { lineField, namedChoice, textField } from '../cases/fields.ts'
import { extensions } from '../clocks/extensions.ts'
import { extendClock, restLadder } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { type DeskCardDecision, noteOnDeskCard } from '../desk-cards.ts'
import { correctionPrefix } from '../forms.ts'
import { chatIds, mayDecide, nameOf } from '../people.ts'
import { mask } from '../privacy.ts'
import { subjectCard } from '../subject-card.ts'
import { setApart } from './apart.ts'
import { burstKey, burstNumber, changeBurst, draftOf, recordOnBurst } from './burst.ts'
import { burstOfCard, drawBurst, verbsFor } from './card.ts'
import { ofBurst } from './clock.ts'
import { countsOf } from './counts.ts'
import { correctForAll, isAnsweredInPublic, longestReply, writeToAll } from './draft.ts'
import { takeBurst } from './lines.ts'
import { mattersOf, mergeMatters } from './matters.ts'
import { approveForAll, noReplyToAll, rejectForAll, takeBackFromAll } from './reply.ts'
import { dropForAll, retryForAll } from './stuck.ts'

/** The card of a burst: one decision for all of its members. */
export const burstCard = subjectCard<Burst>({
  find: burstOfCard,
  rest: (desk, { id }, now) => restLadder(desk, ofBurst(id), now),
  draw: drawBurst,
  refuse: (desk, burst, { row, person, verb, now }) => {
    if (!mayDecide(person)) return desk.say.notice.noRole
    if (verb === 'merge') return mattersOf(desk, burst).others.length > 0 ? undefined : desk.say.bursts.notice.oneMatter
    if (verbsFor(burst, countsOf(desk, burst, now)).includes(verb)) return undefined
    const { states } = desk.say.bursts
    if (verb === 'undo') return desk.say.notice.tooLate
    return desk.say.notice.alreadyDecided(states[burst.state] ?? burst.state, row.changed)
  },
  form: (desk, burst, decision) => {
    const fields = fieldsFor(desk, burst, decision.verb)
    return fields === undefined ? undefined : form(desk, decision, fields)
  },
  decide: decideOn,
})

const form = (desk: DeskContext, { row, verb }: DeskCardDecision, fields: readonly FormField[]): Form => ({
  verb,
  card: { key: row.key, version: row.version },
  title: desk.say.bursts.titles[verb] ?? verb,
  submit: verb === 'write' || verb === 'edit' || verb === 'correct' ? desk.say.save : desk.say.submit,
  cancel: desk.say.no,
  fields,
})

function fieldsFor(desk: DeskContext, burst: Burst, verb: StaffVerb): FormField[] | undefined {
  const { say } = desk
  const reason = textField('reason', say.form.reason, { hint: say.form.reasonHint, maxLength: 200 })
  switch (verb) {
    case 'write':
    case 'edit':
    case 'correct': {
      const draft = draftOf(desk, burst)
      const again = verb === 'correct' || draft?.corrects != null
      const maxLength = longestReply(desk, burst, again)
      const ending =
        (again ? say.bursts.form.again(correctionPrefix(desk, burst.lang)) : '') +
        (isAnsweredInPublic(desk, burst) ? say.bursts.form.ending : '')
      return [
        textField('text', say.form.reply, {
          value: Array.from(draft?.text ?? '')
            .slice(0, maxLength)
            .join(''),
          hint: say.form.limit(maxLength) + ending,
          maxLength,
        }),
        namedChoice('also', say.bursts.form.also, alsoFirst(say.bursts.also, burst.alsoMinutes)),
      ]
    }
    case 'no-reply':
    case 'reject':
    case 'drop':
      return [reason]
    case 'apart':
      return [lineField('number', say.bursts.form.number, { hint: say.bursts.form.numberHint, maxLength: 20 })]
    case 'hand-over':
      return [
        {
          kind: 'choice',
          name: 'colleague',
          label: say.form.colleague,
          options: desk.settings.staff
            .filter((member) => mayDecide(member) && member.id !== burst.owner)
            .map(({ id, name }) => ({ value: id, label: name })),
        },
      ]
    case 'extend': {
      const amounts = Object.entries(extensions).map(([value, more]) => [value, amountOf(say.calendar, more)] as const)
      return [namedChoice('more', say.clocks.formMore, Object.fromEntries(amounts)), reason]
    }
    default:
      return undefined
  }
}

/** What was chosen before stands first, so that it is kept unless somebody changes it. */
function alsoFirst(also: Readonly<Record<string, string>>, chosen: number): Record<string, string> {
  const key = `${chosen}m`
  return { [key]: also[key] ?? key, ...also }
}

function decideOn(desk: DeskContext, burst: Burst, { verb, person, fields, now }: DeskCardDecision): StaffOutcome {
  const { text = '', also = '0m', number = '', colleague = '', more = '' } = fields
  const reason = mask(fields.reason ?? '', desk.say.marks).text
  switch (verb) {
    case 'write':
    case 'edit':
      return writeToAll(desk, burst, { text, alsoMinutes: Number.parseInt(also, 10) }, person, now)
    case 'correct':
      return correctForAll(desk, burst, { text, alsoMinutes: Number.parseInt(also, 10) }, person, now)
    case 'approve':
      return approveForAll(desk, burst, person, now)
    case 'reject':
      return rejectForAll(desk, burst, reason, person, now)
    case 'undo':
      return takeBackFromAll(desk, burst, person, now)
    case 'no-reply':
      return noReplyToAll(desk, burst, reason, person, now)
    case 'retry':
      retryForAll(desk, burst, person, now)
      return { kind: 'done' }
    case 'drop':
      dropForAll(desk, burst, reason, person, now)
      return { kind: 'done' }
    case 'apart': {
      const id = Number(/(\d{1,12})\s*$/.exec(number)?.[1] ?? 0)
      const member = desk.conversations.get(id)
      if (member?.burst !== burst.id) return { kind: 'invalid', errors: { number: desk.say.bursts.notice.noMember } }
      if (member.state === 'sending') return { kind: 'invalid', errors: { number: desk.say.bursts.notice.leavesNow } }
      setApart(desk, member, person, now)
      const line = desk.say.bursts.history.apartOf(person.name, `${desk.settings.prefix}-${id}`)
      recordOnBurst(desk, burst.id, {}, line, now)
      return { kind: 'done' }
    }
    case 'merge':
      mergeMatters(desk, burst, person, now)
      return { kind: 'done' }
    case 'hand-over': {
      const line = desk.say.history.handedOver(person.name, nameOf(desk, colleague))
      changeBurst(desk, burst.id, { owner: colleague }, line, now)
      const call = desk.say.ping.handedOver(burstNumber(desk, burst.id), person.name)
      noteOnDeskCard(desk, burstKey(burst.id), call, chatIds(desk, [colleague]), now)
      return { kind: 'done' }
    }
    case 'take-over':
      takeBurst(desk, burst, person, now)
      return { kind: 'done' }
    case 'extend': {
      const [clock] = desk.clocks.of(ofBurst(burst.id))
      const amount = extensions[more]
      if (clock === undefined || amount === undefined) return { kind: 'notice', text: desk.say.clocks.noClock }
      extendClock(desk, clock, amount, now)
      const line = desk.say.clocks.extended(person.name, amountOf(desk.say.calendar, amount), reason)
      recordOnBurst(desk, burst.id, {}, line, now)
      return { kind: 'done' }
    }
    default:
      return { kind: 'notice', text: desk.say.notice.unknownCard }
  }
}
