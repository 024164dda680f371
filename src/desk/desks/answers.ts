import type { Referral } from '../../store/cases.ts'
import { callOwner, noted } from '../cases/record.ts'
import { accept, sendBack } from '../cases/refer.ts'
import { askCitizen, report } from '../cases/report.ts'
import type { DeskContext } from '../context.ts'
import type { StaffMember } from '../settings.ts'
import { deskIn, deskName, partyOf } from './directory.ts'
import { extensionArrives } from './extended.ts'
import type { LetterBody, LetterOutcome } from './letter.ts'
import { newsFrom } from './news.ts'
import { newsLine } from './news-line.ts'
import { tellOrigin } from './pass-on.ts'

/** What the desk that deals with a case writes to the one that handed it over. */

type Answer = Extract<
  LetterBody,
  { kind: 'arrived' | 'accepted' | 'progress' | 'extended' | 'returned' | 'report' | 'ask' }
>

/** A person of another desk, as our records name them. */
const personOf = (from: string, name: string): StaffMember => ({ id: partyOf(from, name), name, roles: [], chat: '' })

export function handlerWrites(desk: DeskContext, from: string, body: Answer, now: number): LetterOutcome {
  const referral = desk.cases.referral(body.ref)
  const row = referral === undefined ? undefined : desk.cases.get(referral.caseId)
  if (referral === undefined || row === undefined || deskIn(referral.department) !== from)
    return { kind: 'refused', code: 'unknown-matter' }
  const { history, ping } = desk.say.desks
  const name = deskName(desk.settings.directory, from)
  const heard = (line: string): void => desk.links.setReferral(referral.id, { line, updatedAt: now })
  // It was given to somebody else meanwhile: kept in the history, and nothing more.
  if (referral.state !== 'sent' && referral.state !== 'accepted') {
    if (body.kind === 'report')
      noted(desk, row.id, { actor: 'desk', what: 'late-report', line: history.lateReport(name, body.findings) }, now)
    return { kind: 'taken' }
  }
  switch (body.kind) {
    case 'arrived':
      desk.links.setReferral(referral.id, { number: body.number, updatedAt: now })
      noted(desk, row.id, { actor: 'desk', what: 'arrived', line: history.received(name, body.number) }, now)
      break
    case 'accepted':
      if (referral.state === 'sent') accept(desk, row, referral, personOf(from, body.by), now)
      break
    case 'progress': {
      const line = newsLine(desk, body.news)
      heard(line)
      noted(desk, row.id, { actor: 'desk', what: 'progress', line: history.progress(name, line) }, now)
      tellOrigin(desk, row.id, newsFrom(name, body.news), now)
      break
    }
    case 'extended': {
      const { until, reason, by } = body
      extensionArrives(desk, row, referral, { until, reason, by, from }, now)
      break
    }
    case 'returned':
      heard('')
      sendBack(desk, row, referral, { dispute: false, reason: body.reason, person: personOf(from, body.by) }, now)
      break
    case 'report': {
      const person = personOf(from, body.by)
      const accepted = acceptFirst(desk, referral, person, now)
      const { findings, measures, reply } = body
      heard('')
      report(desk, desk.cases.get(row.id) ?? row, accepted, { findings, measures, reply, person }, now)
      break
    }
    case 'ask': {
      const outcome = askCitizen(desk, row, referral, { text: body.text, person: personOf(from, body.by) }, now)
      if (outcome.kind === 'notice') callOwner(desk, row, ping.cannotAsk(name, body.text), now)
      break
    }
  }
  return { kind: 'taken' }
}

/** A report says that it was accepted, whatever became of the letter that should have said so. */
function acceptFirst(desk: DeskContext, referral: Referral, person: StaffMember, now: number): Referral {
  const row = desk.cases.get(referral.caseId)
  if (referral.state !== 'sent' || row === undefined) return referral
  accept(desk, row, referral, person, now)
  return desk.cases.referral(referral.id) ?? referral
}
