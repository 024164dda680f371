import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, expect, test, vi } from 'vitest'
import sandbox from '../../src/sandbox/worker.ts'

const ORIGIN = 'http://desk.example'
const ZHANG = 'U0ZHANG001'
const WANG = 'U0WANGZR01'
/** The first request also starts the Worker, which takes seconds on a busy machine. */
const PATIENCE = { timeout: 15_000, interval: 20 }
vi.setConfig({ testTimeout: 40_000 })

const fetchWorker = (path: string, init?: RequestInit) => exports.default.fetch(new Request(`${ORIGIN}${path}`, init))

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetchWorker(`/playground/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBeLessThan(300)
  return await response.json()
}

const say = (channel: string, sender: string, text: string) =>
  post('say', { desk: 'qingxi', channel, surface: 'private', sender, text })

const state = async (): Promise<string> =>
  await (await fetchWorker(`/playground/api/state?desk=qingxi&user=${ZHANG}`)).text()

const sees = (part: string | RegExp) => vi.waitFor(async () => expect(await state()).toMatch(part), PATIENCE)

/** The ts of the newest message with an approve button. */
async function approvable(): Promise<string> {
  return await vi.waitFor(async () => {
    const parsed: { messages: { ts: string; blocks: unknown }[] } = JSON.parse(await state())
    const card = parsed.messages.findLast((message) => JSON.stringify(message.blocks).includes('"approve"'))
    if (card === undefined) throw new Error('no card to approve yet')
    return card.ts
  }, PATIENCE)
}

const desk = () => env.DESK.get(env.DESK.idFromName('qingxi'))

afterEach(async () => {
  await reset()
})

test('the sandbox Worker serves its page and says loudly what it is', async () => {
  const page = await (await fetchWorker('/playground')).text()

  expect(page).toContain('沙盒')
})

test('the sandbox Worker does not open once a real secret is set', async () => {
  const request = new Request(`${ORIGIN}/playground`)
  const { CITY, DESK } = env
  const response = await sandbox.fetch(request, { CITY, DESK, QINGXI_WECHAT_TOKEN: 'a-real-token' })

  expect(response.status).toBe(503)
  expect(await response.text()).not.toContain('沙盒')
})

test('a common question is answered at once by a desk that is a Durable Object', async () => {
  await say('wechat', 'oCitizen01', '身份证丢了怎么补办')

  await sees(/"您好，身份证/)
})

test('a question becomes a card, an approval becomes a reply', async () => {
  await say('weibo', '2489518277', '我家门口的路灯坏了很久，该找谁处理？')
  const ts = await approvable()
  await sees(/答复时限：[^"]*起60分钟/)
  await post('click', { desk: 'qingxi', user: ZHANG, ts, action: 'approve' })

  await sees(/已回复/)
  await sees(/私信|"message"/)
})

test('a matter is handed to a department, which accepts it in its own channel', async () => {
  const HE = 'U0HEJG0001'
  const seen = async (user: string, action: string): Promise<string> =>
    await vi.waitFor(async () => {
      const text = await (await fetchWorker(`/playground/api/state?desk=qingxi&user=${user}`)).text()
      const parsed: { messages: { ts: string; blocks: unknown }[] } = JSON.parse(text)
      const card = parsed.messages.findLast((message) => JSON.stringify(message.blocks).includes(`"${action}"`))
      if (card === undefined) throw new Error(`no card with ${action} yet`)
      return card.ts
    }, PATIENCE)
  const click = (user: string, ts: string, action: string) => post('click', { desk: 'qingxi', user, ts, action })
  const submit = (user: string, values: Record<string, string>) =>
    vi.waitFor(async () => {
      expect(await (await fetchWorker(`/playground/api/state?desk=qingxi&user=${user}`)).text()).not.toContain(
        '"view":null',
      )
      await post('submit', { desk: 'qingxi', user, values })
    }, PATIENCE)

  await say('weibo', '2489518277', '我父亲身份证上的出生日期被东门派出所印错了，请更正')
  // The sample opens a case for it by itself.
  await click(ZHANG, await seen(ZHANG, 'refer'), 'refer')
  await submit(ZHANG, { department: 'dongmen' })
  await click(HE, await seen(HE, 'accept'), 'accept')

  await sees('东门派出所 何警官 接收')
})

test('a desk whose object was thrown away in the middle of its work goes on where it was', async () => {
  await say('weibo', '2489518277', '我家门口的路灯坏了很久，该找谁处理？')
  const ts = await approvable()
  await runInDurableObject(desk(), (_, ctx) => ctx.abort('the machine is needed elsewhere')).catch(() => {})
  await post('click', { desk: 'qingxi', user: ZHANG, ts, action: 'approve' })

  await sees(/已回复/)
})

test('an entry that was changed in chat answers, and still does after its object was thrown away', async () => {
  await post('command', { desk: 'qingxi', user: ZHANG, text: 'faq edit hukou-book-lost' })
  const values = { answer: '您好，户口簿丢了不用着急，请到派出所补领。' }
  await post('submit', { desk: 'qingxi', user: ZHANG, values })
  await post('click', { desk: 'qingxi', user: WANG, ts: await approvable(), action: 'approve' })
  await say('wechat', 'oCitizen02', '户口本丢了怎么补')
  await sees(/"您好，户口簿丢了不用着急/)

  await runInDurableObject(desk(), (_, ctx) => ctx.abort('the machine is needed elsewhere')).catch(() => {})
  await post('command', { desk: 'qingxi', user: ZHANG, text: 'faq list' })
  await say('wechat', 'oCitizen03', '户口本丢了怎么补')
  await vi.waitFor(
    async () => expect((await state()).match(/"您好，户口簿丢了不用着急/g)?.length).toBeGreaterThan(1),
    PATIENCE,
  )
})

test('what many people ask is one card, and one approval answers every one of them', async () => {
  const citizens = Array.from({ length: 25 }, (_, n) => String(3_000_000_000 + n))
  await Promise.all(citizens.map((citizen) => say('weibo', citizen, '听说东门水库大坝要垮了，是真的吗？要不要搬走？')))
  const answer = '您好，经核实，东门水库大坝运行正常，无需搬离。'
  await sees('集中来信 25 人｜QX-B1')
  const press = (action: string) =>
    vi.waitFor(async () => {
      const parsed: { messages: { ts: string; blocks: unknown }[] } = JSON.parse(await state())
      const blocks = (message: { blocks: unknown }): string => JSON.stringify(message.blocks)
      const card = parsed.messages.find((message) => /人｜QX-B1/.test(blocks(message)))
      if (card === undefined || !blocks(card).includes(`"${action}"`)) throw new Error(`no ${action} on the burst yet`)
      await post('click', { desk: 'qingxi', user: ZHANG, ts: card.ts, action })
    }, PATIENCE)
  await press('write')
  await vi.waitFor(async () => {
    await post('submit', { desk: 'qingxi', user: ZHANG, values: { text: answer, also: '0m' } })
  }, PATIENCE)
  await press('approve')

  await sees('已送达 25')
})

test('an alarm is set while a decision waits, so that its deadline is kept without any request', async () => {
  await say('weibo', '2489518277', '我家门口的路灯坏了很久，该找谁处理？')
  await approvable()

  await vi.waitFor(async () => {
    const alarm = await runInDurableObject(desk(), (_, ctx) => ctx.storage.getAlarm())
    expect(alarm).toBeGreaterThan(Date.now() + 60_000)
  })
  expect(await runDurableObjectAlarm(desk())).toBe(true)
})

test('a webhook with a wrong signature is refused before any desk is woken', async () => {
  const response = await fetchWorker('/hooks/qingxi/weibo?signature=0&timestamp=1&nonce=1', {
    method: 'POST',
    body: '{}',
  })

  expect(response.status).toBe(401)
})

test('a desk that is not configured has no door', async () => {
  expect((await fetchWorker('/hooks/nowhere/weibo', { method: 'POST', body: '{}' })).status).toBe(404)
})
