import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANSWER, caseDesk, ID_CARD, SON } from '../support/case-desk.ts'
import { departments, HOUR, MINUTE, openWorld, people, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.stop())

const { zhang, li, wang, chen } = people
const { liu, he } = departments
const DAY = 24 * HOUR
const { press, force, act, told, errors, newest, complain, openCase, accepted, reported, replied } = caseDesk(
  () => world,
)

describe('the ID card with a wrong birth date', () => {
  test('goes from the comment over the station, the reply and the visit to a closed case', async () => {
    await complain(ID_CARD, SON, 'weibo', 'mention-comment')
    await openCase()
    // The platform takes one reply to a comment: it is kept for the answer.
    expect(world.got('weibo', SON)).toEqual([])
    const card = world.find('QX-C1')
    expect(card.text).toContain('已立项')
    expect(card.text).toContain('东门')
    expect(card.text).toContain('办结答复时限：12月1日周二09:00前：自11月24日周二09:00起7天')

    await act(zhang, 'QX-C1', 'refer', { department: 'dongmen', note: '请核查制证信息并联系更正' })
    const [handed] = world.cardsIn('C0DONGMEN1')
    expect(JSON.stringify(handed)).toContain('请核查制证信息并联系更正')
    expect(JSON.stringify(handed)).toContain('［身份证号］')
    expect(JSON.stringify(handed)).not.toMatch(/110101194903071233|13812345678|2489518277|微博/)
    expect(JSON.stringify(handed?.replies)).toContain(liu)

    await press(he, 'QX-C1', 'accept')
    expect(world.find('QX-C1').text).toContain('东门派出所 何警官 接收')

    await act(he, 'QX-C1', 'report', { findings: '录入时输错一位', measures: '已重新制证', reply: ANSWER })
    expect(world.find('QX-1').text).toContain(ANSWER)
    expect(world.find('QX-1').text).toContain('东门派出所 何警官 报告的建议答复')
    await press(zhang, 'QX-1', 'approve')
    expect(world.got('weibo', SON)).toEqual([])
    await press(wang, 'QX-1', 'approve')
    await world.advance(MINUTE)
    expect(world.got('weibo', SON)).toEqual([ANSWER])
    expect(world.find('QX-C1').text).toContain('已答复群众')

    await act(wang, 'QX-C1', 'arrange', { way: 'visit', by: 'li', at: '2026-11-26 15:00' })
    await world.advance(2 * DAY + 7 * HOUR)
    expect(world.find('QX-C1').thread).toContain(li)
    expect(world.find('QX-C1').thread).toContain('现在请上门回访')
    await act(li, 'QX-C1', 'followed', { result: 'satisfied', words: '已收到新证' })

    const end = world.find('QX-C1')
    expect(end.text).toContain('已办结')
    expect(end.buttons).toEqual(['reopen'])
    const history = await world.slack.command({ user: zhang, text: 'case show QX-C1' })
    const course = ['立为事项', '转给 东门派出所', '接收', '报告了办理结果', '答复已送达', '安排 李强', '满意']
    expect(course.filter((line) => !history.includes(line))).toEqual([])
  })

  test('begins again with its history when the citizen is not satisfied', async () => {
    await replied()
    await act(wang, 'QX-C1', 'arrange', { way: 'call', by: 'zhang', at: '2026-11-25 10:00' })
    await act(zhang, 'QX-C1', 'followed', { result: 'unsatisfied', words: '新证还是错的' })

    const card = world.find('QX-C1')
    expect(card.text).toContain('重新办理')
    expect(card.text).toContain('新证还是错的')
    expect(card.text).toContain('答复已送达群众')
    expect(card.buttons).toContain('refer')
  })

  test('stays open when nobody was reached, and can be arranged once more', async () => {
    await replied()
    await act(wang, 'QX-C1', 'arrange', { way: 'call', by: 'zhang', at: '2026-11-25 10:00' })
    await act(zhang, 'QX-C1', 'followed', { result: 'unreached', words: '无人接听' })
    await act(zhang, 'QX-C1', 'arrange', { way: 'visit', by: 'zhang', at: '2026-11-27 10:00' })

    expect(world.find('QX-C1').text).toContain('张敏 上门回访')
  })
})

describe('a case', () => {
  test('stands on its owner’s own page', async () => {
    await complain()
    await openCase()
    await world.slack.openHome(li)
    await world.settle()

    expect(JSON.stringify(world.slack.homes.get(li))).toMatch(/待我办理.*QX-C1/)
  })

  test('cannot be closed before the citizen has the reply, nor without the follow-up it needs', async () => {
    await reported()
    await force(zhang, 'QX-C1', 'close')
    expect(told(zhang)).toContain('还没有收到答复')
    await press(zhang, 'QX-1', 'approve')
    await press(wang, 'QX-1', 'approve')
    await world.advance(MINUTE)
    expect(world.find('QX-C1').buttons).not.toContain('close')
    await force(zhang, 'QX-C1', 'close')
    expect(told(zhang)).toContain('须先回访')
    expect(world.find('QX-C1').text).toContain('已答复群众')
  })

  test('that needs no follow-up is closed by its owner after the reply', async () => {
    await complain('东门路口的红绿灯坏了，请尽快修好')
    await openCase('QX-1', { title: '红绿灯坏了', kind: 'report', class: 'utilities' })
    await act(zhang, 'QX-1', 'write', { text: '您好，信号灯已修复。' })
    await press(zhang, 'QX-1', 'approve')
    await world.advance(MINUTE)
    expect(world.find('QX-C1').text).toContain('已答复群众')
    await press(zhang, 'QX-C1', 'close')

    expect(world.find('QX-C1').text).toContain('张敏 办结')
  })

  test('is refused a decision once it is closed, with what happened last', async () => {
    await complain('东门路口的红绿灯坏了，请尽快修好')
    await openCase('QX-1', { title: '红绿灯坏了', kind: 'report', class: 'utilities' })
    await act(zhang, 'QX-1', 'write', { text: '您好，信号灯已修复。' })
    await press(zhang, 'QX-1', 'approve')
    await world.advance(MINUTE)
    const { ts } = world.find('QX-C1')
    await press(zhang, 'QX-C1', 'close')
    await world.slack.click({ user: li, ts, action: 'close', stale: { value: 'case-1:2' } })
    await world.settle()
    expect(told(li)).toContain('张敏 办结')
    await act(li, 'QX-C1', 'reopen', { reason: '又坏了' })
    expect(world.find('QX-C1').text).toContain('李强 重新办理：又坏了')
  })

  test('with a deadline in the past is not opened', async () => {
    await complain()
    await press(zhang, 'QX-1', 'open-case')
    await world.fill(zhang, { title: '印错', kind: 'complaint', class: 'general', deadline: '2026-11-23 10:00' })
    expect(errors(zhang)).toContain('已经过去')
    await world.fill(zhang, { deadline: '后天', title: '印错', kind: 'complaint', class: 'general' })
    expect(errors(zhang)).toContain('看不懂')
    expect(await world.slack.command({ user: zhang, text: 'case list' })).toContain('0 件')
  })

  test('is given no deadline beyond what anybody can mean', async () => {
    await world.slack.command({ user: zhang, text: 'case new' })
    await world.settle()
    const written = { title: '来电反映噪音', kind: 'report', class: 'general', deadline: '9026-12-01 17:30' }
    await world.fill(zhang, written)
    expect(errors(zhang)).toContain('太远')
  })

  test('is marked for a follow-up by a leader, whatever its class', async () => {
    await complain()
    await openCase('QX-1', { kind: 'report', class: 'life' })
    await press(wang, 'QX-C1', 'mark')
    expect(world.find('QX-C1').text).toContain('王主任 要求回访')
  })

  test('is not opened twice for one conversation', async () => {
    await complain()
    const { ts } = world.find('QX-1')
    await openCase()
    await world.slack.click({ user: li, ts, action: 'open-case', stale: { value: '1:2' } })
    await world.settle()
    await world.slack.command({ user: li, text: 'case new QX-1' })
    expect(told(li) + (await world.slack.command({ user: li, text: 'case new QX-1' }))).toContain('已经列入事项 QX-C1')
  })

  test('is opened for somebody who called, by a command, and answered by telephone', async () => {
    await world.slack.command({ user: zhang, text: 'case new' })
    await world.settle()
    await world.fill(zhang, { title: '来电反映噪音', kind: 'report', class: 'general', place: '东门街道' })
    expect(told(zhang)).toContain('QX-C1')
    await press(zhang, 'QX-C1', 'told')
    expect(told(zhang)).toContain('领导')
    await act(wang, 'QX-C1', 'told', { way: 'call', words: '已电话告知处理结果' })

    expect(world.find('QX-C1').text).toContain('王主任 登记已电话答复')
    expect(world.find('QX-C1').text).toContain('已答复群众')
  })

  test('calls its owner when the deadline passes, and every day after that the leaders too', async () => {
    await complain()
    await openCase()
    await world.advance(7 * DAY)
    expect(world.find('QX-C1').thread).toContain(li)
    expect(world.find('QX-C1').text).toContain('已超时')
    expect(world.find('QX-C1').thread).not.toContain(wang)
    await world.advance(DAY)
    expect(world.find('QX-C1').thread).toContain(wang)
  })
})

describe('a citizen who sends the number', () => {
  test('had it in a receipt where that costs nothing', async () => {
    await complain()
    await openCase()
    expect(newest()).toContain('编号QX-C1')
    await complain(ID_CARD, 'oCitizen0000000000000000001', 'wechat')
    await openCase('QX-2', { same: 'new' })
    expect(world.got('wechat', 'oCitizen0000000000000000001')).toEqual([expect.stringContaining('编号QX-2')])
  })

  test('learns state and dates from the account that wrote, and nothing from another one', async () => {
    await accepted()
    await world.say('weibo', SON, 'QX-C1')
    expect(newest()).toBe('事项QX-C1：正在办理。登记时间：2026-11-24 09:00；答复时限：2026-12-01 09:00。')

    await world.say('weibo', '6020000009', '查询 qx-c1')
    await world.say('weibo', '6020000009', 'QX-C999')
    const [first, second] = world.got('weibo', '6020000009')
    expect(first).toBe(second)
    expect(first).toContain('没有查到')
    await world.say('wechat', 'oSomebody000000000000000001', 'QX-C1')
    expect(world.got('wechat', 'oSomebody000000000000000001')).toEqual([first])
  })

  test('opens the platform’s window again, so that a late reply can leave', async () => {
    await accepted()
    await world.advance(3 * DAY)
    await act(he, 'QX-C1', 'report', { findings: '输错一位', reply: ANSWER })
    await press(zhang, 'QX-1', 'approve')
    expect(told(zhang)).toContain('回复时限已过')
    await world.say('weibo', SON, 'QX-C1')
    expect(newest()).toContain('正在准备答复')
    await press(zhang, 'QX-1', 'approve')
    await press(wang, 'QX-1', 'approve')
    await world.advance(MINUTE)

    expect(newest()).toBe(ANSWER)
  })
})

describe('several conversations about one matter', () => {
  const LIGHT = '东门路口的红绿灯坏了，一直不亮，过马路很危险'

  test('are one case: the second is offered the first, and all get the reply', async () => {
    await complain(LIGHT)
    await openCase('QX-1', { title: '东门路口红绿灯不亮', kind: 'report', class: 'utilities' })
    await complain('东门那个路口红绿灯不亮好几天了，没人修吗', '6020000002')
    await press(zhang, 'QX-2', 'open-case')
    expect(JSON.stringify(world.slack.views.get(zhang)?.view)).toContain('QX-C1 东门路口红绿灯不亮')
    await world.fill(zhang, { same: '1', title: 'x', kind: 'report', class: 'utilities' })
    expect(world.find('QX-C1').text).toContain('QX-1、QX-2')
    await act(zhang, 'QX-C1', 'refer', { department: 'jiaojing' })
    await press('U0MAZDZ001', 'QX-C1', 'accept')
    await act('U0MAZDZ001', 'QX-C1', 'report', { findings: '灯控箱进水', reply: '您好，信号灯已修复，感谢反映。' })
    await press(zhang, 'QX-1', 'approve')
    await world.advance(MINUTE)
    expect(world.find('QX-C1').text).toContain('还没有答复：QX-2')
    await press(zhang, 'QX-2', 'approve')
    await world.advance(MINUTE)

    expect([newest(), newest('6020000002')]).toEqual(Array(2).fill('您好，信号灯已修复，感谢反映。'))
    expect(world.find('QX-C1').text).toContain('已答复群众')
  })

  test('that became two cases are merged by a person, and the number of the second goes on working', async () => {
    await complain(LIGHT)
    await openCase('QX-1', { title: '东门路口红绿灯不亮', kind: 'report', class: 'utilities' })
    await complain('东门那个路口红绿灯不亮好几天了，没人修吗', '6020000002')
    await openCase('QX-2', { same: 'new', title: '红绿灯不亮', kind: 'report', class: 'utilities' })
    expect(world.find('QX-C2').text).toContain('与 QX-C1')
    await press(zhang, 'QX-C2', 'merge')
    await world.fill(zhang, { into: 'QX-C2' })
    expect(errors(zhang)).toContain('不能并入自己')
    await world.fill(zhang, { into: 'QX-C7' })
    expect(errors(zhang)).toContain('没有找到')
    await world.fill(zhang, { into: 'QX-C1' })

    expect(world.find('QX-C2').text).toContain('已并入另一事项')
    expect(world.find('QX-2').text).toContain('所属事项：QX-C1')
    expect(world.find('QX-C1').text).toContain('QX-1、QX-2')
    await world.say('weibo', '6020000002', 'QX-C2')
    expect(newest('6020000002')).toContain('事项QX-C2：已登记')
  })
})

test('nobody waits longer since their case was merged into a later and lighter one', async () => {
  await complain()
  await openCase('QX-1', { kind: 'complaint', class: 'utilities' })
  await world.advance(HOUR)
  await world.slack.command({ user: zhang, text: 'case new' })
  await world.settle()
  await world.fill(zhang, { title: '身份证印错', kind: 'report', class: 'general' })
  await act(zhang, 'QX-C1', 'merge', { into: 'QX-C2' })

  expect(world.find('QX-C2').text).toContain('办结答复时限：11月25日周三09:00前：以并入事项的较早时限为准')
  expect(world.find('QX-C2').text).toMatch(/投诉[^\n]*公共设施/)
})

describe('by the configuration', () => {
  beforeEach(async () => {
    await world.stop()
    world = await openWorld({
      configure: ({ desks }) => void Object.assign(desks[0] ?? {}, { cases: { open: ['complaint'] } }),
    })
  })

  test('a complaint opens a case by itself, and the receipt bears its number', async () => {
    await complain(ID_CARD, 'oCitizen0000000000000000001', 'wechat')
    expect(world.got('wechat', 'oCitizen0000000000000000001')).toEqual([expect.stringContaining('QX-C1')])
    expect(world.find('QX-C1').text).toContain('按规则自动立为事项')
    await complain('身份证丢了怎么补办', 'oCitizen0000000000000000002', 'wechat')
    expect(await world.slack.command({ user: zhang, text: 'case list' })).toContain('1 件')
  })
})

test('what is left over when the process dies is there after a restart, and nothing is said twice', async () => {
  await world.stop()
  const folder = mkdtempSync(join(tmpdir(), 'zhiban-case-story-'))
  const before = await openWorld({ folder })
  world = before
  await accepted()
  before.kill()
  world = await openWorld({ folder, after: before })
  await act(he, 'QX-C1', 'report', { findings: '录入时输错一位', reply: ANSWER })
  await press(zhang, 'QX-1', 'approve')
  await press(wang, 'QX-1', 'approve')
  await world.advance(MINUTE)

  expect(world.got('weibo', SON).filter((text) => text === ANSWER)).toHaveLength(1)
  expect(world.find('QX-C1').text).toContain('已答复群众')
  expect(world.cardsIn('C0DONGMEN1')).toHaveLength(1)
  await before.stop()
  rmSync(folder, { recursive: true })
})

test('the staff without a role look, but decide nothing about a case', async () => {
  await complain()
  await openCase()
  await press(chen, 'QX-C1', 'refer')

  expect(told(chen)).toContain('没有审批权限')
})
