import { z } from 'zod'
import { isDay } from './desk/calendar/day.ts'
import type { timeUnits } from './desk/calendar/working.ts'
import { caseClasses } from './desk/cases/kind.ts'
import { clockKinds } from './desk/clocks/policy.ts'
import { approaches, topics, urgencies } from './desk/message.ts'

/** What the configuration says about time: working hours, deadlines, the ladder, the roster. */

const TIME = /^([01]\d|2[0-4]):([0-5]\d)$/

/** `HH:MM`, as minutes since midnight; `24:00` is the end of the day. */
export const Time = z
  .string()
  .regex(TIME, '应为 HH:MM，例如 09:00')
  .transform((text) => {
    const [hour = 0, minute = 0] = text.split(':').map(Number)
    return hour * 60 + minute
  })
  .refine((minute) => minute <= 1440, '应为 00:00 至 24:00')

const PeriodText = z
  .string()
  .regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/, '应为“开始-结束”，例如 09:00-12:00')
  .transform((text, context) => {
    const [from, to] = text.split('-').map((part) => Time.safeParse(part))
    if (from?.success !== true || to?.success !== true || from.data >= to.data) {
      context.addIssue({ code: 'custom', message: '开始应早于结束，时间应为 00:00 至 24:00' })
      return z.NEVER
    }
    return { from: from.data, to: to.data }
  })

const LocalDay = z.strictObject({
  date: z.string().refine(isDay, '应为日期，例如 2026-10-10'),
  name: z.string().min(1).max(20),
})

export const Calendar = z.strictObject({
  /** Working hours of every working day, in order. */
  periods: z
    .array(PeriodText)
    .min(1, '至少有一个工作时段')
    .refine((all) => all.every((one, index) => index === 0 || (all[index - 1]?.to ?? 0) <= one.from), {
      message: '工作时段应按先后排列，不重叠',
    })
    .default([
      { from: 9 * 60, to: 12 * 60 },
      { from: 13 * 60 + 30, to: 17 * 60 },
    ]),
  /** The desk's own days off, beside the public holidays. */
  daysOff: z.array(LocalDay).default([]),
  /** The desk's own working days, whatever the public calendar says. */
  workdays: z.array(LocalDay).default([]),
})

const WITHIN = /^(\d{1,5}) ?(minutes?|working minutes?|working days?|分钟|个?工作分钟|个?工作日)$/

/** `30 minutes`, `240 working minutes`, `2 working days`; `30分钟`, `240工作分钟`, `2个工作日`. */
const Within = z
  .string()
  .regex(WITHIN, '应为“30分钟”“240工作分钟”“2个工作日”，或 30 minutes、240 working minutes、2 working days')
  .transform((text) => {
    const [, amount = '', unit = ''] = WITHIN.exec(text) ?? []
    const working = unit.includes('working') || unit.includes('工作')
    const days = unit.includes('day') || unit.includes('日')
    const kind: (typeof timeUnits)[number] = days ? 'working-days' : working ? 'working-minutes' : 'minutes'
    return { amount: Number(amount), unit: kind }
  })
  .refine(({ amount }) => amount >= 1, '至少为 1')
  .refine(({ amount, unit }) => amount <= (unit === 'working-days' ? 366 : 43_200), '最长 366 个工作日或 43200 分钟')

export const ClockRule = z.strictObject({
  clock: z.enum(clockKinds),
  /** A topic or an approach; every one when left out. */
  topic: z.enum([...topics, ...approaches]).optional(),
  urgency: z.enum(urgencies).optional(),
  /** A class of cases. */
  class: z.enum(caseClasses).optional(),
  within: Within,
})

export const Night = z.strictObject({
  from: Time.default(22 * 60),
  to: Time.default(7 * 60),
  /** For which urgencies people are woken. */
  wake: z.array(z.enum(urgencies)).default(['emergency']),
})

const Names = z.union([z.string(), z.array(z.string())]).transform((names) => [names].flat().join('、'))

export const Roster = z.strictObject({
  /** A CSV file in the folder `roster` beside the configuration. */
  file: z
    .string()
    .regex(/^[^/\\]+\.csv$/, '应为 roster 文件夹中的 .csv 文件名')
    .optional(),
  shifts: z
    .array(
      z.strictObject({
        date: z.string(),
        from: z.string(),
        to: z.string(),
        duty: Names,
        deputy: Names.default(''),
        leader: Names.default(''),
      }),
    )
    .default([]),
})
