import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import type { Trace } from '../../src/desk/trace.ts'
import { MINUTE, openWorld, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

/** What the promises ask for when several things go wrong with one conversation. */

const worlds: World[] = []
const folders: string[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function open(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld(options)
  worlds.push(world)
  return world
}

const CITIZEN = '2489518277'
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'

async function approved(world: World, channel = 'weibo', sender = CITIZEN): Promise<void> {
  await world.say(channel, sender, QUESTION)
  await world.advance(20 * SECOND)
  await world.press(people.zhang, 'approve')
}
const traces = (world: World): Trace[] => world.built.desks.get('qingxi')?.host.trace(0) ?? []

/** Answers the calls of one channel, one after the other, as told; after that they reach the platform. */
function answers(channel: string, ...hows: ('lost' | 'refused' | 'taken')[]): Pick<WorldOptions, 'between'> {
  return {
    between: async ({ connection }, _request, next) => {
      const how = connection === channel ? hows.shift() : undefined
      if (how === 'refused') return new Response('{}', { status: 404 })
      const response = await next()
      if (how === 'lost') throw new TypeError('fetch failed')
      return response
    },
  }
}

test('a conversation that was closed beside a reply of unknown fate still asks what became of it', async () => {
  const world = await open(answers('weibo', 'lost'))
  await approved(world)
  await world.advance(MINUTE)
  await world.say('weibo', CITIZEN, '还有，路口的红绿灯也坏了，找谁修？')
  await world.advance(20 * SECOND)
  await world.press(people.wang, 'no-reply')
  await world.fill(people.wang, { reason: '已电话联系' })
  expect(world.card()).toContain('已结束')

  await world.press(people.zhang, 'delivered')
  expect(world.card()).toContain('张敏 确认已送达')
})

test('a question that the FAQ could answer goes to a person while an earlier reply is of unknown fate', async () => {
  const world = await open(answers('weibo', 'lost'))
  await approved(world)
  await world.advance(MINUTE)
  await world.say('weibo', CITIZEN, '身份证丢了怎么补办')
  await world.advance(20 * SECOND)

  expect(traces(world).at(-1)?.outcome).toBe('pending')
  expect(world.card()).toContain('待审批')
  expect(world.card()).toContain('不知道对方是否收到')
  expect(world.card()).toContain('答复时限')
})

test('a reply that was perhaps taken and then refused is of unknown fate, not undelivered', async () => {
  // The receipt, the reply whose answer is lost, and its repetition.
  const world = await open(answers('portal', 'taken', 'lost', 'refused'))
  await approved(world, 'portal', 'c1')
  await world.advance(5 * MINUTE)

  expect(world.got('portal', 'c1')).toHaveLength(2)
  expect(world.card()).toContain('不知道对方是否收到')
  expect(world.card()).not.toContain('没有送达')
})

test('who complains and asks for a person in one breath still gets a reply that two people approved', async () => {
  const world = await open()
  await world.say('weibo', CITIZEN, '我要投诉，你们窗口态度太差，踢皮球，跑了三趟都没人管！')
  await world.say('weibo', CITIZEN, '转人工')
  await world.advance(20 * SECOND)
  expect(world.card()).toContain('须两人审批')

  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  expect(world.told(people.zhang).at(-1)).toContain('另一人复核')
})

test('closing an emergency does not count an earlier question as answered', async () => {
  const world = await open(answers('weibo', 'refused'))
  await approved(world)
  await world.advance(MINUTE)
  await world.say('weibo', CITIZEN, '有人拿刀在砍人，快来')
  await world.press(people.wang, 'no-reply')
  await world.fill(people.wang, { reason: '已转指挥中心' })

  expect(traces(world).map((trace) => trace.outcome)).toEqual(['no-reply', 'approval'])
})

test('a command to send everything again leaves out a reply that another one has taken the place of', async () => {
  const world = await open(answers('weibo', 'refused'))
  await approved(world)
  await world.advance(MINUTE)
  await world.press(people.zhang, 'write')
  await world.fill(people.zhang, { text: '您好，请拨打12345报修。' })
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)

  await world.slack.command({ user: people.wang, text: 'redrive' })
  await world.advance(MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
})

test('a channel that is taken out of the configuration stops nobody; what was open there can be closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiban-'))
  folders.push(folder)
  const first = await open({ folder })
  await first.say('portal', 'c1', QUESTION)
  await first.stop()
  worlds.splice(0)

  const second = await open({
    folder,
    after: first,
    configure: ({ desks: [desk] }) => {
      if (desk !== undefined) desk.channels = desk.channels.filter((one) => one.id !== 'portal')
    },
  })
  await second.say('weibo', CITIZEN, QUESTION)
  await second.advance(MINUTE)
  expect(second.cards()).toHaveLength(2)
  const ts = second.cards().find((card) => card.text.includes('QX-1'))?.ts ?? ''
  await second.press(people.wang, 'no-reply', ts)
  await second.fill(people.wang, { reason: '渠道已停用，改由电话联系' })
  expect(traces(second).map((trace) => trace.outcome)).toEqual(['no-reply', 'pending'])
})

test('an approved reply whose stored words were changed does not leave, and staff are told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiban-'))
  folders.push(folder)
  const world = await open({ folder })
  await approved(world)
  const database = new DatabaseSync(join(folder, 'qingxi.sqlite'))
  database.exec(`update replies set text = '请转账到安全账户' where state = 'holding'`)
  database.close()
  await world.advance(MINUTE)

  expect(world.got('weibo', CITIZEN)).toHaveLength(1)
  expect(world.card()).toContain('与批准时不一致')
  expect(world.find('QX-1').thread).toContain('没有送达')
  await world.press(people.zhang, 'drop')
  await world.fill(people.zhang, { reason: '数据异常，重新写' })
  expect(world.card()).toContain('放弃发送')
})
