import { afterEach, expect, test } from 'vitest'
import { departments, HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const { zhang, li, wang } = people
const { liu, he, xu } = departments
const DAY = 24 * HOUR
const SON = '2489518277'
const DONGMEN = 'C0DONGMEN1'
const HUZHENG = 'C0HUZHENG1'

let world: World
afterEach(() => world.stop())

async function act(user: string, part: string, action: string, values?: Record<string, string>): Promise<void> {
  await world.press(user, action, world.find(part, world.slack.channelOf(user)).ts)
  if (values !== undefined) await world.fill(user, values)
}

/** The station leads, and the household police are asked in beside it. */
async function assisted(deadline = ''): Promise<void> {
  world = await openWorld()
  await world.say('weibo', SON, '东门派出所把我父亲身份证上的出生日期印错了，请更正')
  await world.advance(20 * SECOND)
  await act(zhang, 'QX-1', 'open-case', { title: '身份证印错', kind: 'report', class: 'general', deadline })
  await act(zhang, 'QX-C1', 'refer', { department: 'dongmen' })
  await act(he, 'QX-C1', 'accept')
  await act(he, 'QX-C1', 'assist', { department: 'huzheng', note: '请核对制证底档' })
}

/** How often this was said in the thread of a card of the case. */
const said = (words: string, channel = world.slack.channelOf('')): number =>
  world
    .cardsIn(channel)
    .filter(({ text }) => text.includes('QX-C1'))
    .flatMap(({ replies }) => replies)
    .filter(({ text }) => text.includes(words)).length

test('an assisting department is warned before it must have accepted, and what is late is the owner’s to chase', async () => {
  await assisted()
  expect(world.find('QX-C1').text).toContain('户政支队（待接收，接收时限 11-25 09:00）')
  expect(world.find('QX-C1', HUZHENG).text).toContain('接收时限：11月25日周三09:00前')
  await world.advance(DAY - MINUTE)
  const warned = world.find('QX-C1', HUZHENG).thread
  expect(warned).toContain('QX-C1 接收时限将到')
  expect(warned).toContain('请立即接收')
  expect(warned).toContain(xu)
  expect(world.find('QX-C1').thread).not.toContain('户政支队')

  await world.advance(2 * MINUTE)
  expect(said('已过接收时限', HUZHENG)).toBe(1)
  const desk = world.find('QX-C1').thread
  expect(desk).toContain('QX-C1 的协办单位 户政支队 超过接收时限')
  expect(desk).toContain(li)
  // Leaders hear of the case by its own clocks, and the station that leads is not late.
  expect(desk).not.toContain(wang)
  expect(world.find('QX-C1', DONGMEN).thread).not.toContain('已过')
  // Nobody is called twice on the same day.
  await world.advance(12 * HOUR)
  expect(said('超过接收时限')).toBe(1)
  expect(said('已过接收时限', HUZHENG)).toBe(1)
})

test('having accepted it has the time of a report, and nobody is called once it has reported', async () => {
  await assisted()
  await act(xu, 'QX-C1', 'accept')
  expect(world.find('QX-C1').text).toContain('户政支队（办理中，报告时限 11-29 09:00）')
  await world.advance(4 * DAY + 12 * HOUR)
  const warned = world.find('QX-C1', HUZHENG).thread
  expect(warned).toContain('QX-C1 报告时限将到')
  // It cannot ask for time: that is between the desk and the leading department.
  expect(warned).toContain('请尽快报告协办结果')
  expect(warned).not.toContain('申请延期')
  await act(xu, 'QX-C1', 'report', { findings: '底档无误' })
  await world.advance(2 * DAY)
  expect(world.find('QX-C1', HUZHENG).thread).not.toContain('已过')
  expect(world.find('QX-C1').thread).not.toContain('协办单位')
})

test('it has no longer than the whole case', async () => {
  await assisted('2026-11-24 16:00')
  expect(world.find('QX-C1').text).toContain('户政支队（待接收，接收时限 11-24 16:00）')
})

test('it is not waited for once the citizen has the answer', async () => {
  await assisted()
  await world.advance(22 * HOUR)
  await act(liu, 'QX-C1', 'report', { findings: '录入有误', reply: '您好，已更正，请到窗口领取新证。' })
  await act(li, 'QX-1', 'approve')
  await world.advance(MINUTE)
  expect(world.got('weibo', SON).join('\n')).toContain('请到窗口领取新证')
  expect(world.find('QX-C1', HUZHENG).text).not.toContain('接收时限')
  await world.advance(6 * HOUR)
  expect(world.find('QX-C1').thread).not.toContain('协办单位')
  expect(world.find('QX-C1', HUZHENG).thread).not.toContain('已过')
})
