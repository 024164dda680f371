import { afterEach, expect, test } from 'vitest'
import { createModelEmulator, type ModelEmulator } from '../../src/writer/emulator.ts'
import { MINUTE, openWorld, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop()
})

const CITIZEN = '2489518277'
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？我的电话是13812345678'
const DRAFT = '您好，路灯由城市管理部门维护，可拨打当地政务热线反映。'

async function open(options: WorldOptions = {}): Promise<{ world: World; model: ModelEmulator }> {
  const model = createModelEmulator({ apiKey: 'key-for-tests' })
  const world = await openWorld({
    ...options,
    configure: (config) => {
      config.writer = { baseUrl: 'https://model.example/v1', model: 'emulated-1', key: 'TEST_WRITER_KEY' }
      options.configure?.(config)
    },
    environment: { TEST_WRITER_KEY: 'key-for-tests' },
    writer: (request) => model.fetch(request),
  })
  worlds.push(world)
  return { world, model }
}

const draftOf = (text: string) => JSON.stringify({ way: 'refer', text, used: [] })

async function drafted(world: World, model: ModelEmulator, text: string = DRAFT): Promise<void> {
  model.say(draftOf(text), JSON.stringify({ topic: 'safety', urgency: 'normal', approach: 'question', reason: '路灯' }))
  await world.say('weibo', CITIZEN, QUESTION)
  await world.advance(20 * SECOND)
  await expect.poll(() => world.settle().then(() => world.card())).not.toContain('正在拟稿')
}

test('a model’s draft waits on the card with its model and prompt, and goes out only after approval', async () => {
  const { world, model } = await open()
  await drafted(world, model)
  expect(world.card()).toContain(DRAFT)
  expect(world.card()).toMatch(/emulated-1/)
  expect(world.got('weibo', CITIZEN)).toHaveLength(1)

  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
})

test('a model’s draft that goes out unchanged carries the note; an edited one does not', async () => {
  const first = await open()
  await drafted(first.world, first.model)
  await first.world.press(people.zhang, 'approve')
  await first.world.advance(MINUTE)
  expect(first.world.got('weibo', CITIZEN).at(-1)).toMatch(/人工智能/)

  const second = await open()
  await drafted(second.world, second.model)
  await second.world.press(people.zhang, 'edit')
  await second.world.fill(people.zhang, { text: '您好，请拨打12345反映路灯问题。' })
  await second.world.press(people.zhang, 'approve')
  await second.world.advance(MINUTE)
  expect(second.world.got('weibo', CITIZEN).at(-1)).toBe('您好，请拨打12345反映路灯问题。')
})

test('a draft that is longer than the form’s field is not cut there without a word', async () => {
  const { world, model } = await open({
    configure: (config) => {
      const portal = config.desks[0]?.channels.find(({ id }) => id === 'portal')
      if (portal !== undefined) portal.settings.maxLength = 8_000
    },
  })
  const judged = JSON.stringify({ topic: 'safety', urgency: 'normal', approach: 'question', reason: '路灯' })
  model.say(draftOf('路灯由城市管理部门维护。'.repeat(300)), judged)
  await world.say('portal', 'citizen-1', QUESTION)
  await world.advance(20 * SECOND)
  await expect.poll(() => world.settle().then(() => world.card())).not.toContain('正在拟稿')
  await world.press(people.zhang, 'edit')

  expect(JSON.stringify(world.slack.views.get(people.zhang))).toContain('原文过长，这里只载入了前 3000 字')
})

test('a channel may be set not to carry the note', async () => {
  const { world, model } = await open({
    configure: (config) => {
      for (const channel of config.desks[0]?.channels ?? []) channel.aiNote = false
    },
  })
  await drafted(world, model)
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)

  expect(world.got('weibo', CITIZEN).at(-1)).toBe(DRAFT)
})

test('a model never sees personal data', async () => {
  const { world, model } = await open()
  await drafted(world, model)

  const wire = JSON.stringify(model.requests)
  expect(wire).toContain('路灯')
  expect(wire).not.toContain('13812345678')
})

test('when the model fails, the fall-back stands in and the card says where it comes from', async () => {
  const { world, model } = await open()
  model.fail('bad-token', 4)
  await world.say('weibo', CITIZEN, QUESTION)
  await world.advance(20 * SECOND)
  await expect.poll(() => world.settle().then(() => world.card())).toMatch(/模型没有给出|备用/)

  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
  expect(world.got('weibo', CITIZEN).at(-1)).not.toMatch(/人工智能/)
})

test('a rejected draft is drafted again with the reason', async () => {
  const { world, model } = await open()
  await drafted(world, model)
  model.say(draftOf('您好，请向城市管理部门反映路灯问题。'))
  await world.press(people.zhang, 'reject')
  await world.fill(people.zhang, { reason: '太笼统' })
  await expect.poll(() => world.settle().then(() => world.card())).toContain('请向城市管理部门反映')

  expect(JSON.stringify(model.requests)).toContain('太笼统')
})

test('a correction that was rejected is not drafted again as if nothing had been said', async () => {
  const { world, model } = await open()
  await drafted(world, model)
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  await world.press(people.zhang, 'correct')
  await world.fill(people.zhang, { text: '路灯请拨打12345反映。' })
  const asked = model.requests.length
  await world.press(people.li, 'reject')
  await world.fill(people.li, { reason: '先核实' })

  expect(model.requests).toHaveLength(asked)
  expect(world.card()).not.toContain('正在拟稿')
})

test('a draft that arrives after a person began to write is not put over their words', async () => {
  let answer = (): void => {}
  const mayAnswer = new Promise<void>((resolve) => {
    answer = resolve
  })
  const model = createModelEmulator({ apiKey: 'key-for-tests' })
  const world = await openWorld({
    configure: (config) => {
      config.writer = { baseUrl: 'https://model.example/v1', model: 'emulated-1', key: 'TEST_WRITER_KEY' }
    },
    environment: { TEST_WRITER_KEY: 'key-for-tests' },
    writer: async (request) => {
      await mayAnswer
      return await model.fetch(request)
    },
  })
  worlds.push(world)
  await world.say('weibo', CITIZEN, QUESTION)
  void world.advance(20 * SECOND)
  await expect.poll(() => world.cards().length).toBe(1)
  await world.slack.click({ user: people.zhang, ts: world.cards()[0]?.ts ?? '', action: 'write' })
  await expect.poll(() => world.slack.views.has(people.zhang)).toBe(true)
  await world.slack.submit({ user: people.zhang, values: { text: '您好，我们已联系路灯管理所。' } })
  await expect.poll(() => world.card()).toContain('我们已联系路灯管理所')
  answer()
  await world.settle()

  expect(world.card()).toContain('我们已联系路灯管理所')
  expect(world.card()).not.toContain('emulated-1')
})

test('a draft for words that the citizen has added to since does not stand for the whole turn', async () => {
  const model = createModelEmulator({ apiKey: 'key-for-tests' })
  let release = (): void => {}
  const mayAnswer = new Promise<void>((resolve) => {
    release = resolve
  })
  let held = 0
  const world = await openWorld({
    configure: (config) => {
      config.writer = { baseUrl: 'https://model.example/v1', model: 'emulated-1', key: 'TEST_WRITER_KEY' }
      for (const desk of config.desks) desk.policies = { ...desk.policies, quietSeconds: 0 }
    },
    environment: { TEST_WRITER_KEY: 'key-for-tests' },
    writer: async (request) => {
      if ((await request.clone().text()).includes('树枝')) return await model.fetch(request)
      held += 1
      await mayAnswer
      return await model.fetch(request)
    },
  })
  worlds.push(world)
  const judged = JSON.stringify({ topic: 'safety', urgency: 'normal', approach: 'question', reason: '路灯' })
  model.say(draftOf(DRAFT), judged, draftOf('您好，两件事都已记下，请拨打当地政务热线反映。'), judged)
  void world.say('weibo', CITIZEN, QUESTION)
  await expect.poll(() => held).toBe(2)
  void world.say('weibo', CITIZEN, '还有，树枝也断了，怕砸到人，这个又该找谁？')
  await expect.poll(() => world.card()).toMatch(/树枝.*正在拟稿/s)
  release()
  await world.settle()

  expect(world.card()).toContain('两件事都已记下')
  expect(world.card()).not.toContain(DRAFT)
})

test('a danger that only the model saw calls people and gives the citizen the approved text', async () => {
  const { world, model } = await open()
  model.say(
    draftOf('您好，请说明您现在是否安全。'),
    JSON.stringify({
      topic: 'safety',
      urgency: 'emergency',
      approach: 'emergency',
      emergency: 'suicide',
      reason: '告别',
    }),
  )
  await world.say('weibo', CITIZEN, '把猫托付给邻居了，房租也结清了，以后就这样吧')
  await world.advance(20 * SECOND)
  await expect.poll(() => world.settle().then(() => world.card())).toContain('轻生')

  expect(JSON.stringify(world.cards().at(-1)?.replies)).toContain(people.li)
  expect(world.got('weibo', CITIZEN).at(-1)).toContain('110')
})

test('a danger that the model saw counts, though its draft could not be used', async () => {
  const { world, model } = await open()
  const judged = { topic: 'safety', urgency: 'emergency', approach: 'emergency', emergency: 'suicide', reason: '轻生' }
  model.say('no draft', JSON.stringify(judged), 'no draft again')
  await world.say('wechat', 'oCitizen02', '把猫托付给邻居了，房租也结清了，以后就这样吧')
  await world.advance(20 * SECOND)
  await expect.poll(() => world.settle().then(() => world.card())).not.toContain('正在拟稿')

  expect(world.card()).toMatch(/模型没有给出拟稿/)
  expect(world.card()).toContain('轻生')
  expect(world.got('wechat', 'oCitizen02')).toHaveLength(2)
})

test('a danger that the model saw in a matter with a case makes the case a danger to life', async () => {
  const { world, model } = await open({ cases: true })
  const judged = { topic: 'safety', urgency: 'emergency', approach: 'request', reason: '孩子掉进井里' }
  model.say(draftOf(DRAFT), JSON.stringify(judged))
  await world.say('weibo', CITIZEN, '东门路口的井盖坏了，请修好')
  await world.advance(20 * SECOND)
  await expect.poll(() => world.settle().then(() => world.find('QX-1').text)).not.toContain('正在拟稿')

  expect(world.find('QX-C1').text).toContain('由“公共设施（24小时）”转为“危及生命（2小时）”')
})

test('a complaint that only the model saw needs two people', async () => {
  const { world, model } = await open()
  model.say(
    draftOf('您好，您反映的情况已记录，将由督察部门核实。'),
    JSON.stringify({ topic: 'police-conduct', urgency: 'normal', approach: 'complaint', reason: '不满' }),
  )
  await world.say('weibo', CITIZEN, '你们的窗口真会安排，让一屋子人对着一扇关着的窗')
  await world.advance(20 * SECOND)

  await expect.poll(() => world.settle().then(() => world.card())).toContain('须两人审批')
})
