import type { DeskCardRow } from '../store/desk-cards.ts'
import type { Card, Form, StaffOutcome, StaffVerb } from './card.ts'
import type { DeskContext } from './context.ts'
import type { StaffMember } from './settings.ts'

/** What one person does to a desk card, with the form's fields if there was one. */
export interface DeskCardDecision {
  readonly row: DeskCardRow
  readonly person: StaffMember
  readonly verb: StaffVerb
  readonly fields: Readonly<Record<string, string>>
  readonly now: number
}

/** A kind of card that is about no conversation. It is listed in `deskCardKinds`. */
export interface DeskCardKind {
  /** Draws it as it is now; undefined when there is nothing to show any more. */
  readonly draw: (desk: DeskContext, row: DeskCardRow, now: number) => Omit<Card, 'key' | 'version'> | undefined
  /** Why this person may not do this, in words for them. Asked before a form opens and before `decide`. */
  readonly refuse: (desk: DeskContext, decision: DeskCardDecision) => string | undefined
  /** The form that the verb needs; its `card` must be the row's key and version. */
  readonly form?: (desk: DeskContext, decision: DeskCardDecision) => Form | undefined
  /** Never called on an older version of the card, nor on a finished one. */
  readonly decide: (desk: DeskContext, decision: DeskCardDecision) => StaffOutcome
  /** The chat does not take it, for good. */
  readonly lost?: (desk: DeskContext, row: DeskCardRow, why: string, now: number) => void
}

export interface NewDeskCard {
  /** Anything but digits alone; up to 200 characters. */
  readonly key: string
  readonly kind: string
  /** JSON-serialisable. */
  readonly payload: unknown
  /** The chat's own id of the channel it belongs into; absent: the desk's. */
  readonly channel?: string
}

/** Raises a card. Nothing happens when there is one with this key already: false. */
export function raiseDeskCard(desk: DeskContext, { key, kind, payload, channel }: NewDeskCard, now: number): boolean {
  if (desk.deskCards.get(key) !== undefined) return false
  desk.deskCards.add({
    key,
    kind,
    payload: JSON.stringify(payload),
    version: 1,
    channel: channel ?? null,
    ref: null,
    changed: '',
    createdAt: now,
    updatedAt: now,
    finishedAt: null,
  })
  syncDeskCard(desk, key, now)
  return true
}

export interface DeskCardChange {
  /** What happened, in one line for a person who acts on an older state of the card. */
  readonly changed: string
  /** Replaces the payload. */
  readonly payload?: unknown
  /** Nothing is left to do on it. */
  readonly finished?: boolean
}

/** Changes a card: older copies of it are then refused. */
export function changeDeskCard(desk: DeskContext, row: DeskCardRow, change: DeskCardChange, now: number): void {
  desk.deskCards.update(row.key, {
    version: row.version + 1,
    changed: change.changed,
    updatedAt: now,
    ...(change.payload === undefined ? {} : { payload: JSON.stringify(change.payload) }),
    ...(change.finished === true ? { finishedAt: now } : {}),
  })
  syncDeskCard(desk, row.key, now)
}

/** Sees to it that the chat shows the card as it is now. Several changes in a row become one redraw. */
export function syncDeskCard(desk: DeskContext, key: string, now: number): void {
  if (desk.deskCards.hasPending(orderKey(key))) return
  queue(desk, 'desk-card', key, {}, now)
}

/** Puts a text into the card's thread, calling the people in `mention` (chat ids). Comes after the card itself. */
export function noteOnDeskCard(
  desk: DeskContext,
  key: string,
  text: string,
  mention: readonly string[],
  now: number,
): void {
  queue(desk, 'note', key, { text, mention }, now)
}

const orderKey = (key: string): string => `desk-card:${key}`

function queue(
  desk: DeskContext,
  kind: 'desk-card' | 'note',
  key: string,
  payload: { readonly text?: string; readonly mention?: readonly string[] },
  now: number,
): void {
  desk.outbox.add({
    kind,
    lane: 'chat',
    orderKey: orderKey(key),
    conversationId: null,
    replyId: null,
    payload: JSON.stringify({ ...payload, deskCard: key }),
    dueAt: now,
    createdAt: now,
  })
}
