import type { ClockAbout } from '../../store/clocks.ts'
import { conversationSubject } from '../clocks/conversation.ts'
import { type SubjectKind, withSteps } from '../clocks/subject.ts'
import { noteOnDeskCard } from '../desk-cards.ts'
import { chatIds } from '../people.ts'
import { burstKey, burstNumber, recordOnBurst } from './burst.ts'

export const ofBurst = (aboutId: number): ClockAbout => ({ about: 'burst', aboutId })

/** A burst as its clocks see it: one for all of its members. */
export const burstSubject: SubjectKind = {
  find: (desk, id) => {
    const burst = desk.bursts.get(id)
    if (burst === undefined) return undefined
    const { topic, approach, urgency, owner } = burst
    return { topic, approach, urgency, owner, number: burstNumber(desk, id), what: desk.say.bursts.what }
  },
  setDeadline: (desk, id, clocks) => {
    const dues = clocks.flatMap(({ dueAt }) => dueAt ?? [])
    desk.bursts.update(id, { deadlineAt: dues.length === 0 ? null : Math.min(...dues) })
  },
  rungs: conversationSubject.rungs,
  words: conversationSubject.words,
  call: (desk, id, { line, text, people, steps }, now) => {
    recordOnBurst(desk, id, {}, line, now)
    if (text !== '') noteOnDeskCard(desk, burstKey(id), withSteps(desk, text, steps), chatIds(desk, people), now)
  },
}
