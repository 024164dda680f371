import { afterEach, expect, test } from 'vitest'
import { andMore, createScriptedMatcher, nothing, play, sure } from '../support/scripted-matcher.ts'
import { MINUTE, openWorld, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop()
})
async function open(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld({ matcherOf: createScriptedMatcher, ...options })
  worlds.push(world)
  return world
}

const OPENID = 'oAsksTwo'
const UID = '2489518277'
const BOTH = '身份证和户口本都丢了，怎么补？'
const ONE = '身份证丢了怎么补？'
const MORE = '身份证丢了怎么补？另外窗口旁边能停车吗？'

test('two questions are both answered in one message, each as approved and with its source', async () => {
  play({ [BOTH]: sure('id-lost', 'hukou-book-lost'), [ONE]: sure('id-lost'), 户口本: sure('hukou-book-lost') })
  const world = await open()
  const { passive } = await world.say('wechat', OPENID, BOTH)
  const first = (await world.say('wechat', 'oFirst', ONE)).passive
  const second = (await world.say('wechat', 'oSecond', '户口本')).passive

  expect(first).toContain('居民身份证法第十一条')
  expect(passive).toBe(`${first}\n\n${second}`)
  await world.advance(MINUTE)
  expect(world.cards()).toHaveLength(0)
  expect(world.built.desks.get('qingxi')?.host.trace(0)[0]).toMatchObject({ outcome: 'faq', reply: passive })
})

test('where the long texts do not fit together, the short ones go out', async () => {
  play({ [BOTH]: sure('id-lost', 'hukou-book-lost'), [ONE]: sure('id-lost') })
  const world = await open()
  const { passive = '' } = await world.say('weibo', UID, BOTH)

  expect(Array.from(passive).length).toBeLessThanOrEqual(299)
  expect(passive.match(/您好/g)).toHaveLength(2)
  expect(passive.split('\n\n')).toHaveLength(2)
})

test('where two do not fit at all, the first goes out and staff answer the other, whose text waits on the card', async () => {
  play({ [BOTH]: sure('id-lost', 'hukou-book-lost') })
  const world = await open({
    content: (content) => ({
      ...content,
      faq: content.faq.map((read) => (read.ok ? { ...read, entry: { ...read.entry, brief: undefined } } : read)),
    }),
  })
  const { passive } = await world.say('weibo', UID, BOTH)
  expect(passive).toMatch(/^您好，身份证丢了/)
  await world.advance(20 * SECOND)

  expect(world.card()).toContain('“身份证丢了怎么补”（id-lost）')
  expect(world.card()).toContain('请只答其余部分')
  expect(world.card()).toContain('常见问题“户口簿丢了怎么补”')
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  expect(world.got('weibo', UID)).toHaveLength(2)
  expect(world.got('weibo', UID)[1]).toContain('户口簿')
  expect(world.card()).toContain('已回复')
})

test('one question answered, another unknown: the card says what is answered and what is open', async () => {
  play({ [MORE]: andMore('id-lost') })
  const world = await open()
  const { passive } = await world.say('wechat', OPENID, MORE)
  expect(passive).toMatch(/^您好，身份证丢了/)
  await world.advance(20 * SECOND)

  expect(world.card()).toContain('待审批')
  expect(world.card()).toContain('已自动答复“身份证丢了怎么补”，其余问题由工作人员答复')
  expect(world.card()).toContain('请只答其余部分')
  expect(world.card()).not.toContain('依据于')
  await world.press(people.zhang, 'write')
  await world.fill(people.zhang, { text: '您好，窗口旁有停车场。' })
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  expect(world.got('wechat', OPENID).at(-1)).toBe('您好，窗口旁有停车场。')
  expect(world.card()).not.toContain('请只答其余部分')
})

test('the part that is answered already is not answered again when the citizen writes on', async () => {
  play({
    [MORE]: andMore('id-lost'),
    [`${MORE}\n户口本也丢了`]: sure('id-lost', 'hukou-book-lost'),
    [`${MORE}\n户口本也丢了\n快点`]: sure('id-lost', 'hukou-book-lost'),
  })
  const world = await open()
  await world.say('wechat', OPENID, MORE)
  const next = await world.say('wechat', OPENID, '户口本也丢了')
  expect(next.passive).toContain('户口簿')
  expect(next.passive).not.toContain('身份证丢了请尽快补领')
})

test('an open part of a reply that is delivered later, not on the answer, keeps its turn open as well', async () => {
  play({ [MORE]: andMore('id-lost') })
  const world = await open()
  await world.say('portal', 'visitor-1', MORE)
  expect(world.got('portal', 'visitor-1').join()).toContain('身份证丢了请尽快补领')
  await world.advance(20 * SECOND)
  expect(world.card()).toContain('待审批')
})

test('a platform that allows one reply keeps it for the person who answers the whole', async () => {
  play({ [MORE]: andMore('id-lost') })
  const world = await open()
  const { passive } = await world.say('weibo', UID, MORE, 'mention-status')
  expect(passive).toBeUndefined()
  await world.advance(20 * SECOND)

  expect(world.card()).toContain('常见问题“身份证丢了怎么补”')
  expect(world.card()).toContain('来信还问了别的')
})

test('closing what is left of a turn as needing no reply does not hide that the FAQ answered it', async () => {
  play({ [MORE]: andMore('id-lost') })
  const world = await open()
  await world.say('wechat', OPENID, MORE)
  await world.advance(20 * SECOND)
  await world.press(people.zhang, 'no-reply')
  await world.fill(people.zhang, { reason: '停车另行公布' })

  expect(world.built.desks.get('qingxi')?.host.trace(0)[0]).toMatchObject({ outcome: 'faq', entry: 'id-lost' })
})

const COST = '那要多少钱'

test('a follow-up is read together with the entry that was answered in the turn before', async () => {
  play({
    [ONE]: sure('id-lost'),
    [COST]: (before) => (before?.entry === 'id-lost' ? sure('id-fee') : nothing),
  })
  const world = await open()
  await world.say('wechat', OPENID, ONE)

  expect((await world.say('wechat', OPENID, COST)).passive).toMatch(/元/)
  expect((await world.say('wechat', 'oStranger', COST)).passive).toContain('QX-')
})

test('a follow-up is about nothing once the conversation has ended, or where two entries were answered', async () => {
  const heard: (string | undefined)[] = []
  play({
    [ONE]: sure('id-lost'),
    [BOTH]: sure('id-lost', 'hukou-book-lost'),
    [COST]: (before) => {
      heard.push(before?.entry)
      return nothing
    },
  })
  const world = await open()
  await world.say('wechat', OPENID, ONE)
  await world.advance(25 * 60 * MINUTE)
  await world.say('wechat', OPENID, COST)
  await world.say('wechat', 'oBoth', BOTH)
  await world.say('wechat', 'oBoth', COST)

  expect(new Set(heard)).toEqual(new Set([undefined]))
})

test('a follow-up to what a person answered from the FAQ knows that entry, too', async () => {
  const world = await open({
    configure: ({ desks }) => {
      for (const desk of desks) desk.faq = { auto: false }
    },
  })
  play({ [ONE]: sure('id-lost'), [COST]: (before) => (before?.entry === 'id-lost' ? sure('id-fee') : nothing) })
  await world.say('wechat', OPENID, ONE)
  await world.advance(20 * SECOND)
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  await world.say('wechat', OPENID, COST)
  await world.advance(20 * SECOND)

  expect(world.card()).toContain('常见问题“办身份证要多少钱”')
})
