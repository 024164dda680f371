import { type Agenda, earliest } from '../store/agenda.ts'
import { raiseDigest } from './attention/digest.ts'
import { forgetSmallTalk, showSmallTalk, smallTalkDue } from './attention/small-talk.ts'
import { tickBursts } from './bursts/tick.ts'
import { instantOf, localOf, plusDays } from './calendar/day.ts'
import { watchOlder } from './cases/clocks.ts'
import { waitFor } from './clocks/conversation-clocks.ts'
import { climb } from './clocks/ladder.ts'
import { retimeClocks } from './clocks/running.ts'
import type { DeskContext } from './context.ts'
import { tickOrders } from './desks/order.ts'
import { raiseReviews } from './faq/review-due.ts'
import { gapCardDue, raiseGapCard } from './gap-card.ts'
import { ledgerDue, raiseLedger, recoverLedger } from './ledger/ledger-card.ts'
import { waitedForModel } from './model/settle.ts'
import { nextRosterDue, recoverRoster, watchRoster } from './roster/watch.ts'
import { closeTurn } from './turns.ts'

/** How many rows one tick works through; the next tick follows at once when there are more. */
const BATCH = 100
/** The fact that says when old words are cleared next. */
const CLEARING = 'clearing'

/** Does what has become due by the clock: complete turns, passed deadlines, the daily clearing of old words, the weekly card. */
export function tick(desk: DeskContext, agenda: Agenda, now: number): void {
  const isDue = (at: number | null): boolean => at !== null && at <= now
  if (isDue(agenda.turn)) closeTurns(desk, now)
  if (isDue(agenda.burst)) tickBursts(desk, now)
  watchRoster(desk, now)
  if (isDue(agenda.clock)) climb(desk, now, BATCH)
  if (isDue(agenda.order)) tickOrders(desk, now, BATCH)
  if (isDue(clearingDue(desk))) clear(desk, now)
  if (agenda.gap !== null && isDue(gapCardDue(desk, agenda.gap))) raiseGapCard(desk, agenda.gap, now)
  if (agenda.smallTalk !== null && isDue(smallTalkDue(desk, agenda.smallTalk)))
    showSmallTalk(desk, agenda.smallTalk, now)
  if (isDue(agenda.digest)) raiseDigest(desk, now)
  raiseLedger(desk, now)
}

/** Whether `tick` has anything to do. */
export const isDue = (desk: DeskContext, agenda: Agenda, now: number): boolean => {
  const due = nextWake(desk, agenda)
  return due !== null && due <= now
}

function closeTurns(desk: DeskContext, now: number): void {
  for (const conversation of desk.conversations.turnsDue(now, BATCH))
    if (!waitedForModel(desk, conversation, now)) closeTurn(desk, conversation, now)
}

/** After a start: the roster and the clocks follow the configuration as it is now. */
export function recoverClocks(desk: DeskContext, now: number): void {
  recoverRoster(desk)
  recoverLedger(desk, now)
  retimeClocks(desk, now)
  // A version before this one kept no clocks: what waits gets one.
  for (const { id } of desk.conversations.unwatched()) waitFor(desk, id, 'first-response', now)
  for (const row of desk.cases.unwatched()) watchOlder(desk, row, now)
}

/** When the desk wants to be woken next; null when only something new can wake it. */
export const nextWake = (desk: DeskContext, { turn, clock, order, burst, effect, digest, ...agenda }: Agenda) =>
  earliest(
    turn,
    clock,
    order,
    burst,
    effect,
    digest,
    nextRosterDue(desk),
    gapCardDue(desk, agenda.gap),
    smallTalkDue(desk, agenda.smallTalk),
    ledgerDue(desk),
    clearingDue(desk),
  )

/** When old words are cleared next: at midnight, or at once where there were too many. */
const clearingDue = (desk: DeskContext): number => Number(desk.journal.fact(CLEARING) ?? '0')

/** Once a day: words whose retention has ended are emptied, used-up nonces and old log lines go, and FAQ entries are
 * asked about whose review date has passed. */
function clear(desk: DeskContext, now: number): void {
  const { contentMs, logMs } = desk.settings.policies
  desk.journal.forgetNonces(now)
  desk.journal.forgetBefore(now - logMs, now)
  const before = now - contentMs
  if (desk.messages.emptyLoose(before)) putOnRecord(desk, null, 'cleared', { before }, now)
  desk.deskCards.forgetFinished(now - contentMs)
  desk.faqOutcomes.forgetBefore(now - logMs)
  desk.bursts.emptyWords(now - contentMs)
  const cases = desk.cases.emptyWords(now - contentMs, BATCH)
  desk.cases.forgetBefore(now - logMs)
  desk.links.emptyWords(now - contentMs)
  desk.links.forgetBefore(now - logMs)
  const ids = desk.conversations.finishedBefore(now - contentMs, BATCH)
  desk.messages.emptyWords(ids)
  desk.faqChoices.emptyWords(ids)
  for (const id of ids) {
    desk.conversations.update(id, { sender: '', thread: `ended-${id}`, target: '{}', reasons: '[]' })
    putOnRecord(desk, id, 'emptied', {}, now)
  }
  forgetSmallTalk(desk, now)
  raiseReviews(desk, now)
  if (ids.length < BATCH && cases < BATCH) desk.journal.setFact(CLEARING, String(nextDay(desk, now)))
}

function nextDay({ settings }: DeskContext, now: number): number {
  const { timeZone } = settings
  return instantOf(plusDays(localOf(now, timeZone).day, 1), 0, timeZone)
}

/** Words that are gone are told from words that somebody took away: the record says which retention has ended. */
function putOnRecord(
  desk: DeskContext,
  conversationId: number | null,
  what: 'cleared' | 'emptied',
  detail: Readonly<Record<string, unknown>>,
  at: number,
): void {
  desk.journal.record({ conversationId, at, actor: 'desk', what, line: '', detail: JSON.stringify(detail) })
}
