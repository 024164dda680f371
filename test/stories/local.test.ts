import { afterEach, expect, test } from 'vitest'
import { readFaq } from '../../src/faq/load.ts'
import { entryText, entryTextEn } from '../faq/entries.ts'
import { openWorld, type SampleConfig, SECOND, type World } from '../support/world.ts'

let world: World
afterEach(() => world.stop())

const questions = ['居住证签注怎么办', '居住证怎么签注', '居住证签注要带什么']
const withLocalPart = { questions, answer: '您好，居住证每年签注一次。本地规定：{{local_sample}}' }

/** The whole service with one entry that has a local part, and the values that a test gives the first desk. */
async function open(change: (desk: SampleConfig['desks'][number]) => void): Promise<World> {
  world = await openWorld({
    configure: (config) => {
      const [desk] = config.desks
      if (desk !== undefined) change(desk)
    },
    content: (content) => ({
      ...content,
      faq: readFaq({ 'zh/sample.md': entryText(withLocalPart), 'en/sample.md': entryTextEn() }),
    }),
  })
  return world
}

const local = (text: string) => (desk: SampleConfig['desks'][number]) => {
  desk.variables = { ...desk.variables, local_sample: text }
}

test('an answer goes out with the desk’s own words about its place and the rule it rests on', async () => {
  await open(local('满一年之日前一个月内办理。'))

  const { passive } = await world.say('wechat', 'o1', '居住证怎么签注')

  expect(passive).toBe(
    '您好，居住证每年签注一次。本地规定：满一年之日前一个月内办理。（依据：居住证暂行条例第十条，核对至2026年11月）',
  )
})

test('without the desk’s own words the entry is a suggestion to staff, and the card says what is missing', async () => {
  await open(() => {})

  const { passive } = await world.say('wechat', 'o1', '居住证怎么签注')
  await world.advance(120 * SECOND)

  expect(passive ?? '').not.toContain('居住证')
  expect(world.card()).toContain('没有填写 local_sample')
})

test('when the citizen names another city the entry goes to staff, and the card says so, with sources by article and date', async () => {
  await open(local('满一年之日前一个月内办理。'))

  const { passive } = await world.say('wechat', 'o1', '杭州，居住证怎么签注')
  await world.advance(120 * SECOND)

  expect(passive ?? '').not.toContain('居住证')
  expect(world.card()).toContain('来信提到“杭州”')
  expect(world.card()).toContain('居住证暂行条例 第十条 (2016-01-01)')
})

test('a district that the citizen names has its own words', async () => {
  await open((desk) => {
    local('全市规定。')(desk)
    desk.places = [{ code: '339902', names: ['云溪区'], variables: { local_sample: '云溪区规定。' } }]
  })

  expect((await world.say('wechat', 'o1', '云溪区，居住证怎么签注')).passive).toContain('云溪区规定。')
  expect((await world.say('wechat', 'o2', '居住证怎么签注')).passive).toContain('全市规定。')
})
