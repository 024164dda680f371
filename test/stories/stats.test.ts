import { afterEach, expect, test } from 'vitest'
import { spread } from '../../src/desk/stats/stats.ts'
import { HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const { zhang, wang } = people
const DAY = 24 * HOUR
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'
const weibo = (n: number): string => `248951827${n}`

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

const stats = (it: World, time: string): Promise<string> => it.slack.command({ user: zhang, text: `stats ${time}` })

async function answer(it: World, number: string): Promise<void> {
  const { ts } = it.find(number)
  await it.press(zhang, 'write', ts)
  await it.fill(zhang, { text: '您好，路灯由市政部门维修，已代为转告。' })
  await it.press(zhang, 'approve', ts)
  await it.advance(10 * SECOND)
}

test('the figures count every message once by how it has ended, and what is still open is not hidden', async () => {
  world = await openWorld()
  const it = world
  await it.say('wechat', 'oFaq', '身份证丢了怎么补办')
  await it.say('weibo', weibo(1), '谢谢民警，辛苦了')
  await it.say('weibo', weibo(2), QUESTION)
  await it.say('weibo', weibo(3), QUESTION)
  await it.channel('wechat').follow?.('oFollows')
  await it.advance(20 * SECOND)
  await it.advance(19 * MINUTE + 30 * SECOND)
  await answer(it, 'QX-2')
  const today = await stats(it, 'today')

  expect(today).toContain('收到来信 4 条')
  expect(today).toContain('常见问题自动答复 1 条')
  expect(today).toContain('审批后答复 1 条')
  expect(today).toContain('无需回复 1 条')
  expect(today).toContain('还没有办结 1 条')
  expect(today).toContain('处办率 75.0%')
  expect(today).toContain('人工首次答复：中位数 20分钟，九成在 20分钟 内（1 次）')
  expect(today).toContain('自动首次答复：中位数 0秒')
  expect(today).toMatch(/身份证 1／0/)
  expect(today).toMatch(/寒暄、表扬等 1／0/)
})

test('today, this week and this month begin at midnight, on Monday and on the first', async () => {
  // Saturday 31 October 2026, 12:00 in Shanghai.
  world = await openWorld({ at: Date.UTC(2026, 9, 31, 4) })
  const it = world
  await it.say('weibo', weibo(1), '谢谢')
  await it.advance(DAY)
  await it.say('weibo', weibo(2), '谢谢')
  expect(await stats(it, 'today')).toContain('收到来信 1 条')
  expect(await stats(it, 'month')).toContain('收到来信 1 条')
  expect(await stats(it, '本周')).toContain('收到来信 2 条')
  await it.advance(DAY)
  expect(await stats(it, 'week')).toContain('收到来信 0 条')
  expect(await stats(it, '本月')).toContain('收到来信 1 条')
  expect(await stats(it, 'year')).toContain('stats today')
})

test('cases are counted by the department that leads, with those that are overdue', async () => {
  world = await openWorld()
  const it = world
  await it.say('weibo', weibo(1), QUESTION)
  await it.advance(20 * SECOND)
  await it.press(zhang, 'open-case', it.find('QX-1').ts)
  await it.fill(zhang, { title: '路灯', kind: 'report', class: 'utilities' })
  await it.press(zhang, 'refer', it.find('QX-C1').ts)
  await it.fill(zhang, { department: 'dongmen', note: '请核查' })
  expect(await stats(it, 'month')).toContain('事项：新立 1，办结 0；现在未办结 1，其中超时 0')
  await it.advance(2 * DAY)
  const month = await it.slack.command({ user: wang, text: 'stats month' })
  expect(month).toContain('现在未办结 1，其中超时 1')
  expect(month).toContain('东门派出所 1／0／1／1')
})

test('median and ninth tenth are times that were really taken', () => {
  expect(spread([])).toBeUndefined()
  expect(spread([7])).toEqual({ count: 1, median: 7, p90: 7 })
  expect(spread([10, 1, 9, 2, 8, 3, 7, 4, 6, 5])).toEqual({ count: 10, median: 5, p90: 9 })
})
