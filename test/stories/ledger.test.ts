import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { departments, HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const { zhang, li, wang } = people
const DAY = 24 * HOUR
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？我的电话是13812345678'
const COMPLAINT = '我要投诉，你们窗口态度太差，踢皮球，跑了三趟都没人管！'
const ANSWER = '您好，路灯由市政部门维修，我们已代为转告，请您放心。'
const weibo = (n: number): string => `248951827${n}`

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

const open = async (options: Parameters<typeof openWorld>[0] = {}): Promise<World> => {
  world = await openWorld(options)
  return world
}
const ledgers = (it: World) => it.cards().filter((card) => card.text.includes('未答复台账'))
const ask = (it: World): Promise<string> => it.slack.command({ user: zhang, text: 'ledger' })

describe('the unanswered ledger', () => {
  test('is one card every morning, on working days and the others alike, and says 0 when everything is answered', async () => {
    const it = await open()
    // From Tuesday 24 November on: the weekend is in it.
    await it.advance(7 * DAY)

    expect(ledgers(it).map((card) => card.text)).toEqual(
      ['11-25', '11-26', '11-27', '11-28', '11-29', '11-30', '12-01'].map(
        (day) => `未答复台账｜${day}｜0 件，件件有回复`,
      ),
    )
    expect(await ask(it)).toBe('未答复 0 件，件件有回复。')
  })

  test('comes at the time that the desk has set', async () => {
    const it = await open({
      configure: (config) => {
        if (config.desks[0] !== undefined) config.desks[0].ledger = { at: '17:45' }
      },
    })
    await it.advance(8 * HOUR + 44 * MINUTE)
    expect(ledgers(it)).toEqual([])
    await it.advance(MINUTE)
    expect(ledgers(it)).toHaveLength(1)
  })

  test('names what is unanswered with its age, the person responsible now and the deadline, criticism before all', async () => {
    const it = await open({
      configure: (config) => {
        const [desk] = config.desks
        if (desk === undefined) return
        desk.roster = {
          shifts: [
            { date: '2026-11-24', from: '00:00', to: '24:00', duty: 'zhang' },
            { date: '每天', from: '00:00', to: '24:00', duty: 'li' },
          ],
        }
      },
    })
    await it.say('weibo', weibo(1), QUESTION)
    await it.say('weibo', weibo(2), COMPLAINT)
    await it.say('weibo', weibo(3), '谢谢民警，辛苦了')
    await it.advance(DAY)
    const card = it.find('未答复台账').text

    expect(card).toContain('未答复台账｜11-25｜2 件，超时 2 件')
    expect(card).toContain('未答复（应为 0）：2')
    expect(card).toContain('1天内 2 件')
    // Zhang's shift is over: Li is responsible now.
    expect(card).toMatch(
      /批评投诉（已超时的在前）\nQX-2｜待审批｜较急｜投诉｜李强｜【已超时22小时】应于昨天09:30前[\s\S]*其他已超时的\nQX-1｜待审批｜李强｜【已超时22小时】应于昨天10:00前/,
    )
    expect(card).not.toContain('13812345678')
    const links = it
      .find('未答复台账')
      .links.map(({ text, to }) => [text, it.cards().find(({ ts }) => ts === to)?.text ?? ''])
    expect(links).toEqual([
      ['QX-2', expect.stringContaining('QX-2')],
      ['QX-1', expect.stringContaining('QX-1')],
    ])

    await it.say('weibo', weibo(4), QUESTION)
    await it.advance(MINUTE)
    expect(await ask(it)).toMatch(
      /未答复 3 件（应为 0），其中已超时 2 件[\s\S]*QX-2[\s\S]*QX-1[\s\S]*其他未到时限的\nQX-3[^\n]*今天10:00前（还有5\d分钟）/,
    )
  })

  test('counts a reply when it is delivered, not when it is approved', async () => {
    const it = await open()
    await it.say('weibo', weibo(1), QUESTION)
    await it.advance(20 * SECOND)
    await it.press(zhang, 'edit')
    await it.fill(zhang, { text: ANSWER })
    await it.press(zhang, 'approve')
    expect(await ask(it)).toContain('未答复 1 件')

    await it.advance(MINUTE)
    expect(it.got('weibo', weibo(1))).toContain(ANSWER)
    expect(await ask(it)).toBe('未答复 0 件，件件有回复。')
  })

  test('counts a case and its conversation as one matter, and names who is at it in the department', async () => {
    const it = await open()
    await it.say('weibo', weibo(1), COMPLAINT)
    await it.advance(20 * SECOND)
    await it.press(zhang, 'open-case', it.find('QX-1').ts)
    await it.fill(zhang, { title: '窗口态度', kind: 'complaint', class: 'general' })
    expect(await ask(it)).toMatch(
      /未答复 1 件[\s\S]*QX-C1｜已立项｜投诉｜张敏|未答复 1 件[\s\S]*QX-C1｜已立项｜投诉｜李强/,
    )

    await it.press(zhang, 'refer', it.find('QX-C1').ts)
    await it.fill(zhang, { department: 'dongmen', note: '请核查' })
    expect(await ask(it)).toContain('QX-C1｜已转办，待接收｜投诉｜东门派出所 刘所长')
    await it.press(departments.he, 'accept', it.find('QX-C1', 'C0DONGMEN1').ts)
    expect(await ask(it)).toContain('QX-C1｜办理中｜投诉｜东门派出所 何警官')

    // Its deadline of seven days passes.
    await it.advance(8 * DAY)
    const card = it.find('未答复台账')
    expect(card.text).toMatch(/1 件，超时 1 件[\s\S]*7天以上 1 件[\s\S]*QX-C1[^\n]*【已超时/)
    expect(card.links).toEqual([{ text: 'QX-C1', to: it.find('QX-C1').ts }])
  })

  test('calls no case overdue whose citizen has been asked something', async () => {
    const it = await open({
      configure: ({ desks: [desk] }) => {
        if (desk !== undefined) desk.policies = { clocks: [{ clock: 'citizen', within: '5个工作日' }] }
      },
    })
    await it.say('weibo', weibo(1), QUESTION)
    await it.advance(20 * SECOND)
    await it.press(zhang, 'open-case', it.find('QX-1').ts)
    await it.fill(zhang, { title: '路灯不亮', kind: 'report', class: 'utilities' })
    await it.press(zhang, 'refer', it.find('QX-C1').ts)
    await it.fill(zhang, { department: 'dongmen' })
    await it.press(departments.he, 'accept', it.find('QX-C1', 'C0DONGMEN1').ts)
    await it.press(departments.he, 'ask', it.find('QX-C1', 'C0DONGMEN1').ts)
    await it.fill(departments.he, { text: '请问是哪一根灯杆？' })
    await it.press(zhang, 'approve', it.find('QX-1').ts)
    await it.advance(DAY + HOUR)
    expect(await ask(it)).toMatch(/未答复 1 件（应为 0），其中已超时 0 件[\s\S]*QX-C1[^\n]*暂停计时/)
    expect(await it.slack.command({ user: zhang, text: 'stats' })).toContain('现在未办结 1，其中超时 0')
    expect(await it.slack.command({ user: li, text: 'mine' })).toMatch(/其中超时 0 件[^\n]*\nQX-C1/)
  })

  test('a process that slept through three mornings raises one card when it is back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhiban-ledger-'))
    try {
      const before = await open({ folder })
      await before.say('weibo', weibo(1), QUESTION)
      await before.advance(MINUTE)
      await before.stop()
      await before.clock.advance(3 * DAY, () => Promise.resolve())
      const it = await open({ folder, after: before })
      await it.advance(MINUTE)
      expect(ledgers(it).map((card) => card.text)).toEqual(['未答复台账｜11-27｜1 件，超时 1 件'])
      await it.advance(DAY)
      expect(ledgers(it)).toHaveLength(2)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

test('people of a department do not see the ledger of the desk', async () => {
  const it = await open()
  expect(await it.slack.command({ user: departments.liu, text: 'ledger' })).not.toContain('未答复')
  expect(await it.slack.command({ user: wang, text: 'ledger' })).toContain('未答复 0 件')
  expect(await it.slack.command({ user: li, text: 'stats month' })).toContain('收到来信 0 条')
})
