import { afterEach, expect, test } from 'vitest'
import { linksIn, textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import { chatOf } from '../support/desks.ts'
import { HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const { zhang, li, wang } = people
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'
const RUMOUR = '听说东门水库大坝要垮了，是真的吗？要不要搬走？'

let world: World
afterEach(() => world.stop())

/** Both desks change shifts at 20:00. */
async function open(): Promise<void> {
  world = await openWorld({
    configure: ({ desks }) => {
      const [city, county] = desks
      if (city === undefined || county === undefined) throw new Error('the sample has no two desks')
      const shifts = (day: string, night: string) => ({
        shifts: [
          { date: '每天', from: '08:00', to: '20:00', duty: day },
          { date: '每天', from: '20:00', to: '08:00', duty: night },
        ],
      })
      city.roster = shifts('zhang', 'li')
      city.bursts = { people: 5 }
      county.roster = shifts('zhao', 'sun')
    },
  })
}

/** The newest handover card of a desk: its lines, and which number leads to which card. */
function handover(desk = 'qingxi') {
  const slack = world.network.desks.find(({ id }) => id === desk)?.slack
  const card = slack?.messages.findLast(({ text }) => text.includes('交接班'))
  if (slack === undefined || card === undefined) throw new Error(`${desk} has no handover card`)
  const leadsTo = linksIn(card.blocks).map(
    ({ text, to }) => [text, slack.messages.find(({ ts }) => ts === to)?.text ?? ''] as const,
  )
  return { text: textOfBlocks(card.blocks), leadsTo, thread: JSON.stringify(card.replies) }
}

test('the card at the change of shift lists all that is open by deadline, each with the way to its card', async () => {
  await open()
  const wechat = world.network.desks.find(({ id }) => id === 'baishi')?.channels[0]
  await wechat?.say({ sender: 'oCountyCitizen01', text: QUESTION, surface: 'private' })
  await world.advance(9 * HOUR)
  // The county was late: the city knows of it, and its leader orders that it be done.
  await chatOf(world, 'qingxi').act(wang, '下级超时', 'supervise', { text: '请今日答复', deadline: '2026-11-26 17:00' })

  await world.say('wechat', 'oCase', '我要投诉，你们窗口态度太差，踢皮球，跑了三趟都没人管！')
  await world.advance(20 * SECOND)
  await world.press(zhang, 'open-case', world.find('QX-1').ts)
  await world.fill(zhang, { title: '窗口态度', kind: 'complaint', class: 'general' })
  for (let at = 1; at <= 5; at += 1) await world.say('wechat', `oRumour${at}`, RUMOUR)
  await world.advance(HOUR + 40 * MINUTE)
  await world.say('wechat', 'oLate', QUESTION)
  await world.say('wechat', 'oSad', '我真的不想活了，今晚就结束这一切')
  await world.press(zhang, 'seen', world.find('QX-8').ts)
  await world.advance(30 * MINUTE)

  const { text, leadsTo, thread } = handover()
  expect(text).toContain('未办结：6（会话 3，事项 1，集中来信 1，督办 1）')
  expect(leadsTo.map(([number]) => number)).toEqual(['QX-8', 'QX-1', 'QX-B1', 'QX-7', 'BS-1', 'QX-C1'])
  for (const [number, title] of leadsTo) expect(title).toContain(number)
  expect(text).toMatch(/BS-1｜下级超时｜白石县公安局值班台｜已发督办单，/)
  expect(thread).toContain('未办结 6 件')
  expect(thread).toContain(li)

  const below = handover('baishi')
  expect(below.leadsTo.map(([number]) => number)).toEqual(['BS-1', 'BS-1'])
  expect(below.text).toMatch(/BS-1｜上级督办（清溪市公安局值班台 王主任）｜11月26日周四17:00前/)
})

test('a long list ends with how many more there are, and cases stay with the person on their card', async () => {
  await open()
  for (let at = 0; at < 33; at += 1) {
    await world.slack.command({ user: zhang, text: 'case new' })
    await world.settle()
    await world.fill(zhang, { title: `窗口排队${at}`, kind: 'report', class: 'general' })
  }
  await world.advance(11 * HOUR)

  expect(handover().text).toContain('……另有 3 件\n点编号打开卡片，没有列出的用命令 open、case list 查看')
  expect(handover().leadsTo).toHaveLength(30)
  await world.press(li, 'take-over', world.find('交接班').ts)
  expect(world.find('QX-C1').text).toContain('经办：张敏')
  expect(handover().text).toContain('事项和督办不随交接换人')
})
