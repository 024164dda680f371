import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, MORNING, openWorld, people } from '../support/world.ts'

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

test('the words of many cases whose retention ends on one day are all gone on that day', async () => {
  const own = mkdtempSync(join(tmpdir(), 'zhiban-cases-'))
  await (await openWorld({ folder: own })).stop()
  const file = new DatabaseSync(join(own, 'qingxi.sqlite'))
  const old = MORNING - 1_000 * 24 * HOUR
  file.exec("delete from facts where key = 'clearing'")
  file.exec(`insert into cases (kind, topic, place, title, class, state, owner, deadline_at, reply_since, follow_up,
    created_at, updated_at) with recursive n(i) as (select 1 union all select i + 1 from n where i < 250)
    select 'report', 'other', '', '来电 ' || i, 'general', 'closed', 'li', ${old}, ${old}, 0, ${old}, ${old} from n`)
  const world = await openWorld({ folder: own })
  await world.say('weibo', '2489518277', '我家门口的路灯坏了很久，该找谁处理？')
  await world.advance(HOUR)
  await world.stop()

  expect(file.prepare("select count(*) as n from cases where title <> ''").get()).toEqual({ n: 0 })
  file.close()
  rmSync(own, { recursive: true })
})
