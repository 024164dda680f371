import { expect, test } from 'vitest'
import { explainDeadline } from '../../src/desk/calendar/explain.ts'
import { addWorking } from '../../src/desk/calendar/working.ts'
import { zhCalendar } from '../../src/desk/catalogue/zh/calendar.ts'
import { calendarOf, shanghai } from '../desk/calendar/support.ts'

test('the calendar gives the same deadline, in the same words, as on Node', () => {
  const from = shanghai('2026-09-30 16:10')
  const due = addWorking(calendarOf(), from, 3, 'working-days')

  expect(due).toBe(shanghai('2026-10-10 17:00'))
  expect(
    explainDeadline(calendarOf(), zhCalendar, {
      from,
      due,
      amount: 3,
      unit: 'working-days',
      extensions: [],
      paused: false,
    }),
  ).toBe('10月10日周六17:00前：自9月30日周三16:10起3个工作日，10月1日至10月7日国庆节放假，10月10日（周六）为调休上班')
})
