import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, expect, test, vi } from 'vitest'
import { DeskObject } from '../../src/runtime/desk-object.ts'

const ZHANG = 'U0ZHANG001'
const WANG = 'U0WANGZR01'
const ZHAO = 'U0ZHAO0001'
const SON = '2489518277'
const ANSWER = '您好，已核实更正，给您添麻烦了。'
/** The first request also starts the Worker, which takes seconds on a busy machine. */
const PATIENCE = { timeout: 40_000, interval: 20 }
vi.setConfig({ testTimeout: 120_000 })

const fetchWorker = (path: string, init?: RequestInit) =>
  exports.default.fetch(new Request(`http://desk.example${path}`, init))

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetchWorker(`/playground/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBeLessThan(300)
}

interface State {
  readonly messages: readonly { readonly ts: string; readonly text: string; readonly blocks: unknown }[]
  readonly view: unknown
}
async function stateOf(desk: string, user: string): Promise<State> {
  const state: State = await (await fetchWorker(`/playground/api/state?desk=${desk}&user=${user}`)).json()
  return state
}
const sees = (desk: string, user: string, part: string | RegExp) =>
  vi.waitFor(async () => expect(JSON.stringify(await stateOf(desk, user))).toMatch(part), PATIENCE)

/** Presses a button on the newest message that has it. */
async function press(desk: string, user: string, part: string, action: string): Promise<void> {
  const ts = await vi.waitFor(async () => {
    const card = (await stateOf(desk, user)).messages.findLast(
      (message) => message.text.includes(part) && JSON.stringify(message.blocks).includes(`"${action}"`),
    )
    if (card === undefined) throw new Error(`${desk} has no card ${part} with ${action} yet`)
    return card.ts
  }, PATIENCE)
  await post('click', { desk, user, ts, action })
}
async function act(
  desk: string,
  user: string,
  part: string,
  action: string,
  values: Record<string, string>,
): Promise<void> {
  await press(desk, user, part, action)
  await vi.waitFor(async () => expect((await stateOf(desk, user)).view).not.toBeNull(), PATIENCE)
  await post('submit', { desk, user, values })
}

/** The clock of every object, from now on: an alarm that lies before `at` is fired by `wake`. */
const setTime = (at: string): void => {
  vi.setSystemTime(new Date(`${at}+08:00`))
}
/** Fires the alarms of both desks, as the runtime does when their time has come. */
async function wake(): Promise<void> {
  for (const id of ['qingxi', 'baishi']) await runDurableObjectAlarm(env.DESK.get(env.DESK.idFromName(id)))
}
const comesToSee = (desk: string, user: string, part: RegExp) =>
  vi.waitFor(async () => {
    await wake()
    expect(JSON.stringify(await stateOf(desk, user))).toMatch(part)
  }, PATIENCE)

/** A citizen writes to the city’s desk, which hands the case over to the county’s. */
async function handedOver(): Promise<void> {
  await post('say', {
    desk: 'qingxi',
    channel: 'weibo',
    surface: 'private',
    sender: SON,
    text: '白石县派出所把我父亲身份证印错了，电话13812345678',
  })
  await act('qingxi', ZHANG, 'QX-C1', 'refer', { department: 'desk:baishi' })
}

afterEach(async () => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  await reset()
})

test('a case goes from one Durable Object to another, once, and its report becomes a draft of the first', async () => {
  await handedOver()
  await sees('baishi', ZHAO, /BS-C1/)
  await sees('qingxi', ZHANG, /对方事项编号：BS-C1/)
  expect(JSON.stringify(await stateOf('baishi', ZHAO))).not.toContain('13812345678')

  // The object is thrown away: what it took it has, and takes no second time.
  const county = env.DESK.get(env.DESK.idFromName('baishi'))
  await runInDurableObject(county, (_, ctx) => ctx.abort('the machine is needed elsewhere')).catch(() => {})
  await press('baishi', ZHAO, 'BS-C1', 'accept')
  await act('baishi', ZHAO, 'BS-C1', 'report', { findings: '输错一位', reply: ANSWER })
  await sees('qingxi', ZHANG, /赵亮 报告的建议答复/)
  await press('qingxi', WANG, 'QX-1', 'approve')
  await sees('qingxi', ZHANG, /已答复群众/)
  await sees('baishi', ZHAO, /转来单位已答复群众/)
  const cards = (await stateOf('baishi', ZHAO)).messages.filter(({ text }) => text.includes('BS-C'))
  expect(cards).toHaveLength(1)
})

test('what the county’s object leaves lying comes up to the city’s, which orders it, and sees it done', async () => {
  setTime('2026-11-24T09:00:00')
  await handedOver()
  await press('baishi', ZHAO, 'BS-C1', 'accept')
  await sees('qingxi', ZHANG, /赵亮 接收/)

  setTime('2026-12-03T10:00:00')
  await comesToSee('qingxi', WANG, /下级超时[^"]*BS-C1/)
  await act('qingxi', WANG, '下级超时', 'supervise', { text: '请三日内办结', deadline: '2026-12-07 17:00' })
  await comesToSee('baishi', ZHAO, /上级督办[^"]*BS-C1/)
  await sees('baishi', ZHAO, /督办时限 12-07 17:00/)

  // The time of the order passes as well, over a weekend: it comes up once more, on the same card.
  setTime('2026-12-07T17:30:00')
  await comesToSee('qingxi', WANG, /督办时限已过，仍未办结/)
  await act('baishi', ZHAO, 'BS-C1', 'report', { findings: '输错一位', reply: ANSWER })
  await comesToSee('qingxi', WANG, /下级已办结[^"]*BS-C1/)
  await comesToSee('baishi', ZHAO, /已办结，已报上级/)
  const raised = (await stateOf('qingxi', WANG)).messages.filter(({ text }) => text.includes('下级'))
  expect(raised).toHaveLength(1)
})

test('what the county’s object cannot take for an hour waits, and what it took unheard arrives once', async () => {
  let down = true
  let lost = 0
  let tries = 0
  const take = DeskObject.prototype.takeLetter
  vi.spyOn(DeskObject.prototype, 'takeLetter').mockImplementation(async function (this: DeskObject, letter) {
    if (letter.to !== 'baishi' || letter.body.kind !== 'refer') return await take.call(this, letter)
    tries += 1
    if (down) throw new Error('the object is overloaded')
    const outcome = await take.call(this, letter)
    lost += 1
    if (lost <= 2) throw new Error('Network connection lost.')
    return outcome
  })
  setTime('2026-11-24T09:00:00')
  await post('say', {
    desk: 'qingxi',
    channel: 'weibo',
    surface: 'private',
    sender: SON,
    text: '白石县派出所把我父亲身份证印错了',
  })
  await act('qingxi', ZHANG, 'QX-C1', 'refer', { department: 'desk:baishi' })
  for (const minute of ['01', '03', '15', '59']) {
    setTime(`2026-11-24T09:${minute}:00`)
    await wake()
  }
  expect(tries).toBeGreaterThan(2)
  expect(JSON.stringify(await stateOf('baishi', ZHAO))).not.toContain('BS-C1')
  down = false
  for (const hour of ['11', '14', '19']) {
    setTime(`2026-11-24T${hour}:00:00`)
    await wake()
  }
  await comesToSee('qingxi', ZHANG, /对方事项编号：BS-C1/)
  expect(lost).toBeGreaterThan(2)
  await comesToSee('baishi', ZHAO, /BS-C1/)
  const cards = (await stateOf('baishi', ZHAO)).messages.filter(({ text }) => text.includes('BS-C'))
  expect(cards).toHaveLength(1)
})
