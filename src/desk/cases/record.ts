import type { Case, Referral } from '../../store/cases.ts'
import { syncCard } from '../card-sync.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, noteOnDeskCard, syncDeskCard } from '../desk-cards.ts'
import type { News } from '../desks/news.ts'
import { urge } from '../desks/pass-on.ts'
import { chatIds, departmentById } from '../people.ts'
import { responsible } from '../roster/on-duty.ts'
import { caseKey } from './numbers.ts'
import { presentCase } from './present.ts'

export const referralKey = (id: number): string => `referral-${id}`

/** Something that happened to a case. */
export interface Happening {
  /** A staff id, `desk` or `citizen`. */
  readonly actor: string
  readonly what: string
  /** For the history on the cards. */
  readonly line: string
  /** It concerns this department's card as well: a decision on an older one is then refused. */
  readonly referral?: number
  readonly detail?: Readonly<Record<string, unknown>>
  /** What other desks are told of it. */
  readonly news?: News
}

/**
 * Writes a line of the case's history, and redraws whatever shows the case. Decisions on an older card of the case are
 * refused from now on; the cards of departments that it does not concern stay valid, so that nobody loses a form.
 */
export function happened(desk: DeskContext, caseId: number, happening: Happening, now: number): void {
  write(desk, caseId, happening, now)
  const card = desk.deskCards.get(caseKey(caseId))
  if (card !== undefined) changeDeskCard(desk, card, { changed: happening.line }, now)
  for (const { id, state } of desk.cases.referralsOf(caseId)) {
    const row = desk.deskCards.get(referralKey(id))
    if (row === undefined) continue
    if (id === happening.referral) changeDeskCard(desk, row, { changed: happening.line }, now)
    else if (state !== 'withdrawn') syncDeskCard(desk, row.key, now)
  }
  for (const id of desk.cases.conversationsOf(caseId)) syncCard(desk, id, now, 'known')
}

/** Writes a line of the history that changes nothing a decision depends on. */
export function noted(desk: DeskContext, caseId: number, happening: Happening, now: number): void {
  write(desk, caseId, happening, now)
  syncDeskCard(desk, caseKey(caseId), now)
  if (happening.referral !== undefined) syncDeskCard(desk, referralKey(happening.referral), now)
}

function write(
  desk: DeskContext,
  caseId: number,
  { actor, what, line, referral, detail }: Happening,
  now: number,
): void {
  presentCase(desk, caseId, now)
  const referralId = referral ?? null
  const row = { at: now, actor, what, line, detail: JSON.stringify(detail ?? {}) }
  desk.cases.record({ ...row, caseId, referralId })
  desk.journal.record({ ...row, caseId, conversationId: null })
  desk.cases.update(caseId, { updatedAt: now })
}

/** Calls people of the desk by name, in the thread of the case's card. */
export function callDesk(
  desk: DeskContext,
  caseId: number,
  staff: readonly (string | null)[],
  text: string,
  now: number,
): void {
  noteOnDeskCard(desk, caseKey(caseId), text, chatIds(desk, staff), now)
}

/** Calls whoever is responsible for a case at this hour: its owner, or, when the owner is off duty or gone, who stands in. */
export function callOwner(
  desk: DeskContext,
  { id, owner }: Pick<Case, 'id' | 'owner'>,
  text: string,
  now: number,
  others: readonly string[] = [],
): void {
  callDesk(desk, id, [responsible(desk, id, owner, now), ...others], text, now)
}

/**
 * Calls a department's people in the thread of its card: who has accepted, and the head; everybody before that. Another
 * desk gets a letter with the news.
 */
export function callDepartment(
  desk: DeskContext,
  referral: Referral,
  text: string,
  now: number,
  news: News = { code: 'other' },
): void {
  const department = departmentById(desk, referral.department)
  if (department === undefined) {
    urge(desk, referral, news, now)
    return
  }
  const accepted = department.members.find(({ id }) => id === referral.acceptedBy)
  const people = accepted === undefined ? department.members.map((member) => member.id) : [accepted.id, department.head]
  noteOnDeskCard(desk, referralKey(referral.id), text, chatIds(desk, people), now)
}

/** The referral to the leading department that counts now. */
export const leadOf = (desk: DeskContext, caseId: number): Referral | undefined =>
  desk.cases.referralsOf(caseId).findLast((one) => one.role === 'lead' && one.state !== 'withdrawn')
