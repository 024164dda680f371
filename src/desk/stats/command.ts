import { instantOf, localOf, plusDays, weekdayOf } from '../calendar/day.ts'
import type { DeskContext } from '../context.ts'
import { departmentName } from '../people.ts'
import { clock as shortTime } from '../times.ts'
import { type DeskStats, type Spread, statsOf } from './stats.ts'

type Time = 'today' | 'week' | 'month'
const times: Readonly<Record<string, Time>> = {
  '': 'today',
  today: 'today',
  今天: 'today',
  week: 'week',
  本周: 'week',
  month: 'month',
  本月: 'month',
}

/** Topics and departments that are listed. */
const LISTED = 12

/** `stats [today|week|month]`: since midnight, since Monday, since the first of the month, until now. */
export function statsCommand(desk: DeskContext, argument: string, now: number): string[] {
  const { figures: say } = desk.say
  const key = argument.toLowerCase()
  const time = Object.hasOwn(times, key) ? times[key] : undefined
  if (time === undefined) return [say.how]
  const from = beginOf(time, now, desk.settings.timeZone)
  const { timeZone } = desk.settings
  const span = say.span(shortTime(from, timeZone), shortTime(now, timeZone))
  return [`${say.titles[time]}${desk.say.bar}${span}`, ...linesOf(desk, statsOf(desk, from, now + 1, now))]
}

function beginOf(time: Time, now: number, timeZone: string): number {
  const today = localOf(now, timeZone).day
  const day =
    time === 'today'
      ? today
      : time === 'week'
        ? plusDays(today, -((weekdayOf(today) + 6) % 7))
        : `${today.slice(0, 'YYYY-MM'.length)}-01`
  return instantOf(day, 0, timeZone)
}

/** One figure a line, so that it reads well on a telephone. */
function linesOf(desk: DeskContext, figures: DeskStats): string[] {
  const { figures: say, topics } = desk.say
  const { received, faq, approved, noReply, pending, handled, byPerson, byFaq, cases } = figures
  const listed = figures.topics.slice(0, LISTED)
  return [
    say.received(String(received)),
    say.faq(String(faq)),
    say.approved(String(approved)),
    say.noReply(String(noReply)),
    say.pending(String(pending)),
    ...(handled === undefined ? [] : [say.handled(percent(handled))]),
    say.byPerson(spreadWords(desk, byPerson)),
    say.byFaq(spreadWords(desk, byFaq)),
    say.cases(String(cases.opened), String(cases.closed), String(cases.open), String(cases.overdue)),
    ...(listed.length === 0 ? [] : [say.byTopic]),
    ...listed.map(({ topic, received: count, pending: waiting }) =>
      say.topic(topic === 'none' ? say.noTopic : (topics[topic] ?? topic), String(count), String(waiting)),
    ),
    ...(figures.departments.length === 0 ? [] : [say.byDepartment]),
    ...figures.departments
      .slice(0, LISTED)
      .map(({ department, opened, closed, open, overdue }) =>
        say.department(
          department === null ? say.desk : departmentName(desk, department),
          String(opened),
          String(closed),
          String(open),
          String(overdue),
        ),
      ),
    say.footnote,
  ]
}

/** Never rounded up to 100 %: that would hide what is still open. */
const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1)}%`

function spreadWords(desk: DeskContext, spread: Spread | undefined): string {
  const { figures: say } = desk.say
  return spread === undefined
    ? say.noSpread
    : say.spread(duration(desk, spread.median), duration(desk, spread.p90), String(spread.count))
}

function duration(desk: DeskContext, ms: number): string {
  const { attention, figures: say } = desk.say
  if (ms < 60_000) return say.seconds(String(Math.round(ms / 1000)))
  const minutes = Math.round(ms / 60_000)
  return minutes < 120 ? attention.minutes(String(minutes)) : say.hours((minutes / 60).toFixed(1))
}
