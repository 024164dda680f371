import { describe, expect, test } from 'vitest'
import { mondayBefore, mondayFrom } from '../../src/desk/weekdays.ts'

const at = (text: string): number => Date.parse(text)

describe('Monday nine o’clock', () => {
  test.each([
    ['2026-11-24T09:00:00+08:00', '2026-11-30T09:00:00+08:00', '2026-11-23T09:00:00+08:00'],
    ['2026-11-30T08:59:59+08:00', '2026-11-30T09:00:00+08:00', '2026-11-23T09:00:00+08:00'],
    ['2026-11-30T09:00:00+08:00', '2026-11-30T09:00:00+08:00', '2026-11-30T09:00:00+08:00'],
    ['2026-11-30T09:00:01+08:00', '2026-12-07T09:00:00+08:00', '2026-11-30T09:00:00+08:00'],
    ['2026-11-30T00:30:00+08:00', '2026-11-30T09:00:00+08:00', '2026-11-23T09:00:00+08:00'],
    ['2026-12-31T23:00:00+08:00', '2027-01-04T09:00:00+08:00', '2026-12-28T09:00:00+08:00'],
    ['2026-11-29T23:59:00+08:00', '2026-11-30T09:00:00+08:00', '2026-11-23T09:00:00+08:00'],
  ])('around %s in Shanghai is %s and was %s', (now, next, before) => {
    expect(mondayFrom(at(now), 'Asia/Shanghai')).toBe(at(next))
    expect(mondayBefore(at(now), 'Asia/Shanghai')).toBe(at(before))
  })

  test('is nine on the clock of a place that has just changed its clocks', () => {
    expect(mondayFrom(at('2026-10-24T12:00:00+02:00'), 'Europe/Berlin')).toBe(at('2026-10-26T09:00:00+01:00'))
    expect(mondayBefore(at('2026-10-27T12:00:00+01:00'), 'Europe/Berlin')).toBe(at('2026-10-26T09:00:00+01:00'))
    expect(mondayBefore(at('2026-10-26T08:00:00+01:00'), 'Europe/Berlin')).toBe(at('2026-10-19T09:00:00+02:00'))
  })
})
