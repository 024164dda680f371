import { showSource } from '../../faq/citation.ts'
import type { FaqEntry } from '../../faq/entry.ts'
import type { FaqChange } from '../../store/faq.ts'
import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { chatIds, isLeader, mayDecide } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { clock } from '../times.ts'
import { readOwn } from './own.ts'
import { refreshFaqCards } from './refresh.ts'
import { entriesOf, isSigned, signableOf } from './signature.ts'

export const CHANGE_CARD = 'faq-change'
export const changeKey = (change: number): string => `${CHANGE_CARD}-${change}`

export interface ChangePayload {
  readonly change: number
  readonly what: 'add' | 'edit' | 'retire'
  readonly history: readonly string[]
}

export interface Proposal {
  readonly kind: FaqChange['kind']
  readonly entryId: string
  readonly lang: string
  /** The entry as a file of the pack; empty for `retire`. */
  readonly text: string
  readonly reason: string
  readonly conversationId: number | null
}

/** Writes a proposal down and asks for a second person on a card of its own. Nothing changes before that. */
export function propose(desk: DeskContext, proposal: Proposal, person: StaffMember, now: number): StaffOutcome {
  const { id } = desk.faqRows.addChange({
    ...proposal,
    author: person.id,
    state: 'waiting',
    decidedBy: null,
    decidedHash: null,
    decidedAt: null,
    createdAt: now,
  })
  const line = desk.say.faq.history.proposed(person.name)
  const isNew = entriesOf(desk, proposal.entryId).every((entry) => entry.lang !== proposal.lang)
  const what = proposal.kind === 'retire' ? 'retire' : isNew ? 'add' : 'edit'
  const payload: ChangePayload = { change: id, what, history: [stamp(desk, line, now)] }
  raiseDeskCard(desk, { key: changeKey(id), kind: CHANGE_CARD, payload }, now)
  const others = desk.settings.staff.filter(
    (member) => member.id !== person.id && (isLeader(person) ? mayDecide(member) : isLeader(member)),
  )
  noteOnDeskCard(
    desk,
    changeKey(id),
    desk.say.faq.ping.change(proposal.entryId),
    chatIds(
      desk,
      others.map((member) => member.id),
    ),
    now,
  )
  record(desk, person, 'faq-propose', { change: id, entry: proposal.entryId, kind: proposal.kind }, now)
  return { kind: 'notice', text: desk.say.faq.notice.proposed(proposal.entryId), done: true }
}

/** A line of a card's history. */
export const stamp = (desk: DeskContext, line: string, now: number): string =>
  `${clock(now, desk.settings.timeZone)}  ${line}`

/** What was done about the FAQ stands in the desk's record, too. */
export function record(
  desk: DeskContext,
  person: StaffMember,
  what: string,
  detail: Readonly<Record<string, unknown>>,
  now: number,
): void {
  desk.journal.record({
    conversationId: null,
    at: now,
    actor: person.id,
    what,
    line: '',
    detail: JSON.stringify(detail),
  })
}

/** The entry that a proposal would make; undefined for one that takes an entry out of use. */
export function proposedEntry(change: FaqChange): FaqEntry | undefined {
  if (change.kind === 'retire') return undefined
  const parsed = readOwn(change.entryId, change.lang === 'en' ? 'en' : 'zh', change.text)
  return parsed.ok ? parsed.entry : undefined
}

/** The second person has agreed: it holds from the next message on. */
export function approveChange(desk: DeskContext, change: FaqChange, person: StaffMember, now: number): StaffOutcome {
  const { notice, history } = desk.say.faq
  const { entryId } = change
  const wasSigned = isSigned(desk, entryId)
  const twins = entriesOf(desk, entryId).filter((entry) => entry.lang !== change.lang && !desk.faq.retired.has(entryId))
  desk.faqRows.setChange(change.id, {
    state: 'approved',
    decidedBy: person.id,
    decidedHash: desk.hash(change.text),
    decidedAt: now,
  })
  desk.faqChanged()
  const line = history.approved(person.name)
  closeCard(desk, change, line, now)
  record(desk, person, 'faq-approve', { change: change.id, entry: entryId, hash: desk.hash(change.text) }, now)
  // The card has shown these bytes; those of the other language it has not.
  const shown = wasSigned || twins.length === 0
  const leader = [person.id, change.author].find((id) =>
    desk.settings.staff.some((member) => member.id === id && isLeader(member)),
  )
  if (change.kind === 'write' && shown && leader !== undefined) sign(desk, entryId, leader, now)
  for (const other of desk.faqRows.waiting())
    if (other.entryId === entryId) changeCard(desk, other, history.overtaken(entryId), false, now)
  refreshFaqCards(desk, now)
  const waits = change.kind === 'write' && !desk.settings.faqSigned && !isSigned(desk, entryId)
  return waits ? { kind: 'notice', text: notice.approvedUnsigned(entryId) } : { kind: 'done' }
}

/** A leader's signature under everything that citizens may get of an entry now. */
export function sign(desk: DeskContext, entryId: string, leader: string, now: number): void {
  const signable = signableOf(desk, entryId)
  if (signable === undefined || desk.faqRows.isSigned(entryId, signable.hash)) return
  desk.faqRows.sign({ entryId, hash: signable.hash, text: signable.text, staff: leader, at: now })
}

export function refuseChange(
  desk: DeskContext,
  change: FaqChange,
  person: StaffMember,
  reason: string,
  now: number,
): StaffOutcome {
  desk.faqRows.setChange(change.id, { state: 'refused', reason, decidedBy: person.id, decidedAt: now })
  closeCard(desk, change, desk.say.faq.history.refused(person.name, reason), now)
  record(desk, person, 'faq-refuse', { change: change.id, entry: change.entryId, reason }, now)
  return { kind: 'done' }
}

/** A waiting proposal gets other words; whoever changes it has written it. */
export function rewriteChange(
  desk: DeskContext,
  change: FaqChange,
  text: string,
  person: StaffMember,
  now: number,
): StaffOutcome {
  desk.faqRows.setChange(change.id, { text, author: person.id })
  changeCard(desk, change, desk.say.faq.history.rewritten(person.name), false, now)
  record(desk, person, 'faq-rewrite', { change: change.id, entry: change.entryId, hash: desk.hash(text) }, now)
  return { kind: 'done' }
}

const closeCard = (desk: DeskContext, change: FaqChange, line: string, now: number): void =>
  changeCard(desk, change, line, true, now)

function changeCard(desk: DeskContext, change: FaqChange, line: string, finished: boolean, now: number): void {
  const row = desk.deskCards.get(changeKey(change.id))
  if (row === undefined) return
  const payload: ChangePayload = JSON.parse(row.payload)
  const history = [...payload.history, stamp(desk, line, now)]
  changeDeskCard(desk, row, { changed: line, payload: { ...payload, history }, finished }, now)
}

/** An entry's sources for a card or a list. */
export const sourcesOf = (entry: FaqEntry): string[] => entry.sources.map(showSource)
