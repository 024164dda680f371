import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { portal, portalText, secrets, wechat, wechatText, weibo, weiboText } from '../support/doors.ts'
import { expectRefusal } from '../support/refusal.ts'
import { MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

/** A desk whose database cannot be written for a while. */

const CITIZEN = '2489518277'
/** What no log line may hold. */
const WORDS = '路灯坏了很久'
const PHONE = '13812345678'
const QUESTION = `我家门口的${WORDS}，该找谁处理？我的电话是${PHONE}`

let world: World
let data: string
/** Before which delivery it can be written again; never when undefined. */
let repairsAt: number | undefined
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'zhiban-'))
  repairsAt = undefined
  let deliveries = 0
  world = await openWorld({
    folder: data,
    lose: () => {
      deliveries += 1
      if (deliveries === repairsAt) change('drop trigger full')
      return false
    },
  })
})
afterEach(async () => {
  const log = world.logs.join('\n')
  await world.stop()
  rmSync(data, { recursive: true })
  for (const secret of [WORDS, PHONE, ...Object.values(secrets)]) expect(log).not.toContain(secret)
})

function rows(sql: string): Record<string, unknown>[] {
  const file = new DatabaseSync(join(data, 'qingxi.sqlite'))
  const found = file.prepare(sql).all()
  file.close()
  return found
}
const change = (sql: string): void => {
  const file = new DatabaseSync(join(data, 'qingxi.sqlite'))
  file.exec(sql)
  file.close()
}
/** SQL that breaks it. */
const BREAK = `create trigger full before insert on messages begin select raise(abort, 'disk I/O error'); end`

test('a message is answered with 503, and the redelivery that comes once it can be written again makes one message', async () => {
  repairsAt = 3
  change(BREAK)
  const delivery = await world.say('weibo', CITIZEN, QUESTION)

  expect(delivery).toMatchObject({ status: 200, attempts: 3 })
  expect(delivery.passive).toContain('QX-1')
  expect(rows('select text from messages')).toMatchObject([{ text: QUESTION }])
  expect(rows('select id from conversations')).toHaveLength(1)
  await world.advance(MINUTE)
  expect(world.cards()).toHaveLength(1)
})

test('a message is not taken in by halves and the refusal shows nothing of the database', async () => {
  change(BREAK)
  for (const request of [
    weibo(weiboText(CITIZEN, QUESTION)),
    wechat(wechatText('o9AgO5Kd5ggOC-bXrbNODIiE3bGY', '1', QUESTION)),
    portal('msg_1', portalText('"c1"', JSON.stringify(QUESTION))),
  ]) {
    const response = await world.built.app.fetch(request)
    await world.settle()
    expect(response.headers.get('retry-after')).toBe('10')
    await expectRefusal(world, response, 503, 'unavailable')
  }
  for (const table of ['messages', 'conversations', 'replies', 'effects', 'nonces']) {
    expect(rows(`select * from ${table}`)).toEqual([])
  }
  // What the clock did by itself is no half of a message.
  expect(rows("select * from events where what <> 'cleared'")).toEqual([])
})

test('a click fails with a word to the person, and then counts once when it is pressed again', async () => {
  await world.say('weibo', CITIZEN, QUESTION)
  await world.advance(MINUTE)
  change(BREAK.replaceAll('messages', 'decisions'))
  const ts = world.cards()[0]?.ts ?? ''
  await world.press(people.zhang, 'approve', ts)
  expect(world.told(people.zhang)).toEqual([expect.stringMatching(/没有处理成功.*请求号 [\w-]+/)])
  await world.advance(MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(1)

  change('drop trigger full')
  await world.press(people.zhang, 'approve')
  await world.advance(20 * SECOND)
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
})
