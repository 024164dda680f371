import type { Case, Referral } from '../../store/cases.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import { leadOf } from '../cases/record.ts'
import type { DeskContext } from '../context.ts'
import { clock } from '../times.ts'
import { deskIn, isAbove } from './directory.ts'
import type { LetterBody } from './letter.ts'

export const SUPERVISION_CARD = 'supervision'
/** Lines of its course on the card. */
const HISTORY = 10

type Told = Extract<LetterBody, { kind: 'overdue' }>

/** What the superior desk keeps of a matter of a lower desk that it has been told of, or has ordered something about. */
export interface Supervised extends Omit<Told, 'kind' | 'ordered' | 'topic' | 'urgency'> {
  readonly desk: string
  /** When it was last told that nobody dealt with it in time; absent when it has not been. */
  readonly toldAt?: number
  /** What was ordered last. */
  readonly order?: { readonly text: string; readonly deadlineAt: number; readonly by: string }
  readonly lines: readonly string[]
}

export const supervisionKey = (from: string, { about, id }: Pick<Told, 'about' | 'id'>): string =>
  `supervision-${from}-${about}-${id}`

export const supervisedIn = (card: DeskCardRow): Supervised => JSON.parse(card.payload)

/** The same with one more line of its course. */
export const withLine = (desk: DeskContext, matter: Supervised, line: string, now: number): Supervised => ({
  ...matter,
  lines: [...matter.lines, `${clock(now, desk.settings.timeZone)}  ${line}`].slice(-HISTORY),
})

type ToDesk = Referral & { readonly below: string }

/** The referral of a case to another desk that deals with it now; undefined when there is none. */
export function atDesk(desk: DeskContext, row: Case): ToDesk | undefined {
  const lead = leadOf(desk, row.id)
  const below = deskIn(lead?.department ?? null)
  return lead === undefined || below === undefined || (lead.state !== 'sent' && lead.state !== 'accepted')
    ? undefined
    : { ...lead, below }
}

/** The same, of a desk at any level under this one: it may be ordered to deal with the case. */
export function orderable(desk: DeskContext, row: Case): ToDesk | undefined {
  const referral = atDesk(desk, row)
  return referral !== undefined && isAbove(desk.settings.directory, desk.settings.id, referral.below)
    ? referral
    : undefined
}

/** What the desk that deals with a case was ordered to do last, by this desk or through it, while that is waited for. */
export function orderGiven(desk: DeskContext, row: Case): Supervised['order'] {
  const referral = atDesk(desk, row)
  if (referral === undefined) return undefined
  const card = desk.deskCards.get(supervisionKey(referral.below, { about: 'referral', id: referral.id }))
  return card === undefined || card.finishedAt !== null ? undefined : supervisedIn(card).order
}
