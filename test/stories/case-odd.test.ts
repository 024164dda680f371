import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { shanghai } from '../desk/calendar/support.ts'
import {
  departments,
  HOUR,
  MINUTE,
  openWorld,
  people,
  type SampleConfig,
  SECOND,
  type World,
} from '../support/world.ts'

const { zhang, li } = people
const { liu, he } = departments
const DAY = 24 * HOUR
const MISPRINT = '东门派出所把我父亲身份证上的出生日期印错了，请更正'

let world: World
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-case-odd-'))
})
afterEach(async () => {
  await world.stop()
  rmSync(folder, { recursive: true })
})

async function act(user: string, part: string, action: string, values?: Record<string, string>): Promise<void> {
  await world.press(user, action, world.find(part, world.slack.channelOf(user)).ts)
  if (values !== undefined) await world.fill(user, values)
}

/** A case of one citizen, handed to the police station. */
async function referred(options: Parameters<typeof openWorld>[0] = {}): Promise<void> {
  world = await openWorld({ folder, ...options })
  await world.say('weibo', '2489518277', MISPRINT)
  await world.advance(20 * SECOND)
  await act(li, 'QX-1', 'open-case', { title: '身份证印错', kind: 'report', class: 'general' })
  await act(li, 'QX-1', 'no-reply', { reason: '并入事项办理' })
  await act(li, 'QX-C1', 'refer', { department: 'dongmen' })
}

const told = (user: string) => world.told(user).at(-1) ?? ''
const errors = (user: string) => JSON.stringify(world.slack.views.get(user)?.errors ?? {})
const calledIn = (channel?: string) => world.find('QX-C1', channel).thread.match(/<@\w+>/g)?.length ?? 0

test('a department that is not in the configuration is refused, and one that has left it is not waited for in silence', async () => {
  await referred()
  const [key = '', version] = world.find('QX-C1').value.split(':')
  const fields = { department: 'nobody', note: '' }
  const card = { key, version: Number(version) }
  const answer = await world.built.desks
    .get('qingxi')
    ?.host.decide({ kind: 'card', person: li, verb: 'refer', card, fields })
  expect(JSON.stringify(answer)).toContain('没有这个选项')
  const first = world
  await first.stop()
  const configure = ({ desks: [desk] }: SampleConfig) => {
    if (desk !== undefined) desk.departments = desk.departments?.filter(({ id }) => id !== 'dongmen') ?? []
  }
  world = await openWorld({ folder, after: first, configure })
  const before = calledIn()
  await world.advance(DAY + MINUTE)
  expect(calledIn()).toBeGreaterThan(before)
  expect(world.find('QX-C1').text).toContain('dongmen')
  await act(li, 'QX-C1', 'refer', { department: 'huzheng' })
  expect(world.cardsIn('C0HUZHENG1')).toHaveLength(1)
})

test('a deadline in the past is refused wherever one is given', async () => {
  await referred()
  await act(he, 'QX-C1', 'accept')
  await act(he, 'QX-C1', 'extend', { until: '2026-11-23 10:00', reason: '等底档' })
  expect(errors(he)).toContain('已经过去')
  await world.slack.command({ user: zhang, text: 'case new' })
  await world.settle()
  await world.fill(zhang, { title: '来电反映噪音', kind: 'report', class: 'general', deadline: '2026-11-24 08:59' })
  expect(errors(zhang)).toContain('已经过去')
})

test('of two people who accept at once one has it, and the other is told who', async () => {
  await referred()
  const { ts, value } = world.find('QX-C1', 'C0DONGMEN1')
  await Promise.all([
    world.slack.click({ user: he, ts, action: 'accept', stale: { value } }),
    world.slack.click({ user: liu, ts, action: 'accept', stale: { value } }),
  ])
  await world.settle()

  const text = world.find('QX-C1', 'C0DONGMEN1').text
  const winner = text.includes('何警官 接收') ? '何警官' : '刘所长'
  expect(text.match(/ 接收$/gm)).toHaveLength(1)
  expect(told(winner === '何警官' ? liu : he)).toContain(`${winner} 接收`)
})

test('what a colleague does late to a closed case changes nothing, whatever it is', async () => {
  world = await openWorld({ folder })
  await world.slack.command({ user: zhang, text: 'case new' })
  await world.settle()
  await world.fill(zhang, { title: '来电反映噪音', kind: 'report', class: 'general' })
  await act(people.wang, 'QX-C1', 'told', { way: 'call', words: '已告知' })
  await act(zhang, 'QX-C1', 'close')
  const { ts, value, text } = world.find('QX-C1')
  for (const action of ['refer', 'told', 'extend', 'take-over', 'close', 'mark']) {
    await world.slack.click({ user: people.wang, ts, action, stale: { value } })
    await world.settle()
    expect(told(people.wang)).toContain('操作未生效')
  }
  expect(world.find('QX-C1').text).toBe(text)
  await world.advance(30 * DAY)
  expect(calledIn()).toBe(0)
})

test('a clock of the machine that is set back calls nobody a second time', async () => {
  await referred()
  await world.advance(DAY + MINUTE)
  const sentTo = (it: World) => it.slack.messages.flatMap(({ replies }) => replies).length
  expect(sentTo(world)).toBeGreaterThan(0)
  await world.stop()
  // The chat knows nothing of what it was told before: whatever is said now is new.
  world = await openWorld({ folder, at: shanghai('2026-11-25 08:00') })
  await world.advance(61 * MINUTE)

  expect(sentTo(world)).toBe(0)
  await world.advance(30 * MINUTE)
  expect(sentTo(world)).toBeGreaterThan(0)
})

test('where clocks are put forward, a deadline stays the closing time that people see on the wall', async () => {
  const configure = ({ desks: [desk] }: SampleConfig) => {
    if (desk === undefined) return
    desk.timeZone = 'Europe/Berlin'
    desk.policies = { ...desk.policies, clocks: [{ clock: 'case', within: '2 working days' }] }
  }
  await referred({ configure, at: Date.UTC(2026, 2, 27, 9, 0) })
  expect(world.find('QX-C1').text).toContain('3月31日周二17:00前：自周五10:00起2个工作日')
  await world.advance(4 * DAY + 5 * HOUR)
  expect(world.find('QX-C1').text).not.toContain('超过办结答复时限')
  await world.advance(HOUR + MINUTE)
  expect(world.find('QX-C1').text).toContain('超过办结答复时限')
})

test('a case that an older version has left without clocks keeps its deadline and is called about', async () => {
  await referred()
  const first = world
  await first.stop()
  const database = new DatabaseSync(join(folder, 'qingxi.sqlite'))
  database.exec('delete from clocks')
  database.close()
  world = await openWorld({ folder, after: first })
  await world.advance(7 * DAY + MINUTE)

  expect(world.find('QX-C1').text).toContain('超过办结答复时限，已提醒 李强')
})
