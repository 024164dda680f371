import { localOf } from '../calendar/day.ts'
import type { DeskContext } from '../context.ts'
import { mayDecide } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { readDay } from './date.ts'
import { onDuty, watchesOn } from './on-duty.ts'
import { gapsBetween, type Watch } from './shift.ts'
import { askSwap } from './swaps.ts'
import { dayWords, namesOf, spanWords, watchLine } from './words.ts'

/** `duty [DATE]`: the shifts of a day, and who is on duty now. */
export function dutyCommand(desk: DeskContext, argument: string, now: number): string[] {
  const { roster } = desk.say
  const { timeZone } = desk.settings
  const day = argument === '' ? localOf(now, timeZone).day : readDay(argument, now, timeZone)
  if (day === undefined) return [roster.noDate(argument.slice(0, 40))]
  const on = roster.onNow(namesOf(desk, onDuty(desk, now).duty))
  if (desk.settings.roster.length === 0) return [roster.noRoster, on]
  const watches = watchesOn(desk, [day])
  return [
    roster.dutyTitle(dayWords(desk, day)),
    ...(watches.length === 0 ? [roster.nobody] : watches.map((watch) => watchLine(desk, watch))),
    ...holesOf(watches).map((hole) => roster.hole(spanWords(desk, hole))),
    on,
  ]
}

/** Between the first and the last shift of a day. */
function holesOf(watches: readonly Watch[]): { from: number; to: number }[] {
  const [first] = watches
  if (first === undefined) return []
  return gapsBetween(watches, first.from, Math.max(...watches.map((watch) => watch.to)))
}

/** `swap DATE PERSON`: asks a colleague to take one's shifts of that day. */
export function swapCommand(desk: DeskContext, person: StaffMember, words: readonly string[], now: number): string[] {
  const { roster, notice } = desk.say
  const [date = '', ...name] = words
  const wanted = name.join(' ')
  if (!mayDecide(person)) return [notice.noRole]
  if (desk.settings.roster.length === 0) return [roster.noRoster]
  if (wanted === '') return [roster.swapHow]
  const day = readDay(date, now, desk.settings.timeZone)
  if (day === undefined) return [roster.noDate(date.slice(0, 40))]
  // A chat may hand on a mention as `<@U123>` or `<@U123|name>`.
  const chat = /^<@([^|>]+)/.exec(wanted)?.[1]
  const other = desk.settings.staff.find(
    (member) => member.id === wanted || member.name === wanted || member.chat === chat || `@${member.name}` === wanted,
  )
  return [other === undefined ? roster.noPerson(wanted.slice(0, 40)) : askSwap(desk, person, other, day, now)]
}
