import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createScriptedMatcher, perhaps, play, sure } from '../support/scripted-matcher.ts'
import { HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const OPENID = 'oChooses'
const UID = '2489518277'
const VAGUE = '身份证的事怎么弄'

let world: World
beforeEach(async () => {
  play({ [VAGUE]: perhaps('id-lost', 'id-damaged', 'id-renewal'), 户口簿的事怎么弄: perhaps('hukou-book-lost') })
  world = await openWorld({ matcherOf: createScriptedMatcher })
})
afterEach(() => world.stop())

/** Asked, and the card is in the chat. */
async function asked(channel = 'wechat', sender = OPENID): Promise<string | undefined> {
  const { passive } = await world.say(channel, sender, VAGUE)
  await world.advance(20 * SECOND)
  return passive
}

test('a citizen whose question could be two or three things is asked which, and staff see the same on a card', async () => {
  const passive = await asked()

  expect(passive).toBe(
    '您好，您想问的是下面哪一项？请回复数字：\n1 身份证丢了怎么补\n2 身份证坏了怎么换\n3 身份证到期换证\n都不是请回复 0，由工作人员答复（编号QX-1）。',
  )
  expect(world.card()).toContain('待审批')
  expect(world.card()).toContain('已请群众选择：1 身份证丢了怎么补、2 身份证坏了怎么换、3 身份证到期换证')
  expect(world.card()).toContain('可能是：“身份证丢了怎么补”（id-lost）')
  expect(world.card()).toContain('答复时限')
})

for (const words of ['2', '２', '②', '第二个', '选2，谢谢', '二', '那就2吧', '嗯嗯，应该是第二个', '贰']) {
  test(`“${words}” chooses the second: its text goes out, and the card says so and closes`, async () => {
    await asked()
    const { passive } = await world.say('wechat', OPENID, words)

    expect(passive).toMatch(/^您好/)
    expect(passive).toContain('损坏')
    expect(world.card()).toContain('已回复')
    expect(world.card()).toContain('群众选择了“身份证坏了怎么换”')
    expect(world.card()).not.toContain('批准')
    const outcomes = world.built.desks.get('qingxi')?.host.trace(0)
    expect(outcomes).toMatchObject([
      { outcome: 'faq', entry: 'id-damaged' },
      { outcome: 'faq', entry: 'id-damaged' },
    ])
    await world.advance(5 * HOUR)
    expect(world.card()).not.toContain('超过答复时限')
  })
}

test('a choice made before the card was needed leaves staff in peace', async () => {
  await world.say('wechat', OPENID, VAGUE)
  expect((await world.say('wechat', OPENID, '1')).passive).toContain('补领')
  await world.advance(HOUR)

  expect(world.cards()).toHaveLength(0)
})

test('in the answer’s own language', async () => {
  play({ 'something about my id card': perhaps('id-lost', 'id-damaged') })
  const { passive } = await world.say('wechat', OPENID, 'something about my id card')
  expect(passive).toContain('Reply with the number')
  expect((await world.say('wechat', OPENID, 'the second one')).passive).toMatch(/^Hello/)
})

test('where replies are not carried by the answer, both the question and the chosen text are sent', async () => {
  await asked('portal', 'visitor-1')
  await world.say('portal', 'visitor-1', '1')
  await world.advance(SECOND)

  expect(world.got('portal', 'visitor-1')).toHaveLength(2)
  expect(world.got('portal', 'visitor-1')[1]).toContain('补领')
  expect(world.card()).toContain('已回复')
})

for (const words of ['0', '都不是', '不是这些', '9']) {
  test(`“${words}” leaves it to staff, whose clock has run all the while`, async () => {
    await asked()
    const { passive } = await world.say('wechat', OPENID, words)

    expect(passive).toContain('由工作人员直接答复您')
    expect(world.card()).toContain('待审批')
    expect(world.card()).toContain('都不是所列问题')
    expect(world.cards()).toHaveLength(1)
    await world.advance(HOUR)
    expect(world.card()).toContain('超过答复时限')
  })
}

test('other words go to staff like any other', async () => {
  await asked()
  await world.say('wechat', OPENID, '我是想问孩子的')
  await world.advance(20 * SECOND)

  expect(world.card()).toContain('我是想问孩子的')
  expect(world.card()).toContain('待审批')
})

test('words that make the question plain are answered instead', async () => {
  play({ [VAGUE]: perhaps('id-lost', 'id-damaged'), [`${VAGUE}\n找不到了`]: sure('id-lost') })
  await world.say('wechat', OPENID, VAGUE)

  expect((await world.say('wechat', OPENID, '找不到了')).passive).toContain('补领')
})

test('a text that may not be sent by itself is proposed to staff once the citizen has chosen it', async () => {
  await world.stop()
  world = await openWorld({
    matcherOf: createScriptedMatcher,
    content: (content) => ({
      ...content,
      faq: content.faq.map((read) =>
        read.ok && read.entry.id === 'id-damaged' ? { ...read, entry: { ...read.entry, auto: false } } : read,
      ),
    }),
  })
  await asked()
  const { passive } = await world.say('wechat', OPENID, '2')

  expect(passive).toContain('由工作人员直接答复您')
  expect(world.card()).toContain('群众选择了“身份证坏了怎么换”')
  expect(world.card()).toContain('常见问题“身份证坏了怎么换”')
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  expect(world.got('wechat', OPENID).at(-1)).toContain('损坏')
})

test('nobody is asked in public, nor where the question would cost the only reply', async () => {
  const { passive } = await world.say('weibo', UID, VAGUE, 'mention-status')
  await world.advance(20 * SECOND)

  expect(passive).toBeUndefined()
  expect(world.got('weibo', UID)).toEqual([])
  expect(world.card()).toContain('可能是：“身份证丢了怎么补”（id-lost）')
})

test('one entry alone is no choice: a receipt goes out, and staff see the entry', async () => {
  expect((await world.say('wechat', OPENID, '户口簿的事怎么弄')).passive).toContain('您的留言已收到')
  await world.advance(20 * SECOND)
  expect(world.card()).toContain('可能是：“户口簿丢了怎么补”')
})

test('once a person has answered, a number chooses nothing any more', async () => {
  await asked()
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  const before = world.got('wechat', OPENID).length
  expect((await world.say('wechat', OPENID, '1')).passive).toBeUndefined()
  await world.advance(25 * HOUR)
  expect((await world.say('wechat', OPENID, '1')).passive).toBeUndefined()
  expect(world.got('wechat', OPENID)).toHaveLength(before)
})

test('a number without a question before it is nothing', async () => {
  expect((await world.say('wechat', OPENID, '1')).passive).toBeUndefined()
  await world.advance(HOUR)
  expect(world.matters()).toHaveLength(0)
})

test('a button on the older card is refused after the citizen has chosen', async () => {
  await asked()
  const before = world.cards().at(-1)
  await world.say('wechat', OPENID, '1')
  const sent = world.got('wechat', OPENID).length
  await world.slack.click({ user: people.zhang, ts: before?.ts ?? '', action: 'approve', stale: { value: '1:2' } })
  await world.advance(MINUTE)

  expect(world.told(people.zhang).at(-1)).toContain('已回复')
  expect(world.got('wechat', OPENID)).toHaveLength(sent)
})

test('a choice survives a restart, and the same push again chooses once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiban-choice-'))
  await world.stop()
  const first = await openWorld({ matcherOf: createScriptedMatcher, folder })
  await first.say('wechat', OPENID, VAGUE)
  await first.stop()
  let lost = 1
  world = await openWorld({ matcherOf: createScriptedMatcher, folder, after: first, lose: () => lost-- > 0 })
  const delivery = await world.say('wechat', OPENID, '1')

  expect(delivery.attempts).toBe(2)
  expect(delivery.passive).toContain('补领')
  expect(world.built.desks.get('qingxi')?.host.trace(0)).toHaveLength(2)
  rmSync(folder, { recursive: true })
})
