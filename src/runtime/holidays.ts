import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { z } from 'zod'
import type { SpecialDay } from '../desk/calendar/calendar.ts'
import { yearOf } from '../desk/calendar/day.ts'

/** Day → `English name,Chinese name,number of days`. */
const Days = z.record(z.string().regex(/^\d{4}-\d{2}-\d{2}$/), z.string())

/**
 * Public holidays and make-up working days in China, from the package chinese-days (MIT). Only its table is used: its
 * functions answer for the day before where the machine's own time zone lies west of Greenwich.
 */
function read(): { readonly days: ReadonlyMap<string, SpecialDay>; readonly years: ReadonlySet<number> } {
  const holidays = Object.entries(Days.parse(days.holidays))
  const workdays = Object.entries(Days.parse(days.workdays))
  const special = (work: boolean, label: string): SpecialDay => {
    const [en = '', zh = ''] = label.split(',')
    return { work, name: { zh, en } }
  }
  return {
    days: new Map([
      ...holidays.map(([day, label]): [string, SpecialDay] => [day, special(false, label)]),
      ...workdays.map(([day, label]): [string, SpecialDay] => [day, special(true, label)]),
    ]),
    // A year is announced as a whole, so one that has its National Day is complete.
    years: new Set(holidays.filter(([, label]) => label.includes('国庆')).map(([day]) => yearOf(day))),
  }
}

export const officialDays = read()
