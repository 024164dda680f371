import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
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

const { zhang, li, wang } = people
const { liu, he } = departments
const ZHAO = 'U0ZHAOJU01'
const DAY = 24 * HOUR
const SON = '2489518277'
const MISPRINT = '东门派出所把我父亲身份证上的出生日期印错了，请更正'

let world: World
let folder: string | undefined
afterEach(async () => {
  await world.stop()
  if (folder !== undefined) rmSync(folder, { recursive: true })
  folder = undefined
})

/** Li is on duty with Zhang as the deputy and Wang in charge; Zhao is a leader, too. */
function roster(config: SampleConfig, policies: Record<string, unknown> = {}): void {
  const [desk] = config.desks
  if (desk === undefined) return
  desk.staff.push({ id: 'zhao', name: '赵局', roles: ['leader'], chat: ZHAO })
  desk.roster = { shifts: [{ date: '每天', from: '00:00', to: '24:00', duty: 'li', deputy: 'zhang', leader: 'wang' }] }
  desk.policies = { ...desk.policies, ...policies }
}

async function open(
  policies: Record<string, unknown> = {},
  options: Parameters<typeof openWorld>[0] = {},
): Promise<void> {
  world = await openWorld({ configure: (config) => roster(config, policies), ...options })
}

async function act(user: string, part: string, action: string, values?: Record<string, string>): Promise<void> {
  await world.press(user, action, world.find(part, world.slack.channelOf(user)).ts)
  if (values !== undefined) await world.fill(user, values)
}

/** A citizen writes, and the matter becomes a case of this class. */
async function matter(given: { sender?: string; class?: string; kind?: string; number?: string } = {}): Promise<void> {
  await world.say('weibo', given.sender ?? SON, MISPRINT)
  await world.advance(20 * SECOND)
  await act(li, given.number ?? 'QX-1', 'open-case', {
    ...(given.number === undefined ? {} : { same: 'new' }),
    title: '身份证印错',
    kind: given.kind ?? 'report',
    class: given.class ?? 'general',
  })
}

async function accepted(given: Parameters<typeof matter>[0] = {}): Promise<void> {
  await matter(given)
  await act(li, 'QX-C1', 'refer', { department: 'dongmen' })
  await act(he, 'QX-C1', 'accept')
}

/** The conversation itself is seen to, so that only the case's clocks are left. */
async function silenceConversation(number = 'QX-1'): Promise<void> {
  await act(li, number, 'no-reply', { reason: '并入事项办理' })
}

const card = () => world.find('QX-C1').text
const station = (number = 'QX-C1') => world.find(number, 'C0DONGMEN1')
/** Who was called in a card's thread, in order, one entry a note. */
function calls(number = 'QX-C1', channel?: string): string[] {
  const { ts } = world.find(number, channel)
  const found = [...world.cards(), ...world.cardsIn(channel ?? '')].findLast((message) => message.ts === ts)
  return (found?.replies ?? []).flatMap(({ text }) => {
    const mentioned = [...text.matchAll(/<@(\w+)>/g)].map((match) => match[1] ?? '')
    return mentioned.length === 0 ? [] : [mentioned.join('+')]
  })
}
const errors = (user: string) => JSON.stringify(world.slack.views.get(user)?.errors ?? {})

describe('the deadlines of a case', () => {
  test('explain themselves to the desk and to the department, in working days where the policy says so', async () => {
    const clocks = [
      { clock: 'case', class: 'general', within: '5个工作日' },
      { clock: 'report', topic: 'id-card', within: '3个工作日' },
    ]
    await open({ clocks }, { at: shanghai('2026-10-09 16:10') })
    await accepted()

    expect(card()).toContain('办结答复时限：10月15日周四17:00前：自周五16:10起5个工作日，10月10日（周六）为调休上班')
    expect(station().text).toContain('报告时限：10月13日周二17:00前：自周五16:10起3个工作日')
    expect(station().text).toContain('办结答复时限：10月15日周四17:00前')
  })

  test('never give the department longer than the citizen waits, and say why', async () => {
    await open({ clocks: [{ clock: 'case', within: '120分钟' }] })
    await accepted()

    expect(station().text).toContain('报告时限：11月24日周二11:00前：以事项的答复时限为准')
  })

  test('move with the policy and the calendar after a restart, and the card says from when to when', async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhiban-case-clocks-'))
    await open({}, { folder })
    await accepted()
    const first = world
    await first.stop()
    const clocks = [{ clock: 'case', within: '2个工作日' }]
    await open({ clocks }, { folder, after: first })
    expect(card()).toContain('11月26日周四17:00前：自周二09:00起2个工作日')
    expect(card()).toContain('时限由 12-01 09:00 改为')
    const second = world
    await second.stop()
    world = await openWorld({
      folder,
      after: second,
      configure: (config) => {
        roster(config, { clocks })
        Object.assign(config.desks[0] ?? {}, { calendar: { daysOff: [{ date: '2026-11-25', name: '市庆' }] } })
      },
    })

    expect(card()).toContain('11月27日周五17:00前')
    expect(await world.slack.command({ user: li, text: 'case list' })).toContain('11月27日周五17:00前')
  })

  test('are reckoned anew when a leader grants the department more time', async () => {
    await open()
    await accepted()
    await act(he, 'QX-C1', 'extend', { until: '2026-11-30 12:00', reason: '等底档' })
    await act(wang, 'QX-C1', 'grant')
    // The department has longer, the citizen waits no longer than before.
    expect(station().text).toContain('报告时限：11月30日周一12:00前：自周二09:00起5天，经领导批准延期')
    expect(card()).toContain('办结答复时限：12月1日周二09:00前')
    expect(world.got('weibo', SON).at(-1)).not.toContain('2026-11-30')

    await act(he, 'QX-C1', 'extend', { until: '2026-12-05 17:30', reason: '等省厅' })
    await act(wang, 'QX-C1', 'grant')
    await world.advance(SECOND)
    expect(card()).toContain('办结答复时限：12月5日周六17:30前')
    expect(world.got('weibo', SON).at(-1)).toContain('2026-12-05 17:30')
  })

  test('that a person set stay what was set', async () => {
    await open()
    await world.say('weibo', SON, MISPRINT)
    await world.advance(20 * SECOND)
    const values = { title: '印错', kind: 'report', class: 'general', deadline: '2026-11-27 12:00' }
    await act(li, 'QX-1', 'open-case', values)

    expect(card()).toContain('办结答复时限：11月27日周五12:00前：立项时另定')
  })
})

describe('the ladder of a case', () => {
  test('calls owner and department, deputy, the leader on duty, the head, then all leaders, each step once', async () => {
    await open()
    await matter()
    await silenceConversation()
    await act(li, 'QX-C1', 'refer', { department: 'dongmen' })
    const before = { desk: calls().length, station: calls('QX-C1', 'C0DONGMEN1').length }
    const climbed = () => [calls().slice(before.desk), calls('QX-C1', 'C0DONGMEN1').slice(before.station)]

    // Four fifths of the day are over at 4:12 at night: the warning waits until seven.
    await world.advance(21 * HOUR)
    expect(climbed()).toEqual([[], []])
    await world.advance(HOUR)
    expect(climbed()).toEqual([[li], [he]])
    await world.advance(2 * HOUR)
    expect(climbed()).toEqual([
      [li, li],
      [he, he],
    ])
    expect(card()).toContain('超过接收时限，已提醒 李强、何警官')
    expect(station().thread).toContain('请立即接收')
    await world.advance(30 * MINUTE)
    await world.advance(30 * MINUTE)
    expect(climbed()[0]?.slice(2)).toEqual([zhang, wang])
    await world.advance(30 * MINUTE)
    expect(climbed()).toEqual([
      [li, li, zhang, wang],
      [he, he, liu],
    ])
    await world.advance(30 * MINUTE)
    expect(climbed()[0]?.slice(4)).toEqual([ZHAO])
    await world.advance(4 * HOUR)
    // Then everybody together, and not again before the next day.
    expect(climbed()[0]?.slice(5)).toEqual([[li, zhang, wang, ZHAO].join('+')])
  })

  test('stops when the department accepts, and begins with the report when that is late', async () => {
    await open()
    await matter()
    await silenceConversation()
    await act(li, 'QX-C1', 'refer', { department: 'dongmen' })
    await world.advance(DAY + 10 * MINUTE)
    await act(he, 'QX-C1', 'accept')
    const before = calls().length
    await world.advance(3 * HOUR)
    expect(calls()).toHaveLength(before)
    expect(card()).not.toContain('接收时限：')

    await world.advance(5 * DAY)
    expect(calls().slice(before, before + 2)).toEqual([li, li])
    expect(calls('QX-C1', 'C0DONGMEN1')).toContain(he)
    expect(station().thread).toContain('请尽快报告办理结果')
    expect(station().text).toContain('已超时')
  })

  test('is answered by one press: whoever takes over is responsible, and nobody else is called for a step', async () => {
    await open()
    await matter()
    await silenceConversation()
    expect(world.find('QX-C1').buttons).not.toContain('take-over')
    await world.advance(7 * DAY + MINUTE)
    expect(await world.slack.command({ user: zhang, text: 'case list' })).toContain('已超时')
    await act(zhang, 'QX-C1', 'take-over')
    expect(card()).toContain('张敏 接手（原经办：李强）')
    expect(card()).toContain('经办：张敏')
    const before = calls().length
    await world.advance(28 * MINUTE)
    expect(calls()).toHaveLength(before)
    await world.advance(2 * MINUTE)
    expect(calls().slice(before)).toEqual([zhang])
    await act(zhang, 'QX-C1', 'hand-over', { colleague: 'li' })
    expect(calls().at(-1)).toBe(li)
  })

  test('gives more time for a reason; what makes the citizen wait longer takes a leader, and the citizen is told', async () => {
    await open()
    await accepted()
    await silenceConversation()
    await world.advance(5 * DAY + MINUTE)
    await act(li, 'QX-C1', 'extend', { more: '1d', reason: '承办民警出差' })
    expect(card()).toContain('李强 延长时限1个工作日：承办民警出差')
    expect(station().text).toContain('报告时限：11月30日周一17:00前：自周二09:00起5天，延长1个工作日')
    await world.advance(2 * DAY)
    await act(li, 'QX-C1', 'extend', { more: '3d', reason: '等省厅' })
    expect(errors(li)).toContain('须由领导延长')
    await act(wang, 'QX-C1', 'extend', { more: '3d', reason: '等省厅' })

    expect(card()).toContain('王主任 延长时限3个工作日：等省厅')
    expect(card()).not.toContain('已超时')
  })

  test('leaves people alone at night, but not where life is in danger', async () => {
    await open({}, { at: shanghai('2026-11-24 21:00') })
    await matter({ class: 'utilities' })
    await silenceConversation()
    await act(li, 'QX-C1', 'refer', { department: 'dongmen' })
    const before = calls().length
    await world.advance(9 * HOUR)
    expect(calls()).toHaveLength(before)
    await world.advance(HOUR)
    expect(calls().slice(before)).toEqual([li])

    await world.advance(15 * HOUR)
    await matter({ sender: '6020000002', class: 'life', number: 'QX-2' })
    await act(li, 'QX-C2', 'refer', { department: 'jiaojing' })
    await world.advance(16 * MINUTE)
    expect(calls('QX-C2', 'C0JIAOJING')).toContain('U0MAZDZ001')
    expect(world.find('QX-C2').buttons).not.toContain('extend')
  })

  test('after a sleep over several deadlines takes every step once, in order, in one note to the desk and one to the department', async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhiban-case-clocks-'))
    await open({}, { folder })
    for (const n of [1, 2, 3, 4, 5]) {
      await matter({ sender: `248951827${n}`, ...(n === 1 ? {} : { number: `QX-${n}` }) })
      await silenceConversation(`QX-${n}`)
      await act(li, `QX-C${n}`, 'refer', { department: 'dongmen' })
    }
    const first = world
    const count = () => [1, 2, 3, 4, 5].map((n) => calls(`QX-C${n}`).length + calls(`QX-C${n}`, 'C0DONGMEN1').length)
    const before = count()
    await first.stop()
    await first.clock.advance(DAY + 45 * MINUTE, () => Promise.resolve())
    await open({}, { folder, after: first })

    const notes = world.slack.messages.filter((one) => one.metadata == null && one.text.includes('到了时限'))
    expect(notes).toHaveLength(1)
    expect(notes[0]?.text).toMatch(/有 5 件.*QX-C1.*QX-C2.*QX-C3.*QX-C4.*QX-C5/su)
    expect(notes[0]?.text).toContain(zhang)
    expect(notes[0]?.text).not.toContain(he)
    const after = count()
    expect(after.map((n, index) => n - (before[index] ?? 0))).toEqual([1, 0, 0, 0, 0])
    expect(calls('QX-C1', 'C0DONGMEN1').at(-1)).toBe(he)
    await world.advance(10 * MINUTE)
    expect(count()).toEqual(after)
  })
})

test('a department that answers at night calls whoever is on duty, not the owner who sleeps', async () => {
  await openWorld({
    configure: ({ desks: [desk] }) => {
      if (desk === undefined) return
      const [days, nights] = ['zhang', 'li']
      desk.roster = {
        shifts: [
          { date: '每天', from: '08:00', to: '20:00', duty: days },
          { date: '每天', from: '20:00', to: '08:00', duty: nights },
        ],
      }
    },
  }).then((opened) => {
    world = opened
  })
  await world.say('weibo', SON, MISPRINT)
  await world.advance(20 * SECOND)
  await act(zhang, 'QX-1', 'open-case', { title: '身份证印错', kind: 'report', class: 'general' })
  await act(zhang, 'QX-C1', 'refer', { department: 'dongmen' })
  await world.advance(12 * HOUR)
  await act(liu, 'QX-C1', 'return', { how: 'return', reason: '不属本所' })
  expect(calls().at(-1)).toBe(li)
})

describe('a case that waits for the citizen', () => {
  async function asked(): Promise<void> {
    await open({ clocks: [{ clock: 'case', class: 'general', within: '5个工作日' }] })
    await accepted()
    await act(he, 'QX-C1', 'ask', { text: '请问旧证的签发日期是哪一天？' })
    expect(card()).toContain('办结答复时限：12月1日周二17:00前')
    await act(zhang, 'QX-1', 'approve')
    await world.advance(MINUTE)
  }

  test('stands still from the delivery of the question until the answer, and gets the time added', async () => {
    await asked()
    expect(card()).toContain('办结答复时限：暂停计时')
    expect(card()).toContain('等群众答复：11月27日周五17:00前')
    expect(station().text).toContain('报告时限：暂停计时')
    expect(await world.slack.command({ user: li, text: 'case list' })).toContain('暂停计时')
    await world.say('weibo', SON, 'QX-C1')
    expect(world.got('weibo', SON).at(-1)).toContain('请您答复我们的询问')
    expect(card()).toContain('暂停计时')

    await world.advance(2 * DAY)
    const before = calls('QX-C1', 'C0DONGMEN1').length
    await world.say('weibo', SON, '是2026年10月8日签发的')
    await world.advance(20 * SECOND)
    // Two working days began while the answer was waited for.
    expect(card()).toContain('办结答复时限：12月3日周四17:00前：自11月24日周二09:00起5个工作日，扣除等待对方的时间')
    expect(card()).not.toContain('暂停计时')
    expect(calls('QX-C1', 'C0DONGMEN1').slice(before)).toEqual([`${he}+${liu}`])
  })

  test('that is late already calls nobody at night when the answer comes then', async () => {
    await open({ clocks: [{ clock: 'report', within: '60分钟' }] })
    await accepted()
    await act(he, 'QX-C1', 'ask', { text: '请问旧证的签发日期是哪一天？' })
    await world.advance(100 * MINUTE)
    await act(zhang, 'QX-1', 'approve')
    await world.advance(MINUTE)
    expect(station().text).toContain('报告时限：暂停计时')
    await world.advance(shanghai('2026-11-25 03:00') - world.clock.now())
    await world.say('weibo', SON, '是2026年10月8日签发的')
    const before = calls().length
    await world.advance(HOUR)
    expect(calls()).toHaveLength(before)
    await world.advance(3 * HOUR + MINUTE)
    expect(calls().length).toBeGreaterThan(before)
  })

  test('goes on by itself when no answer comes, and its owner is told', async () => {
    await asked()
    await world.advance(3 * DAY + 9 * HOUR)

    expect(card()).not.toContain('暂停计时')
    expect(world.find('QX-C1').thread).toContain('群众3个工作日没有答复')
    expect(calls().at(-1)).toBe(li)
  })

  test('goes on when the department reports without the answer', async () => {
    await asked()
    await act(he, 'QX-C1', 'report', { findings: '已查清', reply: '您好，已更正。' })

    expect(card()).not.toContain('暂停计时')
    expect(card()).toContain('办结答复时限：12月1日周二17:00前')
  })
})

describe('the sample configuration', () => {
  test('opens a case for a complaint, a request for help and a report, with the number where it costs nothing', async () => {
    await open({}, { cases: true })
    const wechat = (n: number) => `oCitizen000000000000000000${n}`
    const matters = ['我要投诉，窗口态度太差，跑了三趟没人管', '请帮我联系户籍民警更正姓名', '东门路口的红绿灯坏了']
    for (const [index, text] of matters.entries()) await world.say('wechat', wechat(index), text)
    await world.say('weibo', SON, '东门路口的红绿灯坏了', 'mention-comment')
    await world.advance(30 * SECOND)

    expect(matters.map((_, index) => world.got('wechat', wechat(index)))).toEqual([
      [expect.stringContaining('QX-C1')],
      [expect.stringContaining('QX-C2')],
      [expect.stringContaining('QX-C3')],
    ])
    expect(world.got('weibo', SON)).toEqual([])
    expect(world.find('QX-C4').text).toContain('与 QX-C3')
    expect(world.find('QX-C3').text).toContain('公共设施（24小时）')
  })

  test('opens none for a picture or for somebody who only wants a person, and in danger sends no receipt', async () => {
    await open({}, { cases: true })
    await world.channel('wechat').say({ sender: 'oPicture', text: '', surface: 'private', image: true })
    await world.say('wechat', 'oPerson', '转人工')
    await world.say('weibo', SON, '我真的不想活了，今晚就结束这一切')
    await world.advance(30 * SECOND)

    expect(await world.slack.command({ user: li, text: 'case list' })).toContain('1 件')
    expect(card()).toContain('危及生命（2小时）')
    expect(world.got('weibo', SON).join()).not.toContain('QX-C1')
  })
})
