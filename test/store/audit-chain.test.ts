import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyFiles } from '../../src/runtime/audit-verify.ts'
import { HOUR, MINUTE, openWorld, people } from '../support/world.ts'

const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？我的电话是13812345678'

let folder = ''
let pristine = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-chain-'))
  const world = await openWorld({ folder })
  await world.say('weibo', '2489518277', QUESTION)
  await world.say('wechat', 'oChain', '身份证丢了怎么补办')
  await world.say('wechat', 'oThanks', '谢谢')
  await world.advance(MINUTE)
  await world.press(people.zhang, 'write')
  await world.fill(people.zhang, { text: '您好，路灯请拨打12345报修。' })
  await world.press(people.zhang, 'approve')
  await world.press(people.zhang, 'open-case')
  await world.fill(people.zhang, { title: '路灯不亮', kind: 'report', class: 'general' })
  await world.advance(HOUR)
  await world.stop()
  pristine = join(folder, 'qingxi.sqlite')
})
afterAll(() => rmSync(folder, { recursive: true }))

let file = ''
let copies = 0
beforeEach(() => {
  copies += 1
  file = join(folder, `copy-${copies}.sqlite`)
  const database = new DatabaseSync(pristine)
  database.exec(`VACUUM INTO '${file}'`)
  database.close()
})

/** What somebody with the file in hands does, past every trigger. */
function tamper(sql: string): void {
  const database = new DatabaseSync(file)
  database.exec('DROP TRIGGER events_never_changed; DROP TRIGGER events_removed_from_the_beginning')
  database.exec('DROP TRIGGER case_events_never_changed; DROP TRIGGER case_events_kept_while_open')
  database.exec(sql)
  database.close()
}
const one = (sql: string): string => {
  const database = new DatabaseSync(file)
  const row = database.prepare(sql).get()
  database.close()
  return String(Object.values(row ?? {})[0])
}
const verify = (...args: string[]) => verifyFiles([file, ...args], folder)

describe('the chain of a desk’s record', () => {
  test('holds as it was written, and says what its head is', () => {
    const { text, ok } = verify()
    expect(text).toMatch(/\d+ 条记录完好，链头 \d+:[0-9a-f]{64}/)
    expect(ok).toBe(true)
    expect(verifyFiles([], folder).ok).toBe(true)
  })

  const newest = 'SELECT max(id) FROM events'
  test.each<[string, string, string]>([
    ['a changed row', "UPDATE events SET actor = 'wang' WHERE id = 5", '第 5 条断开'],
    ['a changed time', 'UPDATE events SET at = at + 1 WHERE id = 7', '第 7 条断开'],
    ['a changed hash', "UPDATE events SET hash = replace(hash, substr(hash, 1, 1), 'z') WHERE id = 4", '第 4 条断开'],
    ['a deleted row', 'DELETE FROM events WHERE id = 6', '第 7 条断开'],
    ['a deleted beginning', 'DELETE FROM events WHERE id < 4', '第 4 条断开'],
    ['a beginning whose hashes were blanked', "UPDATE events SET hash = '' WHERE id < 4", '第 4 条断开'],
    [
      'two rows that were swapped',
      'UPDATE events SET id = -1 WHERE id = 5; UPDATE events SET id = 5 WHERE id = 6; UPDATE events SET id = 6 WHERE id = -1',
      '第 5 条断开',
    ],
    [
      'a row that was put in',
      `UPDATE events SET id = -id - 1 WHERE id > 5; UPDATE events SET id = -id WHERE id < 0;
       INSERT INTO events (id, at, actor, what, line, detail, hash) SELECT 6, at, actor, what, line, detail, hash FROM events WHERE id = 5`,
      '第 6 条断开',
    ],
    [
      'a row that was put behind the end',
      "INSERT INTO events (at, actor, what, line, detail, hash) VALUES (1, 'wang', 'approve', '', '{}', 'abc')",
      '内容与哈希不符',
    ],
    ['a citizen’s words that were changed', "UPDATE messages SET text = '没事了' WHERE id = 1", 'messages'],
    ['words that were taken away before their time', "UPDATE messages SET text = '' WHERE id = 1", 'messages'],
    ['words of no conversation that were taken away', "UPDATE messages SET text = '' WHERE id = 3", 'messages'],
    ['a message that was deleted', 'DELETE FROM messages WHERE id = 2', 'messages'],
    [
      'a message that was put in',
      `UPDATE messages SET id = 9 WHERE id = 3;
       INSERT INTO messages (id, channel, dedupe_key, turn, kind, text, sent_at, received_at, outcome)
       VALUES (3, 'weibo', 'new', 1, 'text', '我撤回投诉', 1, 1, 'no-reply')`,
      '没有记录，是插入的',
    ],
    ['another sender', "UPDATE conversations SET sender = 'somebody' WHERE id = 1", 'messages'],
    ['a reply that was changed', "UPDATE replies SET text = '已办结' WHERE kind = 'approved'", 'replies'],
    ['a draft that was changed', "UPDATE drafts SET text = '已办结' WHERE origin = 'person'", 'drafts'],
    ['an approval under another name', "UPDATE decisions SET staff = 'wang'", 'decisions'],
    ['a line of a case that was changed', "UPDATE case_events SET line = '没有这回事'", 'case_events'],
    ['the history of a case that was deleted', 'DELETE FROM case_events', 'case_events'],
  ])('gives away %s', (_what, sql, told) => {
    tamper(sql)
    const { text, ok } = verify()
    expect(text).toContain(told)
    expect(ok).toBe(false)
  })

  test('gives away that its end was cut off, once a head is compared that was noted before', () => {
    const [id, hash] = [one(newest), one('SELECT hash FROM events ORDER BY id DESC LIMIT 1')]
    expect(verify('--head', `${id}:${hash}`).ok).toBe(true)
    expect(verify('--head', `${id}:${String(hash).slice(0, 12)}`).ok).toBe(true)
    tamper(`DELETE FROM events WHERE id > ${Number(id) - 3}`)

    expect(verify().ok).toBe(true)
    expect(verify('--head', `${id}:${hash}`)).toEqual({ ok: false, text: expect.stringContaining('结尾的记录缺失') })
  })

  test('gives away that it was made anew, by the same', () => {
    const id = one(newest)
    for (const digits of [12, 16, 64]) {
      expect(verify('--head', `${id}:${'0'.repeat(digits)}`)).toEqual({
        ok: false,
        text: expect.stringContaining('链头不符'),
      })
    }
  })

  test('cannot be changed by a slip: the database refuses', () => {
    const database = new DatabaseSync(file)
    expect(() => database.exec("UPDATE events SET line = ''")).toThrow('never changed')
    expect(() => database.exec('DELETE FROM events WHERE id = 5')).toThrow('from its beginning')
    database.close()
  })

  test('says what is wrong with what it is asked', () => {
    expect(verifyFiles(['nowhere'], folder)).toEqual({ ok: false, text: expect.stringContaining('找不到') })
    expect(verify('--head', `0:${'0'.repeat(64)}`)).toEqual({ ok: false, text: expect.stringContaining('无法比对') })
    expect(verify('--head', '12:0123456789a')).toEqual({ ok: false, text: expect.stringContaining('序号:哈希') })
    expect(verify('--head', '12')).toEqual({ ok: false, text: expect.stringContaining('序号:哈希') })
    expect(verifyFiles(['--head', `1:${'0'.repeat(64)}`], folder)).toEqual({
      ok: false,
      text: expect.stringContaining('一个值班台'),
    })
    expect(verifyFiles([], join(folder, 'empty'))).toEqual({ ok: false, text: expect.stringContaining('没有值班台') })
    expect(verifyFiles([join(import.meta.dirname, 'audit-chain.test.ts')], folder).ok).toBe(false)
  })
})
