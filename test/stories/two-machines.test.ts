import { afterEach, expect, test } from 'vitest'
import { signedRequest } from '../../adapters/webhook/sign.ts'
import { chatOf } from '../support/desks.ts'
import { CITY_URL, type Machines, openMachines, PROVINCE_URL, SHARED } from '../support/machines.ts'
import { staff } from '../support/province.ts'
import { HOUR, MINUTE, SECOND } from '../support/world.ts'

const DAY = 24 * HOUR

const { fang, gu, zhang, wang, sun } = staff
const SON = '2489518277'
const ANSWER = '您好，已核实更正，给您添麻烦了。'

let machines: Machines
afterEach(() => machines.stop())

const chats = () => ({
  province: chatOf(machines.province, 'donghai'),
  city: chatOf(machines.city, 'qingxi'),
})
const weibo = () => machines.province.channel('weibo')
const got = () =>
  weibo()
    .emulator.received.filter((one) => one.to === SON)
    .map((one) => one.text)

async function referred(): Promise<string> {
  const { province } = chats()
  await weibo().say({
    sender: SON,
    text: '清溪的派出所把我父亲身份证印错了，电话13812345678',
    surface: 'mention-comment',
  })
  await machines.advance(20 * SECOND)
  const answer = await province.command(fang, 'case refer DH-1 清溪 请核查')
  await machines.settle()
  return answer
}

test('a case goes to a desk on another machine by a signed letter, and its report comes back the same way', async () => {
  machines = await openMachines()
  const { province, city } = chats()
  await referred()
  expect(province.card('DH-C1').text).toContain('对方事项编号：QX-C1')
  expect(city.card('QX-C1').text).toContain('［电话］')
  for (const request of machines.sent) {
    expect(request.headers.get('webhook-signature')).toMatch(/^v1,/)
    expect(await request.clone().text()).not.toContain('13812345678')
  }
  await city.press(zhang, 'QX-C1', 'accept')
  await city.act(zhang, 'QX-C1', 'report', { findings: '输错一位', reply: ANSWER })
  await machines.settle()
  expect(province.card('DH-1').text).toContain(ANSWER)
  await province.press(fang, 'DH-1', 'approve')
  await machines.advance(MINUTE)
  expect(got()).toEqual([ANSWER])
  expect(city.card('QX-C1').text).toContain('转来单位已答复群众')
})

test('what another machine cannot take for an hour waits and arrives once, whatever breaks on the way', async () => {
  let down = true
  let lost = 0
  machines = await openMachines({
    between: async (_request, next) => {
      if (down) throw Object.assign(new TypeError('fetch failed'), { cause: refused() })
      const response = await next()
      // Taken, and the answer gets lost: it is sent again.
      lost += 1
      if (lost <= 2) throw new TypeError('other side closed')
      return response
    },
  })
  const { province, city } = chats()
  await referred()
  await machines.advance(HOUR)
  expect(city.titles('QX-C')).toEqual([])
  expect(province.card('DH-C1').text).toContain('待接收')
  down = false
  await machines.advance(3 * HOUR)
  expect(city.titles('QX-C')).toHaveLength(1)
  expect(province.card('DH-C1').text).toContain('对方事项编号：QX-C1')
  expect((await city.command(zhang, 'case show QX-C1')).match(/转来事项/g)).toHaveLength(1)
  expect(lost).toBeGreaterThan(2)
})
const refused = (): Error => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

test('letters that are sent again byte for byte, the last one first, change nothing', async () => {
  machines = await openMachines()
  const { province, city } = chats()
  await referred()
  await city.press(zhang, 'QX-C1', 'accept')
  await city.act(zhang, 'QX-C1', 'report', { findings: '输错一位', reply: ANSWER })
  await machines.settle()
  const letters = machines.sent.map((request) => request.clone())
  expect(letters).toHaveLength(4)
  const before = [city.card('QX-C1'), province.card('DH-C1'), province.card('DH-1')]
  for (const letter of letters.toReversed()) {
    const { app } = (letter.url.startsWith(CITY_URL) ? machines.city : machines.province).built
    const answer = await app.fetch(letter)
    expect([answer.status, await answer.json()]).toEqual([200, { kind: 'known' }])
  }
  await machines.settle()
  expect(city.titles('QX-C')).toHaveLength(1)
  expect([city.card('QX-C1'), province.card('DH-C1'), province.card('DH-1')]).toEqual(before)
})

test('a letter whose signature, time, door or words are wrong is refused, and nothing is opened', async () => {
  machines = await openMachines()
  await referred()
  const letter = machines.sent.find((request) => request.url.includes('/desks/qingxi/'))
  const body = (await letter?.clone().text()) ?? ''
  const id: string = JSON.parse(body).id
  const now = machines.city.clock.now()
  const other = SHARED.replace('CQkJ', 'CQkK')
  const door = `${CITY_URL}/desks/qingxi/donghai`
  const send = async (request: Request) => (await machines.city.built.app.fetch(request)).status
  expect(await send(signedRequest(door, other, id, body, now))).toBe(401)
  expect(await send(signedRequest(door, SHARED, id, body, now - HOUR))).toBe(401)
  expect(await send(signedRequest(door, SHARED, id, body.replace('DH-C1', 'DH-C9'), now))).toBe(200)
  expect(await send(signedRequest(`${CITY_URL}/desks/baishi/donghai`, SHARED, id, body, now))).toBe(400)
  expect(await send(signedRequest(`${CITY_URL}/desks/qingxi/nobody`, SHARED, id, body, now))).toBe(404)
  expect(await send(signedRequest(door, SHARED, 'x', '{"id":"x"}', now))).toBe(400)
  expect(await send(new Request(door, { method: 'POST', body }))).toBe(415)
  expect(await send(new Request(door))).toBe(405)
  await machines.settle()
  expect(chats().city.titles('QX-C')).toHaveLength(1)
})

test('a door whose secret is not set is closed: what is for it waits, and the leaders are told', async () => {
  machines = await openMachines({ citySecret: '' })
  const { province, city } = chats()
  await referred()
  await machines.advance(HOUR)
  expect(city.titles('QX-C')).toEqual([])
  expect(machines.city.logs.join('\n')).toContain('PROVINCE_MACHINE_SECRET')
  const channel = JSON.stringify(machines.province.slack.messages)
  expect(channel).toMatch(/清溪市公安局值班台[^"]*发送受阻：对方还没有设置与我们共用的密钥/)
  expect(channel).toContain(gu)
  expect(province.titles('没有送到')).toEqual([])
  const [letter] = machines.sent
  if (letter === undefined) throw new Error('no letter was sent')
  expect((await machines.city.built.app.fetch(letter.clone())).status).toBe(503)
})

test('what another machine refuses for good raises a card, on which staff send it again or give it up', async () => {
  let refuses = true
  machines = await openMachines({
    between: (_request, next) => (refuses ? Promise.resolve(new Response(null, { status: 404 })) : next()),
  })
  const { province, city } = chats()
  await referred()
  const card = province.card('没有送到')
  expect(card.text).toContain('转办事项')
  expect(card.text).toContain('核对双方的配置')
  expect(card.buttons).toEqual(['retry', 'drop'])
  expect(card.thread).toContain(gu)
  expect(province.card('DH-C1').text).toContain('没有送到 清溪市公安局值班台')

  await province.press(fang, '没有送到', 'retry')
  await machines.settle()
  expect(province.card('没有送到').buttons).toEqual(['retry', 'drop'])
  refuses = false
  await province.press(fang, '没有送到', 'retry')
  await machines.settle()
  expect(city.titles('QX-C')).toHaveLength(1)
  expect(province.card('没有送到').text).toContain('已送达')
})

test('and a case that is given up on the way is its own desk’s again', async () => {
  machines = await openMachines({ between: () => Promise.resolve(new Response(null, { status: 404 })) })
  const { province } = chats()
  await referred()
  await province.press(fang, '没有送到', 'drop')
  expect(province.card('没有送到').text).toContain('方宁 放弃发送')
  expect(province.card('DH-C1').text).toContain('被退回，待重新派发')
})

test('a case that was given to somebody else meanwhile is not sent after all', async () => {
  let refuses = true
  machines = await openMachines({
    between: (_request, next) => (refuses ? Promise.resolve(new Response(null, { status: 404 })) : next()),
  })
  const { province, city } = chats()
  await referred()
  refuses = false
  await province.command(gu, 'case refer DH-C1 baishi')
  await machines.settle()
  await province.press(fang, '没有送到', 'retry')
  expect(await province.command(gu, 'redrive')).not.toContain('1')
  await machines.settle()
  expect(city.titles('QX-C')).toEqual([])
  expect(province.card('DH-C1').text).toContain('BS-C1')
  expect(province.titles('没有送到')).toHaveLength(1)
})

test('what the city leaves lying comes up to the province, which orders it, and sees it done', async () => {
  machines = await openMachines()
  const { province, city } = chats()
  await referred()
  await city.press(zhang, 'QX-C1', 'accept')
  await machines.advance(9 * DAY)
  const seen = province.card('下级超时')
  expect(seen.text).toContain('清溪市公安局值班台')
  expect(seen.text).toContain('QX-C1')
  expect(seen.text).toContain('责任人：张敏')
  expect(seen.thread).toContain(gu)
  expect(province.titles('下级超时')).toHaveLength(1)

  await province.act(gu, '下级超时', 'supervise', { text: '请三日内办结', deadline: '2026-12-07 17:00' })
  await machines.settle()
  expect(city.card('上级督办').text).toContain('请三日内办结')
  expect(city.card('上级督办').thread).toContain(wang)
  expect(city.card('待办理｜').text).toContain('督办时限 12-07 17:00')

  await city.act(zhang, '待办理｜', 'report', { findings: '输错一位', reply: ANSWER })
  await machines.settle()
  expect(province.card('下级已办结').text).toContain('向 东海省公安厅值班台 报告办理结果')
  expect(city.card('上级督办').text).toContain('已办结，已报上级')
  expect(province.card('DH-1').text).toContain(ANSWER)
})

test('a province that is down for an hour hears of it once, and its order arrives once though the answer is lost', async () => {
  let down = true
  const lost = new Set<string>()
  machines = await openMachines({
    between: async (request, next) => {
      const { body }: { body: { kind: string } } = JSON.parse(await request.clone().text())
      if (down && request.url.startsWith(PROVINCE_URL) && body.kind === 'overdue')
        throw Object.assign(new TypeError('fetch failed'), { cause: refused() })
      const response = await next()
      if (lost.has(body.kind) || (body.kind !== 'overdue' && body.kind !== 'order')) return response
      lost.add(body.kind)
      throw new TypeError('other side closed')
    },
  })
  const { province, city } = chats()
  await referred()
  await city.press(zhang, 'QX-C1', 'accept')
  const tries = () => machines.sent.filter((request) => request.url.startsWith(PROVINCE_URL)).length
  await machines.advance(7 * DAY)
  const before = tries()
  for (let hours = 0; tries() === before && hours < 48; hours += 1) await machines.advance(HOUR)
  await machines.advance(HOUR)
  expect(tries()).toBeGreaterThan(before + 2)
  expect(province.titles('下级超时')).toEqual([])
  down = false
  await machines.advance(6 * HOUR)
  expect([...lost]).toEqual(['overdue'])
  expect(province.titles('下级超时')).toHaveLength(1)
  expect(province.card('下级超时').text.match(/报告超时/g)).toHaveLength(1)

  await province.act(gu, '下级超时', 'supervise', { text: '请三日内办结', deadline: '2026-12-07 17:00' })
  await machines.advance(HOUR)
  expect([...lost]).toEqual(['overdue', 'order'])
  expect(city.titles('上级督办')).toHaveLength(1)
  expect(city.card('上级督办').thread.match(/"text":"[^"]*下达督办单[^"]*","blocks"/g)).toHaveLength(1)
})

test('an order of the province goes through the city to the county on its machine, once however often and late it comes', async () => {
  let down = false
  let lost = 0
  machines = await openMachines({
    between: async (request, next) => {
      const { body }: { body: { kind: string } } = JSON.parse(await request.clone().text())
      if (body.kind !== 'order') return await next()
      if (down) throw Object.assign(new TypeError('fetch failed'), { cause: refused() })
      const response = await next()
      lost += 1
      if (lost === 1) throw new TypeError('other side closed')
      return response
    },
  })
  const { province, city } = chats()
  const county = chatOf(machines.city, 'baishi')
  await referred()
  await city.act(zhang, 'QX-C1', 'refer', { department: 'desk:baishi' })
  await machines.settle()
  down = true
  await province.act(gu, 'DH-C1', 'supervise', { text: '请核实', deadline: '2026-12-07 17:00', reach: 'handler' })
  await machines.advance(HOUR)
  expect(county.titles('上级督办')).toEqual([])
  down = false
  await machines.advance(12 * HOUR)
  expect(lost).toBe(2)
  expect(county.titles('上级督办')).toHaveLength(1)
  expect(county.card('上级督办').text).toContain('督办单位：东海省公安厅值班台')
  expect(city.card('督办中').text).toContain('东海省公安厅值班台 顾处长 发督办单，时限 12-07 17:00')

  const before = [city.card('督办中'), city.card('上级督办'), county.card('上级督办')]
  const order = machines.sent.findLast((request) => request.url.endsWith('/desks/qingxi/donghai'))
  if (order === undefined) throw new Error('no order was sent')
  const body = await order.clone().text()
  const id: string = JSON.parse(body).id
  const again = signedRequest(order.url, SHARED, id, body, machines.city.clock.now())
  expect(await (await machines.city.built.app.fetch(again)).json()).toEqual({ kind: 'known' })
  await machines.settle()
  expect([city.card('督办中'), city.card('上级督办'), county.card('上级督办')]).toEqual(before)

  await county.act(sun, '外台转来', 'report', { findings: '输错一位', reply: ANSWER })
  await city.act(zhang, '待报转来单位', 'report', {})
  await machines.settle()
  expect(province.card('下级已办结').text).toContain('DH-C1')
  expect(county.card('上级督办').text).toContain('已办结，已报上级')
})

test('more time that the province gives arrives at the city once, though the answer is lost', async () => {
  let lost = false
  machines = await openMachines({
    between: async (request, next) => {
      const { body }: { body: { kind: string } } = JSON.parse(await request.clone().text())
      const response = await next()
      if (lost || body.kind !== 'granted') return response
      lost = true
      throw new TypeError('other side closed')
    },
  })
  const { province, city } = chats()
  await referred()
  await city.press(zhang, 'QX-C1', 'accept')
  await machines.advance(6 * DAY)
  await province.act(gu, 'DH-C1', 'extend', { more: '5d', reason: '须调取原始档案' })
  await machines.advance(HOUR)
  expect(lost).toBe(true)
  const deadline = /办结答复时限：[^：\n]*/.exec(province.card('DH-C1').text)?.[0] ?? ''
  expect(deadline).toContain('12月')
  expect(city.card('QX-C1').text).toContain(deadline)
  expect(city.card('QX-C1').text.match(/东海省公安厅值班台 顾处长 同意延期至/g)).toHaveLength(1)
})

test('letters that overtake each other: a report says that it was accepted, and what is done is not overdue after all', async () => {
  const refuses = new Set(['accepted', 'overdue'])
  machines = await openMachines({
    between: async (request, next) => {
      const { body }: { body: { kind: string } } = JSON.parse(await request.clone().text())
      return refuses.has(body.kind) ? new Response(null, { status: 404 }) : await next()
    },
  })
  const { province, city } = chats()
  await referred()
  await city.press(zhang, 'QX-C1', 'accept')
  await machines.advance(9 * DAY)
  expect(city.titles('没有送到')).toHaveLength(2)
  expect(province.card('DH-C1').text).toContain('待接收')
  await city.act(zhang, '待办理｜', 'report', { findings: '输错一位', reply: ANSWER })
  await machines.settle()
  expect(province.card('DH-C1').text).toContain('已报告结果')
  refuses.clear()
  await city.command(wang, 'redrive')
  await machines.settle()
  expect(province.card('DH-C1').text).toContain('已报告结果')
  expect(province.titles('下级超时')).toEqual([])
  expect((await province.command(fang, 'case show DH-C1')).match(/张敏 接收/g)).toHaveLength(1)
})
