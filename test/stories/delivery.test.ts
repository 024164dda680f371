import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { HOUR, MINUTE, openWorld, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

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

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'zhiban-'))
  folders.push(made)
  return made
}

const CITIZEN = '2489518277'
const OPENID = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY'
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'

async function approved(world: World, channel = 'weibo', sender = CITIZEN): Promise<void> {
  await world.say(channel, sender, QUESTION)
  await world.advance(20 * SECOND)
  await world.press(people.zhang, 'approve')
}

test('a platform that is busy gets the reply later, once', async () => {
  const world = await open()
  await approved(world, 'wechat', OPENID)
  world.channel('wechat').emulator.fail('busy', 2)
  await world.advance(HOUR)

  expect(world.got('wechat', OPENID)).toHaveLength(2)
  expect(world.card()).toContain('已回复')
})

test('a reply that broke in mid-send is never sent again by itself; staff say whether it arrived', async () => {
  const world = await open()
  await approved(world)
  world.channel('weibo').emulator.fail('time-out', 1)
  await world.advance(HOUR)
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
  expect(world.card()).toContain('不知道对方是否收到')

  await world.press(people.zhang, 'delivered')
  expect(world.card()).toContain('张敏 确认已送达')
  expect(world.card()).toContain('已回复')
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
})

test('a receipt that is sent once more leaves the answer, of which nobody knows either, to be looked for', async () => {
  const world = await open()
  await approved(world)
  world.channel('weibo').emulator.fail('time-out', 1)
  await world.advance(MINUTE)
  const { ts } = world.find('QX-1')
  world.channel('weibo').emulator.fail('time-out', 1)
  await world.press(people.zhang, 'open-case', ts)
  await world.fill(people.zhang, { title: '路灯不亮', kind: 'report', class: 'utilities' })
  await world.advance(MINUTE)
  await world.press(people.zhang, 'resend', ts)
  await world.advance(MINUTE)

  expect(world.find('QX-1').text).toContain('不知道对方是否收到')
  await world.press(people.zhang, 'delivered', ts)
  expect(world.find('QX-1').text).toContain('已回复')
})

test('after staff saw that it did not arrive, the same words are sent again', async () => {
  let broken = 1
  const world = await open({
    between: (connection, request, next) => {
      if (connection.connection === 'weibo' && request.url.includes('/messages/reply') && broken-- > 0) {
        return Promise.reject(new TypeError('fetch failed'))
      }
      return next()
    },
  })
  await approved(world)
  await world.advance(MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(1)
  await world.press(people.zhang, 'resend')
  await world.advance(MINUTE)

  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
  expect(world.card()).toContain('已回复')
})

test('what is sent again in public stands where it belongs, though another mention has come since', async () => {
  const under: string[] = []
  const world = await open({
    configure: ({ desks }) => {
      const weibo = desks[0]?.channels.find(({ id }) => id === 'weibo')
      if (weibo !== undefined) weibo.settings.mentionReply = 'comment'
    },
    between: async ({ connection }, request, next) => {
      if (connection !== 'weibo') return await next()
      under.push(new URLSearchParams(await request.clone().text()).get('id') ?? '')
      if (under.length === 1) throw new TypeError('fetch failed')
      return await next()
    },
  })
  await world.say('weibo', CITIZEN, QUESTION, 'mention-status')
  await world.advance(20 * SECOND)
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  await world.say('weibo', CITIZEN, '路口的红绿灯也坏了，这个又该找谁处理？', 'mention-status')
  await world.advance(20 * SECOND)
  await world.press(people.zhang, 'resend')
  await world.advance(MINUTE)

  expect(under).toHaveLength(2)
  expect(under[1]).toBe(under[0])
})

test('a process that died in mid-send leaves the reply uncertain, not doubled', async () => {
  const data = folder()
  const first = await open({
    folder: data,
    between: async (connection, request, next) => {
      if (connection.connection !== 'weibo' || !request.url.includes('/messages/reply')) return next()
      await next()
      return new Promise(() => {})
    },
  })
  await approved(first)
  void first.advance(MINUTE)
  await expect.poll(() => first.got('weibo', CITIZEN).length).toBe(2)
  worlds.splice(0)

  const second = await open({ folder: data, after: first })
  await second.advance(HOUR)
  expect(second.got('weibo', CITIZEN)).toHaveLength(2)
  expect(second.card()).toContain('不知道对方是否收到')
})

test('what was collected, waiting or approved when the process ended goes on after the start', async () => {
  const data = folder()
  const first = await open({ folder: data })
  await approved(first)
  await first.say('wechat', OPENID, QUESTION)
  await first.stop()
  worlds.splice(0)

  const second = await open({ folder: data, after: first })
  await second.advance(MINUTE)
  expect(second.got('weibo', CITIZEN)).toHaveLength(2)
  expect(second.cards()).toHaveLength(2)
  expect(second.card()).toContain('待审批')
})

test('the card of a process that died before it knew where the card stood is found, not posted twice', async () => {
  const data = folder()
  let hang = true
  const first = await open({
    folder: data,
    between: async (connection, request, next) => {
      const response = await next()
      return hang && connection.connection === 'chat' && request.url.includes('postMessage')
        ? new Promise(() => {})
        : response
    },
  })
  await first.say('weibo', CITIZEN, QUESTION)
  void first.advance(20 * SECOND)
  await expect.poll(() => first.cards().length).toBe(1)
  worlds.splice(0)
  hang = false

  const second = await open({ folder: data, after: first })
  await second.advance(MINUTE)
  expect(second.cards()).toHaveLength(1)
  await second.press(people.zhang, 'approve')
  await second.advance(MINUTE)
  expect(second.card()).toContain('已回复')
})

test('a reply that the platform refuses for good raises its card, can be retried, and dropped with a reason', async () => {
  const world = await open()
  await approved(world, 'wechat', OPENID)
  // 48 hours pass while the platform is busy: the window closes.
  world.channel('wechat').emulator.fail('busy', 99)
  await world.advance(30 * HOUR)
  expect(world.card()).toContain('没有送达')
  expect(world.card()).toContain('未能送达')

  await world.press(people.zhang, 'retry')
  await world.advance(30 * HOUR)
  expect(world.card()).toContain('未能送达')
  await world.press(people.zhang, 'drop')
  await world.fill(people.zhang, { reason: '已电话联系' })
  expect(world.card()).toContain('已电话联系')
  expect(world.got('wechat', OPENID)).toHaveLength(1)
})

test('a leader sets everything that failed going again with one command', async () => {
  const world = await open()
  await approved(world, 'wechat', OPENID)
  world.channel('wechat').emulator.fail('busy', 9)
  await world.advance(12 * HOUR)
  expect(world.got('wechat', OPENID)).toHaveLength(1)
  expect(await world.slack.command({ user: people.zhang, text: 'redrive' })).toContain('领导')
  expect(await world.slack.command({ user: people.wang, text: 'redrive' })).toContain('1')
  await world.advance(HOUR)

  expect(world.got('wechat', OPENID)).toHaveLength(2)
})

test('a wrong token stops the channel, tells the leaders once, and loses nothing', async () => {
  const world = await open()
  world.channel('weibo').emulator.fail('bad-token', 3)
  await approved(world)
  await world.advance(25 * MINUTE)
  const alerts = world.slack.messages.filter(
    (message) => message.text.includes('无法发送') || message.text.includes('受阻'),
  )
  expect(alerts).toHaveLength(1)
  expect(JSON.stringify(alerts)).toContain(people.wang)

  await world.advance(HOUR)
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
})

test('a system that asks for a pause again and again is told to the leaders, and gets the reply in the end', async () => {
  const world = await open()
  world.channel('portal').emulator.fail('rate-limit', 40)
  await approved(world, 'portal', 'citizen-1')
  await world.advance(HOUR)
  const alerts = world.slack.messages.filter((message) => message.text.includes('受阻'))
  expect(alerts).toHaveLength(1)
  expect(JSON.stringify(alerts)).toContain(people.wang)
  expect(world.got('portal', 'citizen-1')).toHaveLength(2)
})

test('a used-up daily quota is told to the leaders at once', async () => {
  const world = await open({
    between: async ({ connection }, request, next) =>
      connection === 'wechat' && request.url.includes('custom/send')
        ? Response.json({ errcode: 45009, errmsg: 'reach max api daily quota limit' })
        : await next(),
  })
  await approved(world, 'wechat', OPENID)
  await world.advance(MINUTE)
  const alerts = world.slack.messages.filter((message) => message.text.includes('受阻'))
  expect(alerts).toHaveLength(1)
  expect(alerts[0]?.text).toContain('次数已用完')
})

test('a mention that comes while the reply to an earlier one is held up can still be answered', async () => {
  const world = await open()
  await world.say('weibo', CITIZEN, QUESTION, 'mention-status')
  await world.advance(20 * SECOND)
  world.channel('weibo').emulator.fail('bad-token', 1)
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  await world.say('weibo', CITIZEN, '路口的红绿灯也坏了，这个又该找谁处理？', 'mention-status')
  await world.advance(20 * MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(1)
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)

  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
})

test('a chat that limits the pace gets every card in the end', async () => {
  const world = await open()
  world.slack.fail('rate-limit', 3)
  for (const n of [1, 2, 3, 4]) await world.say('weibo', `248951827${n}`, QUESTION)
  await world.advance(2 * MINUTE)

  expect(world.cards()).toHaveLength(4)
})

test('the same push three times is one message, and every delivery gets the same answer', async () => {
  let lost = 2
  const world = await open({ lose: () => lost-- > 0 })
  const delivery = await world.say('wechat', OPENID, '身份证丢了怎么补办')

  expect(delivery.attempts).toBe(3)
  expect(delivery.passive).toMatch(/^您好/)
  expect(world.built.desks.get('qingxi')?.host.trace(0)).toHaveLength(1)
})

test('once the window of the platform has closed, an approval is refused and says what else can be done', async () => {
  const world = await open()
  await world.say('wechat', OPENID, QUESTION)
  await world.advance(49 * HOUR)
  await world.press(people.zhang, 'approve')

  expect(world.told(people.zhang).at(-1)).toMatch(/电话|公告/)
  expect(world.got('wechat', OPENID)).toHaveLength(1)
})

test('a mention on Weibo keeps its single reply for the answer: no receipt is sent', async () => {
  const world = await open()
  const delivery = await world.say('weibo', CITIZEN, QUESTION, 'mention-status')
  expect(delivery.passive).toBeUndefined()
  await world.advance(20 * SECOND)
  expect(world.card()).toContain('1 条（共 1 条）')
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)

  expect(world.got('weibo', CITIZEN)).toHaveLength(1)
})
