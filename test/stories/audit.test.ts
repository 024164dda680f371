import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyFiles } from '../../src/runtime/audit-verify.ts'
import { HOUR, MINUTE, openWorld, people, type World } from '../support/world.ts'

const UID = '2489518277'
const PHONE = '13812345678'
const QUESTION = `我家门口的路灯坏了很久，晚上不安全，该找谁处理？我的电话是${PHONE}`
const DAY = 24 * HOUR

let folder = ''
let world: World
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-audit-'))
  world = await openWorld({ folder })
})
afterEach(async () => {
  await world.stop()
  rmSync(folder, { recursive: true })
})

const audit = (text: string, user: string = people.wang) => world.slack.command({ user, text: `audit ${text}` })
const file = () => join(folder, 'qingxi.sqlite')

async function aMatter(): Promise<void> {
  await world.say('weibo', UID, QUESTION)
  await world.advance(MINUTE)
  await world.press(people.zhang, 'reveal')
  await world.press(people.zhang, 'edit')
  await world.fill(people.zhang, { text: '您好，路灯请拨打12345报修。' })
  await world.press(people.li, 'approve')
  await world.advance(MINUTE)
}

test('a leader reads the whole chain of a conversation: who wrote, decided, looked and sent what, and when', async () => {
  await aMatter()
  const text = await audit('QX-1')

  const told = [
    '来信“我家门口的路灯坏了很久',
    '当即回复“您的留言已收到',
    '转人工，经办',
    '拟稿（',
    '计时：',
    '张敏：查看了隐去的信息：手机号码',
    '张敏：修改了拟稿',
    '拟稿（人工）“您好，路灯请拨打12345报修。”',
    '李强：批准“您好，路灯请拨打12345报修。”',
    '已送达“您好，路灯请拨打12345报修。”',
  ]
  for (const [index, part] of told.entries()) {
    expect(text).toContain(part)
    if (index > 4) expect(text.indexOf(part)).toBeGreaterThan(text.indexOf(told[index - 1] ?? ''))
  }
  expect(text).toContain('核对：这些记录都没有被改动')
  expect(text).toMatch(/#\d+ 11-24 09:0\d:\d\d 群众：来信/)
  expect(text).not.toContain(PHONE)
})

test('what was said at once without a person is in it, with what the FAQ found', async () => {
  await world.say('wechat', 'oAudit', '身份证丢了怎么补办')

  expect(await audit('QX-1')).toMatch(/常见问题：相符 id-lost \d+%.*当即回复“您好.*”（已发出）/)
})

test('a case has a chain of its own, and leads to its conversations', async () => {
  await aMatter()
  await world.press(people.zhang, 'open-case')
  await world.fill(people.zhang, { title: '路灯不亮', kind: 'report', class: 'general' })
  const text = await audit('QX-C1')

  expect(text).toContain('有关会话：QX-1')
  expect(text).toContain('张敏：立为事项')
  expect(await audit('QX-1')).toContain('所属事项：QX-C1')
})

test('only leaders may look, and each look is on record', async () => {
  await aMatter()
  expect(await audit('QX-1', people.zhang)).toContain('须由领导办理')
  expect(await audit('QX-1', people.chen)).toContain('须由领导办理')
  await audit('QX-1')

  expect(await audit('QX-1')).toContain('王主任：查看完整记录')
})

test('a long chain comes in parts that a phone shows', async () => {
  await world.say('weibo', UID, QUESTION)
  for (let at = 0; at < 30; at += 1) await world.say('weibo', UID, `${QUESTION}（补充第${at}点）`)
  const first = await audit('QX-1')
  const [, parts] = /第 1\/(\d+) 部分/.exec(first) ?? []

  expect(Number(parts)).toBeGreaterThan(1)
  expect(first).toContain('下一部分：audit QX-1 2')
  expect(first.length).toBeLessThan(4_000)
  const last = await audit(`QX-1 ${parts}`)
  expect(last).toContain('补充第29点')
  expect(last).not.toContain('下一部分')
})

test('a row that was changed is shown as such, and a wrong number is told apart', async () => {
  await aMatter()
  const database = new DatabaseSync(file())
  database.exec("DROP TRIGGER events_never_changed; UPDATE events SET actor = 'wang' WHERE what = 'approve'")
  database.close()

  expect(await audit('QX-1')).toMatch(/核对不符：第 \d+ 条/)
  expect(await audit('QX-99')).toContain('没有找到“QX-99”')
  expect(await audit('BS-1')).toContain('没有找到')
  expect(await audit('')).toContain('audit head')
})

test('small talk that staff made a conversation of later stands in the record as it came', async () => {
  await world.say('weibo', UID, '好的')
  await world.advance(MINUTE)
  expect(await world.slack.command({ user: people.li, text: 'chatter open 1' })).toContain('已转为会话 QX-1')
  await world.advance(MINUTE)
  expect(verifyFiles([file()], '')).toMatchObject({ ok: true })
  expect(await audit('QX-1')).toContain('核对：这些记录都没有被改动')
})

test('the head that a leader noted, and the one in the log, tell later that nothing was cut off', async () => {
  await aMatter()
  const [, head = ''] = /链头 (\d+:[0-9a-f]{64})/.exec(await audit('head')) ?? []
  await world.say('weibo', UID, '谢谢')
  await world.advance(DAY)
  const logged = world.logs.flatMap((line) => /"desk":"qingxi".*"head":"(\d+:[0-9a-f]{64})"/.exec(line)?.[1] ?? [])

  expect(verifyFiles([file(), '--head', head], folder).text).toContain('记录完好')
  expect(logged.length).toBeGreaterThan(0)
  for (const one of logged) expect(verifyFiles([file(), '--head', one], folder).ok).toBe(true)
})

test('the ledger of every morning keeps the head in the chat: a record that lost its end or was made anew is noticed', async () => {
  await aMatter()
  await world.advance(DAY)
  const [, head = ''] = /记录链头 (\d+:[0-9a-f]{16})，/.exec(world.find('未答复台账').text) ?? []
  await world.say('weibo', UID, QUESTION)
  const verify = () => verifyFiles([file(), '--head', head], folder)
  expect(verify()).toEqual({ ok: true, text: expect.stringContaining('记录完好') })

  const database = new DatabaseSync(file())
  const id = Number(head.split(':')[0])
  database.exec(`DROP TRIGGER events_removed_from_the_beginning; DELETE FROM events WHERE id >= ${id}`)
  database.close()
  expect(verify()).toEqual({ ok: false, text: expect.stringContaining('结尾的记录缺失') })
})

test('what was undone leaves no gap: the chain goes on from what was committed, also after a restart', async () => {
  await aMatter()
  const database = new DatabaseSync(file())
  database.exec("CREATE TRIGGER full BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'disk full'); END")
  await world
    .channel('portal')
    .say({ sender: 'visitor-1', text: QUESTION, surface: 'private' })
    .catch(() => {})
  database.exec('DROP TRIGGER full')
  database.close()
  await world.say('portal', 'visitor-2', QUESTION)
  await world.stop()
  world = await openWorld({ folder, after: world })
  await world.say('portal', 'visitor-3', QUESTION)
  await world.advance(MINUTE)

  expect(verifyFiles([file()], folder)).toEqual({ ok: true, text: expect.stringContaining('记录完好') })
})

test('over a year of retention words and old rows go, and the chain still holds', async () => {
  await world.stop()
  world = await openWorld({
    folder,
    after: world,
    configure: ({ desks: [desk] }) => {
      if (desk !== undefined) desk.policies = { ...desk.policies, contentDays: 60, logDays: 183 }
    },
  })
  await aMatter()
  await world.say('wechat', 'oYear', '谢谢')
  await world.say('wechat', 'oYear', '身份证丢了怎么补办')
  await world.advance(100 * DAY)
  // A quiet desk sleeps: whatever comes next wakes it, and the day's clearing is done first.
  await world.say('portal', 'visitor-1', '谢谢')
  expect(await audit('QX-1')).toContain('原文已按保存期限清除')
  expect(verifyFiles([file()], folder).ok).toBe(true)

  await world.say('weibo', UID, QUESTION)
  await world.advance(265 * DAY)
  await world.say('portal', 'visitor-2', '谢谢')
  const { text, ok } = verifyFiles([file()], folder)
  expect(text).toContain('记录完好')
  expect(ok).toBe(true)
  const database = new DatabaseSync(file(), { readOnly: true })
  expect(
    database.prepare("SELECT min(id) > 1 AS trimmed, sum(what = 'trimmed') > 0 AS told FROM events").get(),
  ).toEqual({
    trimmed: 1,
    told: 1,
  })
  database.close()
})

test('the desk’s own telephone number is readable in what it said; whatever else is in the same words is not', async () => {
  const own = '0570-8234567'
  await world.say('weibo', UID, QUESTION)
  await world.advance(MINUTE)
  await world.press(people.zhang, 'edit')
  await world.fill(people.zhang, { text: `请拨打${own}，或0570-8234568，我们也会打${PHONE}联系您。` })
  const text = await audit('QX-1')

  expect(text).toContain(`请拨打${own}，或［电话］，我们也会打［电话］联系您。`)
  expect(text).not.toContain(PHONE)
})
