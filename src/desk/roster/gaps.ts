import { localOf, plusDays } from '../calendar/day.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, type DeskCardKind, noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import { chatIds, leadersOf } from '../people.ts'
import { watchesOn } from './on-duty.ts'
import { gapsBetween } from './shift.ts'
import { dayWords, namesOf, spanWords } from './words.ts'

const KIND = 'roster-gap'
const AHEAD_DAYS = 7
const DAY_MS = 86_400_000
/** Gaps that one card lists. */
const LISTED = 10

interface Gap {
  readonly from: number
  readonly to: number
}

/** Times of the next seven days, and of the rest of today, at which the roster has nobody. */
function gapsAhead(desk: DeskContext, now: number): Gap[] {
  const today = localOf(now, desk.settings.timeZone).day
  const days = Array.from({ length: AHEAD_DAYS + 2 }, (_, index) => plusDays(today, index - 1))
  return gapsBetween(watchesOn(desk, days), now, now + AHEAD_DAYS * DAY_MS)
}

/**
 * Raises a card when there is a gap that was not there before. One card is open at a time; it follows the roster, and
 * is settled when every gap is closed. Leaders are called once about each gap, and once about those of every night.
 */
export function checkGaps(desk: DeskContext, now: number): void {
  const gaps = gapsAhead(desk, now)
  const before = known(desk)
  const fresh = gaps.filter((gap) => !before.some((one) => touches(one, gap) || sameHours(desk, one, gap)))
  const open = desk.deskCards.ofKind(KIND).find((row) => row.finishedAt === null)
  desk.journal.setFact(KIND, JSON.stringify(gaps))
  if (gaps.length === 0) {
    if (open !== undefined) changeDeskCard(desk, open, { changed: desk.say.roster.gapsClosed, finished: true }, now)
    return
  }
  const key = open?.key ?? `${KIND}:${now}`
  if (open === undefined) {
    if (fresh.length === 0) return
    raiseDeskCard(desk, { key, kind: KIND, payload: gaps }, now)
  } else if (JSON.stringify(before) !== JSON.stringify(gaps)) {
    changeDeskCard(desk, open, { changed: desk.say.roster.gapsMoved, payload: gaps }, now)
  }
  if (fresh.length === 0) return
  const leaders = leadersOf(desk).map((leader) => leader.id)
  noteOnDeskCard(
    desk,
    key,
    desk.say.roster.gapCall(lines(desk, fresh).join(desk.say.list)),
    chatIds(desk, leaders),
    now,
  )
}

const known = (desk: DeskContext): Gap[] => JSON.parse(desk.journal.fact(KIND) ?? '[]')
const touches = (a: Gap, b: Gap): boolean => a.from <= b.to && b.from <= a.to

function sameHours(desk: DeskContext, a: Gap, b: Gap): boolean {
  const minute = (at: number): number => localOf(at, desk.settings.timeZone).minute
  return a.to - a.from === b.to - b.from && minute(a.from) === minute(b.from)
}

const lines = (desk: DeskContext, gaps: readonly Gap[]): string[] =>
  gaps.map((gap) => `${dayWords(desk, localOf(gap.from, desk.settings.timeZone).day)} ${spanWords(desk, gap)}`)

export const gapCard: DeskCardKind = {
  draw: (desk, row) => {
    const { roster } = desk.say
    const gaps: Gap[] = JSON.parse(row.payload)
    const listed = lines(desk, gaps.slice(0, LISTED))
    const more = gaps.length - listed.length
    return {
      title: roster.gapTitle,
      tone: row.finishedAt === null ? 'warning' : 'done',
      badges: [],
      facts: [{ label: roster.standIn, value: namesOf(desk, desk.settings.duty) }],
      words:
        row.finishedAt === null
          ? [
              {
                label: roster.gapList,
                text: [...listed, ...(more > 0 ? [roster.moreGaps(String(more))] : [])].join('\n'),
              },
            ]
          : [],
      replies: [],
      citations: [],
      warnings: row.finishedAt === null ? [roster.gapWhat] : [],
      history: row.changed === '' ? [] : [row.changed],
      actions: [],
    }
  },
  refuse: () => undefined,
  decide: () => ({ kind: 'done' }),
}
