import { afterEach, describe, expect, test } from 'vitest'
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

const { zhang, li, wang, chen } = people
const DAY = 24 * HOUR
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'
const CAN_WAIT = '想了解一下警营开放日今年还办不办，不急，有空回复就行'
const SUGGESTION = '建议公众号增加预约提醒功能'
const COMPLAINT = '我要投诉，你们窗口态度太差，踢皮球，跑了三趟都没人管！'
const PRAISE = '给东门派出所的民警点赞，辛苦了'
const weibo = (n: number): string => `24895182${n}`

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

const open = async (configure?: (desk: SampleConfig['desks'][number]) => void): Promise<World> => {
  world = await openWorld({
    configure: (config) => {
      if (config.desks[0] !== undefined) configure?.(config.desks[0])
    },
  })
  return world
}
const titles = (it: World): string[] => it.cards().map((card) => card.text)
const talk = (it: World): string => it.find('表扬和寒暄').text
const options = (it: World, user: string): string => JSON.stringify(it.slack.views.get(user)?.view ?? {})

describe('praise and chatter', () => {
  test('share one card a day, redrawn in place at most once in a quarter of an hour', async () => {
    const it = await open()
    await it.say('weibo', weibo(10), PRAISE)
    expect(it.cards()).toEqual([])
    await it.advance(15 * MINUTE)
    expect(titles(it)).toEqual(['表扬和寒暄｜11-24｜1 条'])

    let drawings = 0
    let shown = talk(it)
    for (let n = 11; n < 71; n += 1) {
      await it.say('weibo', weibo(n), n % 2 === 0 ? '谢谢' : `你好，${PRAISE}，我的电话是13812345678`)
      await it.advance(MINUTE)
      if (talk(it) !== shown) drawings += 1
      shown = talk(it)
    }
    expect(titles(it)).toHaveLength(1)
    expect(drawings).toBeGreaterThanOrEqual(3)
    expect(drawings).toBeLessThanOrEqual(4)
    await it.advance(15 * MINUTE)
    expect(titles(it)).toEqual(['表扬和寒暄｜11-24｜61 条'])
    expect(talk(it)).toContain('点赞')
    expect(talk(it)).not.toContain('13812345678')

    await it.advance(DAY)
    await it.say('weibo', weibo(80), '谢谢')
    await it.advance(15 * MINUTE)
    expect(titles(it).filter((title) => title.includes('表扬和寒暄'))).toEqual([
      '表扬和寒暄｜11-24｜61 条',
      '表扬和寒暄｜11-25｜1 条',
    ])
  })

  test('one of them becomes a conversation of the person who wants to answer it, and is answered like any other', async () => {
    const it = await open()
    await it.say('weibo', weibo(10), '谢谢')
    await it.say('weibo', weibo(11), PRAISE)
    await it.advance(15 * MINUTE)
    await it.press(wang, 'needs-reply', it.find('表扬和寒暄').ts)
    const offered = options(it, wang)
    expect(offered).toContain('东门派出所')
    expect(offered).toContain('11-24 09:00 谢谢')
    await it.fill(wang, { message: '2' })

    expect(it.told(wang).at(-1)).toBe('已转为会话 QX-1，由您经办，卡片在频道里。')
    const card = it.find('QX-1')
    expect(card.text).toContain('王主任 认为需要答复，转为会话')
    expect(card.text).toContain(PRAISE)
    expect(it.find('表扬和寒暄').text).toContain('已转为会话：1')
    expect(await it.slack.command({ user: wang, text: 'mine' })).toContain('QX-1')

    await it.press(wang, 'write', card.ts)
    await it.fill(wang, { text: '感谢您的肯定，我们一定转告民警。' })
    await it.press(wang, 'approve', card.ts)
    await it.advance(MINUTE)
    expect(it.got('weibo', weibo(11))).toEqual(['感谢您的肯定，我们一定转告民警。'])
    expect(await it.slack.command({ user: wang, text: 'stats' })).toContain('审批后答复 1 条')

    // A colleague who had the form open, too, is told and nothing happens twice.
    await it.press(zhang, 'needs-reply', it.find('表扬和寒暄').ts)
    expect(options(it, zhang)).not.toContain('东门派出所')
    expect(await it.slack.command({ user: zhang, text: 'chatter open 2' })).toContain('这条已经是 QX-1')
  })

  test('thanks within a conversation that is open are answered on its card, and later ones open its next turn', async () => {
    const it = await open()
    await it.say('weibo', weibo(10), QUESTION)
    await it.advance(20 * SECOND)
    await it.say('weibo', weibo(10), '谢谢')
    expect(await it.slack.command({ user: zhang, text: 'chatter open 2' })).toContain('QX-1 正在办理')

    const { ts } = it.find('QX-1')
    await it.press(zhang, 'write', ts)
    await it.fill(zhang, { text: '您好，路灯由市政部门维修，已代为转告。' })
    await it.press(zhang, 'approve', ts)
    await it.advance(MINUTE)
    await it.say('weibo', weibo(10), '好的谢谢')
    expect(await it.slack.command({ user: li, text: 'chatter 好的' })).toMatch(/1 条[\s\S]*#3｜11-24 09:01｜好的谢谢/)
    expect(await it.slack.command({ user: li, text: 'chatter open #3' })).toContain('已转为会话 QX-1')
    await it.settle()
    expect(it.find('QX-1').text).toContain('待审批')
    expect(it.find('QX-1').text).toContain('李强 认为需要答复')
  })

  test('who may not decide cannot open one, and a department does not see them', async () => {
    const it = await open()
    await it.say('weibo', weibo(10), PRAISE)
    await it.advance(15 * MINUTE)
    await it.press(chen, 'needs-reply', it.find('表扬和寒暄').ts)
    expect(it.told(chen).at(-1)).toContain('没有审批权限')
    expect(await it.slack.command({ user: chen, text: 'chatter open 1' })).toContain('没有审批权限')
    expect(await it.slack.command({ user: departments.he, text: 'chatter' })).toContain('承办单位人员')
    expect(await it.slack.command({ user: zhang, text: 'chatter open 99' })).toContain('没有这条来信')
    expect(titles(it)).toHaveLength(1)
  })

  test('after three days nothing of them can be opened, and who wrote them is forgotten', async () => {
    const it = await open()
    await it.say('weibo', weibo(10), PRAISE)
    await it.advance(5 * DAY)
    expect(it.find('表扬和寒暄').text).toContain('1 条')
    expect(it.find('表扬和寒暄').text).toContain('已过三天')
    expect(it.find('表扬和寒暄').buttons).toEqual([])
    expect(await it.slack.command({ user: zhang, text: 'chatter' })).toContain('0 条')
  })
})

describe('what can wait', () => {
  test('is listed on one card every two hours of working time, and opened one by one', async () => {
    const it = await open()
    await it.say('weibo', weibo(10), CAN_WAIT)
    await it.say('weibo', weibo(11), SUGGESTION)
    await it.advance(2 * HOUR - MINUTE)
    expect(it.cards()).toEqual([])
    expect(await it.slack.command({ user: zhang, text: 'open' })).toMatch(/QX-1[\s\S]*QX-2/)
    await it.advance(MINUTE)
    expect(titles(it)).toEqual(['不急的来信汇总｜11-24 11:00｜2 件'])
    expect(it.card()).toMatch(/QX-1｜待审批[\s\S]*今天17:00前[\s\S]*警营开放日[\s\S]*QX-2/)

    await it.press(zhang, 'open-one')
    await it.fill(zhang, { which: '2' })
    expect(it.find('QX-2').text).toContain('张敏 从汇总中打开')
    expect(it.find('不急的来信汇总').text).not.toContain('QX-2')
    // A colleague who still has the old form open is told; no second card appears.
    await it.press(li, 'open-one', it.find('不急的来信汇总').ts)
    expect(options(it, li)).not.toContain('QX-2')
    await it.fill(li, { which: 'all' })
    expect(titles(it).filter((title) => title.includes('QX-'))).toHaveLength(2)
    expect(it.find('不急的来信汇总').text).toContain('都已打开或办结')
    expect(it.find('不急的来信汇总').buttons).toEqual([])
  })

  test('a list of which everything was opened is settled, even if more waits for the next one', async () => {
    const it = await open()
    await it.say('weibo', weibo(10), CAN_WAIT)
    await it.advance(2 * HOUR)
    await it.say('weibo', weibo(11), SUGGESTION)
    await it.advance(MINUTE)
    await it.press(zhang, 'open-one', it.find('不急的来信汇总').ts)
    await it.fill(zhang, { which: '1' })
    expect(it.find('不急的来信汇总').text).toContain('都已打开或办结')
    await it.advance(3 * HOUR)
    expect(it.find('不急的来信汇总').text).toContain('QX-2')
  })

  test('what nobody opens gets its own card when its clock warns, with the call in its thread', async () => {
    const it = await open()
    await it.say('weibo', weibo(10), CAN_WAIT)
    await it.advance(6 * HOUR + 24 * MINUTE)
    expect(titles(it).filter((title) => title.includes('QX-'))).toEqual([])
    // Four fifths of eight hours.
    await it.advance(MINUTE)
    expect(it.find('QX-1').thread).toContain('QX-1 时限将到')
    expect(it.find('不急的来信汇总').text).toContain('都已打开或办结')
  })

  test('a later digest takes over what the one before has left', async () => {
    const it = await open()
    await it.say('weibo', weibo(10), CAN_WAIT)
    await it.advance(2 * HOUR)
    await it.say('weibo', weibo(11), SUGGESTION)
    await it.advance(2 * HOUR)
    const digests = it.cards().filter((card) => card.text.includes('汇总'))
    expect(digests.map((card) => card.text)).toEqual([
      '不急的来信汇总｜11-24 11:00｜0 件',
      '不急的来信汇总｜11-24 13:00｜2 件',
    ])
    expect(JSON.stringify(digests[0]?.blocks)).toContain('未打开的已列入新的汇总')
  })

  test('danger, criticism and what the citizen presses for are shown at once', async () => {
    const it = await open((desk) => {
      desk.attention = { low: ['other', 'question', 'request'] }
    })
    await it.say('weibo', weibo(10), CAN_WAIT)
    await it.advance(MINUTE)
    await it.say('weibo', weibo(11), `${COMPLAINT}不急`)
    await it.say('wechat', 'oSad', '我真的不想活了，今晚就结束这一切')
    await it.advance(20 * SECOND)
    expect(titles(it).map((title) => /QX-\d/.exec(title)?.[0])).toEqual(['QX-3', 'QX-2'])

    // The one that could wait turns into criticism.
    await it.say('weibo', weibo(10), COMPLAINT)
    await it.advance(20 * SECOND)
    expect(it.find('QX-1').text).toContain('投诉')
  })

  test('a desk says which topics can wait with it, or that nothing does', async () => {
    const parking = '请问附近有没有停车场'
    const usual = await open()
    await usual.say('weibo', weibo(10), parking)
    await usual.advance(20 * SECOND)
    expect(usual.card()).toContain('QX-1')
    await usual.stop()

    const calm = await open((desk) => {
      desk.attention = { low: ['traffic'] }
    })
    await calm.say('weibo', weibo(10), parking)
    await calm.advance(20 * SECOND)
    expect(calm.cards()).toEqual([])
    await calm.stop()

    const never = await open((desk) => {
      desk.attention = { low: ['traffic'], digest: { everyMinutes: 0 } }
    })
    await never.say('weibo', weibo(10), parking)
    await never.advance(20 * SECOND)
    expect(never.card()).toContain('不急')
  })
})

test('my queue stands with danger and criticism first, then by deadline in words, and says what is overdue', async () => {
  const it = await open((desk) => {
    desk.duty = ['li']
  })
  await it.say('weibo', weibo(10), QUESTION)
  await it.advance(40 * MINUTE)
  await it.say('weibo', weibo(11), QUESTION)
  await it.say('weibo', weibo(12), COMPLAINT)
  await it.advance(21 * MINUTE)
  await it.press(li, 'open-case', it.find('QX-2').ts)
  await it.fill(li, { title: '路灯', kind: 'report', class: 'utilities' })

  const order =
    /待我办理[\s\S]*QX-3｜待审批｜较急｜投诉｜李强｜今天10:10前（还有9分钟）[\s\S]*QX-1｜待审批｜李强｜【已超时1分钟】应于今天10:00前[\s\S]*QX-2[\s\S]*今天10:40前[\s\S]*QX-C1｜已立项｜李强｜明天10:01前/
  const mine = await it.slack.command({ user: li, text: 'mine' })
  expect(mine).toMatch(order)
  expect(mine).toContain('待我办理 4 件，其中超时 1 件')
  await it.slack.openHome(li)
  await it.settle()
  expect(JSON.stringify(it.slack.homes.get(li)).replaceAll('\\n', '\n')).toMatch(order)
  expect(await it.slack.command({ user: zhang, text: 'mine' })).toContain('待我办理 0 件')
})
