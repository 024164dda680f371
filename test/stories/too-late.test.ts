import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import { departments, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const { zhang, li } = people
const CITIZEN = '2489518277'
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'
const OURS = '您好，路灯由市政部门维修，我们已代为转告，请您放心。'
const THEIRS = '您好，路灯由市政部门维护，请拨打12345报修。'
const KEPT = '您填写的内容没有丢失，需要时可从这里复制：'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await world.say('weibo', CITIZEN, QUESTION)
  await world.advance(20 * SECOND)
})
afterEach(() => world.stop())

const press = (user: string, part: string, action: string): Promise<void> =>
  world.press(user, action, world.find(part, world.slack.channelOf(user)).ts)
/** The whole of what the person was told last. */
function told(user: string): string {
  const last = world.slack.ephemerals.findLast((one) => one.to === user)
  return last === undefined ? '' : textOfBlocks(last.blocks)
}

describe('a form submitted after a colleague has decided changes nothing and gives the words back', () => {
  test('of an edit, with who approved and when, also once the reply is out', async () => {
    await press(zhang, 'QX-1', 'edit')
    await press(li, 'QX-1', 'edit')
    await world.fill(li, { text: THEIRS })
    await press(li, 'QX-1', 'approve')
    await world.advance(MINUTE)
    await world.fill(zhang, { text: OURS })
    await world.advance(MINUTE)

    expect(told(zhang)).toMatch(/操作未生效：这条会话现在是“已回复”。11-24 09:00 李强 批准/)
    expect(told(zhang)).toContain(`${KEPT}\n${OURS}`)
    expect(world.got('weibo', CITIZEN).at(-1)).toBe(THEIRS)
    expect(world.find('QX-1').text).not.toContain(OURS)
  })

  test('of one’s own words, when a colleague wrote others meanwhile', async () => {
    await press(zhang, 'QX-1', 'write')
    await press(li, 'QX-1', 'write')
    await world.fill(li, { text: THEIRS })
    await world.advance(MINUTE)
    await world.fill(zhang, { text: OURS })

    expect(told(zhang)).toContain(
      `这张卡片已经更新（11-24 09:00 李强 写了回复）。请看最新内容后再操作。\n${KEPT}\n${OURS}`,
    )
    expect(world.find('QX-1').text).toContain(THEIRS)
  })

  test('of a reason for rejecting', async () => {
    await press(zhang, 'QX-1', 'reject')
    await press(li, 'QX-1', 'approve')
    await world.fill(zhang, { reason: '缺少报修电话' })

    expect(told(zhang)).toMatch(/11-24 09:00 李强 批准\n/)
    expect(told(zhang)).toContain(`${KEPT}\n缺少报修电话`)
  })

  test('of opening a case, each text with its name, without what stood in the form before', async () => {
    await press(zhang, 'QX-1', 'open-case')
    await press(li, 'QX-1', 'open-case')
    await world.fill(li, { title: '路灯不亮', kind: 'report', class: 'general' })
    await world.fill(zhang, { title: '东门路灯', place: '东门路口', kind: 'report', class: 'general' })

    expect(told(zhang)).toContain('这条来信已经列入事项 QX-C1（11-24 09:00 李强 立为事项）')
    expect(told(zhang)).toMatch(new RegExp(`${KEPT}\n[^\n]+：东门路灯\n[^\n]+：东门路口$`))
    expect(world.cards().filter(({ text }) => text.includes('QX-C2'))).toEqual([])
  })

  test('of a department’s report, when a colleague there has handed the matter back', async () => {
    await press(zhang, 'QX-1', 'open-case')
    await world.fill(zhang, { title: '路灯不亮', kind: 'report', class: 'general' })
    await press(zhang, 'QX-C1', 'refer')
    await world.fill(zhang, { department: 'dongmen', note: '请核查' })
    await press(departments.he, 'QX-C1', 'accept')
    await press(departments.he, 'QX-C1', 'report')
    await press(departments.liu, 'QX-C1', 'return')
    await world.fill(departments.liu, { how: 'return', reason: '不属我所辖区' })
    await world.fill(departments.he, { findings: '线路老化', measures: '已报修', reply: THEIRS })

    expect(told(departments.he)).toMatch(/11-24 09:00[^\n]*刘所长/)
    expect(told(departments.he)).toMatch(new RegExp(`${KEPT}\n[^\n]+：线路老化\n[^\n]+：已报修\n[^\n]+：${THEIRS}$`))
  })
})

test('words are given back only when nothing was done with them', async () => {
  await world.say('wechat', 'oCross', '我要投诉，你们窗口态度太差，踢皮球，跑了三趟都没人管！')
  await world.advance(20 * SECOND)
  await press(zhang, 'QX-2', 'no-reply')
  await world.fill(zhang, { reason: '重复投诉' })

  expect(told(zhang)).not.toBe('')
  expect(told(zhang)).not.toContain(KEPT)
})

test('a form for a case is taken although a case like it was opened meanwhile, which it could not ask about', async () => {
  await world.say('wechat', 'oOther', QUESTION)
  await world.advance(20 * SECOND)
  await press(zhang, 'QX-1', 'open-case')
  await press(li, 'QX-2', 'open-case')
  await world.fill(li, { title: '路灯不亮', kind: 'report', class: 'general' })
  await world.fill(zhang, { title: '东门路灯', kind: 'report', class: 'general' })

  expect(world.find('QX-C2').text).toContain('东门路灯')
})
