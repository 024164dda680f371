import { afterEach, expect, test } from 'vitest'
import { answers, approved, burst, COMPLAINT, crowd, openForCrowd, press, sender, told } from '../support/crowd.ts'
import { departments, MINUTE, people, SECOND, type World } from '../support/world.ts'

const { zhang, wang } = people
const { he } = departments
const REPLY = '您好，经核查，当日系统升级致窗口停办，现已恢复并加开一个窗口。给您添麻烦了，谨致歉意。'

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

/** Complaints open cases by themselves, as in the sample. */
async function open(): Promise<World> {
  world = await openForCrowd(undefined, { cases: true })
  return world
}
const complaint = (n: number): string => `${COMPLAINT}${['', '请尽快处理。', '太气人了！'][n % 3] ?? ''}`
const caseCards = (it: World) => it.cards().filter(({ text }) => /QX-C\d/.test(text))

test('complaints that open cases by themselves are one burst: counted, with examples, and the leader is called', async () => {
  const it = await open()
  await crowd(it, 7, 0, complaint)
  await it.advance(30 * SECOND)

  expect(burst(it).text).toContain('集中来信 7 人')
  expect(burst(it).text).toContain('待答复 7')
  expect(burst(it).text).toContain('来信举例 QX-1')
  expect(burst(it).text).toContain('已立事项：4 个（QX-C1、QX-C2、QX-C3…）')
  expect(burst(it).text).toContain('请点“并为一个事项”')
  expect(burst(it).thread).toContain('<@U0WANGZR01>')
  // None of them has a card of its own, nor has its case.
  expect(it.matters()).toHaveLength(1)
  expect(it.got('weibo', sender(0)).join()).toContain('QX-C1')
})

test('cards of cases that stood before the burst was seen name it, and still belong to it', async () => {
  const it = await open()
  await crowd(it, 3, 0, complaint)
  await it.advance(30 * SECOND)
  expect(caseCards(it)).toHaveLength(3)
  await crowd(it, 3, 3, complaint)
  await it.advance(30 * SECOND)

  expect(burst(it).text).toContain('集中来信 6 人')
  expect(it.find('QX-C1').text).toContain('集中来信：QX-B1')
  await approved(it, '0m', REPLY)
  await press(it, wang, 'approve')
  await it.advance(MINUTE)
  for (let n = 0; n < 6; n += 1) expect(answers(it, n, REPLY), `citizen ${n}`).toHaveLength(1)
  expect(it.find('QX-C1').text).toContain('已答复')
})

test('one press makes them one case; its department’s report becomes the one reply to all, and the case moves on', async () => {
  const it = await open()
  await crowd(it, 7, 0, complaint)
  await it.advance(30 * SECOND)
  await press(it, zhang, 'merge')
  expect(burst(it).text).toContain('张敏 把另外 3 个事项并入 QX-C1')
  expect(burst(it).text).toContain('已立事项：1 个（QX-C1）')
  expect(burst(it).buttons).not.toContain('merge')
  expect(caseCards(it)).toHaveLength(1)
  // The number that a citizen has goes on working.
  await it.say('weibo', sender(1), 'QX-C2')
  expect(it.got('weibo', sender(1)).at(-1)).toContain('QX-C2：已登记')

  await it.press(zhang, 'refer', it.find('QX-C1').ts)
  await it.fill(zhang, { department: 'dongmen', note: '请核查' })
  const station = () => it.find('QX-C1', it.slack.channelOf(he))
  await it.press(he, 'accept', station().ts)
  await it.press(he, 'report', station().ts)
  await it.fill(he, { findings: '系统升级', measures: '加开窗口', reply: REPLY })

  expect(burst(it).text).toContain(REPLY)
  expect(burst(it).thread).toContain('QX-B1')
  expect(it.matters()).toHaveLength(2)
  await press(it, zhang, 'approve')
  expect(told(it, zhang)).toContain('等另一人复核')
  await press(it, wang, 'approve')
  await it.advance(MINUTE)
  for (let n = 0; n < 7; n += 1) expect(answers(it, n, REPLY), `citizen ${n}`).toHaveLength(1)
  expect(it.find('QX-C1').text).toContain('已答复')
  expect(it.find('QX-C1').buttons).toContain('arrange')
  expect(it.matters()).toHaveLength(2)
})

test('a department’s report does not go out to all once the case is referred to another one', async () => {
  const it = await open()
  await crowd(it, 7, 0, complaint)
  await it.advance(30 * SECOND)
  await press(it, zhang, 'merge')
  await it.press(zhang, 'refer', it.find('QX-C1').ts)
  await it.fill(zhang, { department: 'dongmen', note: '' })
  const station = () => it.find('QX-C1', it.slack.channelOf(he))
  await it.press(he, 'accept', station().ts)
  await it.press(he, 'report', station().ts)
  await it.fill(he, { findings: '系统升级', measures: '', reply: REPLY })
  await press(it, zhang, 'approve')
  await press(it, wang, 'approve')
  await it.press(zhang, 'refer', it.find('QX-C1').ts)
  await it.fill(zhang, { department: 'huzheng', note: '' })
  await it.advance(MINUTE)

  expect(burst(it).text).not.toContain(REPLY)
  expect(burst(it).text).toContain('收回 东门派出所 的转办；该单位所拟内容已撤回')
  expect(burst(it).text).toContain('待答复 7')
  for (let n = 0; n < 7; n += 1) expect(answers(it, n, REPLY), `citizen ${n}`).toEqual([])
})

test('a case that a person has taken in hand stays a matter of its own', async () => {
  const it = await open()
  await crowd(it, 1, 0, complaint)
  await it.advance(30 * SECOND)
  await it.press(zhang, 'refer', it.find('QX-C1').ts)
  await it.fill(zhang, { department: 'dongmen', note: '' })
  await crowd(it, 6, 1, complaint)
  await it.advance(30 * SECOND)

  expect(burst(it).text).toContain('集中来信 6 人')
  expect(it.find('QX-C1').text).not.toContain('QX-B1')
  await approved(it, '0m', REPLY)
  await press(it, wang, 'approve')
  await it.advance(MINUTE)
  expect(answers(it, 0, REPLY)).toEqual([])
  expect(answers(it, 1, REPLY)).toHaveLength(1)
})

test('who is taken out has a case of their own, as without the others', async () => {
  const it = await open()
  await crowd(it, 7, 0, complaint)
  await it.advance(30 * SECOND)
  expect(caseCards(it)).toHaveLength(0)
  for (const number of ['QX-2', 'QX-7']) {
    await press(it, zhang, 'apart')
    await it.fill(zhang, { number })
  }
  await it.advance(30 * SECOND)
  expect(it.find('QX-C2').text).toContain('QX-2')
  // The seventh came when everybody knew: it had none.
  expect(it.find('QX-C5').text).toContain('QX-7')
  expect(it.find('QX-7').buttons).toContain('write')
  expect(burst(it).text).toContain('已移出、单独办理：2 人')
})

test('merging when nothing is left to merge says so', async () => {
  const it = await open()
  await crowd(it, 6, 0, complaint)
  await it.advance(30 * SECOND)
  const { value, ts } = burst(it)
  await press(it, zhang, 'merge')
  await it.slack.click({ user: wang, ts, action: 'merge', stale: { value } })
  await it.settle()
  expect(told(it, wang)).toContain('已经并为一个')
})
