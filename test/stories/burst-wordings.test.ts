import { afterEach, expect, test } from 'vitest'
import { others, rumours } from '../desk/rumours.ts'
import { answers, approved, burst, crowd, openForCrowd, press, sender } from '../support/crowd.ts'
import { play, sure } from '../support/scripted-matcher.ts'
import { MINUTE, people, SECOND, type World } from '../support/world.ts'

const { zhang } = people

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

const members = async (it: World, number: string): Promise<string> =>
  await it.slack.command({ user: zhang, text: `show ${number}` })

test('three rumours in everybody’s own words among other letters are three bursts, and nothing else is in them', async () => {
  world = await openForCrowd()
  const it = world
  const texts = [...Object.values(rumours).flat(), ...others]
  // One from here, one from there, as they come.
  const mixed = texts.map((_, at) => texts[(at * 37) % texts.length] ?? '')
  expect(new Set(mixed).size).toBe(texts.length)
  for (let at = 0; at < mixed.length; at += 8) {
    await crowd(it, Math.min(8, mixed.length - at), at, (n) => mixed[n] ?? '')
    await it.advance(10 * SECOND)
  }
  await it.advance(2 * MINUTE)

  const lists = await Promise.all(['QX-B1', 'QX-B2', 'QX-B3'].map((number) => members(it, number)))
  const kinds = lists.map((list) =>
    Object.entries(rumours).flatMap(([name, wordings]) =>
      wordings.some((text) => list.includes(text.slice(0, 20))) ? [name] : [],
    ),
  )
  expect(kinds.toSorted()).toEqual([['dam'], ['idCard'], ['water']])
  for (const text of others) expect(lists.join()).not.toContain(`｜${text.slice(0, 20)}`)
  for (const [at, number] of ['QX-B1', 'QX-B2', 'QX-B3'].entries())
    expect(Number(/集中来信 (\d+) 人/.exec(it.find(number).text)?.[1]), lists[at]).toBeGreaterThanOrEqual(6)
  expect(await members(it, 'QX-B4')).toContain('没有找到')
})

test('who puts it differently joins while nobody has decided yet, and not after that', async () => {
  world = await openForCrowd()
  const it = world
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await it.say('weibo', sender(6), rumours.dam[1])
  await it.advance(90 * SECOND)
  expect(burst(it).text).toContain('集中来信 7 人')
  expect(burst(it).text).toContain(rumours.dam[1])
  await approved(it, '1440m')
  await it.say('weibo', sender(7), rumours.dam[12])
  await it.advance(2 * MINUTE)
  expect(answers(it, 6)).toHaveLength(1)
  expect(answers(it, 7)).toEqual([])
  expect(it.find('QX-8').buttons).toContain('write')
})

test('whom a person has taken out is not taken in again', async () => {
  world = await openForCrowd()
  const it = world
  await crowd(it, 6)
  await it.advance(30 * SECOND)
  await press(it, zhang, 'apart')
  await it.fill(zhang, { number: 'QX-2' })
  await it.advance(5 * MINUTE)
  expect(it.find('QX-2').text).not.toContain('集中来信：')
  await it.say('weibo', sender(1), '是真的吗？')
  await it.advance(2 * MINUTE)
  expect(it.find('QX-2').buttons).toContain('write')
})

test('a letter for which somebody has written a reply already stays with them', async () => {
  world = await openForCrowd()
  const it = world
  await it.say('weibo', sender(20), rumours.dam[1])
  await it.advance(30 * SECOND)
  await it.press(zhang, 'write', it.find('QX-1').ts)
  await it.fill(zhang, { text: '您好，正在核实，请留意官方通报。' })
  await crowd(it, 6)
  await it.advance(2 * MINUTE)
  expect(burst(it).text).toContain('集中来信 6 人')
  expect(it.find('QX-1').buttons).toContain('approve')
})

test('the card says how many more asked the same and have been answered by the FAQ', async () => {
  world = await openForCrowd()
  const it = world
  const asked = ['请问旧身份证明年全部作废吗，是真的吗', '听说旧身份证明年作废，真的假的']
  play({ [asked[0] ?? '']: sure('id-renewal'), 户口本丢了怎么补办: sure('id-renewal') })
  await it.say('weibo', sender(90), asked[0] ?? '')
  await it.say('weibo', sender(91), '户口本丢了怎么补办')
  await crowd(it, 6, 0, () => asked[1] ?? '')
  await it.say('weibo', sender(92), asked[0] ?? '')
  await it.advance(2 * MINUTE)
  expect(it.got('weibo', sender(90)).length).toBeGreaterThan(0)
  expect(burst(it).text).toContain('集中来信 6 人')
  expect(burst(it).text).toContain('另有：2 人问的相同，已由常见问题自动答复')
  await approved(it)
  await it.advance(MINUTE)
  expect(answers(it, 0)).toHaveLength(1)
  expect(answers(it, 90)).toEqual([])
})
