import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ConfigError } from '../../src/config.ts'
import { shanghai } from '../desk/calendar/support.ts'
import { HOUR, MINUTE, openWorld, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

const DAY = 24 * HOUR
const ZHAO = 'U0ZHAOJU01'
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'
const DAYS = { date: '每天', from: '08:00', to: '20:00', duty: 'zhang', deputy: '', leader: '王主任' }
const NIGHTS = { date: '每天', from: '20:00', to: '08:00', duty: '李强', deputy: '', leader: 'zhao' }

let world: World | undefined
let folder: string | undefined
afterEach(async () => {
  await world?.stop()
  if (folder !== undefined) rmSync(folder, { recursive: true })
  world = undefined
  folder = undefined
})

async function open(roster: unknown = { shifts: [DAYS, NIGHTS] }, options: WorldOptions = {}): Promise<World> {
  world = await openWorld({
    configure: (config) => {
      const [desk] = config.desks
      desk?.staff.push({ id: 'zhao', name: '赵局', roles: ['leader'], chat: ZHAO })
      if (desk !== undefined) desk.roster = roster
    },
    ...options,
  })
  return world
}

async function ask(it: World, sender: string, text: string = QUESTION): Promise<void> {
  await it.say('wechat', sender, text)
  await it.advance(20 * SECOND)
}

const cardsWith = (it: World, words: string) => it.cards().filter((card) => card.text.includes(words))
const thread = (it: World, words: string): string => JSON.stringify(cardsWith(it, words).at(-1)?.replies ?? [])
async function command(it: World, user: string, text: string): Promise<string | undefined> {
  const answer = await it.slack.command({ user, text })
  await it.settle()
  return answer
}

test('whoever is on duty gets what comes in, and the calls; the shift before is left alone', async () => {
  const it = await open()
  await ask(it, 'oDay')
  expect(it.card()).toContain('经办：张敏')
  await it.advance(11 * HOUR)
  await ask(it, 'oNight')
  expect(it.card()).toContain('经办：李强')
})

test('at a change of shift a card hands over everything open, the most urgent first, and one press takes it over', async () => {
  const it = await open()
  await ask(it, 'oCalm')
  await it.say('wechat', 'oSad', '我真的不想活了，今晚就结束这一切')
  await it.press(people.zhang, 'seen')
  await it.advance(11 * HOUR)

  const [card] = cardsWith(it, '交接班')
  expect(card?.text).toContain('11-24 20:00｜张敏 → 李强')
  const words = JSON.stringify(card?.blocks)
  expect(words).toContain('未办结：2')
  expect(words).toContain('紧急：1')
  expect(words.indexOf('QX-2')).toBeLessThan(words.indexOf('QX-1'))
  expect(thread(it, '交接班')).toContain(people.li)

  await it.press(people.zhang, 'take-over', card?.ts)
  expect(it.told(people.zhang).at(-1)).toContain('由接班人员（李强）或领导接手')
  await it.press(people.li, 'take-over', card?.ts)
  expect(cardsWith(it, '交接班')).toHaveLength(1)
  expect(JSON.stringify(cardsWith(it, '交接班')[0]?.blocks)).toContain('接过上一班 2 件')
  expect(await command(it, people.li, 'mine')).toMatch(/QX-2[\s\S]*QX-1/)
  expect(await command(it, people.zhang, 'mine')).toContain('0 件')
})

test('the handover shows the open cases as well, and leaves each with its owner', async () => {
  const it = await open()
  await command(it, people.zhang, 'case new')
  await it.fill(people.zhang, { title: '来电反映井盖破损', kind: 'report', class: 'utilities' })
  await it.advance(11 * HOUR)

  const card = it.find('交接班')
  expect(card.text).toMatch(/未办结：1（会话 0，事项 1[\s\S]*QX-C1｜已立项｜张敏｜[^\n]*来电反映井盖破损/)
  await it.press(people.li, 'take-over', card.ts)
  expect(await command(it, people.zhang, 'case mine')).toContain('QX-C1')
})

test('a roster that changes hands in the middle of a shift hands over once more', async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-roster-'))
  const first = await open(undefined, { folder })
  await first.advance(12 * HOUR)
  expect(cardsWith(first, '交接班')).toHaveLength(1)
  await first.stop()
  const it = await open({ shifts: [DAYS, { ...NIGHTS, duty: 'zhao' }] }, { folder, after: first })
  expect(cardsWith(it, '交接班').map((card) => card.text)).toEqual([
    expect.stringContaining('张敏 → 李强'),
    expect.stringContaining('李强 → 赵局'),
  ])
  await it.press(ZHAO, 'take-over', cardsWith(it, '交接班').at(-1)?.ts)
  expect(it.find('交接班').text).toContain('赵局 11-24 21:00 接班')
})

test('who has left the configuration is nobody’s owner to call and takes no shift, whatever was agreed', async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-roster-'))
  const first = await open({ shifts: [{ ...DAYS, deputy: 'wang' }] }, { folder })
  await ask(first, 'oDay')
  await command(first, people.zhang, 'swap 11-25 赵局')
  await first.press(ZHAO, 'agree', cardsWith(first, '换班').at(-1)?.ts)
  expect(await command(first, people.zhang, 'duty 11-25')).toContain('08:00-20:00 赵局')
  await first.press(people.wang, 'hand-over', first.find('QX-1').ts)
  await first.fill(people.wang, { colleague: 'zhao' })
  await first.stop()

  world = undefined
  const it = await openWorld({
    folder,
    after: first,
    configure: ({ desks: [desk] }) => {
      if (desk !== undefined) desk.roster = { shifts: [{ ...DAYS, deputy: 'wang' }] }
    },
  })
  world = it
  expect(await command(it, people.zhang, 'duty 11-25')).toContain('08:00-20:00 张敏')
  const before = it.find('QX-1').thread.length
  await it.advance(61 * MINUTE)
  const calls = it.find('QX-1').thread.slice(before)
  expect(calls).toContain(`<@${people.zhang}>`)
  expect(it.find('QX-1').text).not.toContain('已提醒 zhao')
})

test('an owner whose shift is over is not called: whoever is on duty is', async () => {
  const it = await open(undefined, { at: shanghai('2026-11-24 19:30') })
  await ask(it, 'oLate')
  expect(it.card()).toContain('经办：张敏')
  await it.advance(HOUR)
  const replies = JSON.stringify(it.cards().find((card) => card.text.includes('QX-1'))?.replies)
  expect(replies).toContain(`<@${people.li}>`)
  expect(replies).not.toContain(`<@${people.zhang}>`)
})

test('a process that slept over several shifts hands over once, from those who were on to those who are', async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-roster-'))
  const first = await open(undefined, { folder })
  await ask(first, 'oCalm')
  await first.stop()
  await first.clock.advance(36 * HOUR, () => Promise.resolve())
  const it = await open(undefined, { folder, after: first })

  expect(cardsWith(it, '交接班').map((card) => card.text)).toEqual([
    expect.stringContaining('11-25 20:00｜张敏 → 李强'),
  ])
})

test('the roster of a day is told in chat', async () => {
  const it = await open({ shifts: [{ ...DAYS, to: '12:00' }, { ...DAYS, from: '13:00', deputy: 'li' }, NIGHTS] })
  const answer = await command(it, people.chen, 'duty 11-28')

  expect(answer).toContain('11月28日（周六）值班安排')
  expect(answer).toContain('08:00-12:00 张敏｜带班领导 王主任')
  expect(answer).toContain('13:00-20:00 张敏｜副班 李强｜带班领导 王主任')
  expect(answer).toContain('20:00-次日08:00 李强｜带班领导 赵局')
  expect(answer).toContain('12:00-13:00 无人值班')
  expect(await command(it, people.chen, 'duty')).toContain('现在值班：张敏')
  expect(await command(it, people.chen, 'duty someday')).toContain('看不懂日期“someday”')
})

test('without a roster the standing list is on duty, and says so', async () => {
  const it = await open({})
  expect(await command(it, people.zhang, 'duty')).toContain('现在值班：张敏、李强')
  expect(await command(it, people.zhang, 'swap 明天 李强')).toContain('没有排班表')
})

test('a swap is asked in chat, counts once the other has agreed on the card, and the leaders are told', async () => {
  const it = await open()
  expect(await command(it, people.zhang, 'swap 11-28 李强')).toContain('已请 李强 换班')
  const [card] = cardsWith(it, '换班')
  expect(card?.text).toContain('11月28日（周六）｜张敏 → 李强')
  expect(thread(it, '换班')).toContain(people.li)
  await it.press(people.wang, 'agree', card?.ts)
  expect(it.told(people.wang).at(-1)).toContain('由 李强 答复')
  expect(await command(it, people.zhang, 'duty 11-28')).toContain('08:00-20:00 张敏')

  await it.press(people.li, 'agree', card?.ts)
  expect(await command(it, people.zhang, 'duty 11-28')).toMatch(/08:00-20:00 李强[\s\S]*20:00-次日08:00 张敏/)
  expect(await command(it, people.zhang, 'duty 11-29')).toContain('08:00-20:00 张敏')
  expect(thread(it, '换班')).toContain(people.wang)
  expect(JSON.stringify(cardsWith(it, '换班')[0]?.blocks)).toContain('已生效')

  await it.advance(shanghai('2026-11-28 09:00') - it.clock.now())
  await ask(it, 'oSwapped')
  expect(it.card()).toContain('经办：李强')
})

test.each([
  ['with oneself', people.zhang, 'swap 11-28 张敏', /不能和自己换班/],
  ['with somebody without a role', people.zhang, 'swap 11-28 陈实习', /陈实习 没有审批角色/],
  ['with nobody who is known', people.zhang, 'swap 11-28 张三', /没有“张三”/],
  ['of a shift that has begun', people.zhang, 'swap 今天 李强', /已经开始或已经过去/],
  ['of a past shift', people.zhang, 'swap 11-20 李强', /已经开始或已经过去/],
  ['of a leader’s shift with somebody who is none', people.wang, 'swap 12-5 李强', /只能由领导接替/],
  ['without a person', people.zhang, 'swap 11-28', /请写日期和人员/],
  ['without a date that can be read', people.zhang, 'swap 那天 李强', /看不懂日期“那天”/],
  ['by somebody without a role', people.chen, 'swap 11-28 李强', /没有审批权限/],
])('a swap %s is refused, and nothing changes', async (_what, user, text, expected) => {
  const it = await open()
  expect(await command(it, user, text)).toMatch(expected)
  expect(cardsWith(it, '换班')).toEqual([])
})

test('a swap with somebody on the same shift, or asked twice, is refused', async () => {
  const it = await open({
    shifts: [
      { ...DAYS, duty: '张敏、李强' },
      { ...NIGHTS, duty: 'zhao', leader: '' },
    ],
  })
  expect(await command(it, people.zhang, 'swap 11-28 李强')).toContain('同一个班次')
  expect(await command(it, people.zhang, 'swap 11-28 赵局')).toContain('已请 赵局')
  expect(await command(it, people.zhang, 'swap 11-28 赵局')).toContain('已就')
  expect(cardsWith(it, '换班')).toHaveLength(1)
})

test('a swap by somebody without a shift on that day is refused', async () => {
  const it = await open({
    shifts: [
      { ...DAYS, date: '工作日', to: '08:00' },
      { ...NIGHTS, date: '节假日', from: '08:00' },
    ],
  })
  expect(await command(it, people.zhang, 'swap 11-28 李强')).toContain('11月28日（周六）没有 张敏 的班次')
  expect(cardsWith(it, '换班')).toEqual([])
})

test('a swap that is declined, withdrawn, or not answered in time changes nothing', async () => {
  const it = await open()
  await command(it, people.zhang, 'swap 11-26 李强')
  await it.press(people.li, 'decline', cardsWith(it, '换班').at(-1)?.ts)
  expect(thread(it, '换班')).toContain('李强 不同意换班')

  await command(it, people.zhang, 'swap 11-26 李强')
  await it.press(people.zhang, 'decline', cardsWith(it, '换班').at(-1)?.ts)
  expect(thread(it, '换班')).toContain('撤回')

  await command(it, people.zhang, 'swap 11-26 李强')
  const last = cardsWith(it, '换班').at(-1)
  await it.advance(2 * DAY)
  expect(JSON.stringify(cardsWith(it, '换班').at(-1)?.blocks)).toContain('班次开始前没有答复')
  await it.slack.click({ user: people.li, ts: last?.ts ?? '', action: 'agree', stale: { value: 'swap:3:1' } })
  await it.settle()
  expect(it.told(people.li).at(-1)).toContain('已经办结')
  expect(await command(it, people.zhang, 'duty 11-26')).toContain('08:00-20:00 张敏')
})

test('a gap in the next seven days raises one card, calls the leaders once, and is settled when it is closed', async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-roster-'))
  const dated = (day: number): unknown => ({ ...DAYS, date: `2026-11-${day}`, from: '00:00', to: '24:00' })
  const shifts = [24, 25, 26, 27, 29, 30].map(dated)
  const most = [
    ...shifts,
    ...[1, 2, 3, 4, 5, 6].map((day) => ({ ...DAYS, date: `2026-12-0${day}`, from: '00:00', to: '24:00' })),
  ]
  const first = await open({ shifts: most }, { folder })
  expect(cardsWith(first, '值班空缺')).toHaveLength(1)
  expect(JSON.stringify(cardsWith(first, '值班空缺')[0]?.blocks)).toContain('11月28日（周六） 00:00-24:00')
  expect(thread(first, '值班空缺')).toContain(people.wang)

  await first.advance(2 * DAY)
  expect(cardsWith(first, '值班空缺')).toHaveLength(1)
  expect(cardsWith(first, '值班空缺')[0]?.replies).toHaveLength(1)
  await first.stop()
  const it = await open({ shifts: [...most, dated(28)] }, { folder, after: first })
  expect(JSON.stringify(cardsWith(it, '值班空缺')[0]?.blocks)).toContain('空缺已补齐')
})

test('a desk whose nights are on no roster is told so once, and its standing list stands in', async () => {
  const it = await open({ shifts: [DAYS] })
  expect(JSON.stringify(cardsWith(it, '值班空缺')[0]?.blocks)).toContain('20:00-次日08:00')
  await it.advance(5 * DAY)
  expect(cardsWith(it, '值班空缺')).toHaveLength(1)
  expect(cardsWith(it, '值班空缺')[0]?.replies).toHaveLength(1)

  await it.advance(shanghai('2026-11-29 22:00') - it.clock.now())
  expect(await command(it, people.zhang, 'duty')).toContain('现在值班：张敏、李强')
})

test('a roster in a file is read, and its mistakes are named with their lines before anything starts', async () => {
  const withFile = (text: string): WorldOptions => ({
    content: (content) => ({ ...content, rosters: { 'qx.csv': text } }),
  })
  const it = await open({ file: 'qx.csv' }, withFile('日期,开始,结束,值班\n每天,00:00,24:00,李强\n'))
  await ask(it, 'oFile')
  expect(it.card()).toContain('经办：李强')
  await it.stop()

  const broken = open({ file: 'qx.csv' }, withFile('日期,开始,结束,值班\n每天,00:00,24:00,李大强\n'))
  await expect(broken).rejects.toThrow(ConfigError)
  await expect(broken).rejects.toThrow(/desks\.0\.roster\.file：roster\/qx\.csv 第 2 行：值班人员“李大强”不在 staff 中/)
  await expect(open({ file: 'no.csv' })).rejects.toThrow(/找不到 roster\/no\.csv/)
  await expect(open({ shifts: [{ ...DAYS, date: '2026-13-01' }] })).rejects.toThrow(/desks\.0\.roster\.shifts\.0：/)
  world = undefined
})

test('an English desk reads its roster in English', async () => {
  world = await openWorld({
    configure: (config) => {
      const [desk] = config.desks
      if (desk === undefined) return
      desk.language = 'en'
      desk.roster = { shifts: [{ ...DAYS, to: '08:00' }] }
    },
  })
  expect(await command(world, people.zhang, 'duty tomorrow')).toContain('On duty Wed 25 Nov')
  expect(await command(world, people.zhang, 'duty tomorrow')).toContain('08:00-08:00 the next day 张敏')
  await ask(world, 'oJohn')
  expect(world.card()).toContain('by Tue 24 Nov 10:00: 60 minutes from Tue 09:00')
  await world.advance(49 * MINUTE)
  expect(world.card()).toContain('Take over')
})
