import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { caseDesk, ID_CARD, SON } from '../support/case-desk.ts'
import { departments, HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

const { zhang, li, wang } = people
const { he, liu, xu } = departments
const DAY = 24 * HOUR
const THREAT = '我真的不想活了，今晚就结束这一切'

let world: World
let folder: string | undefined
afterEach(async () => {
  await world.stop()
  if (folder !== undefined) rmSync(folder, { recursive: true })
  folder = undefined
})

const { act, press, force, accepted, openCase, complain, replied, station } = caseDesk(() => world)
/** Who was called in a department's channel since the case is a danger to life. */
const calls = (channel: string): string[] =>
  world
    .cardsIn(channel)
    .flatMap(({ replies }) => replies.map(({ text }) => text))
    .filter((text) => text.includes('出现危及生命的紧急情况'))
    .map((text) => text.match(/<@\w+>/g)?.join(' ') ?? '')
const card = () => world.find('QX-C1').text

describe('an emergency in a conversation that a case is about', () => {
  test('makes the case a danger to life: its two hours begin with the citizen’s words', async () => {
    world = await openWorld()
    await complain()
    await openCase()
    expect(card()).toContain('办结答复时限：12月1日周二09:00前')
    await world.advance(HOUR)
    await world.say('weibo', SON, THREAT)

    expect(card()).toContain('危及生命（2小时）')
    expect(card()).not.toContain('12月1日')
    expect(card()).toContain('办结答复时限：11月24日周二12:00前：自周二10:00起2小时')
    expect(card()).toContain('来信 QX-1 情况紧急，事项由“一般（7天）”转为“危及生命（2小时）”')
    expect(await world.slack.command({ user: li, text: 'case list' })).toContain('今天12:00前')
  })

  test('counts in the very turn that opened the case', async () => {
    world = await openWorld({ cases: true })
    await world.say('weibo', SON, '东门路口的红绿灯坏了，请修好')
    await world.advance(5 * SECOND)
    await world.say('weibo', SON, THREAT)

    expect(card()).toContain('危及生命（2小时）')
    expect(card()).toContain('办结答复时限：11月24日周二11:00前')
  })

  test('hastens and calls every department that works on it', async () => {
    world = await openWorld()
    await accepted()
    await act(zhang, 'QX-C1', 'assist', { department: 'huzheng' })
    await world.advance(HOUR)
    await press(wang, 'QX-1', 'emergency')

    expect(card()).toContain('来信 QX-1 情况紧急')
    expect(station().text).toContain('危及生命（2小时）')
    expect(station().text).toMatch(/报告时限：11月24日周二1[01]:\d\d前/)
    expect(calls('C0DONGMEN1')).toEqual([`<@${he}> <@${liu}>`])
    expect(calls(world.slack.channelOf(xu))).toEqual([`<@${xu}>`])
    expect(world.find('QX-C1', world.slack.channelOf(xu)).text).toMatch(/接收时限：11月24日周二10:\d\d前/)
    // Whoever was writing a report can still hand it in.
    await act(he, 'QX-C1', 'report', { findings: '已找到本人', measures: '', reply: '您好，民警已上门。' })
    expect(card()).toContain('报告了办理结果')
  })

  test('ends the waiting for the citizen’s answer', async () => {
    world = await openWorld()
    await accepted()
    await act(he, 'QX-C1', 'ask', { text: '请问旧证的签发日期是哪一天？' })
    for (const person of [zhang, wang]) await press(person, 'QX-1', 'approve')
    await world.advance(MINUTE)
    expect(card()).toContain('办结答复时限：暂停计时')
    await force(wang, 'QX-1', 'emergency')

    expect(card()).not.toContain('暂停计时')
    expect(card()).toMatch(/办结答复时限：11月24日周二11:0\d前/)
  })

  test('never moves a deadline back, neither at once nor after a restart', async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhiban-case-danger-'))
    world = await openWorld({ folder })
    await complain()
    await openCase('QX-1', { deadline: '2026-11-24 10:30' })
    await world.advance(HOUR)
    await press(zhang, 'QX-1', 'emergency')
    expect(card()).toContain('危及生命（2小时）')
    expect(card()).toContain('办结答复时限：11月24日周二10:30前')
    const first = world
    await first.stop()
    world = await openWorld({ folder, after: first })

    expect(card()).toContain('办结答复时限：11月24日周二10:30前：情况转急，不晚于原时限')
    expect(card()).not.toContain('时限由')
  })

  test('stays on the case when the citizen writes of lighter things, and is said once', async () => {
    world = await openWorld()
    await complain()
    await openCase()
    await world.say('weibo', SON, THREAT)
    await world.advance(MINUTE)
    await world.say('weibo', SON, '那身份证什么时候能更正好')
    await world.advance(MINUTE)
    await world.say('weibo', SON, THREAT)
    await world.advance(MINUTE)

    expect(card()).toContain('危及生命（2小时）')
    expect(card()).toContain('办结答复时限：11月24日周二11:00前')
    expect(card().match(/情况紧急，事项由/g)).toHaveLength(1)
  })

  test('counts as well when a person puts the conversation to a case that was lighter', async () => {
    world = await openWorld()
    await complain()
    await openCase()
    await complain(`${ID_CARD}${THREAT}`, '3489518270')
    expect(card()).not.toContain('危及生命')
    await openCase('QX-2', { same: '1' })

    expect(card()).toContain('来信 QX-2 情况紧急，事项由“一般（7天）”转为“危及生命（2小时）”')
  })

  test('leaves the follow-up of an answered case its time, and shortens what begins again', async () => {
    world = await openWorld()
    await replied()
    const due = /回访办结时限：\S+/.exec(card())?.[0] ?? 'no follow-up is waited for'
    await world.advance(DAY)
    await force(wang, 'QX-1', 'emergency')
    expect(card()).toContain('危及生命（2小时）')
    expect(card()).toContain(due)
    await act(wang, 'QX-C1', 'reopen', { reason: '群众又有紧急情况' })

    expect(card()).toContain('办结答复时限：11月25日周三11:0')
  })
})
