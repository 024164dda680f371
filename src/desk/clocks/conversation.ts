import { release } from '../attention/release.ts'
import { syncCard } from '../card-sync.ts'
import { numberOf } from '../people.ts'
import { ping } from '../pings.ts'
import { say } from '../record.ts'
import type { SubjectKind } from './subject.ts'

/** A conversation as its clocks see it. */
export const conversationSubject: SubjectKind = {
  find: (desk, id) => {
    const row = desk.conversations.get(id)
    if (row === undefined) return undefined
    const { topic, approach, urgency, owner, emergency } = row
    const what = (emergency === null ? undefined : desk.say.emergencies[emergency]) ?? desk.say.urgencies[urgency] ?? ''
    return { topic, approach, urgency, owner, number: numberOf(desk, id), what }
  },
  setDeadline: (desk, id, deadlineAt) => desk.conversations.update(id, { deadlineAt }),
  call: (desk, id, { line, text, people, why, what }, now) => {
    release(desk, id, now)
    say(desk, id, now, 'desk', what, line, { people })
    if (text !== '') ping(desk, id, people, text, now, why)
    syncCard(desk, id, now, 'always')
  },
}
