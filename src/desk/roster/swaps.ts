import type { Swap } from '../../store/swaps.ts'
import { type Day, localOf } from '../calendar/day.ts'
import type { CardAction, StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import {
  changeDeskCard,
  type DeskCardDecision,
  type DeskCardKind,
  noteOnDeskCard,
  raiseDeskCard,
} from '../desk-cards.ts'
import { chatIds, isLeader, leadersOf, mayDecide, nameOf, staffById } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { watchesOn } from './on-duty.ts'
import type { Watch } from './shift.ts'
import { dayWords, namesOf, watchLine } from './words.ts'

const KIND = 'swap'
const keyOf = (id: number): string => `${KIND}:${id}`
const isIn = (watch: Watch, id: string): boolean =>
  watch.duty.includes(id) || watch.deputies.includes(id) || watch.leaders.includes(id)

/** Why the one cannot take the other's shifts of this day, in words; undefined when they can. */
function obstacle(
  desk: DeskContext,
  asker: StaffMember,
  other: StaffMember,
  day: Day,
  now: number,
): string | undefined {
  const { roster } = desk.say
  if (asker.id === other.id) return roster.swapSelf
  if (!mayDecide(other)) return roster.swapNoRole(other.name)
  const all = watchesOn(desk, [day])
  const own = all.filter((watch) => isIn(watch, asker.id))
  if (own.length === 0) return roster.swapNoShift(asker.name, dayWords(desk, day))
  if (own.some((watch) => watch.from <= now)) return roster.swapPast(dayWords(desk, day))
  const theirs = all.filter((watch) => isIn(watch, other.id))
  if (own.some((watch) => theirs.includes(watch))) return roster.swapSame(other.name)
  if (theirs.some((watch) => watch.from <= now)) return roster.swapPast(dayWords(desk, day))
  const leads = (watches: readonly Watch[], id: string): boolean => watches.some((watch) => watch.leaders.includes(id))
  if ((leads(own, asker.id) && !isLeader(other)) || (leads(theirs, other.id) && !isLeader(asker)))
    return roster.swapNotLeader
  return undefined
}

/** Asks a colleague to take one's shifts of a day, on a card that they answer. */
export function askSwap(desk: DeskContext, asker: StaffMember, other: StaffMember, day: Day, now: number): string {
  const { roster } = desk.say
  const why = obstacle(desk, asker, other, day, now)
  if (why !== undefined) return why
  if (desk.swaps.asked().some((swap) => swap.day === day && swap.asker === asker.id))
    return roster.swapTwice(dayWords(desk, day))
  const swap = desk.swaps.add({
    day,
    asker: asker.id,
    other: other.id,
    state: 'asked',
    createdAt: now,
    decidedAt: null,
  })
  raiseDeskCard(desk, { key: keyOf(swap.id), kind: KIND, payload: { swap: swap.id } }, now)
  const text = roster.swapAsked(asker.name, dayWords(desk, day))
  noteOnDeskCard(desk, keyOf(swap.id), text, chatIds(desk, [other.id]), now)
  return roster.swapSent(other.name)
}

/** What nobody has answered before the shift began is settled: it stays as it was. */
export function lapseSwaps(desk: DeskContext, now: number): void {
  const today = localOf(now, desk.settings.timeZone).day
  for (const swap of desk.swaps.asked()) {
    const begun = watchesOn(desk, [swap.day]).some((watch) => isIn(watch, swap.asker) && watch.from <= now)
    // Of a day that is over no shift is left to begin, whatever the roster says by now.
    if (begun || swap.day < today) settle(desk, swap, 'lapsed', desk.say.roster.swapLapsed, now)
  }
}

function settle(desk: DeskContext, swap: Swap, state: Swap['state'], line: string, now: number): void {
  desk.swaps.update(swap.id, { state, decidedAt: now })
  const row = desk.deskCards.get(keyOf(swap.id))
  if (row !== undefined) changeDeskCard(desk, row, { changed: line, finished: true }, now)
}

const swapOf = (desk: DeskContext, { payload }: { readonly payload: string }): Swap | undefined => {
  const { swap }: { swap?: number } = JSON.parse(payload)
  return swap === undefined ? undefined : desk.swaps.get(swap)
}

export const swapCard: DeskCardKind = {
  draw: (desk, row) => {
    const swap = swapOf(desk, row)
    if (swap === undefined) return undefined
    const { roster, verbs } = desk.say
    const watches = watchesOn(desk, [swap.day])
    const lines = watches
      .filter((watch) => isIn(watch, swap.asker) || isIn(watch, swap.other))
      .map((watch) => watchLine(desk, watch))
    const actions: CardAction[] =
      swap.state === 'asked'
        ? [
            { verb: 'agree', label: verbs.agree ?? '', style: 'primary' },
            { verb: 'decline', label: verbs.decline ?? '' },
          ]
        : []
    return {
      title: roster.swapTitle(dayWords(desk, swap.day), nameOf(desk, swap.asker), nameOf(desk, swap.other)),
      tone: swap.state === 'asked' ? 'normal' : 'done',
      badges: [roster.swapStates[swap.state] ?? swap.state],
      facts: [],
      words: lines.length === 0 ? [] : [{ label: roster.swapShifts, text: lines.join('\n') }],
      replies: [],
      citations: [],
      warnings: [],
      history: row.changed === '' ? [] : [row.changed],
      actions,
    }
  },
  refuse: (desk, { row, person, verb, now }) => {
    const { roster } = desk.say
    const swap = swapOf(desk, row)
    const asker = staffById(desk, swap?.asker ?? null)
    const other = staffById(desk, swap?.other ?? null)
    if (swap === undefined || asker === undefined || other === undefined) return desk.say.notice.unknownCard
    if (person.id === asker.id && verb === 'decline') return undefined
    if (person.id !== other.id) return roster.swapNotYours(other.name)
    return verb === 'agree' ? obstacle(desk, asker, other, swap.day, now) : undefined
  },
  decide: (desk, decision) => decideSwap(desk, decision),
}

function decideSwap(desk: DeskContext, { row, person, verb, now }: DeskCardDecision): StaffOutcome {
  const swap = swapOf(desk, row)
  if (swap === undefined) return { kind: 'notice', text: desk.say.notice.unknownCard }
  const { roster } = desk.say
  if (verb !== 'agree') {
    const own = person.id === swap.asker
    const line = own ? roster.swapWithdrawn(person.name) : roster.swapDeclined(person.name)
    settle(desk, swap, own ? 'withdrawn' : 'declined', line, now)
    noteOnDeskCard(desk, row.key, line, chatIds(desk, [own ? swap.other : swap.asker]), now)
    return { kind: 'done' }
  }
  const inCharge = watchesOn(desk, [swap.day])
    .filter((watch) => isIn(watch, swap.asker))
    .flatMap((watch) => watch.leaders)
  const leaders = inCharge.length > 0 ? inCharge : leadersOf(desk).map((leader) => leader.id)
  settle(desk, swap, 'agreed', roster.swapAgreed(person.name), now)
  // The next change of shift, and who is on duty, may be another now.
  desk.journal.setFact(ROSTER_DUE, '0')
  const day = dayWords(desk, swap.day)
  const text = roster.swapTold(day, nameOf(desk, swap.asker), nameOf(desk, swap.other), namesOf(desk, leaders))
  noteOnDeskCard(desk, row.key, text, chatIds(desk, [swap.asker, ...leaders]), now)
  return { kind: 'done' }
}

/** When the roster has to be looked at next, as a fact of the desk. Milliseconds UTC. */
export const ROSTER_DUE = 'roster-due'
