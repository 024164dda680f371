import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type SlackMessage, textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import { shanghai } from '../desk/calendar/support.ts'
import { HOUR, MINUTE, openWorld, people, type SampleConfig, SECOND, type World } from '../support/world.ts'

const DAY = 24 * HOUR
const CITIZEN = '2489518277'
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'
const ZHAO = 'U0ZHAOJU01'

let world: World | undefined
let folder: string | undefined
afterEach(async () => {
  await world?.stop()
  if (folder !== undefined) rmSync(folder, { recursive: true })
  world = undefined
  folder = undefined
})

/** Li is on duty with Zhang as the deputy and Wang in charge; Zhao is a leader, too. */
function withRoster(config: SampleConfig, policies: Record<string, unknown> = {}): void {
  const [desk] = config.desks
  if (desk === undefined) return
  desk.staff.push({ id: 'zhao', name: '赵局', roles: ['leader'], chat: ZHAO })
  desk.roster = { shifts: [{ date: '每天', from: '00:00', to: '24:00', duty: 'li', deputy: 'zhang', leader: 'wang' }] }
  desk.policies = { ...desk.policies, ...policies }
}

const open = async (
  policies: Record<string, unknown> = {},
  options: Parameters<typeof openWorld>[0] = {},
): Promise<World> => {
  world = await openWorld({ configure: (config) => withRoster(config, policies), ...options })
  return world
}

async function ask(it: World, text: string = QUESTION, channel = 'weibo', sender = CITIZEN): Promise<void> {
  await it.say(channel, sender, text)
  await it.advance(20 * SECOND)
}

/** The newest card of a conversation; on Mondays there may be others. */
const matter = (it: World): SlackMessage | undefined => it.cards().findLast((card) => /QX-\d/.test(card.text))

/** Who was called in the card's thread, in order, one entry a note. */
const calls = (it: World): string[] =>
  (matter(it)?.replies ?? []).flatMap(({ text }) => {
    const mentioned = [...text.matchAll(/<@(\w+)>/g)].map((match) => match[1] ?? '')
    return mentioned.length === 0 ? [] : [mentioned.join('+')]
  })

test('a clock warns its owner, then climbs from owner to deputy to the leader on duty to all leaders, each once', async () => {
  const it = await open()
  await ask(it)
  expect(it.card()).toContain('答复时限：11月24日周二10:00前：自周二09:00起60分钟')

  await it.advance(47 * MINUTE)
  expect(calls(it)).toEqual([])
  await it.advance(MINUTE)
  expect(calls(it)).toEqual([people.li])
  await it.advance(12 * MINUTE)
  expect(calls(it)).toEqual([people.li, people.li])
  expect(it.card()).toContain('已超时')
  await it.advance(30 * MINUTE)
  await it.advance(30 * MINUTE)
  expect(calls(it).slice(2)).toEqual([people.zhang, people.wang])
  await it.advance(30 * MINUTE)
  expect(calls(it).slice(4)).toEqual([ZHAO])
  await it.advance(3 * HOUR)
  expect(calls(it)).toHaveLength(6)
  await it.advance(DAY)
  expect(calls(it).slice(6)).toEqual([[people.li, people.zhang, people.wang, ZHAO].join('+')])
})

test('who takes over becomes responsible, and nobody else is called for another step', async () => {
  const it = await open()
  await ask(it)
  await it.advance(61 * MINUTE)
  await it.press(people.zhang, 'take-over')
  expect(it.card()).toContain('张敏 接手（原经办：李强）')
  expect(await it.slack.command({ user: people.zhang, text: 'mine' })).toContain('QX-1')

  const before = calls(it).length
  await it.advance(29 * MINUTE)
  expect(calls(it)).toHaveLength(before)
  await it.advance(MINUTE)
  expect(calls(it).slice(before)).toEqual([people.zhang])
})

test('more time is given with a reason on the card, and the ladder begins anew with the new deadline', async () => {
  const it = await open()
  await ask(it)
  await it.advance(61 * MINUTE)
  await it.press(people.li, 'extend')
  await it.fill(people.li, { more: '1d', reason: '等路灯管理所回话' })

  expect(it.card()).toContain('李强 延长时限1个工作日：等路灯管理所回话')
  expect(it.card()).toContain('11月25日周三17:00前：自周二09:00起60分钟，延长1个工作日')
  expect(it.card()).not.toContain('已超时')
  const before = calls(it).length
  await it.advance(DAY)
  expect(calls(it)).toHaveLength(before)
  await it.advance(8 * HOUR)
  expect(calls(it).slice(before)).toEqual([people.li, people.li])
  // Working time was given, so the next step is taken in working time as well.
  await it.advance(16 * HOUR)
  expect(calls(it).slice(before + 2)).toEqual([people.zhang, people.wang])
})

test('an extension without a reason stays open, and an emergency has none', async () => {
  const it = await open()
  await ask(it)
  await it.advance(50 * MINUTE)
  await it.press(people.li, 'extend')
  await it.fill(people.li, { more: '1d', reason: '  ' })
  expect(JSON.stringify(it.slack.views.get(people.li)?.errors)).toContain('请填写')

  await it.say('wechat', 'oSad', '我真的不想活了，今晚就结束这一切')
  await it.press(people.li, 'seen')
  await it.advance(5 * MINUTE)
  expect(JSON.stringify(it.cards().at(-1)?.blocks)).not.toContain('"extend"')
  expect(JSON.stringify(it.cards().at(-1)?.blocks)).toContain('"take-over"')
})

test('at night nobody is called for what can wait, and in the morning many matters are one note', async () => {
  const it = await open({}, { at: shanghai('2026-11-24 21:30') })
  for (const sender of ['oA', 'oB', 'oC', 'oD']) await ask(it, `${QUESTION}${sender}`, 'wechat', sender)
  await it.advance(9 * HOUR)
  expect(calls(it)).toEqual([])
  const notes = () => it.slack.messages.filter((message) => message.metadata == null).map((message) => message.text)
  expect(notes()).toEqual([])

  await it.advance(50 * MINUTE)
  expect(notes()).toHaveLength(1)
  expect(notes()[0]).toContain('有 4 件到了时限')
  expect(notes()[0]).toContain(people.li)
  expect(it.card()).toContain('超过答复时限')
})

test('a matter that may wake people does so at night', async () => {
  const wake = { night: { from: '22:00', to: '07:00', wake: ['emergency', 'normal'] } }
  const it = await open(wake, { at: shanghai('2026-11-24 23:00') })
  await ask(it)
  await it.advance(HOUR)
  expect(calls(it)).toEqual([people.li, people.li])
})

test('a process that slept over several steps calls everybody once, in order, in one call that says so', async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-clocks-'))
  const first = await open({}, { folder })
  await ask(first)
  await first.stop()
  await first.clock.advance(2 * HOUR + 5 * MINUTE, () => Promise.resolve())
  const it = await open({}, { folder, after: first })

  expect(calls(it)).toEqual([[people.li, people.zhang, people.wang].join('+')])
  expect(JSON.stringify(it.cards().at(-1)?.replies)).toContain('合并为这一次')
  await it.advance(29 * MINUTE)
  expect(calls(it)).toHaveLength(1)
  await it.advance(MINUTE)
  expect(calls(it).slice(1)).toEqual([ZHAO])
})

test('running clocks follow a changed policy and a changed calendar, and the card says what moved', async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-clocks-'))
  const first = await open({}, { folder })
  await ask(first)
  await first.stop()
  const twoDays = { clocks: [{ clock: 'first-response', within: '2个工作日' }] }
  const second = await open(twoDays, { folder, after: first })
  expect(second.card()).toContain('11月26日周四17:00前：自周二09:00起2个工作日')
  expect(second.card()).toContain('时限由 11-24 10:00 改为')
  await second.advance(2 * HOUR)
  expect(calls(second)).toEqual([])
  await second.stop()

  const it = await open(twoDays, {
    folder,
    after: second,
    configure: (config) => {
      withRoster(config, twoDays)
      const [desk] = config.desks
      if (desk !== undefined) desk.calendar = { daysOff: [{ date: '2026-11-25', name: '市庆' }] }
    },
  })
  expect(it.card()).toContain('11月27日周五17:00前：自周二09:00起2个工作日，11月25日（周三）市庆放假')
  const moved = it.card().match(/时限由/g)
  await it.stop()
  const again = await open(twoDays, {
    folder,
    after: it,
    configure: (config) => {
      withRoster(config, twoDays)
      const [desk] = config.desks
      if (desk !== undefined) desk.calendar = { daysOff: [{ date: '2026-11-25', name: '市庆' }] }
    },
  })
  expect(again.card().match(/时限由/g)).toEqual(moved)
})

test('over a weekend and the National Day holidays only working days count, and the card names them', async () => {
  const policies = { clocks: [{ clock: 'first-response', topic: 'safety', within: '2 working days' }] }
  const it = await open(policies, { at: shanghai('2026-09-30 16:10') })
  await ask(it)
  expect(it.card()).toContain('10月9日周五17:00前：自9月30日周三16:10起2个工作日，10月1日至10月7日国庆节放假')
  await it.advance(8 * DAY)
  expect(calls(it)).toEqual([])
  await it.advance(DAY)
  expect(calls(it)).toEqual([people.li])
  await it.advance(50 * MINUTE)
  expect(calls(it).slice(1)).toEqual([people.li])
  expect(textOfBlocks(matter(it)?.blocks ?? [])).toContain('已超时')
  // The ladder climbs in working time, and the Saturday after the holidays is a working day.
  await it.advance(16 * HOUR + 30 * MINUTE)
  expect(calls(it).slice(2)).toEqual([people.zhang])

  await ask(it, `${QUESTION}第二次问。`, 'wechat', 'oWeekend')
  expect(it.card()).toContain('10月13日周二17:00前：自周六')
})

test('a night emergency goes from person to person until the third has seen it, and the card tells who saw it when', async () => {
  const it = await open({}, { at: shanghai('2026-11-24 23:00') })
  const delivery = await it.say('wechat', 'oSad', '我真的不想活了，今晚就结束这一切')
  expect(delivery.passive).toMatch(/110|120/)
  expect(calls(it)).toEqual([people.li])

  await it.advance(119 * SECOND)
  expect(calls(it)).toEqual([people.li])
  await it.advance(SECOND)
  expect(calls(it).slice(1)).toEqual([people.zhang])
  await it.advance(2 * MINUTE)
  expect(calls(it).slice(2)).toEqual([people.wang])
  await it.advance(72 * SECOND)
  await it.press(people.wang, 'seen')

  expect(it.card()).toContain('23:00:00 呼叫 李强｜23:02:00 呼叫 张敏｜23:04:00 呼叫 王主任｜23:05:12 王主任 看到')
  expect(it.card()).toContain('张敏 没有应答，呼叫 王主任')
  expect(it.card()).toContain('经办：王主任')
  await it.press(people.wang, 'seen')
  expect(it.told(people.wang).at(-1)).toContain('已经点过')
  await it.press(people.zhang, 'seen')
  expect(it.card()).toContain('张敏 看到')
  await it.advance(MINUTE)
  expect(calls(it)).toHaveLength(3)
})

test('an emergency that nobody sees goes on calling everybody, less and less often', async () => {
  const it = await open({}, { at: shanghai('2026-11-24 23:00') })
  await it.say('wechat', 'oSad', '我真的不想活了，今晚就结束这一切')
  await it.advance(8 * MINUTE)
  const everybody = [people.li, people.zhang, people.wang, ZHAO]
  expect(calls(it)).toEqual([...everybody, everybody.join('+')])
  await it.advance(9 * MINUTE)
  expect(calls(it)).toHaveLength(5)
  await it.advance(MINUTE)
  expect(calls(it)).toHaveLength(6)
  await it.advance(DAY)
  expect(calls(it).length).toBeLessThan(14)
})

test('whoever acts on an emergency has seen it, and what the citizen adds does not start the calls anew', async () => {
  const it = await open({}, { at: shanghai('2026-11-24 23:00') })
  await it.say('wechat', 'oSad', '我真的不想活了，今晚就结束这一切')
  await it.advance(MINUTE)
  await it.say('wechat', 'oSad', '没有人在乎我')
  await it.advance(30 * SECOND)
  expect(calls(it)).toEqual([people.li])
  await it.advance(30 * SECOND)
  expect(calls(it)).toEqual([people.li, people.zhang])

  await it.press(people.zhang, 'write')
  await it.fill(people.zhang, { text: '您好，我是值班民警张敏，请告诉我您现在在哪里，我们马上过来。' })
  await it.advance(MINUTE)
  expect(calls(it)).toHaveLength(2)
  expect(it.card()).toContain('张敏 已看到')
})

test('a person who marks an emergency has seen it; the others are called', async () => {
  const it = await open()
  await ask(it)
  await it.press(people.li, 'emergency')
  expect(calls(it)).toEqual([people.zhang])
  expect(JSON.stringify(matter(it)?.replies)).not.toContain('李强 没有应答')
  await it.press(people.zhang, 'seen')
  await it.advance(MINUTE)
  expect(calls(it)).toHaveLength(1)
  expect(it.card()).toContain('经办：张敏')
})

test('who writes again after an answer brings the settled card back to somebody, once a turn', async () => {
  const it = await open()
  await ask(it)
  await it.press(people.li, 'approve')
  await it.advance(MINUTE)
  const told = () => matter(it)?.replies.filter(({ text }) => text.includes('群众又来信')) ?? []
  expect(told()).toEqual([])
  await ask(it, '再问一下，那边的路灯谁负责修？')
  expect(told().map(({ text }) => text)).toEqual([`<@${people.li}> QX-1 的群众又来信，请查看卡片。`])
  await ask(it, '就是东门那条路上的路灯')
  expect(told()).toHaveLength(1)
})

test('what a person has marked as an emergency stays one when the citizen adds something harmless', async () => {
  const it = await open()
  await ask(it)
  await it.press(people.li, 'emergency')
  await ask(it, '就在我们小区东门那里')
  expect(it.card()).toContain(' · 紧急 · ')
  expect(it.card()).not.toContain('[标为紧急]')
})

test('while the citizen is asked back no clock runs and the ledger stays at 0; their answer is a turn of its own with its own clock', async () => {
  const it = await open()
  await ask(it)
  await it.advance(30 * MINUTE)
  await it.press(people.li, 'write')
  await it.fill(people.li, { text: '您好，请问路灯在哪条路、哪个小区门口？' })
  await it.press(people.li, 'approve')
  await it.advance(5 * HOUR)
  const ledger = await it.slack.command({ user: people.zhang, text: 'ledger' })
  expect(ledger).toBe('未答复 0 件，件件有回复。')
  expect(calls(it)).toEqual([])

  await ask(it, '在清溪路12号小区北门，一共三盏都不亮')
  const card = textOfBlocks(matter(it)?.blocks ?? [])
  expect(card).toContain('答复时限：11月24日周二15:30前：自周二14:30起60分钟')
  expect(card).toContain('请问路灯在哪条路')
  expect(await it.slack.command({ user: people.zhang, text: 'ledger' })).toContain('未答复 1 件')
  expect(calls(it)).toEqual([people.li])
  await it.advance(48 * MINUTE)
  expect(calls(it)).toEqual([people.li, people.li])
})
