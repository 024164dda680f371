import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANSWER, caseDesk } from '../support/case-desk.ts'
import { departments, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const { zhang, wang } = people
const { he, xu } = departments
const OTHER = '您好，经户政支队核查，证件信息已更正，请您持旧证换领。'
const QUESTION = '请问旧证的签发日期是哪一天？'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.stop())

const { act, press, force, told, newest, referred, accepted, reported } = caseDesk(() => world)
const card = () => world.find('QX-1')
/** A case is referred once more. */
const referAgain = () => act(zhang, 'QX-C1', 'refer', { department: 'huzheng', note: '' })
async function reportedByOther(): Promise<void> {
  await press(xu, 'QX-C1', 'accept')
  await act(xu, 'QX-C1', 'report', { findings: '已核实', measures: '已更正', reply: OTHER })
}
async function approve(): Promise<void> {
  await press(zhang, 'QX-1', 'approve')
  await press(wang, 'QX-1', 'approve')
}
const inHistory = (text: string): string[] => [...card().text.matchAll(new RegExp(text, 'g'))].map(([found]) => found)

describe('what a department proposed is withdrawn, and the card says why,', () => {
  test('when the case is referred to another one: only that one’s reply goes out', async () => {
    await reported()
    expect(card().text).toContain(ANSWER)
    await referAgain()

    expect(card().text).not.toContain(ANSWER)
    expect(inHistory('收回 东门派出所 的转办；该单位所拟内容已撤回，不再待审批')).toHaveLength(1)
    await force(zhang, 'QX-1', 'approve')
    expect(told(zhang)).toContain('没有拟稿')
    await reportedByOther()
    expect(card().text).toContain(OTHER)
    await approve()
    await world.advance(MINUTE)
    expect(newest()).toBe(OTHER)
    expect(world.find('QX-C1').text).toContain('已答复')
  })

  test('also when one of two people had approved it', async () => {
    await reported()
    await press(zhang, 'QX-1', 'approve')
    await referAgain()
    await force(wang, 'QX-1', 'approve')
    await world.advance(MINUTE)

    expect(newest()).not.toBe(ANSWER)
    expect(card().text).toContain('所拟内容已撤回')
  })

  test('also when it was approved and had not left yet', async () => {
    await reported()
    await approve()
    await referAgain()
    await world.advance(MINUTE)

    expect(newest()).not.toBe(ANSWER)
    expect(card().text).toContain('所拟内容已撤回')
    // The citizen still waits for an answer: that has its deadline.
    expect(card().text).toContain('待审批')
    expect(card().text).toMatch(/时限：/)
  })

  test('and a conversation that had been answered before needs nobody until there is a new proposal', async () => {
    await referred()
    await act(zhang, 'QX-1', 'write', { text: '您好，已转东门派出所核查，请您等候。' })
    await approve()
    await world.advance(MINUTE)
    expect(card().text).toContain('已回复')
    await press(he, 'QX-C1', 'accept')
    await act(he, 'QX-C1', 'report', { findings: '录入时输错一位', measures: '', reply: ANSWER })
    expect(card().text).toContain('待审批')
    await referAgain()

    expect(card().text).toContain('已回复')
    expect(card().text).toContain('所拟内容已撤回')
    expect(await world.slack.command({ user: wang, text: 'open' })).not.toMatch(/QX-1\b/)
    await reportedByOther()
    await approve()
    await world.advance(MINUTE)
    expect(newest()).toBe(OTHER)
  })

  test('when it returns the case: nobody asks the citizen on its behalf any more', async () => {
    await accepted()
    await act(he, 'QX-C1', 'ask', { text: QUESTION })
    expect(card().text).toContain(QUESTION)
    await act(he, 'QX-C1', 'return', { how: 'return', reason: '不属本所，电话13800138000' })

    expect(card().text).not.toContain(QUESTION)
    expect(card().text).toContain('东门派出所 何警官 退回：不属本所，电话［电话］；该单位所拟内容已撤回')
  })

  test('when it disputes that it is responsible', async () => {
    await accepted()
    await act(he, 'QX-C1', 'ask', { text: QUESTION })
    await act(he, 'QX-C1', 'return', { how: 'dispute', reason: '属户政支队' })

    expect(card().text).not.toContain(QUESTION)
    expect(card().text).toContain('东门派出所 何警官 对管辖有异议：属户政支队；该单位所拟内容已撤回')
  })
})

test('what a person wrote, and a reply that the citizen has, stay as they are when a case is referred again', async () => {
  await reported()
  await act(zhang, 'QX-1', 'write', { text: '您好，我们正在核实，请您等候。' })
  await referAgain()
  expect(card().text).toContain('我们正在核实')
  await approve()
  await world.advance(20 * SECOND)
  expect(newest()).toContain('我们正在核实')
  await act(wang, 'QX-C1', 'refer', { department: 'dongmen', note: '' })

  expect(card().text).toContain('已回复')
  expect(card().text).not.toContain('所拟内容已撤回')
})
