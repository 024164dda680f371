import { afterEach, expect, test } from 'vitest'
import {
  ANSWER,
  answers,
  approved,
  burst,
  COMPLAINT,
  crowd,
  openForCrowd,
  perMinute,
  press,
  sender,
  told,
} from '../support/crowd.ts'
import { HOUR, MINUTE, people, SECOND, type World } from '../support/world.ts'

const { zhang, li, wang } = people
const RIGHT = '您好，水库大坝今日例行检修，部分道路临时封闭，请绕行。大坝运行正常，无需搬离。'
const CORRECTED = `【更正】前面的答复有误，抱歉，请以本条为准：${RIGHT}`

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

/** Six people have had a reply. */
async function answered(also = '0m'): Promise<World> {
  world = await openForCrowd()
  await crowd(world, 6)
  await world.advance(30 * SECOND)
  await approved(world, also)
  await world.advance(MINUTE)
  return world
}
async function correct(it: World, also = '0m'): Promise<void> {
  await press(it, zhang, 'correct')
  await it.fill(zhang, { text: RIGHT, also })
}

test('a correction is one decision for everybody who had the reply, however many hours later', async () => {
  const it = await answered()
  await it.advance(5 * HOUR)
  await press(it, zhang, 'correct')
  expect(JSON.stringify(it.slack.views.get(zhang)?.view)).toContain('开头自动加上：【更正】')
  await it.fill(zhang, { text: RIGHT, also: '0m' })
  expect(burst(it).text).toContain('待统一答复')
  expect(burst(it).text).toContain('已收到答复的 6 人也会收到这一条')
  expect(burst(it).text).toContain('审批时限')
  await it.advance(MINUTE)
  expect(answers(it, 0, CORRECTED)).toEqual([])
  await press(it, zhang, 'approve')
  await it.advance(MINUTE)

  for (let n = 0; n < 6; n += 1) {
    expect(answers(it, n), `citizen ${n}`).toHaveLength(1)
    expect(answers(it, n, CORRECTED), `citizen ${n}`).toHaveLength(1)
  }
  expect(burst(it).text).toContain('已办结')
  expect(burst(it).text).toContain('已送达 6，未送达 0')
  expect(burst(it).text).toContain('先前已答复的 6 人')
  expect(it.cards()).toHaveLength(1)
})

test('those who wait meanwhile get the same words without a word of correction', async () => {
  const it = await answered()
  await correct(it)
  await crowd(it, 2, 6)
  await it.advance(30 * SECOND)
  await press(it, zhang, 'approve')
  await it.advance(MINUTE)
  expect(answers(it, 0, CORRECTED)).toHaveLength(1)
  for (const n of [6, 7]) {
    expect(answers(it, n, RIGHT), `citizen ${n}`).toHaveLength(1)
    expect(answers(it, n, CORRECTED), `citizen ${n}`).toEqual([])
  }
  expect(burst(it).text).toContain('已送达 8')
})

test('a wrong reply that is still leaving is stopped: whoever has it is corrected, the others get the right one', async () => {
  world = await openForCrowd((desk) => perMinute(desk, 60))
  const it = world
  await crowd(it, 30)
  await it.advance(30 * SECOND)
  await approved(it)
  await it.advance(19 * SECOND)
  expect(burst(it).buttons).toContain('undo')
  await press(it, li, 'undo')
  expect(burst(it).text).toContain('李强 停止发送')
  await it.advance(5 * MINUTE)
  const had = Array.from({ length: 30 }, (_, n) => n).filter((n) => answers(it, n).length > 0)
  expect(had.length).toBeGreaterThan(5)
  expect(had.length).toBeLessThan(25)

  await press(it, zhang, 'reject')
  await it.fill(zhang, { reason: '内容有误' })
  await correct(it)
  await press(it, zhang, 'approve')
  await it.advance(3 * MINUTE)
  for (let n = 0; n < 30; n += 1) {
    expect(answers(it, n, CORRECTED), `citizen ${n}`).toHaveLength(had.includes(n) ? 1 : 0)
    expect(answers(it, n, RIGHT), `citizen ${n}`).toHaveLength(had.includes(n) ? 0 : 1)
  }
  expect(burst(it).text).toContain('已送达 30')
})

test('a correction that is rejected leaves everything as it was', async () => {
  const it = await answered()
  await correct(it)
  await press(it, li, 'reject')
  await it.fill(li, { reason: '原答复没有错' })
  expect(burst(it).text).toContain('已办结')
  expect(burst(it).text).toContain(ANSWER)
  await it.advance(HOUR)
  expect(it.got('weibo', sender(0)).filter((text) => text.includes('更正'))).toEqual([])
  expect(await it.slack.command({ user: zhang, text: 'open' })).not.toContain('QX-B1')
  expect(burst(it).buttons).toContain('correct')
})

test('a correction can be taken back before it leaves, and goes out once', async () => {
  const it = await answered()
  await correct(it)
  await press(it, zhang, 'approve')
  await it.advance(5 * SECOND)
  await press(it, li, 'undo')
  await it.advance(MINUTE)
  expect(answers(it, 0, CORRECTED)).toEqual([])
  await press(it, zhang, 'approve')
  await it.advance(MINUTE)
  expect(answers(it, 0, CORRECTED)).toHaveLength(1)
})

test('a correction to complaints needs two people, as the reply did', async () => {
  world = await openForCrowd()
  const it = world
  await crowd(it, 6, 0, () => COMPLAINT)
  await it.advance(30 * SECOND)
  await approved(it)
  await press(it, wang, 'approve')
  await it.advance(MINUTE)
  await correct(it)
  await press(it, zhang, 'approve')
  await it.advance(MINUTE)
  expect(answers(it, 0, CORRECTED)).toEqual([])
  await press(it, wang, 'approve')
  await it.advance(MINUTE)
  expect(answers(it, 0, CORRECTED)).toHaveLength(1)
})

test('whom the platform lets nobody reach any more is counted, and the others are corrected', async () => {
  const it = await answered('1440m')
  await it.advance(20 * HOUR)
  await crowd(it, 1, 6)
  await it.advance(29 * HOUR)
  expect(answers(it, 6)).toHaveLength(1)
  await correct(it)
  await press(it, zhang, 'approve')
  await it.advance(MINUTE)
  expect(burst(it).text).toContain('未送达 6')
  expect(answers(it, 6, CORRECTED)).toHaveLength(1)
  await press(it, zhang, 'drop')
  await it.fill(zhang, { reason: '平台时限已过，已发公告' })
  await it.advance(MINUTE)
  expect(burst(it).text).toContain('已办结')
})

test('one member can be corrected alone, on a card of its own', async () => {
  const it = await answered()
  await press(it, zhang, 'apart')
  await it.fill(zhang, { number: 'QX-3' })
  await it.press(zhang, 'correct', it.find('QX-3').ts)
  await it.fill(zhang, { text: RIGHT })
  await it.press(zhang, 'approve', it.find('QX-3').ts)
  await it.advance(MINUTE)
  expect(answers(it, 2, CORRECTED)).toHaveLength(1)
  expect(answers(it, 3, CORRECTED)).toEqual([])
})

test('a member with a card from before the burst is corrected there without taking it out first', async () => {
  world = await openForCrowd()
  const it = world
  await crowd(it, 3)
  await it.advance(20 * SECOND)
  await crowd(it, 4, 3)
  await it.advance(30 * SECOND)
  await approved(it)
  await it.advance(MINUTE)
  await it.press(zhang, 'correct', it.find('QX-1').ts)
  await it.fill(zhang, { text: RIGHT })
  await it.press(zhang, 'approve', it.find('QX-1').ts)
  await it.advance(MINUTE)
  expect(answers(it, 0, CORRECTED)).toHaveLength(1)
  expect(it.find('QX-1').text).toContain('单独办理')
  expect(told(it, zhang)).toBe('')
})
