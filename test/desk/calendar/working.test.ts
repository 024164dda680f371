import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { WorkCalendar } from '../../../src/desk/calendar/calendar.ts'
import { isDay, localOf, startOfDay } from '../../../src/desk/calendar/day.ts'
import { addWorking, countedBetween, type Pause, shareOf, type TimeUnit } from '../../../src/desk/calendar/working.ts'
import { calendarOf, shanghai } from './support.ts'

const calendar = calendarOf()
/** What the clock on the wall of Shanghai shows. */
const wall = (at: number): string => {
  const { day, minute } = localOf(at, 'Asia/Shanghai')
  return `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

describe('the real calendar', () => {
  const table: readonly [why: string, from: string, amount: number, unit: TimeUnit, due: string][] = [
    ['plain minutes run through the night', '2026-10-09 23:50', 20, 'minutes', '2026-10-10 00:10'],
    ['lunch does not count', '2026-11-24 11:30', 60, 'working-minutes', '2026-11-24 14:00'],
    ['what fits before lunch ends before lunch', '2026-11-24 11:00', 60, 'working-minutes', '2026-11-24 12:00'],
    ['a question in the lunch break waits for its end', '2026-11-24 12:40', 30, 'working-minutes', '2026-11-24 14:00'],
    ['the night does not count', '2026-11-24 16:30', 60, 'working-minutes', '2026-11-25 09:30'],
    ['a weekend does not count', '2026-11-27 16:30', 60, 'working-minutes', '2026-11-30 09:30'],
    ['a question on Sunday waits for Monday', '2026-11-29 10:00', 30, 'working-minutes', '2026-11-30 09:30'],
    ['the day it begins on does not count', '2026-11-24 09:00', 1, 'working-days', '2026-11-25 17:00'],
    ['a weekend is no working day', '2026-11-27 16:10', 2, 'working-days', '2026-12-01 17:00'],
    ['the first working day after a weekend counts', '2026-11-28 10:00', 1, 'working-days', '2026-11-30 17:00'],
    ['a make-up Saturday counts', '2026-10-09 16:10', 2, 'working-days', '2026-10-12 17:00'],
    ['National Day 2026 takes seven days', '2026-09-30 16:10', 2, 'working-days', '2026-10-09 17:00'],
    ['its first make-up day is a Sunday', '2026-09-18 16:10', 1, 'working-days', '2026-09-20 17:00'],
    ['Mid-autumn 2026 takes a Friday', '2026-09-24 10:00', 2, 'working-days', '2026-09-29 17:00'],
    ['minutes run on after the holidays', '2026-09-30 16:30', 60, 'working-minutes', '2026-10-08 09:30'],
    ['Spring Festival 2026, after a make-up Saturday', '2026-02-13 10:00', 2, 'working-days', '2026-02-24 17:00'],
    ['Spring Festival 2026, to its second make-up day', '2026-02-23 10:00', 5, 'working-days', '2026-02-28 17:00'],
    ['over New Year into a year that is not known', '2026-12-31 10:00', 1, 'working-days', '2027-01-01 17:00'],
  ]

  it.each(table)('%s', (_why, from, amount, unit, due) => {
    expect(wall(addWorking(calendar, shanghai(from), amount, unit))).toBe(due)
  })

  it('is changed by the local days of the configuration, which come before the official ones', () => {
    const name = { zh: '市庆', en: 'City day' }
    const local = calendarOf({
      local: new Map([
        ['2026-11-25', { work: false, name }],
        ['2026-11-28', { work: true, name }],
        ['2026-10-10', { work: false, name }],
      ]),
    })

    expect(wall(addWorking(local, shanghai('2026-11-24 10:00'), 1, 'working-days'))).toBe('2026-11-26 17:00')
    expect(wall(addWorking(local, shanghai('2026-11-27 10:00'), 1, 'working-days'))).toBe('2026-11-28 17:00')
    expect(wall(addWorking(local, shanghai('2026-10-09 10:00'), 1, 'working-days'))).toBe('2026-10-12 17:00')
  })

  it('leaves out a pause: minutes of it that count, and the working days that begin in it', () => {
    const pause = (from: string, to: string): Pause[] => [{ from: shanghai(from), to: shanghai(to) }]
    const start = shanghai('2026-11-24 10:00')

    expect(wall(addWorking(calendar, start, 60, 'minutes', pause('2026-11-24 10:30', '2026-11-24 11:00')))).toBe(
      '2026-11-24 11:30',
    )
    const overLunch = pause('2026-11-24 10:30', '2026-11-24 13:45')
    expect(wall(addWorking(calendar, start, 60, 'working-minutes', overLunch))).toBe('2026-11-24 14:15')
    const sameDay = pause('2026-11-24 11:00', '2026-11-24 15:00')
    expect(wall(addWorking(calendar, start, 1, 'working-days', sameDay))).toBe('2026-11-25 17:00')
    const overWeekend = pause('2026-11-25 11:00', '2026-11-30 09:30')
    expect(wall(addWorking(calendar, start, 3, 'working-days', overWeekend))).toBe('2026-12-02 17:00')
    const tooLate = pause('2026-11-26 11:00', '2026-11-30 09:30')
    expect(wall(addWorking(calendar, start, 1, 'working-days', tooLate))).toBe('2026-11-25 17:00')
  })

  it('follows the clock on the wall where clocks are changed', () => {
    const berlin = calendarOf({ timeZone: 'Europe/Berlin', periods: [{ from: 0, to: 1440 }] })
    const saturday = Date.UTC(2026, 9, 24, 10)
    const name = { zh: '加班', en: 'Duty' }
    const local = { ...berlin, local: new Map([['2026-10-25', { work: true, name }]]) }

    // The last Sunday of October has 25 hours.
    expect(addWorking(local, saturday, 25 * 60, 'working-minutes')).toBe(Date.UTC(2026, 9, 25, 23))
    expect(addWorking(local, saturday, 1, 'working-days')).toBe(Date.UTC(2026, 9, 25, 23))
  })
})

describe('whatever the calendar and the time', () => {
  const DAY = 86_400_000
  const start = Date.UTC(2025, 0, 1)
  const instants = fc.integer({ min: start, max: Date.UTC(2027, 11, 31) })
  const units = fc.constantFrom<TimeUnit>('minutes', 'working-minutes', 'working-days')
  const days = fc
    .integer({ min: 0, max: 1094 })
    .map((day) => new Date(start + day * DAY).toISOString().slice(0, 10))
    .filter(isDay)
  const calendars: fc.Arbitrary<WorkCalendar> = fc
    .record({
      timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'UTC'),
      cuts: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 }),
      local: fc.uniqueArray(fc.tuple(days, fc.boolean()), { maxLength: 40, selector: ([day]) => day }),
    })
    .map(({ timeZone, cuts, local }) => {
      const sorted = cuts.toSorted((a, b) => a - b).slice(0, cuts.length - (cuts.length % 2))
      return calendarOf({
        timeZone,
        periods: sorted.flatMap((from, index) => (index % 2 === 0 ? [{ from, to: sorted[index + 1] ?? from }] : [])),
        local: new Map(local.map(([day, work]) => [day, { work, name: { zh: '本地', en: 'local' } }])),
      })
    })
  const pausesAfter = (from: number) =>
    fc
      .array(fc.integer({ min: 0, max: 20 * DAY }), { maxLength: 6 })
      .map((cuts) => cuts.toSorted((a, b) => a - b))
      .map((cuts): Pause[] =>
        cuts.flatMap((cut, index) =>
          index % 2 === 0 && cuts[index + 1] !== undefined
            ? [{ from: from + cut, to: from + (cuts[index + 1] ?? 0) }]
            : [],
        ),
      )
  const runs = { numRuns: 150 }

  it('a deadline is later than its start, and more time never makes it earlier', () => {
    const given = fc.tuple(calendars, instants, units, fc.integer({ min: 1, max: 30 }))
    fc.assert(
      fc.property(given, ([one, from, unit, amount]) => {
        const due = addWorking(one, from, amount, unit)
        expect(due).toBeGreaterThan(from)
        expect(addWorking(one, from, amount + 1, unit)).toBeGreaterThan(due)
        expect(addWorking(one, from + DAY, amount, unit)).toBeGreaterThanOrEqual(due)
      }),
      runs,
    )
  })

  it('minutes added one after the other are the minutes added at once', () => {
    const minutes = fc.integer({ min: 1, max: 3_000 })
    fc.assert(
      fc.property(calendars, instants, minutes, minutes, (one, from, a, b) => {
        const stepped = addWorking(one, addWorking(one, from, a, 'working-minutes'), b, 'working-minutes')
        expect(stepped).toBe(addWorking(one, from, a + b, 'working-minutes'))
      }),
      runs,
    )
  })

  it('exactly the minutes that were added lie between start and deadline, whatever is paused', () => {
    const given = instants.chain((from) => fc.tuple(fc.constant(from), pausesAfter(from)))
    const kinds = fc.constantFrom<TimeUnit>('minutes', 'working-minutes')
    fc.assert(
      fc.property(calendars, given, kinds, fc.integer({ min: 1, max: 3_000 }), (one, [from, pauses], unit, amount) => {
        const due = addWorking(one, from, amount, unit, pauses)
        expect(countedBetween(one, from, due, unit, pauses)).toBe(amount * 60_000)
      }),
      runs,
    )
  })

  it('a pause never makes a deadline earlier', () => {
    const given = instants.chain((from) => fc.tuple(fc.constant(from), pausesAfter(from)))
    fc.assert(
      fc.property(calendars, given, units, fc.integer({ min: 1, max: 30 }), (one, [from, pauses], unit, amount) => {
        expect(addWorking(one, from, amount, unit, pauses)).toBeGreaterThanOrEqual(addWorking(one, from, amount, unit))
      }),
      runs,
    )
  })

  it('a working deadline lies inside the working time of a working day', () => {
    const kinds = fc.constantFrom<TimeUnit>('working-minutes', 'working-days')
    fc.assert(
      fc.property(calendars, instants, kinds, fc.integer({ min: 1, max: 30 }), (one, from, unit, amount) => {
        const due = addWorking(one, from, amount, unit)
        expect(countedBetween(one, due - 1, due, 'working-minutes')).toBe(1)
      }),
      runs,
    )
  })

  it('a share of a deadline lies between its start and its end', () => {
    fc.assert(
      fc.property(calendars, instants, units, fc.integer({ min: 1, max: 30 }), (one, from, unit, amount) => {
        const due = addWorking(one, from, amount, unit)
        const warning = shareOf(one, from, due, 0.8, unit)
        expect(warning).toBeGreaterThanOrEqual(from)
        expect(warning).toBeLessThanOrEqual(due)
      }),
      runs,
    )
  })
})

test('a day begins at midnight of its own place, also on the day on which the clocks change', () => {
  const begins = (text: string, zone: string): string => new Date(startOfDay(Date.parse(text), zone)).toISOString()
  expect(begins('2026-03-29T12:00:00+02:00', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
  expect(begins('2026-10-25T12:00:00+01:00', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z')
  expect(begins('2026-11-24T09:00:00+13:00', 'Pacific/Auckland')).toBe('2026-11-23T11:00:00.000Z')
})
