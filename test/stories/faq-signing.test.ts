import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textOfBlocks } from '../../adapters/slack/emulator/index.ts'
import { HOUR, openWorld, people, SECOND, type World, type WorldOptions } from '../support/world.ts'

/** A live desk: nothing counts as signed before a leader has signed it. */
const QUESTION = '户口本丢了怎么补'
let folder: string
let world: World
const open = async (options: WorldOptions = {}): Promise<World> =>
  await openWorld({ faqSigned: false, folder, ...options })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-signing-'))
  world = await open()
})
afterEach(async () => {
  await world.stop()
  rmSync(folder, { recursive: true })
})

const command = async (text: string, user: string = people.zhang): Promise<string> => {
  const told = await world.slack.command({ user, text })
  await world.settle()
  await world.advance(10 * SECOND)
  return told
}
const ask = async (citizen: string, text = QUESTION): Promise<string | undefined> =>
  (await world.say('wechat', citizen, text)).passive
/** Each card as text, by the beginning of its title. */
const cardOf = (title: string) => world.cards().findLast((card) => card.text.startsWith(title))
const textOf = (title: string): string => textOfBlocks(cardOf(title)?.blocks ?? [])
const thread = (title: string): string => (cardOf(title)?.replies ?? []).map(({ text }) => text).join('\n')

interface Signature {
  readonly entry_id: string
  readonly hash: string
  readonly text: string
  readonly staff: string
  readonly at: number
}
function signatures(): Signature[] {
  const database = new DatabaseSync(join(folder, 'qingxi.sqlite'), { readOnly: true })
  const rows = database.prepare('select * from faq_signatures order by id').all()
  database.close()
  return rows.map((row) => ({
    entry_id: String(row.entry_id),
    hash: String(row.hash),
    text: String(row.text),
    staff: String(row.staff),
    at: Number(row.at),
  }))
}

test('before a leader has signed an entry it is a suggestion to staff, and the card says why', async () => {
  expect(await ask('oUnsigned')).toContain('QX-1')
  await world.advance(30 * SECOND)

  expect(world.card()).toContain('未自动发送：还没有领导签发')
  expect(world.card()).toContain('户口簿丢了，请户主带本人身份证')
})

test('after a start one card says how many entries wait, calls the leaders, and posts what is to be signed', async () => {
  await world.advance(10 * SECOND)
  expect(world.cards().filter((card) => card.text.includes('等待领导签发'))).toHaveLength(1)
  expect(cardOf('有 ')?.text).toMatch(/^有 \d+ 条常见问题等待领导签发/)
  expect(thread('有 ')).toContain(`<@${people.wang}>`)

  await world.press(people.zhang, 'sign-show', cardOf('有 ')?.ts)
  await world.advance(10 * SECOND)
  expect(textOf('常见问题待签发')).toContain('0570-8234567')
  expect(thread('常见问题待签发')).toContain('户口簿丢了，请户主带本人身份证')
  expect(thread('常见问题待签发')).toContain('适用 339902')
})

test('only a leader may sign; once signed the entry answers by itself, and who signed which bytes when is on record', async () => {
  expect(await command('faq sign hukou-book-lost')).toContain('共 1 条')
  expect(textOf('常见问题待签发')).toContain('户口簿丢了，请户主带本人身份证')
  expect(textOf('常见问题待签发')).toContain('英文短答')

  await world.press(people.zhang, 'sign', cardOf('常见问题待签发')?.ts)
  expect(world.told(people.zhang).at(-1)).toContain('须由领导办理')
  expect(signatures()).toEqual([])

  await world.press(people.wang, 'sign', cardOf('常见问题待签发')?.ts)
  await world.advance(SECOND)
  const answer = await ask('oSigned')
  expect(answer).toMatch(/^您好，户口簿丢了/)
  const [signature] = signatures()
  expect(signature).toMatchObject({ entry_id: 'hukou-book-lost', staff: 'wang' })
  expect(signature?.text).toContain(answer)
  expect(signature?.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(textOf('常见问题签发完毕')).toContain('王主任 签发 1 条')
  expect(await ask('oOther', '新生儿怎么上户口')).toContain('QX-')
})

test('the whole pack is signed by topic, by entry, and then at once', async () => {
  await command('faq sign')
  const ts = cardOf('常见问题待签发')?.ts
  const count = (): number => Number(/(\d+) 条/.exec(world.cards().find((card) => card.ts === ts)?.text ?? '')?.[1])
  const all = count()
  await world.press(people.wang, 'sign-part', ts)
  await world.fill(people.wang, { part: 'birth-registration' })
  await world.advance(SECOND)
  expect(count()).toBe(all - 1)
  expect(signatures().map(({ entry_id }) => entry_id)).toEqual(['birth-registration'])

  await world.press(people.wang, 'sign-part', ts)
  await world.fill(people.wang, { part: 'topic:id-card' })
  await world.advance(SECOND)
  const left = count()
  expect(left).toBeLessThan(all - 5)
  expect(signatures().map(({ entry_id }) => entry_id)).toContain('id-lost')
  expect(signatures().map(({ entry_id }) => entry_id)).not.toContain('hukou-book-lost')

  await world.press(people.wang, 'sign', ts)
  await world.advance(SECOND)
  expect(signatures()).toHaveLength(all)
  expect(cardOf('常见问题已全部签发')).toBeDefined()
  expect(await command('faq sign')).toContain('没有需要签发的条目')
})

describe('a signature is for bytes', () => {
  beforeEach(async () => {
    await command('faq sign all')
    await world.press(people.wang, 'sign', cardOf('常见问题待签发')?.ts)
    await world.advance(SECOND)
  })

  test('that outlive a restart', async () => {
    const first = world
    await world.stop()
    world = await open({ after: first })

    expect(await ask('oAfter')).toMatch(/^您好，户口簿丢了/)
    await world.advance(HOUR)
    expect(world.cards().filter((card) => card.text.includes('等待领导签发'))).toEqual([])
  })

  test('so a value that changes in the configuration needs a new signature for what uses it', async () => {
    const first = world
    await world.stop()
    world = await open({
      after: first,
      configure: (config) => {
        const [desk] = config.desks
        if (desk !== undefined) desk.variables = { ...desk.variables, phone: '0570-1112222' }
      },
    })
    await world.advance(10 * SECOND)

    expect(cardOf('有 ')?.text).toMatch(/^有 \d+ 条常见问题等待领导签发/)
    expect(await ask('oChanged')).toContain('QX-')
    await world.advance(30 * SECOND)
    expect(world.card()).toContain('签发后内容有改动')

    await world.press(people.zhang, 'sign-show', cardOf('有 ')?.ts)
    await world.advance(30 * SECOND)
    await world.press(people.wang, 'sign', cardOf('常见问题待签发')?.ts)
    await world.advance(SECOND)
    expect(await ask('oAgain')).toContain('0570-1112222')
  })

  test('so a district’s own words count as well', async () => {
    const before = signatures().find(({ entry_id }) => entry_id === 'migrate-housing')
    expect(before?.text).toContain('云溪区凭区内不动产权证')
    const first = world
    await world.stop()
    world = await open({
      after: first,
      configure: (config) => {
        const yunxi = config.desks[0]?.places?.[1]
        if (yunxi === undefined) throw new Error('the sample has no second place')
        yunxi.variables = { local_migrate_housing: '云溪区凭区内不动产权证即可落户，租房满三年。' }
      },
    })
    await world.advance(10 * SECOND)

    expect(cardOf('有 ')?.text).toMatch(/^有 1 条/)
  })
})

test('what has changed since the card was posted is not signed on it', async () => {
  await command('faq sign hukou-book-lost')
  const first = world
  const ts = cardOf('常见问题待签发')?.ts ?? ''
  await world.stop()
  world = await open({
    after: first,
    configure: (config) => {
      const [desk] = config.desks
      if (desk !== undefined) desk.variables = { ...desk.variables, phone: '0570-1112222' }
    },
  })
  await world.press(people.wang, 'sign', ts)

  expect(world.told(people.wang).at(-1)).toContain('内容有改动（hukou-book-lost）')
  expect(signatures()).toEqual([])
})

test('an unknown id or topic is said to be unknown, and a newer card takes the place of an older one', async () => {
  expect(await command('faq sign no-such-entry')).toContain('没有找到“no-such-entry”')
  await command('faq sign hukou-book-lost')
  const ts = cardOf('常见问题待签发')?.ts ?? ''
  await command('faq sign 身份证')
  await world.slack.click({ user: people.wang, ts, action: 'sign', stale: { value: 'faq-sign-1:1' } })
  await world.settle()

  expect(world.told(people.wang).at(-1)).toContain('已由新的签发卡代替')
  expect(signatures()).toEqual([])
})
