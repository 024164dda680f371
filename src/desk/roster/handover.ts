import type { Conversation } from '../../store/conversations.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import { takeBurst } from '../bursts/lines.ts'
import type { StaffOutcome } from '../card.ts'
import { syncCard } from '../card-sync.ts'
import { ofConversation } from '../clocks/conversation-clocks.ts'
import { restLadder } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import {
  changeDeskCard,
  type DeskCardDecision,
  type DeskCardKind,
  noteOnDeskCard,
  raiseDeskCard,
} from '../desk-cards.ts'
import { chatIds, isLeader, nameOf } from '../people.ts'
import { say } from '../record.ts'
import { clock as shortTime } from '../times.ts'
import { openMatters } from './open-matters.ts'
import { namesOf } from './words.ts'

const KIND = 'handover'
/** Matters that the card lists; the counts are of all. */
const LISTED = 30
/** More than a desk ever has open. */
const ALL = 10_000

interface Handover {
  readonly at: number
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** One shift follows another: everything open is put before those who come. A card that nobody pressed is settled. */
export function raiseHandover(desk: DeskContext, handover: Handover, now: number): void {
  for (const row of desk.deskCards.ofKind(KIND)) {
    if (row.finishedAt === null)
      changeDeskCard(desk, row, { changed: desk.say.roster.handoverPassed, finished: true }, now)
  }
  // A shift can change hands twice while it lasts, when the roster itself does.
  const key = `${KIND}:${now}`
  raiseDeskCard(desk, { key, kind: KIND, payload: handover }, now)
  const text = desk.say.roster.handoverCall(String(openMatters(desk, now).all.length))
  noteOnDeskCard(desk, key, text, chatIds(desk, handover.to), now)
}

const handoverOf = ({ payload }: DeskCardRow): Handover => JSON.parse(payload)

export const handoverCard: DeskCardKind = {
  draw: (desk, row, now) => {
    const { roster, verbs } = desk.say
    const { at, from, to } = handoverOf(row)
    const open = openMatters(desk, now)
    const { conversations, all } = open
    const count = (test: (one: Conversation) => boolean): string => String(conversations.filter(test).length)
    const kinds = roster.openKinds(
      String(conversations.length),
      String(open.cases),
      String(open.bursts),
      String(open.orders),
    )
    return {
      title: roster.handoverTitle(shortTime(at, desk.settings.timeZone), namesOf(desk, from), namesOf(desk, to)),
      tone: row.finishedAt !== null ? 'done' : all.some(({ danger }) => danger) ? 'urgent' : 'normal',
      badges: [],
      facts: [
        { label: roster.open, value: all.length === 0 ? '0' : `${all.length}${kinds}` },
        { label: roster.emergencies, value: count((one) => one.urgency === 'emergency') },
        { label: roster.overdue, value: String(all.filter(({ dueAt }) => dueAt !== null && dueAt <= now).length) },
        { label: roster.waiting, value: count((one) => one.state === 'waiting' || one.state === 'second') },
        { label: roster.stuck, value: count((one) => one.state === 'uncertain' || one.state === 'failed') },
      ],
      words: [],
      lists: [
        {
          label: roster.mostUrgent,
          lines: [
            ...all.slice(0, LISTED).map(({ line }) => line()),
            ...(all.length === 0 ? [{ number: '', text: roster.nothingOpen }] : []),
          ],
          beyond: Math.max(0, all.length - LISTED),
        },
      ],
      replies: [],
      citations: [],
      warnings: [],
      history: [roster.handoverHow, ...(row.changed === '' ? [] : [row.changed])],
      actions:
        row.finishedAt === null ? [{ verb: 'take-over', label: verbs['take-over'] ?? '', style: 'primary' }] : [],
    }
  },
  refuse: (desk, { row, person }) =>
    handoverOf(row).to.includes(person.id) || isLeader(person)
      ? undefined
      : desk.say.roster.handoverNotYours(namesOf(desk, handoverOf(row).to)),
  decide: (desk, decision) => takeShift(desk, decision),
}

/**
 * What those whose shift is over have left open becomes the acting person's. Cases keep their owners for days: while those
 * are off duty, whoever is on duty is called about them.
 */
function takeShift(desk: DeskContext, { row, person, now }: DeskCardDecision): StaffOutcome {
  const { from, to } = handoverOf(row)
  const gone = from.filter((id) => !to.includes(id))
  const left = gone.flatMap((id) => desk.conversations.open(id, ALL))
  for (const one of left) {
    desk.conversations.update(one.id, { owner: person.id, updatedAt: now })
    say(desk, one.id, now, person.id, 'take-over', desk.say.clocks.tookOver(person.name, nameOf(desk, one.owner)))
    restLadder(desk, ofConversation(one.id), now)
    syncCard(desk, one.id, now, 'always')
  }
  for (const burst of desk.bursts.open().filter(({ owner }) => gone.includes(owner)))
    takeBurst(desk, burst, person, now)
  const changed = desk.say.roster.handoverTaken(
    person.name,
    shortTime(now, desk.settings.timeZone),
    String(left.length),
  )
  changeDeskCard(desk, row, { changed, finished: true }, now)
  return { kind: 'done' }
}
