import { afterEach, expect, test } from 'vitest'
import {
  ANSWER,
  answers,
  approved,
  burst,
  COMPLAINT,
  crowd,
  openForCrowd,
  perMinute,
  press,
  type SampleDesk,
  sender,
  rumour as text,
  told,
} from '../support/crowd.ts'
import { HOUR, MINUTE, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

const { zhang, li, wang, chen } = people

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

async function open(configure?: (desk: SampleDesk) => void, options?: WorldOptions): Promise<World> {
  world = await openForCrowd(configure, options)
  return world
}

test('five thousand people ask about one rumour: one card, one call to the leader, one approval, five thousand replies', async () => {
  const COUNT = 5_000
  let redrawn = 0
  const it = await open(
    (desk) => {
      perMinute(desk, 3_000)
      desk.bursts = {}
    },
    {
      between: (_, request, next) => {
        if (request.url.endsWith('chat.update')) redrawn += 1
        return next()
      },
    },
  )
  const grown: string[] = []
  for (let wave = 0; wave < 4; wave += 1) {
    await crowd(it, COUNT / 4, (wave * COUNT) / 4)
    if (wave === 1) {
      await it.say('wechat', 'oSad', '东门水库边上有人拿刀在砍人，快来')
      await it.say('weibo', sender(COUNT + 1), '请问东门水库可以钓鱼吗，需要办什么证？')
    }
    await it.advance(MINUTE)
    grown.push(/集中来信 (\d+) 人/.exec(burst(it).text)?.[1] ?? '')
  }
  expect(grown).toEqual(['1250', '2500', '3750', '5000'])
  // The rumour, the danger, the other question.
  expect(it.cards()).toHaveLength(3)
  expect(it.cards().filter((card) => card.text.includes('紧急'))).toHaveLength(1)
  expect(it.find('QX-2501').thread).toMatch(/【紧急】QX-2501/)
  expect(it.find('QX-2502').text).toContain('钓鱼')
  const calls = burst(it).thread.match(/<@U0WANGZR01>/g)
  expect(calls).toHaveLength(1)
  expect(burst(it).thread).toMatch(/已有 \d+ 人写来相同内容，最近每分钟约 \d+ 人/)
  expect(redrawn).toBeLessThan(40)
  await it.press(zhang, 'seen', it.find('QX-2501').ts)

  await approved(it)
  const before = it.clock.now()
  await it.advance(9 * SECOND)
  expect(answers(it, 0)).toEqual([])
  await it.advance(2 * MINUTE)
  const received = it.channel('weibo').emulator.received.filter((one) => one.text === ANSWER)
  const times = received.map((one) => one.at)
  expect(new Set(received.map((one) => one.to)).size).toBe(COUNT)
  expect(received).toHaveLength(COUNT)
  // Three thousand a minute: 250 in five seconds.
  expect(Math.max(...times) - before).toBeGreaterThan(100 * SECOND)
  const inOneGo = new Map<number, number>()
  for (const at of times) inOneGo.set(at, (inOneGo.get(at) ?? 0) + 1)
  expect(Math.max(...inOneGo.values())).toBeLessThanOrEqual(250)

  expect(burst(it).text).toContain('已办结')
  expect(burst(it).text).toContain('已送达 5000')
  expect(it.cards()).toHaveLength(3)
  expect(await it.slack.command({ user: zhang, text: 'open' })).not.toContain('QX-B1')
  // A limit against hanging, not a measurement.
}, 120_000)

test('those who had a card before the burst was seen say so on it, and are decided with the others', async () => {
  const it = await open()
  await crowd(it, 3)
  await it.advance(20 * SECOND)
  expect(it.cards()).toHaveLength(3)
  const [first] = it.cards()
  await crowd(it, 4, 3)
  await it.advance(30 * SECOND)

  expect(it.cards()).toHaveLength(4)
  expect(it.find('QX-1').text).toContain('并入集中来信 QX-B1')
  expect(it.find('QX-1').buttons).toEqual(['apart', 'emergency'])
  await it.slack.click({
    user: zhang,
    ts: first?.ts ?? '',
    action: 'approve',
    stale: { value: it.find('QX-1').value },
  })
  await it.settle()
  expect(told(it, zhang)).toContain('请在那张卡片上统一答复')
  await approved(it)
  await it.advance(MINUTE)
  for (const n of [0, 1, 2, 3, 4, 5, 6]) expect(answers(it, n), `citizen ${n}`).toHaveLength(1)
  expect(it.find('QX-1').text).toContain('已回复')
  expect(it.find('QX-1').text).toContain('张敏 在集中来信 QX-B1 上批准统一答复')
})

test('later ones get the same reply only if the person who approved said so, and only so long', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await approved(it, '60m')
  expect(burst(it).text).toContain('批准后 1 小时内，同样答复')
  await it.advance(30 * MINUTE)
  await crowd(it, 2, 6)
  await it.advance(MINUTE)
  expect(answers(it, 6)).toHaveLength(1)
  expect(answers(it, 7)).toHaveLength(1)

  await it.advance(31 * MINUTE)
  await crowd(it, 1, 8)
  await it.advance(MINUTE)
  expect(answers(it, 8)).toEqual([])
  expect(it.find('QX-9').buttons).toContain('write')
})

test('those who come after a decision that was not for them wait for another one', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await approved(it)
  await it.advance(MINUTE)
  expect(burst(it).text).toContain('已办结')
  await crowd(it, 2, 6)
  await it.advance(MINUTE)

  expect(answers(it, 6)).toEqual([])
  expect(burst(it).text).toContain('待答复 2')
  expect(burst(it).text).toContain('答复时限')
  await approved(it)
  await it.advance(MINUTE)
  for (const n of [0, 5, 6, 7]) expect(answers(it, n), `citizen ${n}`).toHaveLength(1)
})

test('the reply can be taken back in the seconds before it leaves, and a changed one needs a fresh approval', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await approved(it)
  await it.advance(5 * SECOND)
  await press(it, li, 'undo')
  await it.advance(MINUTE)
  expect(answers(it, 0)).toEqual([])
  expect(burst(it).text).toContain('李强 撤回，未发出')
  await press(it, li, 'edit')
  await it.fill(li, { text: `${ANSWER}（已修改）`, also: '0m' })
  await press(it, li, 'reject')
  await it.fill(li, { reason: '再核实一下' })
  expect(burst(it).text).toContain('李强 驳回：再核实一下')
  await approved(it)
  await it.advance(MINUTE)
  expect(answers(it, 0)).toHaveLength(1)
})

test('a reply to complaints needs two people, one of them a leader', async () => {
  const it = await open()
  await crowd(it, 6, 0, () => COMPLAINT)
  await it.advance(30 * SECOND)
  expect(burst(it).text).toContain('须两人审批')
  await approved(it)
  expect(burst(it).thread).toContain('已有一人批准，请您复核')
  await press(it, zhang, 'approve')
  expect(told(it, zhang)).toContain('您已经批准过')
  await press(it, li, 'approve')
  expect(told(it, li)).toContain('两位审批人中至少一位应为领导')
  await it.advance(MINUTE)
  expect(answers(it, 0)).toEqual([])
  await press(it, wang, 'approve')
  await it.advance(MINUTE)
  expect(answers(it, 0)).toHaveLength(1)
})

test('complaints are closed without a reply only by two people, with the reason on record', async () => {
  const it = await open()
  await crowd(it, 6, 0, () => COMPLAINT)
  await it.advance(30 * SECOND)
  await press(it, chen, 'no-reply')
  expect(told(it, chen)).toContain('没有审批权限')
  await press(it, zhang, 'no-reply')
  await it.fill(zhang, { reason: '已当面答复' })
  expect(burst(it).text).toContain('张敏')
  await press(it, zhang, 'no-reply')
  await it.fill(zhang, { reason: '已当面答复' })
  expect(told(it, zhang)).toContain('另')
  await it.advance(MINUTE)
  expect(burst(it).text).toContain('待答复 6')
  await press(it, wang, 'no-reply')
  await it.fill(wang, { reason: '已当面答复' })
  await it.advance(MINUTE)

  expect(burst(it).text).toContain('无需回复而结束：6 人')
  const shown = await it.slack.command({ user: zhang, text: 'show QX-1' })
  expect(shown).toContain('已结束，未回复')
  const traces = it.built.desks.get('qingxi')?.host.trace(0) ?? []
  expect(new Set(traces.map(({ outcome, reason }) => `${outcome} ${reason}`))).toEqual(new Set(['no-reply 已当面答复']))
})

test('those who cannot be reached any more are counted on the card, and end only by a decision', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(49 * HOUR)
  await crowd(it, 2, 6)
  await it.advance(30 * SECOND)
  await approved(it)
  await it.advance(MINUTE)

  expect(burst(it).text).toContain('未送达 6')
  expect(answers(it, 6)).toHaveLength(1)
  await press(it, zhang, 'retry')
  await it.advance(MINUTE)
  expect(burst(it).text).toContain('未送达 6')
  await press(it, zhang, 'apart')
  await it.fill(zhang, { number: 'QX-1' })
  expect(it.find('QX-1').buttons).toContain('no-reply')
  await press(it, zhang, 'drop')
  await it.fill(zhang, { reason: '平台时限已过，已发公告' })
  await it.advance(MINUTE)
  expect(burst(it).text).toContain('已办结')
  expect(burst(it).text).toContain('无需回复而结束：5 人')
})

test('a platform that refuses one after the other stops the sending, until a person lets it go on', async () => {
  let refuses = true
  const it = await open((desk) => perMinute(desk, 120), {
    between: (_, request, next) =>
      refuses && request.url.includes('messages/reply') ? Promise.resolve(new Response('{}', { status: 404 })) : next(),
  })
  await crowd(it, 30)
  await it.advance(30 * SECOND)
  await approved(it)
  await it.advance(5 * MINUTE)
  expect(burst(it).text).toContain('平台接连拒收，已暂停发送')
  expect(burst(it).text).toMatch(/待答复 20，正在发送 0，已送达 0，未送达 10/)
  expect(it.cards()).toHaveLength(1)

  refuses = false
  await it.advance(HOUR)
  expect(it.channel('weibo').emulator.received.filter((one) => one.text === ANSWER)).toEqual([])
  await press(it, wang, 'retry')
  await it.advance(2 * MINUTE)
  for (let n = 0; n < 30; n += 1) expect(answers(it, n), `citizen ${n}`).toHaveLength(1)
  expect(burst(it).text).toContain('已办结')
})

test('a reply of which nobody knows whether it arrived is looked into by itself, on a card of its own', async () => {
  let lost = 1
  const it = await open(undefined, {
    between: async (_, request, next) => {
      const response = await next()
      if (!request.url.includes('messages/reply') || lost === 0) return response
      lost -= 1
      throw new TypeError('connection reset')
    },
  })
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await approved(it)
  await it.advance(2 * MINUTE)
  expect(burst(it).text).toContain('已送达 5')
  expect(it.cards()).toHaveLength(2)
  expect(it.card()).toContain('不知道对方是否收到')
  await it.press(zhang, 'delivered')
  for (let n = 0; n < 6; n += 1) expect(answers(it, n), `citizen ${n}`).toHaveLength(1)
})

test('replies under public posts carry the number of each, since a platform takes no words twice', async () => {
  const it = await open((desk) => {
    const [weibo] = desk.channels
    if (weibo !== undefined) weibo.settings.mentionReply = 'comment'
  })
  await Promise.all(
    [0, 1, 2, 3, 4, 5].map((n) =>
      it.channel('weibo').say({ sender: sender(n), text: text(n), surface: 'mention-comment' }),
    ),
  )
  await it.advance(30 * SECOND)
  await press(it, zhang, 'write')
  expect(JSON.stringify(it.slack.views.get(zhang)?.view)).toContain('公开回复的末尾自动附上各人的编号')
  await it.fill(zhang, { text: ANSWER, also: '0m' })
  await press(it, zhang, 'approve')
  await it.advance(MINUTE)
  for (let n = 0; n < 6; n += 1) expect(it.got('weibo', sender(n)).join()).toMatch(/感谢您的关心。【QX-\d】$/)
  expect(burst(it).text).toContain('已送达 6')
})

test('one ladder climbs for all of them, and whoever takes over or extends stops it', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(61 * MINUTE)
  const calls = () => burst(it).thread.match(/<@\w+> QX-B1 (?:时限将到|已超过)/g) ?? []
  expect(calls()).toHaveLength(2)
  expect(it.cards()).toHaveLength(1)
  await press(it, wang, 'take-over')
  expect(burst(it).text).toContain('经办：王主任')
  await press(it, wang, 'extend')
  await it.fill(wang, { more: '1d', reason: '等水利局回话' })
  expect(burst(it).text).toContain('延长1个工作日')
  await it.advance(3 * HOUR)
  expect(calls()).toHaveLength(2)
})

test('lists show a burst as one line, and its number and its members can be looked up', async () => {
  const it = await open()
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  const list = await it.slack.command({ user: zhang, text: 'open' })
  expect(list).toContain('集中来信 1 批')
  expect(list).toMatch(/QX-B1｜待统一答复｜来信 6 人，待答复 6 人/)
  expect(list).not.toContain('QX-3')
  expect(await it.slack.command({ user: zhang, text: 'show qx-b1' })).toContain('QX-6｜待审批')
  expect(await it.slack.command({ user: zhang, text: 'show QX-3' })).toContain('集中来信 QX-B1')
  expect(await it.slack.command({ user: zhang, text: 'find 水库' })).toContain('集中来信 QX-B1')
})
