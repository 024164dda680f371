import type { Case } from '../../store/cases.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import { deskIn } from '../desks/directory.ts'
import { passWords } from '../desks/hand.ts'
import { placeNamed } from '../desks/jurisdiction.ts'
import { nameOf, numberOf } from '../people.ts'
import { mask } from '../privacy.ts'
import { say } from '../record.ts'
import { ownerFor } from '../roster/on-duty.ts'
import { setDeadline, watchCase } from './clocks.ts'
import { caseInDanger } from './danger.ts'
import { classOf, kindOf, placeIn } from './kind.ts'
import { caseNumber } from './numbers.ts'
import { presentCase } from './present.ts'
import { RESUMED } from './progress.ts'
import { callDepartment, happened, leadOf } from './record.ts'
import { sameReply } from './report.ts'
import { tellCitizen } from './tell.ts'

/** Longest line that a case is known by, in characters. */
export const TITLE = 60

export interface NewCase extends Pick<Case, 'kind' | 'topic' | 'place' | 'title' | 'class' | 'owner'> {
  readonly deadlineAt?: number | undefined
  readonly conversation?: Conversation | undefined
  /** Another desk handed it over, and follows the citizen up. */
  readonly handed?: true
}

/** Opens a case with its clock; neither its card nor the citizen's receipt is made here. Its id. */
export function openCase(desk: DeskContext, input: NewCase, now: number): number {
  const { kind, topic, place, class: of, owner, conversation } = input
  const title = Array.from(mask(input.title.replaceAll(/\s+/gu, ' ').trim(), desk.say.marks).text)
    .slice(0, TITLE)
    .join('')
  const { id, state } = desk.cases.insert({
    kind,
    topic,
    place: mask(place, desk.say.marks).text,
    title,
    class: of,
    state: 'open',
    owner,
    department: null,
    // Its clock says it.
    deadlineAt: now,
    replySince: now,
    followUp: kind === 'complaint' && input.handed === undefined,
    followWay: null,
    followBy: null,
    followAt: null,
    similarTo: null,
    mergedInto: null,
    createdAt: now,
    updatedAt: now,
  })
  watchCase(desk, { id, state }, now)
  if (input.deadlineAt !== undefined) setDeadline(desk, id, input.deadlineAt, now)
  if (conversation !== undefined) desk.cases.link(id, conversation.id, now)
  return id
}

/** One more conversation is about a case. */
export function joinCase(desk: DeskContext, row: Case, conversation: Conversation, actor: string, now: number): void {
  desk.cases.link(row.id, conversation.id, now)
  const { history } = desk.say.cases
  const line = history.joined(nameOf(desk, actor), numberOf(desk, conversation.id))
  happened(desk, row.id, { actor, what: 'joined', line, detail: { conversation: conversation.id } }, now)
  say(desk, conversation.id, now, actor, 'case', history.intoCase(caseNumber(desk, row.id)), { case: row.id })
  sameReply(desk, row, conversation.id, now)
  if (conversation.urgency === 'emergency') caseInDanger(desk, conversation.id, actor, now)
}

/** The receipt with the case's number, where it costs nothing of a scarce budget of replies. */
export function tellOpened(desk: DeskContext, conversation: Conversation, caseId: number, now: number): void {
  const number = caseNumber(desk, caseId)
  const told = tellCitizen(desk, conversation, 'caseOpened', { number }, Number.POSITIVE_INFINITY, now)
  if (told) say(desk, conversation.id, now, 'desk', 'standing', desk.say.cases.history.receipt(number))
}

/** Opens a case by itself if the configuration says so for this sort of matter; undefined if not. */
export function openByTriage(
  desk: DeskContext,
  conversation: Conversation,
  words: string,
  now: number,
): number | undefined {
  const kind = kindOf(conversation.approach, words)
  // Of a picture nobody knows what it is about, and who asks for a person has not said it either.
  if (conversation.reasons.includes('attachment-only') || conversation.approach === 'not-helped') return undefined
  if (!desk.settings.cases.open.includes(kind) || desk.cases.openOf(conversation.id) !== undefined) return undefined
  return openCase(
    desk,
    {
      kind,
      topic: conversation.topic,
      place: placeOf(desk, words),
      title: words,
      class: classOf(conversation.urgency, words),
      owner: conversation.owner ?? ownerFor(desk, conversation.id, now),
      conversation,
    },
    now,
  )
}

/** The place that a turn names, of those that the departments or other desks are responsible for. */
export const placeOf = (desk: DeskContext, words: string): string =>
  placeIn(words, [
    ...desk.settings.departments.flatMap((department) => department.places),
    placeNamed(desk.settings.directory, words)?.name ?? '',
  ])

/** A turn is complete: it may open a case, or say more about the one it belongs to. */
export function caseOnTurn(desk: DeskContext, conversation: Conversation, words: string, now: number): void {
  const known = desk.cases.openOf(conversation.id)
  if (known === undefined) {
    const opened = openByTriage(desk, conversation, words, now)
    if (opened === undefined) return
    presentCase(desk, opened, now)
    // In danger the citizen has just been told what to do: nothing stands beside that.
    if (conversation.urgency !== 'emergency') tellOpened(desk, conversation, opened, now)
    return
  }
  presentCase(desk, known.id, now)
  if (conversation.urgency === 'emergency') caseInDanger(desk, conversation.id, 'citizen', now)
  // The turn that the case was opened for stands on its card already.
  if (conversation.turnSince <= known.createdAt) return
  const lead = known.state === 'referred' || known.state === 'accepted' ? leadOf(desk, known.id) : undefined
  const otherDesk = lead !== undefined && deskIn(lead.department) !== undefined
  // Whoever had asked for this turn has been told that it came; another desk reads it only now.
  if (desk.cases.history(known.id).some(({ what, at }) => what === RESUMED && at >= conversation.turnSince)) {
    if (otherDesk) passWords(desk, known, lead, now)
    return
  }
  const line = desk.say.cases.history.wroteAgain(numberOf(desk, conversation.id))
  happened(desk, known.id, { actor: 'citizen', what: 'wrote', line, detail: { conversation: conversation.id } }, now)
  if (lead === undefined) return
  if (otherDesk) passWords(desk, known, lead, now)
  else if (known.state === 'accepted')
    callDepartment(desk, lead, desk.say.cases.ping.wroteAgain(caseNumber(desk, known.id)), now)
}
