import type { ClockAbout } from '../../store/clocks.ts'
import { burstSubject } from '../bursts/clock.ts'
import { assistSubject } from '../cases/assist-subject.ts'
import { caseSubject } from '../cases/subject.ts'
import type { DeskContext } from '../context.ts'
import { conversationSubject } from './conversation.ts'
import type { Subject, SubjectKind } from './subject.ts'

/** Everything that clocks can be about, by the name in their rows. */
const subjects: Readonly<Record<ClockAbout['about'], SubjectKind>> = {
  conversation: conversationSubject,
  case: caseSubject,
  burst: burstSubject,
  referral: assistSubject,
}

/** What a clock is about as it is now; undefined when it is gone. */
export const subjectOf = (desk: DeskContext, { about, aboutId }: ClockAbout): Subject | undefined =>
  subjects[about].find(desk, aboutId)

export const subjectKind = ({ about }: ClockAbout): SubjectKind => subjects[about]
