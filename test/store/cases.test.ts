import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, people } from '../support/world.ts'

let folder = ''
let database: DatabaseSync
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-cases-'))
  const world = await openWorld({ folder })
  await world.slack.command({ user: people.zhang, text: 'case new' })
  await world.settle()
  await world.fill(people.zhang, { title: '来电反映噪音', kind: 'report', class: 'general' })
  await world.stop()
  database = new DatabaseSync(join(folder, 'qingxi.sqlite'))
})
afterAll(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

test('a line of a case’s history cannot be changed, whoever asks the database', () => {
  expect(() => database.exec("update case_events set line = '没有这回事'")).toThrow('never changed')
})

test('the history of an open case cannot be removed; that of a closed one can, when its retention ends', () => {
  expect(() => database.exec('delete from case_events')).toThrow('is kept')
  database.exec("update cases set state = 'closed'")
  database.exec('delete from case_events')

  expect(database.prepare('select count(*) as n from case_events').get()).toEqual({ n: 0 })
})
