import { expect, it } from 'vitest'
import { type Explained, explainDeadline } from '../../../src/desk/calendar/explain.ts'
import { addWorking, type TimeUnit } from '../../../src/desk/calendar/working.ts'
import { enCalendar as en } from '../../../src/desk/catalogue/en/calendar.ts'
import { zhCalendar as zh } from '../../../src/desk/catalogue/zh/calendar.ts'
import { calendarOf, shanghai } from './support.ts'

const calendar = calendarOf()
function clock(from: string, amount: number, unit: TimeUnit, change: Partial<Explained> = {}): Explained {
  const start = shanghai(from)
  return {
    from: start,
    due: addWorking(calendar, start, amount, unit),
    amount,
    unit,
    extensions: [],
    paused: false,
    ...change,
  }
}

it('names the make-up Saturday after National Day', () => {
  const deadline = clock('2026-10-09 16:10', 2, 'working-days')

  expect(explainDeadline(calendar, zh, deadline)).toBe(
    '10月12日周一17:00前：自周五16:10起2个工作日，10月10日（周六）为调休上班',
  )
  expect(explainDeadline(calendar, en, deadline)).toBe(
    'by Mon 12 Oct 17:00: 2 working days from Fri 16:10, Sat 10 Oct is a working day',
  )
})

it('names several days of one holiday once, and when it began with its date if that is long ago', () => {
  const deadline = clock('2026-09-30 16:10', 3, 'working-days')

  expect(explainDeadline(calendar, zh, deadline)).toBe(
    '10月10日周六17:00前：自9月30日周三16:10起3个工作日，10月1日至10月7日国庆节放假，10月10日（周六）为调休上班',
  )
  expect(explainDeadline(calendar, en, deadline)).toContain('1 Oct to 7 Oct is National Day, a holiday')
})

it('says nothing about holidays where plain minutes run', () => {
  expect(explainDeadline(calendar, zh, clock('2026-10-01 10:00', 30, 'minutes'))).toBe(
    '10月1日周四10:30前：自周四10:00起30分钟',
  )
})

it('says that a year is not known where working time runs into it', () => {
  const deadline = clock('2026-12-31 10:00', 1, 'working-days')

  expect(explainDeadline(calendar, zh, deadline)).toContain('2027年放假安排未录入，按周一至周五计算')
  expect(explainDeadline(calendar, en, deadline)).toContain('the holidays of 2027 are not known')
})

it('names local days, extensions and pauses', () => {
  const name = { zh: '市庆', en: 'City day' }
  const local = calendarOf({ local: new Map([['2026-11-25', { work: false, name }]]) })
  const deadline = clock('2026-11-24 10:00', 2, 'working-days', {
    extensions: [{ amount: 1, unit: 'working-days' }],
    paused: true,
  })

  expect(explainDeadline(local, zh, deadline)).toContain(
    '2个工作日，延长1个工作日，扣除等待对方的时间，11月25日（周三）市庆放假',
  )
  expect(explainDeadline(local, en, deadline)).toContain('extended by 1 working day')
})

it('passes over a holiday that takes nothing but a weekend', () => {
  const deadline = clock('2026-04-03 10:00', 2, 'working-days')
  const weekendOnly = calendarOf({ official: new Map([...calendar.official].filter(([day]) => day !== '2026-04-06')) })

  expect(explainDeadline(calendar, zh, deadline)).toContain('4月4日至4月6日清明放假')
  expect(explainDeadline(weekendOnly, zh, deadline)).not.toContain('清明')
})
