import { instantOf, localOf, plusDays } from '../calendar/day.ts'
import type { CardLine, CardList } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, type DeskCardKind, raiseDeskCard } from '../desk-cards.ts'
import { ledgerOf } from './ledger.ts'

/** The card of every morning, by the name in its row and of the fact that says when it is due. */
export const LEDGER = 'ledger'

/**
 * Digits of the record's head on the card: enough that nobody finds another record with the same, few enough to be copied
 * by hand.
 */
const HEAD_DIGITS = 16

interface Told {
  readonly day: string
  /** The head of the record when the card was made, `NUMBER:HASH`: in the chat it stands outside the database. */
  readonly head: string | undefined
}

/** When the next card is due; null before the desk has started for the first time. */
export function ledgerDue(desk: DeskContext): number | null {
  const due = desk.journal.fact(LEDGER)
  return due === undefined ? null : Number(due)
}

/** Every morning, whatever day it is. After a sleep of several days there is one card, not one for each of them. */
export function raiseLedger(desk: DeskContext, now: number): void {
  const due = ledgerDue(desk)
  if (due === null || due > now) return
  desk.journal.setFact(LEDGER, String(nextMorning(desk, now)))
  const day = localOf(now, desk.settings.timeZone).day
  const key = `${LEDGER}-${day}`
  const { id, hash } = desk.journal.head()
  const head = hash === '' ? undefined : `${id}:${hash.slice(0, HEAD_DIGITS)}`
  const payload: Told = { day, head }
  if (!raiseDeskCard(desk, { key, kind: LEDGER, payload }, now)) return
  const row = desk.deskCards.get(key)
  // Nothing is pressed on it: it tells.
  if (row !== undefined) changeDeskCard(desk, row, { changed: desk.say.ledger.told, finished: true }, now)
}

/** After a start: the time may be another one. A morning that was slept through is made up for. */
export function recoverLedger(desk: DeskContext, now: number): void {
  const due = ledgerDue(desk)
  if (due === null || due > now) desk.journal.setFact(LEDGER, String(nextMorning(desk, now)))
}

function nextMorning({ settings }: DeskContext, now: number): number {
  const { timeZone, ledgerAt } = settings
  const { day, minute } = localOf(now, timeZone)
  return instantOf(minute < ledgerAt ? day : plusDays(day, 1), ledgerAt, timeZone)
}

export const ledgerCard: DeskCardKind = {
  draw: (desk, row, now) => {
    const { ledger } = desk.say
    const { day, head }: Told = JSON.parse(row.payload)
    const { total, overdue, ages, criticism, late, waiting, more } = ledgerOf(desk, now)
    const date = day.slice('2026-'.length)
    const part = (label: string, lines: readonly CardLine[]): CardList[] =>
      lines.length === 0 ? [] : [{ label, lines }]
    const lists = [...part(ledger.criticism, criticism), ...part(ledger.late, late), ...part(ledger.waiting, waiting)]
    return {
      title: total === 0 ? ledger.titleNone(date) : ledger.title(date, String(total), String(overdue)),
      tone: total === 0 ? 'done' : overdue > 0 ? 'warning' : 'normal',
      badges: [],
      facts: [
        { label: ledger.total, value: String(total) },
        { label: ledger.overdue, value: String(overdue) },
        ...(ages.length === 0 ? [] : [{ label: ledger.ages, value: ages.join(desk.say.list) }]),
      ],
      words: [],
      lists: lists.map((list, at) => (at === lists.length - 1 ? { ...list, beyond: more } : list)),
      replies: [],
      citations: [],
      warnings: [],
      history: [ledger.how, ...(head === undefined ? [] : [ledger.head(head)])],
      actions: [],
    }
  },
  refuse: (desk, { row }) => desk.say.notice.finished(row.changed),
  decide: () => ({ kind: 'done' }),
}
