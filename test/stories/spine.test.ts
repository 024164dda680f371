import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorld, people, SECOND, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.stop())

const CITIZEN = '2489518277'

test('a common question on WeChat is answered at once, on the webhook’s own answer', async () => {
  const delivery = await world.say('wechat', 'o9AgO5Kd5ggOC', '身份证丢了怎么补办')

  expect(delivery.status).toBe(200)
  expect(delivery.passive).toMatch(/^您好/)
  expect(world.cards()).toEqual([])
})

test('a question that nobody has answered before comes to the team chat, and the approved reply reaches the citizen', async () => {
  const delivery = await world.say('weibo', CITIZEN, '我家门口的路灯坏了很久，晚上不安全，该找谁处理？')
  expect(delivery.passive).toContain('QX-1')

  await world.advance(20 * SECOND)
  expect(world.card()).toContain('路灯坏了很久')
  await world.press(people.zhang, 'approve')
  expect(world.got('weibo', CITIZEN)).toHaveLength(1)

  await world.advance(10 * SECOND)
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
  expect(world.card()).toContain('张敏 批准')
  expect(world.card()).toContain('已回复')
})
