import type { DeskContext } from '../context.ts'

/** Middle and ninth tenth of some times, in milliseconds; undefined when there are none. */
export interface Spread {
  readonly count: number
  readonly median: number
  readonly p90: number
}

export interface TopicCount {
  /** `none` for praise, chatter and follow-ups that opened no conversation. */
  readonly topic: string
  readonly received: number
  readonly pending: number
}

export interface DepartmentCount {
  /** Null for the desk itself. */
  readonly department: string | null
  readonly opened: number
  readonly open: number
  readonly overdue: number
  readonly closed: number
}

/** How a desk has done over some time. */
export interface DeskStats {
  /** Citizens' messages that came in during the time; following the account is none. */
  readonly received: number
  /** How they have ended so far, whenever that was. */
  readonly faq: number
  readonly approved: number
  readonly noReply: number
  readonly pending: number
  /**
   * Of the messages received in the time, the share that has come to its end by now: answered, or found to need no
   * reply with the reason on record. 0 to 1; undefined when nothing was received. 1 is the aim.
   */
  readonly handled: number | undefined
  /**
   * From the first message of a turn until its first answer was with the platform, of turns that came in during the
   * time and are answered. Time on the clock, nights and holidays included. A receipt is no answer. What is still
   * unanswered is not in it: `pending` says how much that is.
   */
  readonly byPerson: Spread | undefined
  readonly byFaq: Spread | undefined
  readonly cases: Omit<DepartmentCount, 'department'>
  readonly topics: readonly TopicCount[]
  readonly departments: readonly DepartmentCount[]
}

/** Counts from `from` until before `to`, milliseconds UTC; open and overdue cases are those at `now`. */
export function statsOf(desk: Pick<DeskContext, 'stats'>, from: number, to: number, now: number): DeskStats {
  const received = desk.stats.received(from, to)
  const count = (outcome: string): number =>
    sum(received.filter((row) => row.outcome === outcome).map((row) => row.count))
  const total = sum(received.map((row) => row.count))
  const pending = count('pending')
  const responses = desk.stats.responses(from, to)
  const took = (outcome: string): number[] => responses.filter((row) => row.outcome === outcome).map((row) => row.took)
  const departments = byDepartment(desk, from, to, now)
  return {
    received: total,
    faq: count('faq'),
    approved: count('approved'),
    noReply: count('no-reply'),
    pending,
    handled: total === 0 ? undefined : (total - pending) / total,
    byPerson: spread(took('approved')),
    byFaq: spread(took('faq')),
    cases: {
      opened: sum(departments.map((row) => row.opened)),
      open: sum(departments.map((row) => row.open)),
      overdue: sum(departments.map((row) => row.overdue)),
      closed: sum(departments.map((row) => row.closed)),
    },
    topics: [...new Set(received.map((row) => row.topic ?? 'none'))]
      .map((topic) => {
        const rows = received.filter((row) => (row.topic ?? 'none') === topic)
        const waiting = rows.filter((row) => row.outcome === 'pending')
        return { topic, received: sum(rows.map((row) => row.count)), pending: sum(waiting.map((row) => row.count)) }
      })
      .toSorted((a, b) => b.received - a.received || a.topic.localeCompare(b.topic)),
    departments,
  }
}

function byDepartment(desk: Pick<DeskContext, 'stats'>, from: number, to: number, now: number): DepartmentCount[] {
  const opened = desk.stats.casesOpened(from, to)
  const open = desk.stats.casesOpen(now)
  const closed = desk.stats.casesClosed(from, to)
  const of = <T extends { readonly department: string | null }>(rows: readonly T[], department: string | null) =>
    rows.find((row) => row.department === department)
  return [...new Set([...opened, ...open, ...closed].map((row) => row.department))]
    .map((department) => ({
      department,
      opened: of(opened, department)?.count ?? 0,
      open: of(open, department)?.count ?? 0,
      overdue: of(open, department)?.overdue ?? 0,
      closed: of(closed, department)?.count ?? 0,
    }))
    .toSorted((a, b) => b.overdue - a.overdue || b.open - a.open || b.opened - a.opened)
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** The smallest value that half, and nine tenths, of all values do not exceed (nearest rank). */
export function spread(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number | undefined => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  const [median, p90] = [at(0.5), at(0.9)]
  return median === undefined || p90 === undefined ? undefined : { count: sorted.length, median, p90 }
}
