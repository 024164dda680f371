import { afterEach, expect, test } from 'vitest'
import { signedRequest } from '../../adapters/webhook/sign.ts'
import { chatOf } from '../support/desks.ts'
import { type Machines, openMachines, PROVINCE_URL, SHARED } from '../support/machines.ts'
import { staff, threeDesks } from '../support/province.ts'
import { HOUR, MINUTE, openWorld, SECOND, type World } from '../support/world.ts'

const { fang, zhang, zhao, qian } = staff
const DAY = 24 * HOUR
const SON = '2489518277'

let world: World | undefined
let machines: Machines | undefined
afterEach(async () => {
  await world?.stop()
  await machines?.stop()
  world = undefined
  machines = undefined
})

/** The city reads English, the province above it and the county under it Chinese. */
async function mixed() {
  const open = await openWorld({
    configure: (config) => {
      threeDesks(config)
      for (const desk of config.desks) if (desk.id === 'qingxi') desk.language = 'en'
    },
  })
  world = open
  const weibo = open.network.desks.find((one) => one.id === 'donghai')?.channels[0]
  await weibo?.say({ sender: SON, text: '我要投诉，白石县溪村派出所把身份证印错了', surface: 'mention-comment' })
  await open.settle()
  await open.advance(20 * SECOND)
  const chats = {
    open,
    province: chatOf(open, 'donghai'),
    city: chatOf(open, 'qingxi'),
    county: chatOf(open, 'baishi'),
  }
  await chats.province.act(fang, 'DH-1', 'open-case', { title: '身份证印错', kind: 'complaint', class: 'general' })
  await chats.province.act(fang, 'DH-C1', 'refer', { department: 'desk:qingxi' })
  await chats.city.act(zhang, 'QX-C1', 'refer', { department: 'desk:baishi' })
  return chats
}

/** Words of the catalogue; names of desks, departments and people, and what people wrote, are as they are. */
const CHINESE = /转给|接收|办理|退回|报告|答复|超时|待/

const heard = (text: string): string => /Last heard: ?(.*)/.exec(text)?.[1] ?? ''

test('what happens at a desk reads in the language of whoever reads it, over every desk in between', async () => {
  const { province, city, county } = await mixed()
  await county.act(zhao, 'BS-C1', 'refer', { department: 'xicun' })
  expect(heard(city.card('QX-C1').text)).toContain('溪村派出所')
  expect(heard(city.card('QX-C1').text)).not.toMatch(CHINESE)
  expect(province.card('DH-C1').text).toContain('白石县公安局值班台：赵亮 转给 溪村派出所 办理')
  await county.press(qian, 'BS-C1', 'accept')
  expect(heard(city.card('QX-C1').text)).toContain('钱所长')
  expect(heard(city.card('QX-C1').text)).not.toMatch(CHINESE)
  expect(province.card('DH-C1').text).toContain('溪村派出所 钱所长 接收')
  await county.act(qian, 'BS-C1', 'return', { how: 'return', reason: '不属我所管辖' })
  expect(heard(city.card('QX-C1').text)).toContain('不属我所管辖')
  expect(heard(city.card('QX-C1').text).replace('不属我所管辖', '')).not.toMatch(CHINESE)
  expect(province.card('DH-C1').text).toContain('钱所长 退回：不属我所管辖')
})

test('so does what is overdue, what it is about, its state, and that it is done', async () => {
  const { open, city, county } = await mixed()
  await county.act(zhao, 'BS-C1', 'refer', { department: 'xicun' })
  const wechat = open.network.desks.find((one) => one.id === 'baishi')?.channels[0]
  await wechat?.say({ sender: 'oCountyCitizen01', text: '我家门口的路灯坏了很久，该找谁处理？', surface: 'private' })
  await open.advance(MINUTE)
  await open.advance(9 * DAY)
  const letter = city.card('BS-1')
  expect(letter.text).toContain('State: ')
  expect(letter.text).not.toMatch(/待答复|其他|一般|紧急/)
  const matter = city.card('身份证印错 | BS-C1')
  expect(matter.text).toMatch(/Responsible: 溪村派出所 赵亮/)
  expect(/State: ?(.*)/.exec(matter.text)?.[1]).not.toMatch(CHINESE)

  await county.press(qian, 'BS-C1', 'accept')
  await county.act(qian, 'BS-C1', 'report', { findings: '输错一位', reply: '您好，已更正。' })
  await county.act(zhao, 'BS-C1', 'report', {})
  const done = /the lower desk reports: (.*)/.exec(city.card('Done at a lower desk').text)?.[1] ?? ''
  expect(done).toContain('赵亮')
  expect(done.replace('清溪市公安局值班台', '')).not.toMatch(CHINESE)
})

test('and so does the danger that the citizen of another desk is in, however far the case has gone', async () => {
  const { open, city, county } = await mixed()
  await county.press(zhao, 'BS-C1', 'accept')
  const weibo = open.network.desks.find((one) => one.id === 'donghai')?.channels[0]
  await weibo?.say({ sender: SON, text: '我父亲急得要跳楼了，现在就在楼顶，快来人', surface: 'mention-comment' })
  await open.settle()
  await open.advance(MINUTE)
  expect(city.card('QX-C1').thread).toContain('DH-C1 is now a danger to life')
  expect(county.card('BS-C1').thread).toContain('DH-C1 出现危及生命的紧急情况')
  expect(city.card('QX-C1').text).toContain('Danger to life (2 h)')
  expect(county.card('BS-C1').text).toContain('危及生命（2小时）')
})

test('and what a desk of a newer version says with a code of its own is worded neutrally, its data ignored', async () => {
  machines = await openMachines()
  const province = chatOf(machines.province, 'donghai')
  await machines.province
    .channel('weibo')
    .say({ sender: SON, text: '清溪的派出所把身份证印错了', surface: 'mention-comment' })
  await machines.advance(20 * SECOND)
  await province.command(fang, 'case refer DH-1 清溪 请核查')
  await machines.settle()
  const news = [
    { news: { code: 'constructor', by: '张敏', later: { deeper: 1 } } },
    { line: 'words of an older version' },
  ]
  for (const [index, said] of news.entries()) {
    const id = `qingxi-9-${index}`
    const at = machines.province.clock.now()
    const body = JSON.stringify({ id, from: 'qingxi', to: 'donghai', at, body: { kind: 'progress', ref: 1, ...said } })
    const request = signedRequest(`${PROVINCE_URL}/desks/donghai/qingxi`, SHARED, id, body, at)
    expect((await machines.province.built.app.fetch(request)).status).toBe(200)
    await machines.settle()
  }
  const { text } = province.card('DH-C1')
  expect(text).toContain('对方进展：办理有新进展')
  expect(text.match(/清溪市公安局值班台：办理有新进展/g)).toHaveLength(2)
})
