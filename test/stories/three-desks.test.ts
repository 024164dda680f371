import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chatOf } from '../support/desks.ts'
import { staff, threeDesks } from '../support/province.ts'
import { HOUR, MINUTE, openWorld, SECOND, type World } from '../support/world.ts'

const { fang, gu, zhang, wang, zhao, sun, qian } = staff
const SON = '2489518277'
const DAY = 24 * HOUR
const COMPLAINT =
  '我要投诉，白石县溪村派出所把我父亲身份证上的出生日期印错了，跑了三趟都没人管！身份证号110101194903071233，电话13812345678'
const ANSWER =
  '您好，经核查，您父亲的身份证出生日期系录入有误，已免费重新制证，民警将上门送达。给您添麻烦了，谨致歉意。'

let world: World
beforeEach(async () => {
  world = await openWorld({ configure: threeDesks })
})
afterEach(() => world.stop())

const chats = () => ({
  province: chatOf(world, 'donghai'),
  city: chatOf(world, 'qingxi'),
  county: chatOf(world, 'baishi'),
})
const weibo = () => {
  const channel = world.network.desks.find((one) => one.id === 'donghai')?.channels[0]
  if (channel === undefined) throw new Error('the province has no channel')
  return channel
}
const got = () =>
  weibo()
    .emulator.received.filter((one) => one.to === SON)
    .map((one) => one.text)

async function complain(surface: 'mention-comment' | 'private' = 'mention-comment'): Promise<void> {
  await weibo().say({ sender: SON, text: COMPLAINT, surface })
  await world.settle()
  await world.advance(20 * SECOND)
}

/** The province opens the case and hands it to the city, the city to the county. */
async function handedDown(surface?: 'private'): Promise<void> {
  const { province, city } = chats()
  await complain(surface)
  await province.act(fang, 'DH-1', 'open-case', { title: '身份证出生日期印错', kind: 'complaint', class: 'general' })
  await province.act(fang, 'DH-C1', 'refer', { department: 'desk:qingxi', note: '请核查并报结果' })
  await city.act(zhang, 'QX-C1', 'refer', { department: 'desk:baishi' })
}

/** The station reports to the county, the county to the city, the city to the province. */
async function reportedUp(): Promise<void> {
  const { city, county } = chats()
  await county.act(zhao, 'BS-C1', 'refer', { department: 'xicun' })
  await county.press(qian, 'BS-C1', 'accept')
  await county.act(qian, 'BS-C1', 'report', { findings: '录入时输错一位', measures: '已重新制证', reply: ANSWER })
  await county.act(zhao, 'BS-C1', 'report', {})
  await city.act(zhang, 'QX-C1', 'report', {})
}

describe('an ID card with a wrong birth date', () => {
  test('goes from the province over city and county to the station, and back up to the citizen', async () => {
    const { province, city, county } = chats()
    await complain()
    await province.act(fang, 'DH-1', 'open-case', { title: '身份证出生日期印错', kind: 'complaint', class: 'general' })
    expect(province.card('DH-C1').text).toContain('白石县公安局值班台')

    await province.act(fang, 'DH-C1', 'refer', { department: 'desk:qingxi', note: '请核查并报结果' })
    expect(province.card('DH-C1').text).toContain('对方事项编号：QX-C1')
    const atCity = city.card('QX-C1')
    expect(atCity.text).toContain('DH-C1')
    expect(atCity.text).toContain('请核查并报结果')
    expect(atCity.text).toContain('［身份证号］')
    expect(atCity.text).not.toMatch(/110101194903071233|13812345678|2489518277/)
    expect(atCity.thread).toContain(zhang)

    // The menu offers the county first, since the citizen names it.
    await city.press(zhang, 'QX-C1', 'refer')
    const menu = JSON.stringify(city.form(zhang))
    expect(menu).toContain('建议转给 白石县公安局值班台')
    expect(menu.indexOf('白石县公安局值班台（')).toBeLessThan(menu.indexOf('东门派出所'))
    await city.submit(zhang, { department: 'desk:baishi' })
    expect(province.card('DH-C1').text).toContain('办理中')
    expect(county.card('BS-C1').text).toContain('东海省公安厅值班台 → 清溪市公安局值班台')

    await county.act(zhao, 'BS-C1', 'refer', { department: 'xicun' })
    expect(county.card('BS-C1', 'C0XICUN001').text).toContain('［身份证号］')
    await county.press(qian, 'BS-C1', 'accept')
    expect(province.card('DH-C1').text).toContain('溪村派出所 钱所长 接收')
    await county.act(qian, 'BS-C1', 'report', { findings: '录入时输错一位', measures: '已重新制证', reply: ANSWER })
    expect(got()).toEqual([])
    await county.act(zhao, 'BS-C1', 'report', {})
    expect(city.card('QX-C1').text).toContain('录入时输错一位')
    await city.act(zhang, 'QX-C1', 'report', {})
    expect(county.card('BS-C1').text).toContain('已报告转来单位')

    // One voice: the province approves, and only then the citizen hears of it.
    expect(province.card('DH-1').text).toContain(ANSWER)
    expect(got()).toEqual([])
    await province.press(fang, 'DH-1', 'approve')
    await province.press(gu, 'DH-1', 'approve')
    await world.advance(MINUTE)
    expect(got()).toEqual([ANSWER])
    expect(province.card('DH-C1').text).toContain('已答复群众')
    expect(city.card('QX-C1').text).toContain('转来单位已答复群众')
    expect(county.card('BS-C1').text).toContain('转来单位已答复群众')

    await province.act(gu, 'DH-C1', 'arrange', { way: 'call', by: 'fang', at: '2026-11-25 10:00' })
    await province.act(fang, 'DH-C1', 'followed', { result: 'satisfied', words: '已收到新证' })
    expect(province.card('DH-C1').text).toContain('已办结')
    const course = await province.command(fang, 'case show DH-C1')
    for (const line of [
      '转给 清溪市公安局值班台',
      '对方编号 QX-C1',
      '溪村派出所',
      '报告了办理结果',
      '答复已送达',
      '满意',
    ])
      expect(course).toContain(line)
    expect([province, city, county].map((desk) => desk.titles('-C').length)).toEqual([1, 1, 1])
  })

  test('that the county leaves lying comes up to the city, whose order it then carries out', async () => {
    const { province, city, county } = chats()
    await handedDown()
    await county.act(zhao, 'BS-C1', 'refer', { department: 'xicun' })
    await world.advance(9 * DAY + HOUR)
    expect(county.card('BS-C1').text).toContain('清溪市公安局值班台')
    const seen = city.card('下级超时')
    expect(seen.text).toMatch(/BS-C1/)
    expect(seen.text).toContain('溪村派出所')
    expect(seen.text).toContain('白石县公安局值班台')

    await city.act(wang, '下级超时', 'supervise', { text: '请三日内办结', deadline: '2026-11-01 10:00' })
    expect(city.errors(wang)).toContain('已经过去')
    await city.submit(wang, { text: '请三日内办结', deadline: '2026-12-07 17:00' })
    const order = county.card('上级督办')
    expect(order.text).toContain('请三日内办结')
    expect(order.text).toContain('12-07 17:00')
    expect(order.thread).toContain(sun)
    expect(county.card('待接收｜身份证').text).toContain('督办时限 12-07 17:00')

    await county.press(qian, 'BS-C1', 'accept')
    await county.act(qian, 'BS-C1', 'report', { findings: '输错一位', reply: ANSWER })
    await county.act(zhao, '待报转来单位', 'report', {})
    expect(city.card('下级已办结').text).toContain('下级报告')
    expect(county.card('上级督办').text).toContain('已办结，已报上级')
    expect(province.titles('BS-C1')).toEqual([])
  })

  test('is told with the deadline that has passed, not with one that lies ahead', async () => {
    const { city, county } = chats()
    await handedDown()
    await county.act(zhao, 'BS-C1', 'refer', { department: 'xicun' })
    await world.advance(DAY + 6 * HOUR)
    expect(city.card('下级超时').text).toMatch(/时限：11-25 09:\d\d/)
  })

  test('can be ordered by the desk above at any time, on its own card, without waiting until it is late', async () => {
    const { province, city, county } = chats()
    await handedDown()
    // The province is above the city, which deals with it for the province; its officers may not order anything.
    await province.press(fang, 'DH-C1', 'supervise')
    expect(province.told(fang)).toContain('领导')
    await province.act(gu, 'DH-C1', 'supervise', { text: '媒体关注，请本周内办结', deadline: '2026-11-20 17:00' })
    expect(province.errors(gu)).toContain('已经过去')
    await province.submit(gu, { text: '媒体关注，请本周内办结，电话13812345678', deadline: '2026-11-27 17:00' })
    expect(province.card('DH-C1').text).toContain('已发督办单：督办时限 11-27 17:00')
    const given = province.card('督办中')
    expect(given.text).toContain('本台编号：DH-C1')
    expect(given.text).toContain('编号：QX-C1')
    expect(given.text).not.toContain('超时')
    const order = city.card('上级督办')
    expect(order.text).toContain('媒体关注，请本周内办结，电话［电话］')
    expect(order.thread).toContain(wang)
    expect(county.titles('上级督办')).toEqual([])

    // The city is above the county and orders on in its turn, at once and once more.
    await city.act(wang, '待接收｜身份证', 'supervise', { text: '请三日内报告', deadline: '2026-11-26 17:00' })
    await city.act(wang, '待接收｜身份证', 'supervise', { text: '请两日内报告', deadline: '2026-11-25 17:00' })
    expect(county.titles('上级督办')).toHaveLength(1)
    expect(county.card('上级督办').text).toContain('请两日内报告')
    expect(city.titles('督办中')).toHaveLength(1)
    await world.advance(2 * DAY)
    expect(city.card('下级超时').text).toContain('督办时限已过，仍未办结')
    expect(city.titles('督办中')).toEqual([])

    await county.press(zhao, '外台转来', 'accept')
    await county.act(zhao, '待办理', 'report', { findings: '输错一位', reply: ANSWER })
    expect(city.card('下级已办结').text).toContain('本台编号：QX-C1')
    expect(city.card('待报转来单位').buttons).not.toContain('supervise')
    await city.act(zhang, '待报转来单位', 'report', {})
    expect(province.card('下级已办结').text).toContain('DH-C1')
    expect(city.card('上级督办').text).toContain('已办结，已报上级')
    expect(province.card('DH-C1').buttons).not.toContain('supervise')
  })

  test('takes longer when the county’s leader says so: every desk above shows it, and one of them tells the citizen', async () => {
    const { province, city, county } = chats()
    await handedDown('private')
    await county.act(zhao, 'BS-C1', 'refer', { department: 'xicun' })
    await county.press(qian, 'BS-C1', 'accept')
    await county.act(qian, 'BS-C1', 'extend', { until: '2026-12-09 17:00', reason: '须调取原始档案' })
    expect(province.card('DH-C1').text).not.toContain('12月9日')
    await county.press(sun, 'BS-C1', 'grant')

    for (const card of [county.card('BS-C1'), city.card('QX-C1'), province.card('DH-C1')])
      expect(card.text).toContain('办结答复时限：12月9日周三17:00前')
    expect(city.card('QX-C1').text).toContain('孙所长 同意延期至 12-09 17:00：须调取原始档案')
    expect(province.card('DH-C1').text).toContain('清溪市公安局值班台 孙所长 同意延期至 12-09 17:00：须调取原始档案')
    expect(province.card('DH-C1').thread).toContain(fang)
    await world.advance(MINUTE)
    const told = world.network.desks.flatMap(({ channels }) => channels.flatMap((one) => one.emulator.received))
    expect(told.map(({ text }) => text).filter((text) => text.includes('2026-12-09 17:00'))).toHaveLength(1)
    // The old deadline passes without anybody being called.
    await world.advance(8 * DAY)
    expect(county.titles('上级督办')).toEqual([])
    expect(city.titles('下级超时')).toEqual([])
  })

  test('is given more time at a desk in between by its leader, and by nobody else', async () => {
    const { province, city } = chats()
    await handedDown()
    await world.advance(6 * DAY)
    expect(city.card('QX-C1').buttons).toContain('extend')
    await city.act(zhang, 'QX-C1', 'extend', { more: '5d', reason: '县局补充核查' })
    expect(city.errors(zhang)).toContain('须由领导延长')
    await city.act(wang, 'QX-C1', 'extend', { more: '5d', reason: '县局补充核查' })
    expect(province.card('DH-C1').text).toContain('王主任 同意延期至')
    expect(province.card('DH-C1').text).toContain('县局补充核查')
  })

  test('is given more time by the desk of the citizen: every desk below has it, who gave it stands there, orders stay', async () => {
    const { province, city, county } = chats()
    await handedDown('private')
    await city.act(wang, 'QX-C1', 'supervise', { text: '请尽快', deadline: '2026-12-02 17:00' })
    await county.press(zhao, '外台转来', 'accept')
    await world.advance(6 * DAY)
    const working = () => county.card('待办理｜身份证').text
    const deadlineIn = (text: string) => /办结答复时限：(\d+月\d+日)/.exec(text)?.[1]
    expect(deadlineIn(working())).toBe('12月1日')
    await province.act(gu, 'DH-C1', 'extend', { more: '5d', reason: '须调取原始档案' })
    expect(deadlineIn(working())).toBe(deadlineIn(province.card('DH-C1').text))
    expect(deadlineIn(city.card('办理中｜身份证').text)).toBe(deadlineIn(province.card('DH-C1').text))
    expect(deadlineIn(working())).not.toBe('12月1日')
    for (const text of [working(), city.card('办理中｜身份证').text])
      expect(text).toMatch(/东海省公安厅值班台 顾处长 同意延期至 12-\d\d \d\d:\d\d：须调取原始档案/)
    expect(county.card('待办理｜身份证').thread).toContain('督办时限不变')
    expect(working()).toContain('王主任，督办时限 12-02 17:00')
    expect(county.card('上级督办').text).toContain('督办时限：12-02 17:00')
    // The old deadline passes without anybody being called for it.
    await world.advance(DAY + 6 * HOUR)
    expect(city.titles('下级超时')).toEqual([])
    await world.advance(2 * DAY)
    // That of the order does not move.
    expect(city.card('下级超时').text).toContain('督办时限已过，仍未办结')
  })

  test('and an order that is not carried out in time comes back to the desk that gave it', async () => {
    const { city, county } = chats()
    await handedDown()
    await county.press(zhao, 'BS-C1', 'accept')
    await world.advance(9 * DAY + HOUR)
    await city.act(wang, '下级超时', 'supervise', { text: '请立即办理', deadline: '2026-12-04 17:00' })
    await world.advance(DAY + HOUR)
    expect(county.card('上级督办').thread).toContain('将到')
    await world.advance(6 * HOUR)
    expect(city.card('下级超时').text).toContain('督办时限已过')
    expect(city.card('下级超时').thread).toContain('仍未办结')
    expect(county.card('上级督办').thread).toContain('已再次报告上级')
    expect(city.titles('下级超时')).toHaveLength(1)
  })

  test('is answered once more when the citizen is not satisfied: the same cases begin again', async () => {
    const { province, city } = chats()
    await handedDown()
    await reportedUp()
    await province.press(fang, 'DH-1', 'approve')
    await province.press(gu, 'DH-1', 'approve')
    await world.advance(MINUTE)
    await province.act(gu, 'DH-C1', 'reopen', { reason: '新证还是错的' })
    await province.act(gu, 'DH-C1', 'refer', { department: 'desk:qingxi', note: '新证仍有误' })

    expect(city.titles('QX-C')).toHaveLength(1)
    expect(city.card('QX-C1').text).toContain('新证仍有误')
    expect(city.card('QX-C1').buttons).toContain('accept')
  })
})

describe('a matter between desks', () => {
  test('that is not theirs goes back with the reason, and to the same desk again only by a leader', async () => {
    const { province, city } = chats()
    await complain()
    await province.command(fang, 'case refer DH-1 清溪 请核查')
    await city.act(zhang, 'QX-C1', 'return', { reason: '属省厅直接受理' })
    expect(city.card('QX-C1').text).toContain('已退回转来单位')
    expect(province.card('DH-C1').text).toContain('清溪市公安局值班台 张敏 退回：属省厅直接受理')
    expect(province.card('DH-C1').thread).toContain(fang)

    expect(await province.command(fang, 'case refer DH-C1 qingxi')).toContain('须由领导决定')
    expect(await province.command(gu, 'case refer DH-C1 qingxi')).toContain('已转给')
    expect(city.titles('QX-C')).toHaveLength(1)
    for (let time = 2; time <= 3; time += 1) {
      await city.act(zhang, 'QX-C1', 'return', { reason: `第${time}次退回` })
      if (time < 3) await province.command(gu, 'case refer DH-C1 qingxi')
    }
    expect(await province.command(gu, 'case refer DH-C1 qingxi')).toContain('已退回 3 次')
    expect(province.card('DH-C1').text).toContain('第3次退回')
  })

  test('does not go round: a desk that has had it gets it back only as a return', async () => {
    const { city, county } = chats()
    await handedDown()
    expect(await county.command(sun, 'case refer BS-C1 donghai')).toContain('不能再转给它')
    expect(await county.command(sun, 'case refer BS-C1 baishi')).toContain('这就是本值班台')
    expect(await county.command(sun, 'case refer BS-C1 蓬莱')).toContain('qingxi')
    await county.press(zhao, 'BS-C1', 'refer')
    expect(JSON.stringify(county.form(zhao))).toContain('xicun')
    expect(JSON.stringify(county.form(zhao))).not.toContain('desk:')
    await county.act(zhao, 'BS-C1', 'return', { reason: '制证系统在市局' })
    expect(city.card('QX-C1').text).toContain('被退回')
  })

  test('is nobody’s twice: what was taken back is closed there, and a late report changes nothing', async () => {
    const { province, city } = chats()
    await complain()
    await province.command(fang, 'case refer DH-1 qingxi')
    await province.command(fang, 'case refer DH-C1 baishi')
    expect(city.card('QX-C1').text).toContain('转来单位已收回')
    expect(city.card('QX-C1').buttons).toEqual([])
    expect(province.card('DH-C1').text).toContain('BS-C1')
  })

  test('takes the citizen’s new words and the station’s questions along', async () => {
    const { province, city, county } = chats()
    await handedDown()
    await county.act(zhao, 'BS-C1', 'refer', { department: 'xicun' })
    await county.press(qian, 'BS-C1', 'accept')
    await county.act(qian, 'BS-C1', 'ask', { text: '请问您父亲的身份证是哪一天领取的？' })
    expect(province.card('DH-1').text).toContain('哪一天领取')
    await province.press(fang, 'DH-1', 'approve')
    await province.press(gu, 'DH-1', 'approve')
    await world.advance(MINUTE)
    expect(got()).toEqual(['请问您父亲的身份证是哪一天领取的？'])
    // While the citizen is waited for, time stands still at every desk.
    const waiting = () => [province.card('DH-C1').text, city.card('QX-C1').text, county.card('BS-C1').text]
    for (const text of waiting()) expect(text).toContain('办结答复时限：暂停计时')
    await world.advance(2 * DAY)

    await weibo().say({ sender: SON, text: '上个月五号领的，电话13812345678', surface: 'mention-comment' })
    await world.advance(MINUTE)
    for (const text of [city.card('QX-C1').text, county.card('BS-C1').text, county.card('BS-C1', 'C0XICUN001').text]) {
      expect(text).toContain('上个月五号领的，电话［电话］')
      expect(text).not.toContain('13812345678')
    }
    for (const text of waiting()) expect(text).not.toContain('暂停计时')
  })

  test('takes in no matter of this desk’s own citizens, who would never be answered', async () => {
    const { city } = chats()
    await handedDown()
    await world.say('weibo', '6020000002', '白石县溪村派出所把身份证上的出生日期印错了')
    await world.advance(20 * SECOND)
    await city.act(zhang, 'QX-1', 'open-case', { title: '身份证出生日期印错', kind: 'report', class: 'general' })
    expect(city.card('QX-C2').text).not.toContain('相似')
    await city.act(zhang, 'QX-C2', 'merge', { into: 'QX-C1' })
    expect(city.errors(zhang)).toContain('不能并入')
  })
})
