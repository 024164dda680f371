import { afterEach, expect, test } from 'vitest'
import { HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

let world: World
afterEach(() => world.stop())

const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'

/** A chat that takes nothing which says one of `words`, for good, until told otherwise. */
async function picky(...words: string[]): Promise<{ takesAll: () => void }> {
  let refusing = true
  world = await openWorld({
    between: async (connection, request, next) => {
      if (connection.connection !== 'chat' || !request.url.includes('/chat.')) return await next()
      const text = decodeURIComponent((await request.clone().text()).replaceAll('+', ' '))
      return refusing && words.some((word) => text.includes(word))
        ? Response.json({ ok: false, error: 'invalid_blocks' })
        : await next()
    },
  })
  return {
    takesAll: () => {
      refusing = false
    },
  }
}

const said = (): string[] => world.slack.messages.map((message) => message.text)
const ask = async (n: number): Promise<void> => {
  await world.say('weibo', `248951827${n}`, QUESTION)
  await world.advance(20 * SECOND)
}

test('a card that the chat refuses is told of beside the next one, once, and posted again on a leader’s command', async () => {
  const chat = await picky('QX-1', 'QX-2')
  await ask(1)
  await ask(2)
  expect(world.cards()).toHaveLength(0)
  await ask(3)
  await ask(4)

  expect(world.cards()).toHaveLength(2)
  expect(said().filter((text) => text.includes('2 张卡片'))).toHaveLength(1)
  expect(said().find((text) => text.includes('2 张卡片'))).toContain('redrive')
  const open = await world.slack.command({ user: people.zhang, text: 'open' })
  expect(open.split('没能发出')[1]).toMatch(/QX-2[\s\S]*QX-1/)
  expect(open.split('没能发出')[1]).not.toContain('QX-3')

  chat.takesAll()
  expect(await world.slack.command({ user: people.wang, text: 'redrive' })).toContain('2')
  await world.advance(MINUTE)
  expect(world.cards()).toHaveLength(4)
  expect(await world.slack.command({ user: people.zhang, text: 'open' })).not.toContain('没能发出')
  expect(said().filter((text) => text.includes('张卡片'))).toHaveLength(1)
})

test.each(['message_not_found', 'cant_update_message'])(
  'a card that can be changed no more where it stands (%s) is posted again',
  async (error) => {
    let changes = 0
    world = await openWorld({
      between: async (_connection, request, next) => {
        if (!request.url.includes('chat.update')) return await next()
        changes += 1
        return changes === 1 ? Response.json({ ok: false, error }) : await next()
      },
    })
    await ask(1)
    await world.press(people.zhang, 'hand-over')
    await world.fill(people.zhang, { colleague: 'wang' })
    expect(world.cards()).toHaveLength(2)
    expect(world.card()).toContain('王主任')
  },
)

test('a card that is refused a second time is told of a second time', async () => {
  await picky('QX-1')
  await ask(1)
  await ask(2)
  await world.slack.command({ user: people.wang, text: 'redrive' })
  await world.advance(MINUTE)
  await ask(3)

  expect(said().filter((text) => text.includes('1 张卡片'))).toHaveLength(2)
})

test('a card that got through in the end is missed no more', async () => {
  const chat = await picky('QX-1')
  await ask(1)
  chat.takesAll()
  await world.say('weibo', '2489518271', '是东门那一排路灯')
  await world.advance(MINUTE)

  expect(world.cards()).toHaveLength(1)
  expect(said().filter((text) => text.includes('张卡片'))).toEqual([])
  expect(await world.slack.command({ user: people.wang, text: 'redrive' })).toContain('没有')
})

test('a reminder that the chat refuses is told of beside the next thing it takes', async () => {
  await picky('已超过时限')
  await ask(1)
  await world.advance(HOUR + 2 * MINUTE)

  expect(said().filter((text) => text.includes('0 张卡片、1 条提醒'))).toHaveLength(1)
})
