import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import { topics } from '../../src/desk/message.ts'
import { loadFaq } from '../../src/faq/load.ts'
import { HOUR, MINUTE, openWorld, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

const LAMP = '路灯坏了找谁报修？'
const ANSWER = '您好，路灯由市政部门维护，请拨打12345报修，并说明路名和灯杆编号。'
const DAY = 24 * HOUR
const FORM = { answer: ANSWER, sources: '清溪市城市照明管理办法｜第八条｜2020-05-01', cite: '清溪市城市照明管理办法' }

let folder: string
let world: World
const open = async (options: WorldOptions = {}): Promise<World> =>
  await openWorld({ faqSigned: false, folder, ...options })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-faq-chat-'))
  world = await open()
})
afterEach(async () => {
  await world.stop()
  rmSync(folder, { recursive: true })
})

const command = async (text: string, user: string = people.zhang): Promise<string> => {
  const told = await world.slack.command({ user, text })
  await world.settle()
  await world.advance(5 * SECOND)
  return told
}
const ask = async (citizen: string, text: string): Promise<string | undefined> =>
  (await world.say('wechat', citizen, text)).passive
const cardOf = (title: string | RegExp) => world.cards().findLast((card) => card.text.match(title) !== null)
const textOf = (title: string | RegExp): string => {
  const card = cardOf(title)
  return `${card?.text ?? ''}\n${textOfBlocks(card?.blocks ?? [])}`
}
const thread = (title: string): string =>
  (cardOf(title)?.replies ?? []).map(({ blocks }) => textOfBlocks(blocks)).join('\n')
const press = async (user: string, action: string, title: string | RegExp): Promise<void> => {
  await world.press(user, action, cardOf(title)?.ts)
  await world.advance(5 * SECOND)
}
const fill = async (user: string, values: Record<string, string>): Promise<void> => {
  await world.fill(user, values)
  await world.advance(5 * SECOND)
}
const errors = (user: string): Readonly<Record<string, string>> => world.slack.views.get(user)?.errors ?? {}
const field = (user: string, name: string): string | undefined => {
  const block = world.slack.views.get(user)?.view.blocks.find((one) => one.type === 'input' && one.block_id === name)
  return block?.type === 'input' && block.element.type === 'plain_text_input' ? block.element.initial_value : undefined
}

/** A citizen asks about a street lamp; what a person wrote is approved and delivered. */
async function answeredByStaff(): Promise<void> {
  await ask('oFirst', `${LAMP}我的电话是13812345678`)
  await world.advance(30 * SECOND)
  await press(people.zhang, 'write', /QX-1$|QX-1\b/)
  await fill(people.zhang, { text: ANSWER })
  await press(people.li, 'approve', /QX-1\b/)
  await world.advance(MINUTE)
}

describe('an approved reply that reached the citizen', () => {
  beforeEach(answeredByStaff)

  test('is saved as an entry: a leader approves it, and the next citizen is answered by itself', async () => {
    await press(people.zhang, 'save-faq', /QX-1\b/)
    expect(field(people.zhang, 'answer')).toBe(ANSWER)
    expect(field(people.zhang, 'questions')).toContain(LAMP)
    expect(field(people.zhang, 'questions')).not.toContain('13812345678')
    await fill(people.zhang, { ...FORM, questions: `${LAMP}\n路灯不亮怎么报修` })
    expect(world.told(people.zhang).at(-1)).toContain('已提交 own-1')

    const card = /常见问题新增待批准/
    expect(textOf(card)).toContain(`${ANSWER}（依据：清溪市城市照明管理办法，核对至2026年11月）`)
    expect(textOf(card)).toContain('来自会话')
    expect(await ask('oBefore', LAMP)).toContain('QX-2')

    await press(people.zhang, 'approve', card)
    expect(world.told(people.zhang).at(-1)).toContain('请由另一人批准')
    await press(people.li, 'approve', card)
    expect(world.told(people.li).at(-1)).toContain('须由领导办理')
    await press(people.wang, 'approve', card)

    expect(await ask('oNext', LAMP)).toBe(`${ANSWER}（依据：清溪市城市照明管理办法，核对至2026年11月）`)
    expect(textOf(/常见问题新增已办结/)).toContain('王主任 批准')
    const listed = await command('faq list')
    expect(listed).toMatch(/本台自有或停用的条目 1 个\nown-1｜路灯坏了找谁报修？｜自动答复\n文件中的条目 60 个/)
    expect(await command('faq show own-1')).toMatch(/王主任 签发（SHA-256 [0-9a-f]{12}…）/)
  })

  test('goes on answering after a restart', async () => {
    await press(people.zhang, 'save-faq', /QX-1\b/)
    await fill(people.zhang, { ...FORM, questions: LAMP })
    await press(people.wang, 'approve', /常见问题新增待批准/)
    const first = world
    await world.stop()
    world = await open({ after: first })

    expect(await ask('oNext', LAMP)).toMatch(/^您好，路灯由市政部门维护/)
  })

  test('written down by a leader needs another person, who need not be one', async () => {
    await press(people.wang, 'save-faq', /QX-1\b/)
    await fill(people.wang, { ...FORM, questions: LAMP, intent: 'street-lamp' })
    await press(people.wang, 'approve', /street-lamp$|street-lamp\b/)
    expect(world.told(people.wang).at(-1)).toContain('请由另一人批准')
    await press(people.li, 'approve', /street-lamp\b/)

    expect(await ask('oNext', LAMP)).toMatch(/^您好，路灯由市政部门维护/)
  })

  test.each([
    ['with HTML', { answer: '您好，请点<a href="x">这里</a>。' }, 'answer', '不能使用 HTML'],
    ['that is too long', { answer: `您好${'很长'.repeat(150)}。` }, 'answer', '超过上限 299 字'],
    ['with an unknown variable', { answer: '您好，请拨打{{telephone}}。' }, 'answer', '不认识的变量 {{telephone}}'],
    ['with another entry’s local part', { answer: '您好。{{local_id_lost}}' }, 'answer', '不认识的变量'],
    ['with a broken variable', { answer: '您好，请拨打{{phone}。' }, 'answer', '花括号没有成对'],
    ['with somebody’s ID number', { answer: '您好，11010519491231002X已办好。' }, 'answer', '个人信息'],
    ['asked with a phone number', { questions: '我的电话13812345678怎么改' }, 'questions', '个人信息'],
    ['that another entry has', { questions: '身份证丢了，怎么补办' }, 'questions', '问法'],
    ['without a readable source', { sources: '办法｜第一条｜第二条｜第三条' }, 'sources', '没有看懂'],
    [
      'with a citation that is too long',
      { cite: '清溪市城市照明设施建设管理暂行办法实施细则' },
      'cite',
      '不超过 20 字',
    ],
    ['that has ended already', { reviewBy: '2026-11-23' }, 'reviewBy', '不能早于今天'],
    ['with a day that is none', { reviewBy: '2027-02-30' }, 'reviewBy', '实际存在的日期'],
    ['checked tomorrow', { checked: '2026-11-25' }, 'checked', '不能晚于今天'],
    ['under an id that is none', { intent: '路灯' }, 'intent', '小写英文'],
  ])('is not saved %s: the form stays open and says so', async (_, wrong, name, says) => {
    await press(people.zhang, 'save-faq', /QX-1\b/)
    await fill(people.zhang, { ...FORM, questions: LAMP, ...wrong })

    expect(errors(people.zhang)[name]).toContain(says)
    expect(cardOf(/常见问题新增/)).toBeUndefined()
  })

  test('can take the place of an entry of the pack, whose ways of asking and details stay', async () => {
    await press(people.zhang, 'save-faq', /QX-1\b/)
    await fill(people.zhang, { ...FORM, questions: LAMP, intent: 'birth-registration' })
    expect(textOf(/常见问题修改待批准/)).toContain('现用简答')
    expect(textOf(/常见问题修改待批准/)).toContain('另一种语言的答复没有改动')
    await press(people.wang, 'approve', /常见问题修改待批准/)
    expect(world.told(people.wang).at(-1)).toContain('faq sign birth-registration')
    expect(await ask('oUnsigned', '新生儿怎么上户口')).toContain('QX-')

    await command('faq sign birth-registration')
    await press(people.wang, 'sign', '常见问题待签发')
    expect(await ask('oNext', '新生儿怎么上户口')).toMatch(/^您好，路灯由市政部门维护/)
  })

  test('rejected with a reason stays out, and the card says why', async () => {
    await press(people.zhang, 'save-faq', /QX-1\b/)
    await fill(people.zhang, { ...FORM, questions: LAMP })
    await press(people.wang, 'reject', /常见问题新增待批准/)
    await fill(people.wang, { reason: '不归公安管' })

    expect(textOf(/常见问题新增已办结/)).toContain('王主任 驳回：不归公安管')
    expect(await ask('oNext', LAMP)).toContain('QX-')
  })

  test('is approved as it stands: who approves an older state is told that it has changed', async () => {
    await press(people.zhang, 'save-faq', /QX-1\b/)
    await fill(people.zhang, { ...FORM, questions: LAMP })
    await press(people.li, 'edit', /常见问题新增待批准/)
    await fill(people.li, { answer: '您好，路灯报修请拨打12345。' })
    const ts = cardOf(/常见问题新增待批准/)?.ts ?? ''
    await world.slack.click({ user: people.wang, ts, action: 'approve', stale: { value: 'faq-change-1:1' } })
    await world.settle()
    expect(world.told(people.wang).at(-1)).toContain('李强 修改了提交的内容')

    await press(people.wang, 'approve', /常见问题新增待批准/)
    expect(await ask('oNext', LAMP)).toMatch(/^您好，路灯报修请拨打12345。/)
    await world.slack.click({ user: people.wang, ts, action: 'approve', stale: { value: 'faq-change-1:2' } })
    await world.settle()
    expect(world.told(people.wang).at(-1)).toContain('已经办结')
  })
})

test('a desk whose staff read English is spoken to in English', async () => {
  const first = world
  await world.stop()
  world = await open({
    after: first,
    configure: (config) => {
      const [desk] = config.desks
      if (desk !== undefined) desk.language = 'en'
    },
  })
  await answeredByStaff()
  await press(people.zhang, 'save-faq', /QX-1\b/)
  await fill(people.zhang, { ...FORM, questions: LAMP, answer: '您好<br>。', sources: 'a | b | c | d' })
  expect(errors(people.zhang)).toEqual({
    answer: expect.stringContaining('HTML cannot be used'),
    sources: expect.stringContaining('Not understood'),
  })
  await fill(people.zhang, { ...FORM, questions: LAMP })
  await press(people.wang, 'approve', 'New FAQ entry, waiting for approval')

  expect(await ask('oNext', LAMP)).toMatch(/^您好，路灯由市政部门维护/)
  expect(await command('faq list')).toContain('sent by itself')
})

test('of two changes of one entry the second is approved only by somebody who has seen the first', async () => {
  await command('faq sign hukou-book-lost')
  await press(people.wang, 'sign', '常见问题待签发')
  for (const [user, words] of [
    [people.zhang, '请先挂失。'],
    [people.li, '请尽快补领。'],
  ] as const) {
    await command('faq edit hukou-book-lost', user)
    await fill(user, { answer: `您好，户口簿丢了${words}` })
  }
  const [first, second] = world.cards().filter((card) => card.text.startsWith('常见问题修改待批准'))
  await world.press(people.wang, 'approve', first?.ts)
  await world.slack.click({
    user: people.wang,
    ts: second?.ts ?? '',
    action: 'approve',
    stale: { value: 'faq-change-2:1' },
  })
  await world.settle()
  expect(world.told(people.wang).at(-1)).toContain('另一项改动已经批准')
  expect(await ask('oFirst', '户口本丢了怎么补')).toMatch(/^您好，户口簿丢了请先挂失。/)

  await world.advance(5 * SECOND)
  await world.press(people.wang, 'approve', second?.ts)
  expect(await ask('oSecond', '户口本丢了怎么补')).toMatch(/^您好，户口簿丢了请尽快补领。/)
})

describe('from the command line of the chat', () => {
  test('entries are found, shown and listed', async () => {
    expect(await command('faq find 户口本 丢')).toContain('hukou-book-lost｜户口簿丢了怎么补｜待签发')
    expect(await command('faq find 完全没有的词')).toContain('没有')
    const shown = await command('faq show hukou-book-lost')
    expect(shown).toContain('您好，户口簿丢了')
    expect(shown).toContain('prompts/faq/zh/hukou-book-lost.md')
    expect(shown).toContain('谁能办')
    expect(await command('faq show nothing-such')).toContain('没有找到')
    expect(await command('faq')).toContain('faq export')
    expect(await command('faq dance')).toContain('没有“faq dance”')
  })

  test('an edit waits for a leader and then is what citizens get', async () => {
    await command('faq sign hukou-book-lost')
    await press(people.wang, 'sign', '常见问题待签发')
    await command('faq edit hukou-book-lost')
    const answer = field(people.zhang, 'answer') ?? ''
    await fill(people.zhang, { answer: answer.replace('您好，户口簿丢了，', '您好，户口簿丢了不用着急，') })
    expect(await ask('oBefore', '户口本丢了怎么补')).toMatch(/^您好，户口簿丢了，/)

    await press(people.wang, 'approve', /常见问题修改待批准/)
    expect(await ask('oAfter', '户口本丢了怎么补')).toMatch(/^您好，户口簿丢了不用着急，/)
    expect(await command('faq list')).toContain('hukou-book-lost｜户口簿丢了怎么补｜自动答复\n文件中的条目 59 个')
  })

  test('an entry that is taken out of use says nothing any more, and no other one answers in its place', async () => {
    await command('faq sign all')
    await press(people.wang, 'sign', '常见问题待签发')
    await command('faq retire hukou-book-lost')
    await fill(people.zhang, { reason: '规定已改' })
    expect(await ask('oBefore', '户口本丢了怎么补')).toMatch(/^您好，户口簿丢了/)
    await press(people.wang, 'approve', /常见问题停用待批准/)

    expect(await ask('oAfter', '户口本丢了怎么补')).toContain('QX-')
    expect(await command('faq show hukou-book-lost')).toContain('已停用')
    expect(await command('faq retire hukou-book-lost')).toContain('已经停用')
    expect(await ask('oOther', '新生儿怎么上户口')).toMatch(/^您好，孩子随父亲或随母亲落户/)
  })

  test('only who decides may edit, retire or export, and only what there is', async () => {
    for (const text of ['faq edit hukou-book-lost', 'faq retire hukou-book-lost', 'faq sign all', 'faq export'])
      expect(await command(text, people.chen)).toContain('没有审批权限')
    expect(await command('faq edit nothing-such')).toContain('没有找到')
    expect(await command('faq edit')).toContain('请写条目编号')
    expect(await command('faq export')).toContain('没有自建、修改或停用的条目')
  })

  test('the export is files of the pack, which read back as what the desk uses', async () => {
    await command('faq edit hukou-book-lost')
    await fill(people.zhang, { answer: '您好，户口簿丢了，请到户籍派出所补领，详询{{phone}}。' })
    await press(people.wang, 'approve', /常见问题修改待批准/)
    expect(await command('faq export')).toContain('1 个文件')

    const [name = '', ...lines] = thread('导出常见问题').split('\n')
    const parts = lines.join('\n').replaceAll(/\n?prompts\/faq\/zh\/hukou-book-lost\.md（\d\/\d）\n/gu, '')
    const file = name.replace(/（1\/\d）$/u, '')
    expect(file).toBe('prompts/faq/zh/hukou-book-lost.md')
    const { entries, problems } = loadFaq({ [file]: parts }, { topics })
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('缺少对应的 en/')])
    expect(entries[0]?.answer).toBe('您好，户口簿丢了，请到户籍派出所补领，详询{{phone}}。')
    expect(entries[0]?.detail).toContain('谁能办')
  })
})

describe('an entry whose review date has passed', () => {
  const YEAR = 368 * DAY
  beforeEach(async () => {
    await command('faq sign hukou-book-lost')
    await press(people.wang, 'sign', '常见问题待签发')
  })

  test('answers no longer, and its owner is asked once', async () => {
    await world.advance(YEAR)
    expect(await ask('oLate', '户口本丢了怎么补')).toContain('QX-')
    await world.advance(2 * DAY)
    await ask('oLater', '户口本丢了怎么补')
    await world.advance(MINUTE)

    expect(world.cards().filter((card) => card.text.includes('已过复核日'))).toHaveLength(1)
    expect(textOf('已过复核日')).toContain('hukou-book-lost zh｜户口簿丢了怎么补｜2027-11-24')
    expect(thread('已过复核日')).toContain(`<@${people.wang}>`)
  })

  test('is edited from that card, and answers again once a leader has approved; the card is done when all are', async () => {
    await world.advance(YEAR)
    await ask('oLate', '户口本丢了怎么补')
    await world.advance(MINUTE)
    const due = Number(/^(\d+) 条/.exec(cardOf('已过复核日')?.text ?? '')?.[1])
    await press(people.zhang, 'edit', '已过复核日')
    await fill(people.zhang, { entry: 'hukou-book-lost zh' })
    expect(field(people.zhang, 'reviewBy')).toBe('2027-11-24')
    await fill(people.zhang, { checked: '2027-11-27', reviewBy: '2028-11-24' })
    await press(people.wang, 'approve', /常见问题修改待批准/)

    expect(await ask('oAgain', '户口本丢了怎么补')).toContain('核对至2027年11月')
    expect(cardOf('已过复核日')?.text).toMatch(new RegExp(`^${due - 1} 条`))
  })

  test('is asked of whoever the configuration names', async () => {
    const first = world
    await world.stop()
    world = await open({
      after: first,
      configure: (config) => {
        const [desk] = config.desks
        if (desk !== undefined) desk.faq = { auto: true, owner: 'li' }
      },
    })
    await world.advance(YEAR)
    await ask('oLate', '户口本丢了怎么补')
    await world.advance(MINUTE)

    expect(thread('已过复核日')).toContain(`<@${people.li}>`)
    expect(thread('已过复核日')).not.toContain(`<@${people.wang}>`)
  })
})
