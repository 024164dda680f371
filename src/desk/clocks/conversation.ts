import { release } from '../attention/release.ts'
import { syncCard } from '../card-sync.ts'
import { leadersOf, numberOf } from '../people.ts'
import { ping } from '../pings.ts'
import { say } from '../record.ts'
import { onDuty, responsible } from '../roster/on-duty.ts'
import { type SubjectKind, withSteps } from './subject.ts'
import { deadlineInWords } from './time.ts'

/** A conversation as its clocks see it. */
export const conversationSubject: SubjectKind = {
  find: (desk, id) => {
    const row = desk.conversations.get(id)
    if (row === undefined) return undefined
    const { topic, approach, urgency, owner, emergency } = row
    const what = (emergency === null ? undefined : desk.say.emergencies[emergency]) ?? desk.say.urgencies[urgency] ?? ''
    return { topic, approach, urgency, owner, number: numberOf(desk, id), what }
  },
  setDeadline: (desk, id, clocks) => {
    const dues = clocks.flatMap(({ dueAt }) => dueAt ?? [])
    desk.conversations.update(id, { deadlineAt: dues.length === 0 ? null : Math.min(...dues) })
  },
  rungs: (desk, { aboutId }, { owner }, now) => {
    const { deputies, leaders } = onDuty(desk, now)
    return [[responsible(desk, aboutId, owner, now)], deputies, leaders, leadersOf(desk).map(({ id }) => id)]
  },
  words: (desk, clock, { number }, now) => {
    const words = desk.say.clocks
    const deadline = deadlineInWords(desk, clock) ?? ''
    const minutes = String(Math.max(1, Math.round((now - (clock.dueAt ?? now)) / 60_000)))
    return {
      warning: words.warning(number, deadline),
      overdue: words.overdue(number, minutes, deadline),
      passed: desk.say.history.overdue,
    }
  },
  call: (desk, id, { line, text, people, why, what, steps }, now) => {
    // A deadline that only moved calls nobody: what is held back stays so.
    if (people.length > 0) release(desk, id, now)
    say(desk, id, now, 'desk', what, line, { people })
    if (text !== '') ping(desk, id, people, withSteps(desk, text, steps), now, why)
    syncCard(desk, id, now, 'always')
  },
}
