import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import { andMore, createScriptedMatcher, perhaps, play } from '../support/scripted-matcher.ts'
import { HOUR, MINUTE, openWorld, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

const DAY = 24 * HOUR
/** From Tuesday 09:00, where every world begins, to Monday 09:00. */
const TO_MONDAY = 6 * DAY

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop()
})
async function open(options: WorldOptions = {}): Promise<World> {
  play({ 身份证的事怎么弄: perhaps('id-lost', 'id-damaged'), '身份证丢了怎么补？另外能停车吗': andMore('id-lost') })
  const world = await openWorld({ matcherOf: createScriptedMatcher, ...options })
  worlds.push(world)
  return world
}

const weeklyCards = (world: World) => world.cards().filter((card) => card.text.includes('没有条目可答'))
async function ask(world: World, sender: string, text: string): Promise<void> {
  await world.say('wechat', sender, text)
  await world.advance(20 * SECOND)
}

async function answer(world: World, text: string): Promise<void> {
  await world.press(people.zhang, 'write')
  await world.fill(people.zhang, { text })
  await world.press(people.li, 'approve')
  await world.advance(MINUTE)
}

const ANSWER = '您好，请携犬只免疫证明和身份证到就近的派出所办理养犬登记。'

test('on Monday at nine one card tells which questions had no entry, grouped, counted and masked', async () => {
  const world = await open()
  await ask(world, 'oA', '养狗证怎么办')
  await ask(world, 'oB', '请问办狗证需要什么，我的电话13812345678')
  await ask(world, 'oC', '狗证在哪里办')
  await ask(world, 'oD', '无人机飞行需要报备吗')
  await world.advance(TO_MONDAY - 2 * MINUTE)
  expect(weeklyCards(world)).toHaveLength(0)
  await world.advance(2 * MINUTE)

  expect(weeklyCards(world)).toHaveLength(1)
  expect(world.card()).toContain('常见问题周报｜没有条目可答的问题 4 件')
  expect(world.card()).toContain('3 件（QX-1、QX-2、QX-3）')
  expect(world.card()).toContain('养狗证怎么办')
  expect(world.card()).toContain('我的电话［电话］')
  expect(world.card()).not.toContain('13812345678')
  expect(world.card()).toContain('另有 1 件只问过一次')
  await world.advance(6 * DAY)
  expect(weeklyCards(world)).toHaveLength(1)
})

test('for what came up often the approved reply becomes a proposed entry, saved from its card', async () => {
  const world = await open()
  await ask(world, 'oA', '养狗证怎么办')
  await answer(world, '您好，请到派出所办理。')
  for (const sender of ['oB', 'oC']) {
    await ask(world, sender, '办狗证需要什么')
    await answer(world, ANSWER)
  }
  await ask(world, 'oD', '无人机飞行需要报备吗')
  await answer(world, '您好，请在民航局网站实名登记。')
  await world.advance(TO_MONDAY)

  const proposals = world.cards().filter((card) => card.text.includes('建议新增常见问题'))
  expect(proposals).toHaveLength(1)
  const [{ ts = '', text = '', blocks = [] } = {}] = proposals
  expect(text).toContain('同类来信 3 件')
  expect(textOfBlocks(blocks)).toContain(ANSWER)
  expect(textOfBlocks(blocks)).toMatch(/取自 QX-[23] 已批准的回复/)

  await world.press(people.chen, 'save-faq', ts)
  expect(world.told(people.chen).at(-1)).toContain('没有审批权限')
  await world.press(people.zhang, 'save-faq', ts)
  const form = JSON.stringify(world.slack.views.get(people.zhang)?.view)
  expect(form).toContain('养狗证怎么办\\n办狗证需要什么')
  expect(form).toContain(ANSWER)
  await world.fill(people.zhang, { sources: '养犬管理条例｜第八条｜2026-01-01' })
  expect(world.told(people.zhang).at(-1)).toMatch(/own-1/)
  expect(textOfBlocks(world.cards().find((card) => card.ts === ts)?.blocks ?? [])).toContain('张敏 已存为常见问题')
  expect(world.cards().at(-1)?.text).toMatch(/常见问题/)
})

test('personal cases, complaints and danger, greetings and what an entry could be are no such questions', async () => {
  const world = await open()
  await ask(world, 'oA', '帮我查一下我的户口办好了吗')
  await ask(world, 'oB', '我要投诉，窗口态度太差，踢皮球！')
  await ask(world, 'oC', '我真的不想活了')
  await ask(world, 'oD', '你好')
  await ask(world, 'oE', '身份证的事怎么弄')
  await ask(world, 'oF', '身份证丢了怎么补？另外能停车吗')
  await world.advance(TO_MONDAY)

  expect(weeklyCards(world)).toHaveLength(0)
})

test('a citizen who says that none of the entries is meant had a question without an entry', async () => {
  const world = await open()
  await world.say('wechat', 'oA', '身份证的事怎么弄')
  await world.say('wechat', 'oA', '0')
  await world.advance(TO_MONDAY)

  expect(world.card()).toContain('没有条目可答的问题 1 件')
})

test('a desk that was down on Monday tells when it runs again, once, and a quiet week gets no card', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiban-weekly-'))
  const first = await open({ folder })
  await ask(first, 'oA', '养狗证怎么办')
  await first.stop()
  worlds.splice(0)
  await first.clock.advance(TO_MONDAY + 5 * HOUR, () => Promise.resolve())

  const second = await open({ folder, after: first })
  await second.advance(SECOND)
  expect(weeklyCards(second)).toHaveLength(1)
  await second.stop()
  worlds.splice(0)

  const third = await open({ folder, after: second })
  await third.advance(15 * DAY)
  expect(weeklyCards(third)).toHaveLength(1)
  rmSync(folder, { recursive: true })
})

test('is worded in English on an English desk', async () => {
  const world = await open({
    configure: ({ desks }) => {
      for (const desk of desks) desk.language = 'en'
    },
  })
  await ask(world, 'oA', '养狗证怎么办')
  await world.advance(TO_MONDAY)

  expect(world.card()).toContain('FAQ of the week | 1 question that no entry answers')
})
