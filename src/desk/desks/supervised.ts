import type { Case, Referral } from '../../store/cases.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import { leadOf } from '../cases/record.ts'
import type { DeskContext } from '../context.ts'
import { clock } from '../times.ts'
import { deskIn, knownDesk } from './directory.ts'
import type { LetterBody } from './letter.ts'

export const SUPERVISION_CARD = 'supervision'
/** Lines of its course on the card. */
const HISTORY = 10

type Told = Extract<LetterBody, { kind: 'overdue' }>

/** What the superior desk keeps of a matter of a lower desk that it has been told of, or has ordered something about. */
export interface Supervised extends Omit<Told, 'kind'> {
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

/** The referral of a case to a desk under this one, which may be ordered to deal with it; undefined when there is none. */
export function orderable(desk: DeskContext, row: Case): (Referral & { readonly below: string }) | undefined {
  const lead = leadOf(desk, row.id)
  const below = deskIn(lead?.department ?? null)
  if (lead === undefined || below === undefined || (lead.state !== 'sent' && lead.state !== 'accepted'))
    return undefined
  return knownDesk(desk.settings.directory, below)?.superior === desk.settings.id ? { ...lead, below } : undefined
}

/** What this desk has ordered the desk that deals with a case to do, and waits for. */
export function orderGiven(desk: DeskContext, row: Case): Supervised['order'] {
  const referral = orderable(desk, row)
  if (referral === undefined) return undefined
  const card = desk.deskCards.get(supervisionKey(referral.below, { about: 'referral', id: referral.id }))
  return card === undefined || card.finishedAt !== null ? undefined : supervisedIn(card).order
}
