import type { DeskCardRow } from '../store/desk-cards.ts'
import { digestCard } from './attention/digest.ts'
import { DIGEST } from './attention/release.ts'
import { SMALL_TALK, smallTalkCard } from './attention/small-talk.ts'
import { BURST_CARD } from './bursts/form.ts'
import { burstCard } from './bursts/kind.ts'
import type { Card, CardSeen, Form, StaffOutcome, StaffVerb } from './card.ts'
import { caseKind } from './cases/case-kind.ts'
import { referralKind } from './cases/referral-kind.ts'
import type { DeskContext } from './context.ts'
import type { DeskCardDecision, DeskCardKind } from './desk-cards.ts'
import { deadLetterCard } from './desks/dead-letter-card.ts'
import { ORDER_CARD, orderCard } from './desks/order.ts'
import { SUPERVISION_CARD } from './desks/supervised.ts'
import { supervisionCard } from './desks/supervision.ts'
import { DEAD_LETTER } from './desks/undelivered.ts'
import { changeCard } from './faq/change-card.ts'
import { CHANGE_CARD } from './faq/changes.ts'
import { EXPORT_CARD, exportCard } from './faq/export.ts'
import { reviewCard } from './faq/review-card.ts'
import { REVIEW_CARD } from './faq/review-due.ts'
import { offerCard, signCard } from './faq/sign-card.ts'
import { OFFER_CARD, SIGN_CARD } from './faq/sign-payload.ts'
import { opened, readForm } from './forms.ts'
import { GAP_CARD, gapCard } from './gap-card.ts'
import { PROPOSAL_CARD, proposalCard } from './gap-proposal.ts'
import { LEDGER, ledgerCard } from './ledger/ledger-card.ts'
import { gapCard as rosterGapCard } from './roster/gaps.ts'
import { handoverCard } from './roster/handover.ts'
import { swapCard } from './roster/swaps.ts'
import type { StaffMember } from './settings.ts'
import { dated } from './too-late.ts'

/** Every kind of card that is about no conversation, by the name in its row. */
const deskCardKinds: Readonly<Record<string, DeskCardKind>> = {
  [CHANGE_CARD]: changeCard,
  [REVIEW_CARD]: reviewCard,
  [SIGN_CARD]: signCard,
  [OFFER_CARD]: offerCard,
  [EXPORT_CARD]: exportCard,
  [GAP_CARD]: gapCard,
  [PROPOSAL_CARD]: proposalCard,
  [BURST_CARD]: burstCard,
  swap: swapCard,
  handover: handoverCard,
  'roster-gap': rosterGapCard,
  [DIGEST]: digestCard,
  [SMALL_TALK]: smallTalkCard,
  [LEDGER]: ledgerCard,
  case: caseKind,
  referral: referralKind,
  [DEAD_LETTER]: deadLetterCard,
  [ORDER_CARD]: orderCard,
  [SUPERVISION_CARD]: supervisionCard,
}

const kindOf = (row: DeskCardRow): DeskCardKind | undefined =>
  Object.hasOwn(deskCardKinds, row.kind) ? deskCardKinds[row.kind] : undefined

/** Draws a desk card; undefined when its kind is gone or has nothing to show. */
export function drawDeskCard(desk: DeskContext, row: DeskCardRow, now: number): Card | undefined {
  const drawn = kindOf(row)?.draw(desk, row, now)
  return drawn === undefined ? undefined : { ...drawn, key: row.key, version: row.version }
}

/** The chat does not take a desk card, for good: its kind may know whom to tell. */
export function deskCardLost(desk: DeskContext, key: string, why: string, now: number): void {
  const row = desk.deskCards.get(key)
  if (row !== undefined) kindOf(row)?.lost?.(desk, row, why, now)
}

interface Act {
  readonly person: StaffMember
  readonly verb: StaffVerb
  readonly fields: Readonly<Record<string, string>> | undefined
  readonly now: number
}

/** Takes one staff action on a desk card; undefined when there is no such card. */
export function decideOnDeskCard(
  desk: DeskContext,
  seen: CardSeen,
  { person, verb, fields, now }: Act,
): StaffOutcome | undefined {
  const row = desk.deskCards.get(seen.key)
  const kind = row === undefined ? undefined : kindOf(row)
  if (row === undefined || kind === undefined) return undefined
  const notice = (text: string): StaffOutcome => ({ kind: 'notice', text })
  if (row.finishedAt !== null) return notice(desk.say.notice.finished(dated(desk, row.updatedAt, row.changed)))
  if (row.version !== seen.version) return notice(desk.say.notice.outdated(dated(desk, row.updatedAt, row.changed)))
  const decision = { row, person, verb, fields: fields ?? {}, now }
  const refused = kind.refuse(desk, decision)
  if (refused !== undefined) return notice(refused)
  const form = kind.form?.(desk, decision)
  if (form === undefined) return kind.decide(desk, decision)
  if (fields === undefined) return opened(desk, form)
  const read = readForm(desk, form, fields)
  return read.ok ? kind.decide(desk, { ...decision, fields: read.fields }) : { kind: 'invalid', errors: read.errors }
}

/** The form that a verb on a desk card needs, as it would be drawn now. */
export function deskCardForm(desk: DeskContext, key: string, act: Omit<DeskCardDecision, 'row'>): Form | undefined {
  const row = desk.deskCards.get(key)
  return row === undefined ? undefined : kindOf(row)?.form?.(desk, { row, ...act })
}
