import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { caseDesk, SON } from '../support/case-desk.ts'
import { departments, HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.stop())

const { zhang, li, wang } = people
const { liu, he, xu } = departments
const DAY = 24 * HOUR
const { press, act, station, told, errors, newest, complain, openCase, referred, accepted } = caseDesk(() => world)

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
