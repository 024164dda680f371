import { afterEach, expect, test } from 'vitest'
import { MINUTE, openWorld, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

/** Criticism comes first and is never closed by one person. */

const { zhang, li, wang } = people
const CITIZEN = '2489518277'
const COMPLAINT = '我要投诉，你们窗口态度太差，踢皮球，跑了三趟都没人管！'

let world: World
afterEach(() => world.stop())

/** Li is on duty with Zhang as the deputy and Wang in charge. */
async function open(options: WorldOptions = {}): Promise<void> {
  world = await openWorld({
    configure: ({ desks: [desk] }) => {
      if (desk === undefined) return
      desk.roster = {
        shifts: [{ date: '每天', from: '00:00', to: '24:00', duty: 'li', deputy: 'zhang', leader: 'wang' }],
      }
    },
    ...options,
  })
}

async function needsNoReply(user: string): Promise<void> {
  await world.press(user, 'no-reply', world.find('QX-1').ts)
  await world.fill(user, { reason: '重复' })
}

test('criticism stands first in every list and on the leader’s page', async () => {
  await open({ cases: true })
  await world.say('weibo', CITIZEN, '东门路口的红绿灯坏了，请修好')
  await world.advance(30 * SECOND)
  await world.say('weibo', '6020000002', COMPLAINT)
  await world.advance(20 * SECOND)
  for (const text of ['open', 'mine', 'case list', 'case mine']) {
    const answer = await world.slack.command({ user: li, text })
    expect(answer).toMatch(/QX-C?2\b.*QX-C?1\b/su)
  }
  await world.slack.openHome(wang)
  await world.settle()
  expect(JSON.stringify(world.slack.homes.get(wang))).toMatch(/批评投诉（领导关注）.*?QX-2/)
  await world.slack.openHome(zhang)
  await world.settle()
  expect(JSON.stringify(world.slack.homes.get(zhang))).not.toContain('批评投诉')
})

test('criticism is brought to the leader on duty before its time is over', async () => {
  await open()
  await world.say('weibo', CITIZEN, COMPLAINT)
  await world.advance(25 * MINUTE)

  const called = world
    .cards()
    .at(-1)
    ?.replies.flatMap(({ text }) => [...text.matchAll(/<@(\w+)>/g)].map(([, id]) => id))
  expect(called).toEqual([li, wang])
})

test('criticism that is a case is not closed as needing no reply by one person, nor without a follow-up', async () => {
  await open({ cases: true })
  await world.say('weibo', CITIZEN, COMPLAINT)
  await world.advance(20 * SECOND)
  await needsNoReply(li)
  expect(world.find('QX-1').text).toContain('须另一人点“无需回复”确认')
  await needsNoReply(wang)

  expect(world.find('QX-C1').text).toContain('已立项')
  expect(world.find('QX-C1').text).toContain('须回访')
})
