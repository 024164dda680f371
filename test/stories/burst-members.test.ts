import { afterEach, expect, test } from 'vitest'
import {
  answers,
  approved,
  burst,
  crowd,
  openForCrowd,
  press,
  type SampleDesk,
  sender,
  rumour as text,
} from '../support/crowd.ts'
import { MINUTE, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

/** Who is no part of a burst, or not any more. */

const { zhang } = people

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

async function open(configure?: (desk: SampleDesk) => void, options?: WorldOptions): Promise<World> {
  world = await openForCrowd(configure, options)
  return world
}

test('a member that means something else is taken out and gets its own card and its own reply', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await press(it, zhang, 'apart')
  await it.fill(zhang, { number: 'QX-99' })
  expect(JSON.stringify(it.slack.views.get(zhang)?.errors)).toContain('没有这个编号')
  await it.fill(zhang, { number: 'QX-3' })

  expect(it.find('QX-3').text).toContain('移出集中来信 QX-B1，单独办理')
  expect(it.find('QX-3').buttons).toContain('approve')
  await approved(it)
  await it.advance(MINUTE)
  expect(answers(it, 2)).toEqual([])
  expect(answers(it, 3)).toHaveLength(1)
  expect(burst(it).text).toContain('已移出、单独办理：1 人')
})

test('a member who writes something else before the reply is on its own again', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await it.say('weibo', sender(0), '另外想问一下，我家孩子今年上小学，户口迁移需要哪些材料，去哪个派出所办？')
  await it.advance(30 * SECOND)

  expect(it.find('QX-1').text).toContain('又写来不同内容，移出集中来信')
  expect(it.find('QX-1').buttons).toContain('write')
  await approved(it)
  await it.advance(MINUTE)
  expect(answers(it, 0)).toEqual([])
  expect(answers(it, 1)).toHaveLength(1)
  await it.say('weibo', sender(1), '再问一个别的：居住证到期了在哪里签注？')
  await it.advance(30 * SECOND)
  expect(it.find('QX-2').text).toContain('居住证')
  expect(it.find('QX-2').text).not.toContain('集中来信：')
})

test.each([
  ['complains', '没人管，我要投诉！'],
  ['gives personal data', '我的电话是13812345678，请告诉我'],
])('a member who goes on about the same and %s besides is on its own again', async (_, words) => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await it.say('weibo', sender(2), `${text(2)}${words}`)
  await it.advance(2 * MINUTE)
  expect(burst(it).text).toContain('已移出、单独办理：1 人')
  expect(it.find('QX-3').buttons).toContain('approve')
  expect(it.find('QX-3').text).not.toContain('集中来信：')
})

test('whoever writes personal data has a matter of their own', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.say('weibo', sender(9), `${text(0)}我的电话是13812345678`)
  await it.advance(30 * SECOND)

  expect(it.find('QX-7').buttons).toContain('write')
  expect(burst(it).text).toContain('集中来信 6 人')
  expect(burst(it).thread).not.toContain('13812345678')
})

test('who has had the reply and asks again gets a card of their own', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await approved(it, '1440m')
  await it.advance(MINUTE)
  await it.say('weibo', sender(0), text(1))
  await it.advance(MINUTE)

  expect(answers(it, 0)).toHaveLength(1)
  expect(it.find('QX-1').buttons).toContain('write')
})

test('a receipt that does not arrive gets a member a card of its own, though one reply is decided for all', async () => {
  const it = await open(undefined, {
    between: async ({ connection }, _, next) =>
      connection === 'portal' ? new Response('gone', { status: 410 }) : await next(),
  })
  await crowd(it, 6)
  await it.say('portal', 'visitor-1', text(0))
  await it.advance(MINUTE)
  expect(burst(it).text).toContain('集中来信 7 人')
  expect(it.find('QX-7').text).toContain('没有送达')
  expect(it.find('QX-7').buttons).toContain('apart')
})
