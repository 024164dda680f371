import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chatOf } from '../support/desks.ts'
import { staff, threeDesks } from '../support/province.ts'
import { HOUR, MINUTE, openWorld, SECOND, type World } from '../support/world.ts'

const { fang, gu, zhang, wang, zhao, sun } = staff
const SON = '2489518277'
const DAY = 24 * HOUR

let world: World
let folder = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-orders-'))
  world = await openWorld({ configure: threeDesks, folder })
})
afterEach(async () => {
  await world.stop()
  rmSync(folder, { recursive: true })
})

/** Who ordered what, on record at the city. */
function recorded(): unknown[] {
  const database = new DatabaseSync(join(folder, 'qingxi.sqlite'), { readOnly: true })
  const rows = database.prepare("SELECT actor, line FROM events WHERE what = 'order' ORDER BY id").all()
  database.close()
  return rows.map(({ actor, line }) => [actor, line])
}

const chats = () => ({
  province: chatOf(world, 'donghai'),
  city: chatOf(world, 'qingxi'),
  county: chatOf(world, 'baishi'),
})
const told = () =>
  world.network.desks.flatMap(({ channels }) => channels.flatMap(({ emulator }) => emulator.received)).length

async function complain(): Promise<void> {
  const weibo = world.network.desks.find((one) => one.id === 'donghai')?.channels[0]
  await weibo?.say({ sender: SON, text: '我要投诉，白石县溪村派出所把身份证印错了', surface: 'mention-comment' })
  await world.settle()
  await world.advance(20 * SECOND)
  await chats().province.act(fang, 'DH-1', 'open-case', { title: '身份证印错', kind: 'complaint', class: 'general' })
}

describe('the province orders a county', () => {
  const order = { text: '请本周内办结', deadline: '2026-11-27 17:00' }

  test('that deals with a case by way of the city, which sees who ordered what; the citizen notices nothing', async () => {
    const { province, city, county } = chats()
    await complain()
    await province.act(fang, 'DH-C1', 'refer', { department: 'desk:qingxi' })
    await city.act(zhang, 'QX-C1', 'refer', { department: 'desk:baishi' })
    await county.press(zhao, 'BS-C1', 'accept')
    const before = told()
    await province.act(gu, 'DH-C1', 'supervise', { ...order, reach: 'handler' })

    const given = county.card('上级督办')
    expect(given.text).toContain('督办单位：东海省公安厅值班台')
    expect(given.text).toContain('签发人：顾处长')
    expect(given.text).toContain('请本周内办结')
    expect(given.thread).toContain(sun)
    expect(county.card('待办理').text).toContain('东海省公安厅值班台 顾处长，督办时限 11-27 17:00')
    expect(city.card('办理中｜身份证').text).toContain('已发督办单：督办时限 11-27 17:00（东海省公安厅值班台 顾处长）')
    expect(city.card('督办中').text).toContain('BS-C1')
    expect(city.card('督办中').text).toContain('东海省公安厅值班台 顾处长 发督办单，时限 11-27 17:00')
    expect(await city.command(wang, 'case show QX-C1')).toContain('东海省公安厅值班台 顾处长 发督办单')
    expect(city.titles('上级督办')).toHaveLength(1)

    // The city's own order stands beside it, with a time of its own.
    await city.act(wang, '督办中', 'supervise', { text: '请提前一天', deadline: '2026-11-26 17:00' })
    expect(county.titles('上级督办')).toHaveLength(2)
    const shown = county.card('待办理').text
    expect(shown).toContain('清溪市公安局值班台 王主任，督办时限 11-26 17:00')
    expect(shown).toContain('东海省公安厅值班台 顾处长，督办时限 11-27 17:00')

    await county.act(zhao, '待办理', 'report', { findings: '输错一位', reply: '您好，已更正。' })
    for (const title of county.titles('上级督办')) expect(county.card(title).text).toContain('已办结，已报上级')
    expect(city.titles('督办中')).toEqual([])
    expect(city.card('下级已办结').text.match(/下级报告：/g)).toHaveLength(1)
    // The city has it now, and its own part of the order runs on.
    expect(city.card('上级督办').text).not.toContain('已办结，已报上级')
    await city.act(zhang, '待报转来单位', 'report', {})
    expect(city.card('上级督办').text).toContain('已办结，已报上级')
    expect(province.titles('督办中')).toEqual([])
    expect(province.titles('没有送到')).toEqual([])
    expect(told()).toBe(before)
  })

  test('and hears from the desks below when it is not carried out in time', async () => {
    const { province, city, county } = chats()
    await complain()
    await province.act(fang, 'DH-C1', 'refer', { department: 'desk:qingxi' })
    await city.act(zhang, 'QX-C1', 'refer', { department: 'desk:baishi' })
    await county.press(zhao, 'BS-C1', 'accept')
    await province.act(gu, 'DH-C1', 'supervise', { ...order, reach: 'handler' })
    await city.act(wang, '督办中', 'supervise', { text: '请提前一天', deadline: '2026-11-26 17:00' })
    await world.advance(3 * DAY + 9 * HOUR)
    expect(city.titles('下级超时')).toHaveLength(1)
    expect(city.card('下级超时').text.match(/督办时限已过，仍未办结/g)).toHaveLength(2)
    expect(province.card('下级超时').text).toContain('督办时限已过，仍未办结')
    expect(county.card('上级督办').thread).toContain('已再次报告上级')
  })

  test('alone by way of the city when a leader leaves it at that, and the county gets nothing', async () => {
    const { province, city, county } = chats()
    await complain()
    await province.act(fang, 'DH-C1', 'refer', { department: 'desk:qingxi' })
    await city.act(zhang, 'QX-C1', 'refer', { department: 'desk:baishi' })
    await province.act(gu, 'DH-C1', 'supervise', order)
    expect(city.titles('上级督办')).toHaveLength(1)
    expect(county.titles('上级督办')).toEqual([])
  })

  test('that it handed a case to itself: the city between, which has no part in it, sees it ordered, missed and done', async () => {
    const { province, city, county } = chats()
    await complain()
    await province.act(fang, 'DH-C1', 'refer', { department: 'desk:baishi' })
    await province.act(gu, 'DH-C1', 'supervise', order)
    expect(county.card('上级督办').text).toContain('督办单位：东海省公安厅值班台')
    const seen = city.card('督办中').text
    expect(seen).toContain('白石县公安局值班台')
    expect(seen).toContain('BS-C1')
    expect(seen).toContain('东海省公安厅值班台 顾处长 发督办单，时限 11-27 17:00')
    expect(seen).toContain('督办单（东海省公安厅值班台 顾处长）')
    expect(seen).toContain('请本周内办结')
    expect(recorded()).toEqual([['desk:donghai/顾处长', '东海省公安厅值班台 顾处长 发督办单，时限 11-27 17:00']])

    await province.act(gu, 'DH-C1', 'supervise', { ...order, deadline: '2026-11-26 17:00' })
    expect(county.titles('上级督办')).toHaveLength(1)
    expect(city.titles('督办中')).toHaveLength(1)
    expect(city.card('督办中').text).toContain('11-26 17:00')
    await world.advance(2 * DAY + 9 * HOUR)
    expect(city.card('下级超时').text).toContain('督办时限已过，仍未办结')
    expect(province.card('下级超时').text).toContain('督办时限已过，仍未办结')

    await county.press(zhao, '外台转来', 'accept')
    await county.act(zhao, '待办理', 'report', { findings: '输错一位', reply: '您好，已更正。' })
    expect(city.card('下级已办结').text).toContain('BS-C1')
    expect(province.card('下级已办结').text).toContain('BS-C1')
    expect(county.card('上级督办').text).toContain('已办结，已报上级')
  })

  test('no more when the case is back at the province', async () => {
    const { province, city } = chats()
    await complain()
    await province.act(fang, 'DH-C1', 'refer', { department: 'desk:qingxi' })
    await city.act(zhang, 'QX-C1', 'return', { reason: '属省厅受理' })
    expect(province.card('DH-C1').buttons).not.toContain('supervise')
  })
})

describe('a letter that is overdue at the county', () => {
  async function overdue(): Promise<void> {
    const wechat = world.network.desks.find((one) => one.id === 'baishi')?.channels[0]
    await wechat?.say({ sender: 'oCountyCitizen01', text: '我家门口的路灯坏了很久，该找谁处理？', surface: 'private' })
    await world.advance(MINUTE)
    await world.advance(DAY)
  }

  test('comes up to the city, once, when nobody at the county answers, and what it orders ends with the answer', async () => {
    const { city, county } = chats()
    await overdue()
    expect(county.card('BS-1').text).toContain('清溪市公安局值班台')
    expect(city.titles('下级超时')).toHaveLength(1)
    expect(city.card('下级超时').text).toMatch(/责任人：赵亮/)
    await world.advance(12 * HOUR)
    expect(city.card('下级超时').text.match(/报告超时/g)).toHaveLength(1)

    await city.act(wang, '下级超时', 'supervise', { text: '请今日答复', deadline: '2026-11-26 17:00' })
    await county.act(zhao, '待审批', 'write', { text: '您好，路灯请拨打12345报修。' })
    await county.press(zhao, '待审批', 'approve')
    await world.advance(MINUTE)
    expect(city.card('下级已办结').text).toContain('答复已送达群众')
    expect(county.card('上级督办').text).toContain('已办结，已报上级')
  })

  test('comes back to the city when what it ordered is not done in time, and calls nobody at night', async () => {
    const { city, county } = chats()
    await overdue()
    await city.act(wang, '下级超时', 'supervise', { text: '请今日答复', deadline: '2026-11-26 02:00' })
    await world.advance(19 * HOUR)
    expect(county.card('上级督办').thread).not.toContain('已再次报告上级')
    await world.advance(4 * HOUR)
    expect(county.card('上级督办').thread).toContain('已再次报告上级')
    expect(city.card('下级超时').text).toContain('督办时限已过')
  })

  test('and the order is done when the citizen was told by telephone', async () => {
    const { city, county } = chats()
    await overdue()
    await county.act(zhao, 'BS-1', 'open-case', { title: '路灯不亮', kind: 'report', class: 'general' })
    await county.act(sun, 'BS-C1', 'told', { way: 'call', words: '已电话告知报修方式' })
    expect(city.card('下级已办结').text).toContain('已电话告知报修方式')
  })
})
