import type { Case } from '../../store/cases.ts'
import type { HandedCase } from '../../store/desks.ts'
import { ofCase, setDeadline } from '../cases/clocks.ts'
import { handedInDanger } from '../cases/danger.ts'
import { caseNumber } from '../cases/numbers.ts'
import { openCase } from '../cases/open.ts'
import { present } from '../cases/present.ts'
import { waitForCitizen } from '../cases/progress.ts'
import { callDepartment, callOwner, happened, leadOf, noted } from '../cases/record.ts'
import { isFinished, mayTake } from '../cases/states.ts'
import { takeStep } from '../cases/step.ts'
import { resumeClocks } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { ownerFor } from '../roster/on-duty.ts'
import { deskName } from './directory.ts'
import { grantArrives } from './extended.ts'
import { passWords } from './hand.ts'
import { endHanded } from './handed.ts'
import { isWaitedFor } from './handed-view.ts'
import type { LetterBody, LetterOutcome } from './letter.ts'
import { type News, newsFrom } from './news.ts'
import { newsLine } from './news-line.ts'
import { post } from './post.ts'

/** What the desk that has the citizen writes to the one that deals with the case. */

type Body<K extends LetterBody['kind']> = Extract<LetterBody, { kind: K }>
const taken: LetterOutcome = { kind: 'taken' }

/** A case is handed to this desk. What it had before under the same number begins again. */
export function referArrives(desk: DeskContext, from: string, body: Body<'refer'>, now: number): LetterOutcome {
  const { path, number, ref, note, words, replyLimit, deadlineAt } = body
  if (path.includes(desk.settings.id)) return { kind: 'refused', code: 'loop' }
  if (path.at(-1) !== from) return { kind: 'refused', code: 'wrong-desk' }
  const { ping } = desk.say.desks
  const name = deskName(desk.settings.directory, from)
  const news = { code: 'arrived', of: name, number }
  const line = newsLine(desk, news)
  const state = {
    ref,
    note,
    replyLimit,
    state: 'received',
    path: JSON.stringify(path),
    words: JSON.stringify(words),
    updatedAt: now,
  } as const
  const before = desk.links.handedByNumber(from, number)
  const known = before === undefined ? undefined : desk.cases.get(before.caseId)
  const id = known?.id ?? openHanded(desk, body, now)
  if (known === undefined) desk.links.addHanded({ ...state, caseId: id, origin: from, number })
  desk.links.setHanded(id, state)
  const row = desk.cases.get(id)
  if (row === undefined) return taken
  if (known === undefined) present(desk, row, 'desk', now, line)
  else beginAgain(desk, row, { deadlineAt, line, news }, now)
  post(desk, from, { kind: 'arrived', ref, number: caseNumber(desk, id) }, now)
  callOwner(desk, row, ping.arrived(caseNumber(desk, id), name), now)
  return taken
}

function openHanded(desk: DeskContext, body: Body<'refer'>, now: number): number {
  const { matter, topic, place, title, class: of, deadlineAt } = body
  return openCase(
    desk,
    {
      kind: matter,
      topic,
      place,
      title,
      class: of,
      owner: ownerFor(desk, desk.cases.countOpen({}), now),
      deadlineAt,
      handed: true,
    },
    now,
  )
}

function beginAgain(
  desk: DeskContext,
  row: Case,
  { deadlineAt, line, news }: { readonly deadlineAt: number; readonly line: string; readonly news: News },
  now: number,
): void {
  const happening = { actor: 'desk', what: 'arrived', line, news }
  if (mayTake(row.state, 'reopen')) {
    takeStep(desk, row, 'reopen', { replySince: now }, happening, now)
    setDeadline(desk, row.id, deadlineAt, now)
  } else happened(desk, row.id, happening, now)
}

/** Everything else that the desk which handed a case over says of it. */
export function originWrites(
  desk: DeskContext,
  from: string,
  body: Body<'withdrawn' | 'answered' | 'wrote' | 'waits' | 'urged' | 'granted'>,
  now: number,
): LetterOutcome {
  const handed = desk.links.handedByRef(from, body.ref)
  const row = handed === undefined ? undefined : desk.cases.get(handed.caseId)
  if (handed === undefined || row === undefined) return { kind: 'refused', code: 'unknown-matter' }
  const { history, ping } = desk.say.desks
  const name = deskName(desk.settings.directory, from)
  const number = caseNumber(desk, row.id)
  switch (body.kind) {
    case 'withdrawn':
    case 'answered': {
      if (isFinished(row.state)) return taken
      const news = { code: body.kind === 'withdrawn' ? 'taken-back' : 'answered', of: name }
      const line = newsLine(desk, news)
      endHanded(desk, row, body.kind, { actor: 'desk', news }, now)
      callOwner(desk, row, body.kind === 'withdrawn' ? ping.withdrawn(number, name) : line, now)
      return taken
    }
    case 'wrote':
      wroteAgain(desk, row, handed, body, now)
      return taken
    case 'waits':
      if (isWaitedFor(handed)) waitForCitizen(desk, row.id, now)
      return taken
    case 'granted':
      if (isWaitedFor(handed)) grantArrives(desk, row, body, now)
      return taken
    case 'urged': {
      const line = newsLine(desk, body.news)
      noted(desk, row.id, { actor: 'desk', what: 'urged', line: history.urged(name, line) }, now)
      callOwner(desk, row, ping.urged(number, name, line), now)
      if (body.news.code === 'in-danger') {
        handedInDanger(desk, row, line, now)
        return taken
      }
      const lead = leadOf(desk, row.id)
      if (lead?.state === 'sent' || lead?.state === 'accepted')
        callDepartment(desk, lead, ping.urged(number, name, line), now, newsFrom(name, body.news))
      return taken
    }
  }
}

function wroteAgain(desk: DeskContext, row: Case, handed: HandedCase, body: Body<'wrote'>, now: number): void {
  desk.links.setHanded(row.id, { words: JSON.stringify(body.words), updatedAt: now })
  const number = caseNumber(desk, row.id)
  const { history } = desk.say.cases
  const line = resumeClocks(desk, ofCase(row.id), now)
    ? history.resumed(handed.number)
    : history.wroteAgain(handed.number)
  happened(desk, row.id, { actor: 'citizen', what: 'wrote', line }, now)
  const lead = leadOf(desk, row.id)
  callOwner(desk, row, desk.say.cases.ping.wroteAgain(number), now)
  if (lead?.state !== 'sent' && lead?.state !== 'accepted') return
  passWords(desk, row, lead, now)
  if (desk.links.referral(lead.id) === undefined)
    callDepartment(desk, lead, desk.say.cases.ping.wroteAgain(number), now)
}
