import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import { officialDays } from '../../src/runtime/holidays.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-rosters-'))
  copyFileSync(join(ROOT, 'zhiban.config.yaml'), join(folder, 'zhiban.config.yaml'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('rosters are read from the folder beside the configuration, as spreadsheets save them', () => {
  mkdirSync(join(folder, 'roster'))
  writeFileSync(join(folder, 'roster', 'utf8.csv'), '日期,张敏')
  // The same words in GB 18030, which spreadsheets in Chinese save without being asked.
  const bytes = [0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xd5, 0xc5, 0xc3, 0xf4]
  writeFileSync(join(folder, 'roster', 'gb.csv'), Uint8Array.from(bytes))
  writeFileSync(join(folder, 'roster', 'notes.txt'), 'not a roster')

  expect(readContent(join(folder, 'zhiban.config.yaml')).rosters).toEqual({
    'gb.csv': '日期,张敏',
    'utf8.csv': '日期,张敏',
  })
})

test('without such a folder there are none', () => {
  expect(readContent(join(folder, 'zhiban.config.yaml')).rosters).toEqual({})
})

test('the public holidays are those of the State Council’s notice for 2026, and of no year that is not announced', () => {
  const of2026 = [...officialDays.days].filter(([day]) => day.startsWith('2026'))
  const work = of2026.filter(([, special]) => special.work).map(([day]) => day)

  expect(work).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])
  expect(of2026.filter(([, special]) => !special.work)).toHaveLength(33)
  expect(officialDays.years.has(2026)).toBe(true)
  expect(officialDays.years.has(2030)).toBe(false)
})
