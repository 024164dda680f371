import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import { HOUR, MINUTE, openWorld, people, SECOND, type World, withoutBursts } from '../support/world.ts'

/** What members of staff ask for, and what they are told when something cannot be done. */

const CITIZEN = '2489518277'
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'
const COMPLAINT = '我要投诉，你们窗口态度太差，踢皮球，跑了三趟都没人管！'

let world: World
let folder = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-'))
  world = await openWorld({ folder, configure: withoutBursts })
})
afterEach(async () => {
  await world.stop()
  rmSync(folder, { recursive: true })
})

const ask = async (text: string = QUESTION, sender = CITIZEN): Promise<string> => {
  await world.say('weibo', sender, text)
  await world.advance(20 * SECOND)
  return world.cards().at(-1)?.ts ?? ''
}
const command = (user: string, text: string): Promise<string> => world.slack.command({ user, text })
async function homeOf(user: string): Promise<string> {
  await world.slack.openHome(user)
  await world.settle()
  return textOfBlocks(world.slack.homes.get(user)?.blocks ?? [])
}

/** The card's button as it was drawn at this moment, for a screen that is not refreshed. */
function button(ts: string, action: string): () => Promise<void> {
  const card = world.cards().find((one) => one.ts === ts)
  const drawn = card?.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
  const value = drawn?.find((one) => one.action_id === action)?.value ?? ''
  return async () => {
    const user = people.li
    await world.slack.click({ user, ts, action, stale: { value } })
    await world.settle()
  }
}

test('the most urgent matter is first in the list, and what is late says so', async () => {
  await ask()
  await ask(COMPLAINT, '2489518272')
  await world.advance(45 * MINUTE)
  const [title, first, second] = (await command(people.chen, 'open')).split('\n')

  expect(title).toContain('2')
  expect(first).toMatch(/QX-2.*已超时.*投诉/)
  expect(second).toMatch(/QX-1.*路灯/)
  expect(second).not.toContain('已超时')
})

test('a list that is cut says how many more there are', async () => {
  for (let n = 10; n < 33; n += 1) await world.say('weibo', `24895182${n}`, QUESTION)
  await world.advance(20 * SECOND)

  expect((await command(people.zhang, 'open')).split('\n')).toHaveLength(22)
  expect(await command(people.zhang, 'open')).toMatch(/^未办结 23 件[\s\S]*另有 3 件/)
})

test('several words find what holds all of them, in capitals or not, and no sign is taken for a pattern', async () => {
  await ask('My passport was stolen at the station, and the officer refused me')
  await ask(QUESTION, '2489518272')

  expect(await command(people.li, 'find PASSPORT Station')).toContain('QX-1')
  expect(await command(people.li, 'find passport 路灯')).toContain('没有')
  expect(await command(people.li, 'find %')).toContain('没有')
  expect(await command(people.li, 'find')).toContain('find 身份证')
})

test('one course of events shows messages, the proposed reply, decisions and what was sent, with nothing unmasked', async () => {
  const ts = await ask(`${QUESTION}我的电话是13812345678`)
  const before = await command(people.li, 'show qx-1')
  await world.press(people.zhang, 'approve', ts)
  await world.advance(MINUTE)
  const after = await command(people.li, 'show 1')

  expect(before).toContain('［电话］')
  expect(before).toContain('拟回复：您好')
  expect(after).not.toContain('拟回复')
  expect(after).toMatch(/群众：[\s\S]*张敏 批准[\s\S]*（已发出）[\s\S]*已送达平台/)
  expect(before + after).not.toContain('13812345678')
  expect(await command(people.li, 'show BS-1')).toContain('没有找到')
})

test('a second approval stands on the home page of who can give it, and of nobody else', async () => {
  const ts = await ask(COMPLAINT)
  await world.press(people.zhang, 'approve', ts)
  const mine = async (user: string) => (await homeOf(user)).split('待审批')[0]

  expect(await mine(people.wang)).toContain('QX-1')
  expect(await mine(people.zhang)).not.toContain('QX-1')
  expect(await mine(people.chen)).not.toContain('QX-1')
})

test('the home page counts the day: received, answered by itself and by people, in progress', async () => {
  const ts = await ask()
  await world.say('wechat', 'oFaq', '身份证丢了怎么补办')
  await world.say('wechat', 'oThanks', '谢谢')
  await world.press(people.zhang, 'approve', ts)
  await world.advance(MINUTE)
  await ask(QUESTION, '2489518272')
  const page = await homeOf(people.chen)

  for (const line of ['今日收到：4', '自动答复：1', '审批后答复：1', '无需回复：1', '办理中：1', '发送失败：0'])
    expect(page).toContain(line)

  await world.advance(24 * HOUR)
  expect(await homeOf(people.chen)).toContain('今日收到：0')
})

test('the home page shows every waiting approval or says how many more there are', async () => {
  for (let n = 10; n < 45; n += 1) await world.say('weibo', `24895182${n}`, QUESTION)
  await world.advance(20 * SECOND)

  expect(await homeOf(people.wang)).toContain('另有 5 件')
})

test.each(['approve', 'edit', 'reject', 'write', 'no-reply'])(
  'who presses “%s” after somebody else has decided is told what was decided, and nothing changes',
  async (action) => {
    const ts = await ask()
    const late = button(ts, action)
    await world.press(people.zhang, 'approve', ts)
    const card = world.card()
    await late()

    expect(world.told(people.li).at(-1)).toMatch(/未生效[\s\S]*张敏 批准/)
    expect(world.slack.views.has(people.li)).toBe(false)
    expect(world.card()).toBe(card)
    await world.advance(MINUTE)
    expect(world.got('weibo', CITIZEN)).toHaveLength(2)
  },
)

test('a form that was open while a colleague decided changes nothing, and the person is told', async () => {
  const ts = await ask()
  await world.slack.click({ user: people.li, ts, action: 'write' })
  await world.settle()
  await world.press(people.zhang, 'approve', ts)
  await world.fill(people.li, { text: '您好，请拨打12345。' })
  await world.advance(MINUTE)

  expect(world.told(people.li).at(-1)).toMatch(/未生效[\s\S]*张敏 批准/)
  expect(world.got('weibo', CITIZEN).at(-1)).not.toContain('12345。')
})

test('who is not on the staff list is told so, whatever they try, and sees nothing', async () => {
  const ts = await ask()
  const before = world
  await world.stop()
  world = await openWorld({
    folder,
    after: before,
    configure: ({ desks: [desk] }) => {
      if (desk !== undefined) desk.staff = desk.staff.filter((member) => member.id !== 'chen')
    },
  })
  await world.press(people.chen, 'approve', ts)

  expect(world.told(people.chen).at(-1)).toContain('不在本值班台的人员名单中')
  expect(await command(people.chen, 'open')).toContain('不在本值班台的人员名单中')
  expect(await homeOf(people.chen)).toContain('不在本值班台的人员名单中')
  expect(await homeOf(people.chen)).not.toContain('QX-1')
  expect(world.card()).toContain('待审批')
})

test('a corrected reply and its correction both stand on the card, each called what it is', async () => {
  const ts = await ask()
  await world.press(people.zhang, 'approve', ts)
  await world.advance(MINUTE)
  await world.press(people.zhang, 'correct', ts)
  await world.fill(people.zhang, { text: '您好，请拨打12345。' })
  expect(world.card()).toContain('【拟更正】')
  await world.press(people.li, 'approve', ts)
  await world.advance(MINUTE)

  const [, wrong = '', right = ''] = world.got('weibo', CITIZEN)
  expect(world.card()).toMatch(/【已发出 [^】]+】[\s\S]*【已发出更正 [^】]+】/)
  expect(world.card().indexOf(wrong)).toBeGreaterThan(0)
  expect(world.card().indexOf(right)).toBeGreaterThan(world.card().indexOf(wrong))
})

test('a message longer than a card carries is split at a sentence: card and thread together hold each sentence once', async () => {
  const sentences = Array.from({ length: 260 }, (_, n) => `第${n + 1}号楼前的路灯坏了很久没有人来修。`)
  const ts = await ask(sentences.join(''))
  const card = world.cards().find((one) => one.ts === ts)
  const parts = [
    ...(textOfBlocks(card?.blocks ?? [])
      .split('\n')
      .filter((line) => line.startsWith('第1号楼')) ?? []),
    ...(card?.replies ?? []).map((reply) => reply.text).filter((text) => text.includes('续')),
  ]

  expect(parts.length).toBeGreaterThan(1)
  for (const part of parts) expect(part).toMatch(/修。(?:……（全文.*）)?$/)
  const shown = parts.join('\n')
  expect(sentences.filter((sentence) => shown.split(sentence).length !== 2)).toEqual([])
})

test('a command is understood as a Chinese keyboard writes it', async () => {
  await world.say('weibo', CITIZEN, QUESTION)
  await world.advance(30 * SECOND)
  const answer = (text: string) => world.slack.command({ user: people.zhang, text })

  const shown = await answer('show QX-1')
  expect(shown).toContain(QUESTION)
  for (const typed of ['ｓｈｏｗ　ＱＸ－１', 'show #QX-1', 'Show qx—1', 'show QX1', '查看 1'])
    expect(await answer(typed)).toBe(shown)
  expect(await answer('ＯＰＥＮ')).toBe(await answer('open'))
  expect(await answer('未办结')).toBe(await answer('open'))
  expect(await answer('帮助')).toBe(await answer('help'))
})

test('the number of a case is shown where that of a conversation is expected', async () => {
  await world.slack.command({ user: people.zhang, text: 'case new' })
  await world.settle()
  await world.fill(people.zhang, { title: '来电反映井盖丢失', kind: 'report', class: 'general', place: '东门街道' })

  const shown = await world.slack.command({ user: people.zhang, text: 'show QX-C1' })
  expect(shown).toContain('来电反映井盖丢失')
  expect(shown).toBe(await world.slack.command({ user: people.zhang, text: 'case show QX-C1' }))
})

test('a desk of one person has nobody to hand a matter to, and no button for it', async () => {
  const lone = await openWorld({
    configure: ({ desks }) => {
      const [desk] = desks
      if (desk === undefined) return
      desk.staff = desk.staff.filter(({ id }) => id === 'wang')
      desk.duty = ['wang']
      desk.policies = { ...desk.policies, twoPerson: [] }
    },
  })
  await lone.say('weibo', '2489518277', '我家门口的路灯坏了很久，该找谁处理？')
  await lone.advance(20 * SECOND)
  expect(lone.find('QX-1').buttons).toContain('write')
  expect(lone.find('QX-1').buttons).not.toContain('hand-over')
  await lone.stop()
})
