import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseCsv, readRoster } from '../../src/desk/roster/csv.ts'
import { readDay } from '../../src/desk/roster/date.ts'
import { gapsBetween, type Shift, watchesAt, watchesOf } from '../../src/desk/roster/shift.ts'
import type { StaffMember } from '../../src/desk/settings.ts'
import { calendarOf, shanghai } from './calendar/support.ts'

const staff: readonly StaffMember[] = [
  { id: 'zhang', name: '张敏', roles: ['officer'], chat: 'U1' },
  { id: 'li', name: '李强', roles: ['officer'], chat: 'U2' },
  { id: 'wang', name: '王主任', roles: ['officer', 'leader'], chat: 'U3' },
  { id: 'chen', name: '陈实习', roles: [], chat: 'U4' },
]

describe('a roster in CSV', () => {
  it('is read with its header in Chinese, people by name, and shifts over midnight', () => {
    const read = readRoster(
      '\uFEFF日期,星期,开始,结束,值班人员,副班,带班领导,备注\r\n2026-11-28,六,8:30,17:30,张敏、李强,,王主任,\r\n2026年11月28日,六,17:30,08:30,"李强, 张敏",王主任,王主任,"夜班,\n两人"\r\n',
      staff,
    )

    expect(read.problems).toEqual([])
    expect(read.shifts).toEqual([
      { on: '2026-11-28', from: 510, to: 1050, duty: ['zhang', 'li'], deputies: [], leaders: ['wang'] },
      { on: '2026-11-28', from: 1050, to: 1950, duty: ['li', 'zhang'], deputies: ['wang'], leaders: ['wang'] },
    ])
  })

  it('is read with its header in English, in any order, and with kinds of days', () => {
    const read = readRoster('duty,From,to,date\nzhang,00:00,24:00,workdays\nli,08:00,08:00,节假日\n', staff)

    expect(read.problems).toEqual([])
    expect(read.shifts.map(({ on, from, to, duty }) => [on, from, to, ...duty])).toEqual([
      ['workday', 0, 1440, 'zhang'],
      ['day-off', 480, 1920, 'li'],
    ])
  })

  it('names every mistake with its line', () => {
    const { problems } = readRoster(
      [
        '日期,开始,结束,值班,副班,领导',
        '2026-02-30,08:30,17:30,张敏,,',
        '',
        '2026-11-28,25:00,17:30,张敏,,',
        '2026-11-28,08:30,17:61,张三,陈实习,李强',
        '2026-11-29,08:30,17:30,,,',
        '2026-11-30,08:30,17:30,张敏,,',
        '2026/11/30,8:30,17:30,李强,,',
      ].join('\n'),
      staff,
    )

    expect(problems).toEqual([
      expect.stringMatching(/^第 2 行：“2026-02-30”不是日期/),
      expect.stringMatching(/^第 4 行：开始时间“25:00”/),
      expect.stringMatching(/^第 5 行：结束时间“17:61”/),
      expect.stringMatching(/^第 5 行：值班人员“张三”不在 staff 中/),
      expect.stringMatching(/^第 5 行：副班“陈实习”没有审批角色/),
      expect.stringMatching(/^第 5 行：带班领导“李强”不是领导/),
      expect.stringMatching(/^第 6 行：没有写值班人员/),
      expect.stringMatching(/^第 8 行：与第 7 行是同一个班次/),
    ])
  })

  test.each([
    ['', /是空的/],
    ['日期,开始,值班\n', /缺少“结束”（to）/],
    ['日期,开始,结束,值班,领到\n', /不认识表头“领到”/],
  ])('whose header is wrong says so: %j', (text, expected) => {
    expect(readRoster(text, staff).problems.join()).toMatch(expected)
  })

  it('gives back whatever cells were written, with the line each row begins on', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '中', ',', '"', '\n', ' ') }).map((text) => text.trim())
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const read = parseCsv(rows.map((row) => row.map(quote).join(',')).join('\r\n'))
        expect(read.map(({ cells }) => cells)).toEqual(rows)
        let line = 1
        for (const [index, row] of rows.entries()) {
          expect(read[index]?.line).toBe(line)
          line += 1 + row.join('').split('\n').length - 1
        }
      }),
    )
  })

  it('is never read without end, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }), (text) => {
        expect(Array.isArray(parseCsv(text))).toBe(true)
      }),
    )
  })
})

describe('who is on duty', () => {
  const calendar = calendarOf()
  const shift = (on: Shift['on'], from: number, to: number, ...duty: string[]): Shift => ({
    on,
    from: from * 60,
    to: to * 60,
    duty,
    deputies: [],
    leaders: [],
  })
  const on = (shifts: readonly Shift[], at: string): string[] =>
    watchesAt(shifts, calendar, shanghai(at), []).flatMap((watch) => watch.duty)

  it('follows the kind of the day, make-up days and holidays included, and a dated line comes before it', () => {
    const shifts = [shift('workday', 8, 18, 'zhang'), shift('day-off', 8, 18, 'li'), shift('2026-10-11', 8, 18, 'wang')]

    expect(on(shifts, '2026-10-09 10:00')).toEqual(['zhang'])
    expect(on(shifts, '2026-10-10 10:00')).toEqual(['zhang'])
    expect(on(shifts, '2026-10-05 10:00')).toEqual(['li'])
    expect(on(shifts, '2026-10-11 10:00')).toEqual(['wang'])
    expect(on(shifts, '2026-10-11 18:00')).toEqual([])
  })

  it('is still last night’s shift in the early morning', () => {
    const shifts = [shift('2026-11-24', 20, 32, 'zhang'), shift('2026-11-25', 8, 20, 'li')]

    expect(on(shifts, '2026-11-24 23:00')).toEqual(['zhang'])
    expect(on(shifts, '2026-11-25 07:59')).toEqual(['zhang'])
    expect(on(shifts, '2026-11-25 08:00')).toEqual(['li'])
  })

  it('is the other one after a swap, on that day only', () => {
    const shifts = [shift('daily', 0, 12, 'zhang'), shift('daily', 12, 24, 'li')]
    const swaps = [{ day: '2026-11-28', asker: 'zhang', other: 'li' }]
    const duty = (day: string): string[] => watchesOf(shifts, calendar, day, swaps).flatMap((watch) => watch.duty)

    expect(duty('2026-11-28')).toEqual(['li', 'zhang'])
    expect(duty('2026-11-29')).toEqual(['zhang', 'li'])
  })

  it('has gaps exactly where no shift is, whatever the shifts are', () => {
    const spans = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 30 })).map(([from, length]) => ({
        from,
        to: from + length,
      })),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(spans, (watches) => {
        const gaps = gapsBetween(watches, 10, 90)
        for (let at = 10; at < 90; at += 1) {
          const covered = watches.some(({ from, to }) => from <= at && at < to)
          expect(gaps.some(({ from, to }) => from <= at && at < to)).toBe(!covered)
        }
        for (const { from, to } of gaps) expect(to).toBeGreaterThan(from)
      }),
    )
  })
})

test.each([
  ['2026-11-28', '2026-11-28'],
  ['11-28', '2026-11-28'],
  ['11月28日', '2026-11-28'],
  ['1-3', '2027-01-03'],
  ['11-20', '2026-11-20'],
  ['今天', '2026-11-24'],
  ['tomorrow', '2026-11-25'],
  ['2-30', undefined],
  ['9999-12-31', undefined],
  ['soon', undefined],
])('a date in a command: %s', (text, day) => {
  expect(readDay(text, shanghai('2026-11-24 09:00'), 'Asia/Shanghai')).toBe(day)
})

test('on New Year’s Day the day before is meant, and not the one a year ahead', () => {
  expect(readDay('12-31', shanghai('2027-01-01 09:00'), 'Asia/Shanghai')).toBe('2026-12-31')
  expect(readDay('2-29', shanghai('2027-12-01 09:00'), 'Asia/Shanghai')).toBe('2028-02-29')
})
