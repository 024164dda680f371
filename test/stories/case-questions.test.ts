import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANSWER, caseDesk, SON } from '../support/case-desk.ts'
import { departments, HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const { zhang, li, wang } = people
const { he } = departments
const DAY = 24 * HOUR
const QUESTION = '请问旧证的签发日期是哪一天？'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.stop())

const { act, press, complain, openCase, referred, accepted, newest, station } = caseDesk(() => world)
const card = () => world.find('QX-C1').text
const conversation = () => world.find('QX-1')
async function approve(number = 'QX-1'): Promise<void> {
  await press(zhang, number, 'approve')
  await press(wang, number, 'approve')
  await world.advance(MINUTE)
}
/** The desk deals with a case itself, and has asked its citizen something. */
async function asked(): Promise<void> {
  await complain()
  await openCase()
  await act(zhang, 'QX-1', 'ask', { text: QUESTION })
  await approve()
}

describe('a question of the desk itself to the citizen', () => {
  test('goes out when it is approved, and is no answer: the case stays open, and its time stands still', async () => {
    await complain()
    await openCase()
    await act(zhang, 'QX-1', 'ask', { text: QUESTION })
    await world.advance(MINUTE)
    expect(newest()).not.toContain('签发日期')
    expect(conversation().text).toContain('拟询问')
    await approve()

    expect(newest()).toBe(QUESTION)
    expect(card()).toContain('已立项')
    expect(card()).toContain('办结答复时限：暂停计时')
    expect(card()).toContain('等群众答复：11月27日周五17:00前')
    expect(card()).toContain('张敏 请求向群众询问')
    expect(world.find('QX-C1').buttons).not.toContain('close')
  })

  test('is answered by the citizen’s next words: time runs on, and only the reply after that is the answer', async () => {
    await asked()
    await world.advance(2 * HOUR)
    await world.say('weibo', SON, '是2026年10月8日签发的')
    await world.advance(20 * SECOND)

    expect(card()).not.toContain('暂停计时')
    expect(card()).toMatch(/办结答复时限：12月1日周二11:0\d前.*扣除等待对方的时间/)
    expect(card()).toContain('群众已答复（QX-1）')
    await act(zhang, 'QX-1', 'write', { text: ANSWER })
    await press(zhang, 'QX-1', 'approve')
    await world.advance(MINUTE)
    expect(card()).toContain('已答复群众')
  })

  test('that nobody answers lets time run on by itself, and the owner is told', async () => {
    await asked()
    await world.advance(3 * DAY + 9 * HOUR)

    expect(card()).not.toContain('暂停计时')
    expect(world.find('QX-C1').thread).toContain('群众3个工作日没有答复')
    expect(world.find('QX-C1').thread).toContain(`<@${li}>`)
  })

  test('begins a turn of its own where an earlier one is answered already', async () => {
    await referred()
    await act(zhang, 'QX-1', 'write', { text: '您好，已转东门派出所核查，请您等候。' })
    await approve()
    await act(he, 'QX-C1', 'return', { how: 'return', reason: '不属本所' })
    const called = station().thread
    await act(zhang, 'QX-1', 'ask', { text: QUESTION })
    await approve()
    expect(newest()).toBe(QUESTION)
    expect(card()).toContain('办结答复时限：暂停计时')
    await world.say('weibo', SON, '是2026年10月8日签发的')
    await world.advance(20 * SECOND)

    expect(card()).not.toContain('暂停计时')
    // The station has sent it back: it is not called about it any more.
    expect(station().thread).toBe(called)
  })

  test('stays a question when it is corrected', async () => {
    await asked()
    await act(zhang, 'QX-1', 'correct', { text: '请问新证的签发日期是哪一天？' })
    await approve()

    expect(newest()).toContain('新证')
    expect(card()).toContain('已立项')
    expect(card()).toContain('办结答复时限：暂停计时')
  })

  test('is put to one of several citizens: only that one’s words are waited for', async () => {
    const OTHER = '6020000002'
    await complain()
    await openCase()
    await complain(undefined, OTHER)
    await act(zhang, 'QX-2', 'open-case', { same: '1', title: '同上', kind: 'complaint', class: 'general' })
    await act(zhang, 'QX-2', 'ask', { text: QUESTION })
    await approve('QX-2')
    expect(newest(OTHER)).toBe(QUESTION)
    expect(card()).toContain('办结答复时限：暂停计时')
    await act(zhang, 'QX-1', 'no-reply', { reason: '重复' })
    await act(wang, 'QX-1', 'no-reply', { reason: '重复' })
    await world.say('weibo', SON, '我也想知道什么时候能办好')
    await world.advance(20 * SECOND)
    expect(card()).toContain('已立项')
    expect(card()).toContain('办结答复时限：暂停计时')
    await world.say('weibo', OTHER, '是2026年10月8日签发的')
    await world.advance(20 * SECOND)

    expect(card()).not.toContain('暂停计时')
  })

  test('is offered only where there is a case whose time can stand still', async () => {
    await complain()
    expect(conversation().buttons).not.toContain('ask')
    await openCase()
    expect(conversation().buttons).toContain('ask')
    await act(zhang, 'QX-C1', 'refer', { department: 'dongmen' })
    expect(conversation().buttons).not.toContain('ask')
    await press(he, 'QX-C1', 'accept')
    expect(conversation().buttons).toContain('ask')
  })

  test('stops the time of the department that has accepted as well', async () => {
    await accepted()
    await act(zhang, 'QX-1', 'ask', { text: QUESTION })
    await approve()

    expect(station().text).toContain('报告时限：暂停计时')
    await world.say('weibo', SON, '是2026年10月8日签发的')
    await world.advance(20 * SECOND)
    expect(station().text).not.toContain('暂停计时')
    expect(station().thread).toContain('群众又来信')
  })
})

test('a draft that ends with a question is marked on the card before it counts as the answer', async () => {
  await complain()
  await openCase()
  await act(zhang, 'QX-1', 'write', { text: `您好，我们正在核实。${QUESTION}` })
  expect(conversation().text).toContain('结尾是问句：这样发出算作答复')
  await act(zhang, 'QX-1', 'ask', { text: QUESTION })
  expect(conversation().text).not.toContain('结尾是问句')
  await act(zhang, 'QX-1', 'write', { text: ANSWER })
  expect(conversation().text).not.toContain('结尾是问句')
})

describe('an answer that the citizen gives in another conversation', () => {
  /** The station's question went out as a private message; the answer comes as a comment, days later. */
  async function answered(text = '是2026年10月8日签发的'): Promise<void> {
    await accepted()
    await act(he, 'QX-C1', 'ask', { text: QUESTION })
    await approve()
    await world.advance(2 * DAY)
    await world.say('weibo', SON, text, 'mention-comment')
    await world.advance(20 * SECOND)
  }

  test('reaches the case: its card shows the question, time runs on, and the department is called', async () => {
    await answered()

    const there = world.find('QX-2').text
    expect(there).toContain('所属事项：QX-C1')
    expect(there).toContain('我们此前的询问')
    expect(there).toContain(QUESTION)
    expect(there).toContain('来信人在这里答复 QX-1 中的询问，列入事项 QX-C1')
    expect(card()).not.toContain('暂停计时')
    expect(card()).toContain('群众已答复（QX-2）')
    expect(card()).toContain('是2026年10月8日签发的')
    expect(station().text).toContain('是2026年10月8日签发的')
    expect(station().thread).toContain('群众又来信')
  })

  test('is no small talk, however short it is', async () => {
    await answered('好的')

    expect(world.find('QX-2').text).toContain('我们此前的询问')
    expect(card()).not.toContain('暂停计时')
  })

  test('opens no case of its own, though it complains; one reply to this account, where it wrote last, is enough', async () => {
    await world.stop()
    world = await openWorld({ cases: true })
    await complain()
    await act(zhang, 'QX-1', 'ask', { text: QUESTION })
    await approve()
    await world.advance(2 * DAY)
    await world.say('weibo', SON, '我要投诉！是2026年10月8日签发的，跑了三趟都没人管', 'mention-comment')
    await world.advance(20 * SECOND)
    expect(world.cards().filter(({ text }) => /QX-C2/.test(text))).toEqual([])
    await act(zhang, 'QX-2', 'write', { text: ANSWER })
    await approve('QX-2')

    expect(card()).toContain('已答复群众')
  })

  test('is brought where the citizen goes on, and not twice', async () => {
    await answered()
    await act(he, 'QX-C1', 'report', { findings: '录入时输错一位', measures: '', reply: ANSWER })

    expect(world.find('QX-2').text).toContain(ANSWER)
    expect(conversation().text).not.toContain(ANSWER)
  })

  test('from any other account, or the same name on another platform, is none', async () => {
    await accepted()
    await act(he, 'QX-C1', 'ask', { text: QUESTION })
    await approve()
    await world.say('weibo', '6020000002', '是2026年10月8日签发的', 'mention-comment')
    await world.say('portal', SON, '是2026年10月8日签发的')
    await world.advance(20 * SECOND)

    expect(card()).toContain('办结答复时限：暂停计时')
    for (const number of ['QX-2', 'QX-3']) expect(world.find(number).text).not.toContain('QX-C1')
  })

  test('is none either once the case waits no more, or while the citizen only asks how it stands', async () => {
    await accepted()
    await act(he, 'QX-C1', 'ask', { text: QUESTION })
    await approve()
    await world.say('portal', SON, 'QX-C1')
    expect(card()).toContain('办结答复时限：暂停计时')
    await world.say('weibo', SON, '是2026年10月8日签发的')
    await world.advance(20 * SECOND)
    expect(card()).not.toContain('暂停计时')
    await world.say('weibo', SON, '你们大厅那个大屏幕一直黑着', 'mention-comment')
    await world.advance(20 * SECOND)

    expect(world.find('QX-3').text).not.toContain('QX-C1')
  })

  test('reaches the case from a conversation that was at rest as well', async () => {
    await world.say('weibo', SON, '你们大厅那个大屏幕一直黑着', 'mention-comment')
    await world.advance(20 * SECOND)
    await act(zhang, 'QX-1', 'no-reply', { reason: '已转告大厅' })
    await complain()
    await act(zhang, 'QX-2', 'open-case', { title: '身份证出生日期印错', kind: 'complaint', class: 'general' })
    await act(zhang, 'QX-2', 'ask', { text: QUESTION })
    await approve('QX-2')
    await world.say('weibo', SON, '是2026年10月8日签发的', 'mention-comment')
    await world.advance(20 * SECOND)

    expect(card()).not.toContain('暂停计时')
    expect(conversation().text).toContain('来信人在这里答复 QX-2 中的询问，列入事项 QX-C1')
  })
})
