import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { andMore, createScriptedMatcher, nothing, perhaps, play, sure } from '../support/scripted-matcher.ts'
import { HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const LOST = '身份证丢了怎么补'
const BOOK = '户口本丢了怎么补'
const BOTH = '身份证和户口本都丢了'
const MORE = '身份证丢了怎么补？另外窗口旁边能停车吗？'
const DAY = 24 * HOUR

let world: World
beforeEach(async () => {
  play({
    [LOST]: sure('id-lost'),
    [BOOK]: sure('hukou-book-lost'),
    [BOTH]: sure('id-lost', 'hukou-book-lost'),
    [MORE]: andMore('id-lost'),
    那到底去哪里办: perhaps('id-lost', 'id-fee'),
  })
  world = await openWorld({ matcherOf: createScriptedMatcher })
})
afterEach(() => world.stop())

const stats = (period = ''): Promise<string | undefined> =>
  world.slack.command({ user: people.zhang, text: `faq stats ${period}` })
/** The line of one entry. */
const lineOf = async (id: string): Promise<string> =>
  (await stats())?.split('\n').find((line) => line.includes(`（${id}）`)) ?? ''

/** Answered by itself, then the citizen says this. */
async function afterAnswer(words: string, question = LOST, sender = 'oSpeaks'): Promise<string | undefined> {
  await world.say('wechat', sender, question)
  return (await world.say('wechat', sender, words)).passive
}

for (const words of ['谢谢，办好了', '有用', '明白了', '已经解决了，谢谢', 'thanks, that helped', '谢谢']) {
  test(`“${words}” after an automatic answer confirms it, and nobody has to look`, async () => {
    expect(await afterAnswer(words)).toBeUndefined()
    await world.advance(2 * DAY)

    expect(world.matters()).toHaveLength(0)
    expect(await lineOf('id-lost')).toContain('群众说有用 1｜没有再来信 0｜没解决又来问 0')
  })
}

test('no word after it makes an answer contained, apart from confirmed, and only once the conversation has ended', async () => {
  await world.say('wechat', 'oSilent', LOST)
  await world.advance(23 * HOUR)
  expect(await lineOf('id-lost')).toContain('没有再来信 0｜没解决又来问 0｜未定或另问他事 1')
  await world.advance(2 * HOUR)

  expect(await lineOf('id-lost')).toContain('答复 1｜群众说有用 0｜没有再来信 1｜没解决又来问 0')
})

for (const words of ['没解决', '转人工', '没用', '答非所问', '我要投诉，你们这是踢皮球！']) {
  test(`“${words}” counts against the entry and goes to staff, who see the entry`, async () => {
    await afterAnswer(words)
    await world.advance(20 * SECOND)

    expect(await lineOf('id-lost')).toContain('答复 1｜群众说有用 0｜没有再来信 0｜没解决又来问 1')
    expect(world.card()).toContain('待审批')
    expect(world.card()).toContain('“身份证丢了怎么补”（id-lost）')
    expect(world.card()).toContain('已自动答复')
  })
}

test('the same question again, or one nearest to the same entry, is coming back', async () => {
  await afterAnswer(LOST, LOST, 'oAgain')
  await afterAnswer('那到底去哪里办', LOST, 'oNear')

  expect(await lineOf('id-lost')).toContain('答复 2｜群众说有用 0｜没有再来信 0｜没解决又来问 2')
})

test('the same text is not sent twice: who asks the same again meets a person', async () => {
  await world.say('wechat', 'oTwice', LOST)
  const { passive } = await world.say('wechat', 'oTwice', LOST)
  await world.advance(30 * SECOND)

  expect(passive).toContain('值班人员会查看并回复您')
  expect(world.card()).toContain('待审批')
})

test('a danger is drafted an answer that asks how things stand, a complaint never the text of an entry', async () => {
  const complaint = '补身份证的窗口态度极差'
  play({ [complaint]: perhaps('id-lost') })
  await world.say('wechat', 'oDanger', '楼下有人拿刀追人')
  await world.advance(SECOND)
  expect(world.find('QX-1').text).toContain('您在哪里，现在怎样，有没有拨打110')
  expect(world.find('QX-1').text).toContain('请按实际情况修改后再批准')

  await world.say('wechat', 'oRude', complaint)
  await world.advance(30 * SECOND)
  const card = world.find('QX-2').text
  expect(card).toContain('须两人审批')
  expect(card).toContain('需要由承办部门核实')
  expect(card).not.toContain('补领')
})

test('what nobody can place counts as coming back: doubt counts against the answer', async () => {
  await afterAnswer('我还是不知道那个东西在哪')
  expect(await lineOf('id-lost')).toContain('没解决又来问 1')
})

test('another question says nothing about the answer before it', async () => {
  await afterAnswer(BOOK)
  await world.advance(2 * DAY)

  expect(await lineOf('id-lost')).toContain('群众说有用 0｜没有再来信 0｜没解决又来问 0｜未定或另问他事 1')
  expect(await lineOf('hukou-book-lost')).toContain('没有再来信 1')
})

test('thanks that were followed by “没解决” do not count as thanks', async () => {
  await afterAnswer('谢谢')
  await world.say('wechat', 'oSpeaks', '可是还是没解决，转人工')

  expect(await lineOf('id-lost')).toContain('群众说有用 0｜没有再来信 0｜没解决又来问 1')
})

test('thanks with a question in it are a question', async () => {
  expect(await afterAnswer('谢谢，那要多少钱')).toContain('QX-1')
  expect(await lineOf('id-lost')).toContain('群众说有用 0')
})

test('two entries in one message are confirmed, or come back, together', async () => {
  await afterAnswer('明白了', BOTH, 'oHappy')
  await afterAnswer('没解决', BOTH, 'oSad')

  expect(await lineOf('id-lost')).toContain('答复 2｜群众说有用 1｜没有再来信 0｜没解决又来问 1')
  expect(await lineOf('hukou-book-lost')).toContain('答复 2｜群众说有用 1｜没有再来信 0｜没解决又来问 1')
})

test('of two entries in one message only the one that is asked about again comes back', async () => {
  await afterAnswer(LOST, BOTH)

  expect(await lineOf('id-lost')).toContain('没解决又来问 1')
  expect(await lineOf('hukou-book-lost')).toContain('没解决又来问 0')
})

test('what is said after a person’s reply is about that reply', async () => {
  await world.say('wechat', 'oBoth', MORE)
  await world.advance(20 * SECOND)
  await world.press(people.zhang, 'write')
  await world.fill(people.zhang, { text: '您好，窗口旁有停车场。' })
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  await world.say('wechat', 'oBoth', '没解决')

  expect(await lineOf('id-lost')).toContain('群众说有用 0｜没有再来信 0｜没解决又来问 0｜未定或另问他事 1')
})

test('“办好了” in a turn that a person still has to answer confirms the part that was answered, and staff read it', async () => {
  await world.say('wechat', 'oBoth', MORE)
  await world.say('wechat', 'oBoth', '身份证办好了，谢谢')
  await world.advance(MINUTE)

  expect(await lineOf('id-lost')).toContain('群众说有用 1')
  expect(world.card()).toContain('身份证办好了')
})

test('an answer counts once it has arrived, not before', async () => {
  world.channel('portal').emulator.fail('busy', 2)
  await world.say('portal', 'visitor-1', LOST)
  expect(await stats()).toContain('没有。')
  await world.advance(HOUR)

  expect(world.got('portal', 'visitor-1')).toHaveLength(1)
  expect(await lineOf('id-lost')).toContain('答复 1')
})

test('a push that comes twice is counted once', async () => {
  await world.stop()
  let lost = 1
  world = await openWorld({ matcherOf: createScriptedMatcher, lose: () => lost-- > 0 })
  expect((await world.say('wechat', 'oTwice', LOST)).attempts).toBe(2)
  expect(await lineOf('id-lost')).toContain('答复 1')
})

describe('the report', () => {
  test('marks an entry after which many came back, and puts it first', async () => {
    for (const n of [1, 2, 3]) await afterAnswer('没解决', BOOK, `oBad${n}`)
    for (const n of [1, 2, 3, 4]) await afterAnswer('明白了', LOST, `oGood${n}`)

    expect((await stats())?.split('\n')[2]).toContain('⚠ 请复核 “户口簿丢了怎么补”（hukou-book-lost）')
    expect(await lineOf('id-lost')).not.toContain('⚠')
    expect(await stats()).toContain('合计｜答复 7｜群众说有用 4｜没有再来信 0｜没解决又来问 3')
  })

  test('looks back a week, or a month', async () => {
    await afterAnswer('明白了')
    await world.advance(8 * DAY)

    expect(await stats()).toContain('没有。')
    expect(await stats('month')).toContain('群众说有用 1')
    expect(await stats('year')).toContain('faq stats week')
  })

  test('is worded in English on an English desk', async () => {
    await world.stop()
    world = await openWorld({
      matcherOf: createScriptedMatcher,
      configure: ({ desks }) => {
        for (const desk of desks) desk.language = 'en'
      },
    })
    await afterAnswer('谢谢')

    expect(await stats()).toMatch(/"[A-Z][^"]+" \(id-lost\) \| answered 1 \| confirmed 1 \| contained 0 \| came back 0/)
  })
})

test('a message that is only a mark or a nod says nothing', async () => {
  play({ [LOST]: sure('id-lost'), 好的: nothing })
  await afterAnswer('好的')
  await world.advance(2 * DAY)
  expect(await lineOf('id-lost')).toContain('群众说有用 0｜没有再来信 1')
})
