import { syncCard } from './card-sync.ts'
import { tickCases } from './cases/clock.ts'
import type { DeskContext } from './context.ts'
import { leadersOf, nameOf, numberOf } from './people.ts'
import { ping } from './pings.ts'
import { say } from './record.ts'
import { dayOf } from './times.ts'
import { closeTurn } from './turns.ts'

/** How many rows one tick works through; the next tick follows at once when there are more. */
const BATCH = 100
/** Steps of the ladder at short intervals: the owner, then the leaders too, then again; after that once a day. */
const LADDER_STEPS = 3
const DAY_MS = 86_400_000

/** Does what has become due by the clock: complete turns, passed deadlines, the daily clearing of old words. */
export function tick(desk: DeskContext, now: number): void {
  for (const conversation of desk.conversations.turnsDue(now, BATCH)) closeTurn(desk, conversation, now)
  overdue(desk, now)
  tickCases(desk, now, BATCH)
  daily(desk, now)
}

/** When the desk wants to be woken next; null when only something new can wake it. */
export function nextWake(desk: DeskContext, now: number): number | null {
  const times = [
    desk.conversations.nextTurnDue(),
    desk.conversations.nextPing(),
    desk.cases.nextPing(),
    desk.outbox.nextDue(now),
  ]
  const known = times.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}

function overdue(desk: DeskContext, now: number): void {
  for (const conversation of desk.conversations.pingsDue(now, BATCH)) {
    const step = conversation.deadlineStep + 1
    const leaders = leadersOf(desk).map((leader) => leader.id)
    const people = step === 1 ? [conversation.owner] : [conversation.owner, ...leaders]
    const interval = desk.settings.policies.deadlineMs[conversation.urgency === 'emergency' ? 'emergency' : 'high']
    const due = conversation.deadlineAt ?? now
    desk.conversations.update(conversation.id, {
      deadlineStep: step,
      pingAt: step >= LADDER_STEPS ? now + DAY_MS : now + interval,
    })
    say(
      desk,
      conversation.id,
      now,
      'desk',
      'overdue',
      desk.say.history.overdue(people.map((id) => nameOf(desk, id)).join(desk.say.list)),
    )
    const minutes = Math.max(1, Math.round((now - due) / 60_000))
    ping(desk, conversation.id, people, desk.say.ping.overdue(numberOf(desk, conversation.id), minutes), now)
    syncCard(desk, conversation.id, now, 'always')
  }
}

/** Once a day: words whose retention has ended are emptied, and used-up nonces and old log lines go. */
function daily(desk: DeskContext, now: number): void {
  const today = dayOf(now, desk.settings.timeZone)
  if (desk.journal.fact('cleared') === today) return
  const { contentMs, logMs } = desk.settings.policies
  desk.journal.forgetNonces(now)
  desk.journal.forgetBefore(now - logMs)
  desk.messages.emptyLoose(now - contentMs)
  desk.deskCards.forgetFinished(now - contentMs)
  desk.cases.emptyWords(now - contentMs, BATCH)
  desk.cases.forgetBefore(now - logMs)
  const ids = desk.conversations.finishedBefore(now - contentMs, BATCH)
  desk.messages.emptyWords(ids)
  for (const id of ids)
    desk.conversations.update(id, { sender: '', thread: `ended-${id}`, target: '{}', reasons: '[]' })
  if (ids.length < BATCH) desk.journal.setFact('cleared', today)
}
