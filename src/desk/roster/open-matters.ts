import type { Burst } from '../../store/bursts.ts'
import type { Case } from '../../store/cases.ts'
import type { Conversation } from '../../store/conversations.ts'
import { burstKey, burstNumber } from '../bursts/burst.ts'
import { burstLine } from '../bursts/lines.ts'
import { clocksOf, isWaiting } from '../cases/clocks.ts'
import { caseLine } from '../cases/commands.ts'
import { isUnanswered } from '../cases/states.ts'
import type { DeskContext } from '../context.ts'
import { conversationLine } from '../conversation-line.ts'
import { openOrders } from '../desks/order.ts'
import { openSupervised } from '../desks/supervision.ts'
import { lineTo, lineToCase, lineToConversation, type OpenMatter } from '../matter-lines.ts'

/** More than a desk ever has open. */
const ALL = 10_000

/** Everything open at the desk: what endangers somebody first, then by deadline, what has none last. */
export interface OpenMatters {
  readonly conversations: readonly Conversation[]
  readonly cases: number
  readonly bursts: number
  /** Orders of the desk above, and what is overdue at the desks below. */
  readonly orders: number
  readonly all: readonly OpenMatter[]
}

export function openMatters(desk: DeskContext, now: number): OpenMatters {
  const conversations = desk.conversations.open(undefined, ALL)
  const cases = desk.cases.open({}, ALL)
  const bursts = desk.bursts.open()
  const orders = [...openOrders(desk, now), ...openSupervised(desk, now)]
  const all = [
    ...conversations.map((row) => ofConversation(desk, row, now)),
    ...cases.map((row) => ofCase(desk, row, now)),
    ...bursts.map((row) => ofBurst(desk, row, now)),
    ...orders,
  ]
  const due = ({ dueAt }: OpenMatter): number => dueAt ?? Number.MAX_SAFE_INTEGER
  return {
    conversations,
    cases: cases.length,
    bursts: bursts.length,
    orders: orders.length,
    all: all.toSorted((a, b) => Number(b.danger) - Number(a.danger) || due(a) - due(b)),
  }
}

const ofConversation = (desk: DeskContext, row: Conversation, now: number): OpenMatter => ({
  danger: row.urgency === 'emergency',
  dueAt: row.deadlineAt,
  line: () => lineToConversation(desk, row, conversationLine(desk, row, now)),
})

const ofCase = (desk: DeskContext, row: Case, now: number): OpenMatter => ({
  danger: row.class === 'life',
  dueAt: isUnanswered(row.state) ? deadlineOf(desk, row, now) : row.followAt,
  line: () => lineToCase(desk, row.id, caseLine(desk, row, now)),
})

/** While the citizen is asked something, the deadline that stands there does not hold. */
const deadlineOf = (desk: DeskContext, { id, deadlineAt }: Case, now: number): number | null =>
  deadlineAt <= now && isWaiting(clocksOf(desk, id)) ? null : deadlineAt

const ofBurst = (desk: DeskContext, row: Burst, now: number): OpenMatter => ({
  danger: false,
  dueAt: row.deadlineAt,
  line: () => lineTo(burstNumber(desk, row.id), burstLine(desk, row, now), desk.deskCards.get(burstKey(row.id))?.ref),
})
