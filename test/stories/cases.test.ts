import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { departments, HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.stop())

const { zhang, li, wang, chen } = people
const { liu, he, xu } = departments
const SON = '2489518277'
const DAY = 24 * HOUR
const ID_CARD =
  '我要投诉东门派出所，把我父亲身份证上的出生日期印错了，跑了三趟都没人管！我父亲身份证号110101194903071233，电话13812345678'
const ANSWER =
  '您好，经核查，您父亲的身份证出生日期系录入有误，已为其免费重新制证，民警将上门送达。给您添麻烦了，谨致歉意。'

/** Presses a button on the newest card that has `part` in its title. */
const press = (user: string, part: string, action: string) =>
  world.press(user, action, world.find(part, world.slack.channelOf(user)).ts)
/** Presses a button that the card does not show in its present state. */
async function force(user: string, part: string, action: string): Promise<void> {
  const { ts, value } = world.find(part, world.slack.channelOf(user))
  await world.slack.click({ user, ts, action, stale: { value } })
  await world.settle()
}
/** Presses it and fills in the form that opens. */
async function act(user: string, part: string, action: string, values: Record<string, string>): Promise<void> {
  await press(user, part, action)
  await world.fill(user, values)
}
/** The newest card of the police station. */
const station = () => world.find('QX-C1', 'C0DONGMEN1')
const told = (user: string) => world.told(user).at(-1) ?? ''
const errors = (user: string) => JSON.stringify(world.slack.views.get(user)?.errors ?? {})
const newest = (sender = SON, channel = 'weibo') => world.got(channel, sender).at(-1) ?? ''

async function complain(text = ID_CARD, sender = SON, channel = 'weibo', surface = 'private'): Promise<void> {
  await world.say(channel, sender, text, surface)
  await world.advance(20 * SECOND)
}

async function openCase(conversation = 'QX-1', values: Record<string, string> = {}): Promise<void> {
  await act(zhang, conversation, 'open-case', {
    title: '身份证出生日期印错',
    kind: 'complaint',
    class: 'general',
    ...values,
  })
}

async function referred(): Promise<void> {
  await complain()
  await openCase()
  await act(zhang, 'QX-C1', 'refer', { department: 'dongmen', note: '请核查制证信息并联系更正' })
}

async function accepted(): Promise<void> {
  await referred()
  await press(he, 'QX-C1', 'accept')
}

async function reported(): Promise<void> {
  await accepted()
  await act(he, 'QX-C1', 'report', { findings: '录入时输错一位', measures: '已重新制证', reply: ANSWER })
}

async function replied(): Promise<void> {
  await reported()
  await press(zhang, 'QX-1', 'approve')
  await press(wang, 'QX-1', 'approve')
  await world.advance(MINUTE)
}

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

describe('a department', () => {
  test('cannot accept what a colleague accepted at the same moment', async () => {
    await referred()
    const { ts } = station()
    await press(he, 'QX-C1', 'accept')
    await world.slack.click({ user: liu, ts, action: 'accept', stale: { value: 'referral-1:2' } })
    await world.settle()

    expect(told(liu)).toContain('何警官 接收')
    expect(station().text).not.toContain('刘所长 接收')
  })

  test('returns what is not its own, and the desk refers it to another one', async () => {
    await referred()
    await act(liu, 'QX-C1', 'return', { how: 'return', reason: '制证由户政支队负责' })
    const card = world.find('QX-C1')
    expect(card.text).toContain('被退回')
    expect(card.text).toContain('制证由户政支队负责')
    await press(zhang, 'QX-C1', 'refer')
    await world.fill(zhang, { department: 'dongmen' })
    expect(errors(zhang)).toContain('须由领导决定')
    await world.fill(zhang, { department: 'huzheng' })

    expect(world.cardsIn('C0HUZHENG1')).toHaveLength(1)
    expect(world.find('QX-C1').text).toContain('户政支队')
    expect(station().text).not.toContain('我要投诉')
  })

  test('that has sent it back has nothing to do with it: the owner has, and only a leader hands it there again', async () => {
    await referred()
    await act(liu, 'QX-C1', 'return', { how: 'return', reason: '当事人张三的电话是13800138000，不在本所辖区' })
    expect(world.find('QX-C1').text + world.find('QX-C1').thread).not.toContain('13800138000')
    expect(await world.slack.command({ user: zhang, text: 'case list' })).toMatch(/QX-C1｜被退回，待重新派发｜李强/)
    expect(await world.slack.command({ user: zhang, text: 'case list 东门派出所' })).not.toContain('QX-C1')
    expect(await world.slack.command({ user: liu, text: 'case mine' })).not.toContain('QX-C1')
    await complain('你们到底谁来管？我明天再来问')
    expect(station().text).not.toContain('我明天再来问')

    await act(zhang, 'QX-C1', 'refer', { department: 'huzheng' })
    await act(xu, 'QX-C1', 'return', { how: 'return', reason: '应由受理的派出所更正' })
    await press(zhang, 'QX-C1', 'refer')
    await world.fill(zhang, { department: 'dongmen' })
    expect(errors(zhang)).toContain('须由领导决定')
    await act(wang, 'QX-C1', 'refer', { department: 'dongmen' })
    expect(world.cardsIn('C0DONGMEN1')).toHaveLength(2)
  })

  test('disputes that it is responsible, and a leader decides', async () => {
    await accepted()
    await act(he, 'QX-C1', 'return', { how: 'dispute', reason: '本所只受理不制证' })
    expect(world.find('QX-C1').thread).toContain(wang)
    await press(zhang, 'QX-C1', 'refer')
    await world.fill(zhang, { department: 'huzheng' })
    expect(errors(zhang)).toContain('须由领导决定')
    await act(wang, 'QX-C1', 'refer', { department: 'dongmen' })

    expect(world.cardsIn('C0DONGMEN1')).toHaveLength(2)
    expect(JSON.stringify(world.cardsIn('C0DONGMEN1')[0])).toContain('已退回')
  })

  test('cannot be given a time that is over by the time a leader decides: the citizen would be told of it', async () => {
    await accepted()
    await act(he, 'QX-C1', 'extend', { until: '2026-12-02 10:00', reason: '等省厅' })
    await world.advance(9 * DAY)
    const before = world.got('weibo', SON).length
    await press(wang, 'QX-C1', 'grant')
    expect(told(wang)).toContain('申请的时间已经过去')
    expect(world.got('weibo', SON)).toHaveLength(before)
    await act(wang, 'QX-C1', 'deny', { reason: '请联系群众13800138000说明' })
    expect(station().thread).toContain('未获同意')
    expect(station().thread).not.toContain('13800138000')
  })

  test('asks for more time, a leader grants it, and the citizen is told by an approved text', async () => {
    await accepted()
    await press(he, 'QX-C1', 'extend')
    await world.fill(he, { until: '2026-11-20', reason: '等省厅' })
    expect(errors(he)).toContain('已经过去')
    await world.fill(he, { until: '2026-11-25', reason: '等省厅' })
    expect(errors(he)).toContain('须晚于')
    await world.fill(he, { until: '2026-12-05 17:30', reason: '等省厅' })
    expect(world.find('QX-C1').text).toContain('申请延期至 12-05 17:30：等省厅')
    await press(zhang, 'QX-C1', 'grant')
    expect(told(zhang)).toContain('领导')
    await press(wang, 'QX-C1', 'grant')
    await world.advance(SECOND)

    expect(newest()).toContain('2026-12-05 17:30')
    expect(world.find('QX-C1').text).toContain('12-05 17:30')
    expect(station().thread).toContain('已同意延期')
  })

  test('is refused more time after the deadline, and told why when a leader refuses', async () => {
    await accepted()
    await act(he, 'QX-C1', 'extend', { until: '2026-12-05 17:30', reason: '等省厅' })
    await act(wang, 'QX-C1', 'deny', { reason: '群众已等三周' })
    expect(station().thread).toContain('群众已等三周')
    await world.advance(8 * DAY)
    await press(he, 'QX-C1', 'extend')
    expect(told(he)).toContain('时限已过')
  })

  test('asks the citizen something, which goes out only when it is approved, and sees the answer', async () => {
    await accepted()
    await act(he, 'QX-C1', 'ask', { text: '请问旧证的签发日期是哪一天？' })
    await world.advance(MINUTE)
    expect(newest()).not.toContain('签发日期')
    await press(zhang, 'QX-1', 'approve')
    await press(wang, 'QX-1', 'approve')
    await world.advance(MINUTE)
    expect(newest()).toBe('请问旧证的签发日期是哪一天？')
    expect(world.find('QX-C1').text).toContain('办理中')

    await world.say('weibo', SON, '是2026年10月8日签发的')
    await world.advance(20 * SECOND)
    expect(station().text).toContain('是2026年10月8日签发的')
    expect(station().thread).toContain('群众又来信')
  })

  test('is told when there is no other one left to ask in', async () => {
    await accepted()
    await act(zhang, 'QX-C1', 'assist', { department: 'huzheng' })
    await act(zhang, 'QX-C1', 'assist', { department: 'jiaojing' })
    await press(zhang, 'QX-C1', 'assist')
    expect(told(zhang)).toContain('没有可以选择的')
  })

  test('is helped by another one, whose findings it sees', async () => {
    await accepted()
    await act(he, 'QX-C1', 'assist', { department: 'huzheng', note: '请核对制证底档' })
    await press(xu, 'QX-C1', 'accept')
    expect(world.find('QX-C1', 'C0HUZHENG1').buttons).toEqual(['report', 'return', 'reveal'])
    await act(xu, 'QX-C1', 'report', { findings: '底档登记正确' })

    expect(JSON.stringify(world.cardsIn('C0DONGMEN1'))).toContain('底档登记正确')
    expect(world.find('QX-C1').text).toContain('办理中')
  })

  test('that cannot help says so, and nobody is asked to refer the case anew', async () => {
    await accepted()
    await act(he, 'QX-C1', 'assist', { department: 'huzheng' })
    await act(xu, 'QX-C1', 'return', { reason: '底档不在本支队' })
    expect(world.find('QX-C1').thread).toContain('户政支队 不能协办：底档不在本支队')
    expect(world.find('QX-C1').thread).not.toContain('请重新派发')
    expect(world.find('QX-C1').text).toContain('办理中')
  })

  test('looks at what is masked on record', async () => {
    await accepted()
    await press(he, 'QX-C1', 'reveal')

    expect(told(he)).toContain('110101194903071233')
    expect(station().text).toContain('何警官 查看了隐去的信息')
    expect(world.find('QX-C1').text).toContain('何警官 查看了隐去的信息')
    expect(JSON.stringify(world.slack.messages)).not.toContain('110101194903071233')
  })

  test('sees nothing of the desk and of other departments’ cases', async () => {
    await accepted()
    expect(await world.slack.command({ user: he, text: 'open' })).toContain('承办单位人员')
    expect(await world.slack.command({ user: he, text: 'case mine' })).toContain('QX-C1')
    expect(await world.slack.command({ user: xu, text: 'case mine' })).toContain('0 件')
    expect(await world.slack.command({ user: xu, text: 'case show QX-C1' })).toBe(
      (await world.slack.command({ user: xu, text: 'case show QX-C9' })).replace('C9', 'C1'),
    )
  })

  test('is called when it has not accepted in time', async () => {
    await referred()
    await world.advance(DAY + MINUTE)

    expect(station().thread).toContain('已过接收时限')
    expect(world.find('QX-C1').thread).toContain('超过接收时限')
  })

  test('must be in the configuration, and have a channel that takes the card', async () => {
    await world.stop()
    world = await openWorld({
      configure: ({ desks: [desk, other] }) => {
        delete desk?.departments
        delete other?.level
        delete other?.superior
      },
    })
    await complain()
    await openCase()
    await press(zhang, 'QX-C1', 'refer')
    expect(told(zhang)).toContain('没有承办单位')
    expect(await world.slack.command({ user: zhang, text: 'case list 水务局' })).toContain('没有承办单位“水务局”')
  })

  test('whose channel does not take the card is reported to the owner', async () => {
    await world.stop()
    world = await openWorld({
      between: async (_connection, request, next) =>
        request.url.includes('chat.postMessage') && (await request.clone().text()).includes('C0DONGMEN1')
          ? Response.json({ ok: false, error: 'not_in_channel' })
          : next(),
    })
    await referred()

    expect(world.find('QX-C1').text).toContain('没有送到 东门派出所')
    expect(world.find('QX-C1').thread).toContain(li)
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
