import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createModelEmulator } from '../../src/writer/emulator.ts'
import { chatOf } from '../support/desks.ts'
import { staff } from '../support/province.ts'
import { departments, HOUR, MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

/** How SQLite reads a table in every statement that a desk really executes: none may slow down as the desk grows. */

/** Tables that grow with every message; the others stay as small as the configuration. */
const GROWING = [
  'messages',
  'conversations',
  'replies',
  'drafts',
  'decisions',
  'effects',
  'events',
  'nonces',
  'faq_outcomes',
  'clocks',
  'desk_cards',
  'cases',
  'case_conversations',
  'case_events',
  'referrals',
  'received_letters',
  'handed_cases',
  'handed_referrals',
  'supervisions',
  'bursts',
  'small_talk',
]

/** Partial indexes over what still waits: reading one from end to end costs what is open, not what ever was. */
const SMALL_INDEXES = [
  'conversations_open',
  'conversations_turn_due',
  'held_back_new',
  'small_talk_new',
  'clocks_next',
  'effects_due',
  'effects_running',
  'cases_open',
  'cases_newest',
  'supervisions_open',
  'supervisions_next',
  'bursts_open',
  'bursts_draw',
  'bursts_alert',
  'bursts_work',
]

/** What may be read from end to end, and why. */
const ALLOWED: readonly { readonly statement: RegExp; readonly why: string }[] = [
  {
    statement: /^delete from "nonces" where "nonces"."expires_at" < \?$/,
    why: 'once a day, over the signatures of that one day: an index would cost something with every message',
  },
  {
    statement: /^select .* from "clocks" order by "clocks"."due_at" asc, "clocks"."id" asc$/,
    why: 'once after a start, over the clocks that run: every one follows the configuration as it is then',
  },
]

const { zhao, sun } = staff
const DAY = 24 * HOUR
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？我的电话是13812345678'
const COMPLAINT = '我要投诉，你们窗口态度太差，踢皮球，跑了三趟都没人管！'
const weibo = (n: number): string => `248951827${n}`
const wechat = (n: number): string => `o9AgO5Kd5ggOC-bXrbNODIiE3bG${n}`

const statements = new Set<string>()
let file = ''
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiban-plans-'))
  file = join(folder, 'qingxi.sqlite')
  const { prepare } = DatabaseSync.prototype
  const recorded = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
    this: DatabaseSync,
    ...call: Parameters<DatabaseSync['prepare']>
  ) {
    statements.add(call[0])
    return prepare.apply(this, call)
  })
  try {
    await everything()
  } finally {
    recorded.mockRestore()
  }
  // A limit against hanging, not a measurement.
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** A story in which a desk does whatever it can do. */
async function everything(): Promise<void> {
  const model = createModelEmulator({ apiKey: 'key-for-tests' })
  let broken = 0
  const first = await openWorld({
    folder,
    configure: (config) => {
      config.writer = { baseUrl: 'https://model.example/v1', model: 'emulated-1', key: 'TEST_WRITER_KEY' }
      const [desk] = config.desks
      if (desk === undefined) return
      desk.policies = { ...desk.policies, contentDays: 5 }
      desk.bursts = { people: 5 }
      desk.roster = {
        shifts: [
          { date: '2026-12-05', from: '08:30', to: '17:30', duty: 'zhang' },
          { date: '2026-12-05', from: '17:30', to: '22:00', duty: 'li' },
        ],
      }
    },
    environment: { TEST_WRITER_KEY: 'key-for-tests' },
    writer: (request) => model.fetch(request),
    between: (connection, request, next) =>
      connection.connection === 'weibo' && request.url.includes('/messages/reply') && broken-- > 0
        ? Promise.reject(new TypeError('fetch failed'))
        : next(),
  })
  await citizensWrite(first)
  await staffDecide(first)
  await aCase(first)
  await anotherDesk(first)
  await aBurst(first)
  broken = 2
  await sendingFails(first)
  await staffAsk(first)
  await first.stop()
  // Longer than the record is kept: nobody starts it again for all this time.
  await first.clock.advance(190 * DAY, () => Promise.resolve())

  const second = await openWorld({ folder, after: first, configure: (config) => shortMemory(config.desks[0]) })
  second.built.desks.get('qingxi')?.host.trace(0)
  await second.advance(2 * DAY)
  await second.say('portal', 'visitor-3', QUESTION)
  await second.stop()
}

const shortMemory = (desk: { policies?: Record<string, unknown> } | undefined): void => {
  if (desk !== undefined) desk.policies = { ...desk.policies, contentDays: 1, logDays: 183 }
}

const cardOf = (world: World, number: string): string =>
  world.cards().find((card) => new RegExp(`${number}\\b`).test(card.text))?.ts ?? ''

async function citizensWrite(world: World): Promise<void> {
  await world.say('weibo', weibo(1), QUESTION)
  await world.say('weibo', weibo(2), COMPLAINT)
  await world.say('wechat', wechat(1), '身份证丢了怎么补办')
  await world.say('portal', 'visitor-1', QUESTION)
  await world.say('portal', 'visitor-2', '身份证丢了怎么补办')
  await world.say('weibo', weibo(3), '谢谢民警，辛苦了')
  await world.say('wechat', wechat(2), '我真的不想活了，今晚就结束这一切')
  await world.channel('wechat').follow?.(wechat(3))
  await world.advance(MINUTE)
  await world.say('weibo', weibo(1), '是东门那一排路灯')
  await world.say('weibo', weibo(1), '谢谢')
  await world.say('wechat', wechat(5), '户口本丢了怎么补办')
  await world.say('wechat', wechat(5), '谢谢，办好了')
  await world.say('wechat', wechat(5), '没解决')
  await world.say('wechat', wechat(5), '第二个')
  await world.say('wechat', wechat(6), '请问附近有没有停车场')
  await world.advance(MINUTE)
}

async function staffDecide(world: World): Promise<void> {
  const lamp = cardOf(world, 'QX-1')
  await world.press(people.zhang, 'reveal', lamp)
  await world.press(people.zhang, 'reject', lamp)
  await world.fill(people.zhang, { reason: '太笼统' })
  await world.advance(SECOND)
  await world.press(people.zhang, 'write', lamp)
  await world.fill(people.zhang, { text: '您好，请拨打12345报修路灯。' })
  await world.press(people.zhang, 'edit', lamp)
  await world.fill(people.zhang, { text: '您好，路灯请拨打12345报修。' })
  await world.press(people.zhang, 'approve', lamp)
  await world.press(people.zhang, 'undo', lamp)
  await world.press(people.zhang, 'approve', lamp)
  await world.advance(MINUTE)
  await world.press(people.zhang, 'correct', lamp)
  await world.fill(people.zhang, { text: '您好，路灯请拨打12345。' })
  await world.press(people.li, 'approve', lamp)
  await world.advance(MINUTE)

  const complaint = cardOf(world, 'QX-2')
  await world.press(people.zhang, 'hand-over', complaint)
  await world.fill(people.zhang, { colleague: 'li' })
  await world.press(people.zhang, 'emergency', complaint)
  await world.press(people.zhang, 'approve', complaint)
  await world.press(people.wang, 'approve', complaint)
  await world.advance(MINUTE)
  await world.press(people.wang, 'no-reply', cardOf(world, 'QX-4'))
  await world.fill(people.wang, { reason: '已电话联系' })
}

async function aCase(world: World): Promise<void> {
  await world.say('weibo', weibo(7), '东门派出所把我父亲的身份证印错了，请更正')
  await world.say('weibo', weibo(8), '东门派出所把我的身份证也印错了，请更正')
  await world.advance(MINUTE)
  for (const number of ['QX-7', 'QX-8']) {
    await world.press(people.zhang, 'open-case', cardOf(world, number))
    const form = JSON.stringify(world.slack.views.get(people.zhang)?.view)
    const same: Record<string, string> = form.includes('"same"') ? { same: 'new' } : {}
    await world.fill(people.zhang, { ...same, title: '身份证印错', kind: 'report', class: 'general' })
  }
  await world.press(people.zhang, 'merge', cardOf(world, 'QX-C2'))
  await world.fill(people.zhang, { into: 'QX-C1' })
  const matter = cardOf(world, 'QX-C1')
  await world.press(people.zhang, 'refer', matter)
  await world.fill(people.zhang, { department: 'dongmen' })
  await world.advance(DAY + MINUTE)
  const handed = world.find('QX-C1', 'C0DONGMEN1').ts
  await world.press(departments.he, 'accept', handed)
  await world.press(departments.he, 'report', handed)
  await world.fill(departments.he, { findings: '输错一位', reply: '您好，已更正。' })
  await world.say('weibo', weibo(7), 'QX-C1')
  for (const number of ['QX-7', 'QX-8']) await world.press(people.zhang, 'approve', cardOf(world, number))
  await world.advance(MINUTE)
  await world.press(people.zhang, 'close', matter)
  for (const text of ['case list', 'case mine', 'case show QX-C1'])
    await world.slack.command({ user: people.zhang, text })
}

/** The other desk of the sample hands cases over and is handed one; nobody deals with it in time. */
async function anotherDesk(world: World): Promise<void> {
  const county = chatOf(world, 'baishi')
  for (const title of ['身份证印错', '户口本印错']) {
    await county.command(zhao, 'case new')
    await county.submit(zhao, { title, kind: 'report', class: 'general', place: '清溪' })
  }
  await county.command(zhao, 'case refer BS-C1 qingxi')
  await county.command(zhao, 'case refer BS-C2 qingxi')
  await world.press(people.zhang, 'return', cardOf(world, 'QX-C3'))
  await world.fill(people.zhang, { reason: '属县局' })
  await county.command(sun, 'case refer BS-C1 qingxi')
  await world.press(people.zhang, 'accept', cardOf(world, 'QX-C4'))
  await world.say('weibo', weibo(9), '白石县派出所把我的户口本印错了，请更正')
  await world.advance(MINUTE)
  await world.slack.command({ user: people.zhang, text: 'case refer QX-9 白石' })
  await world.settle()
  await world.say('weibo', weibo(9), '白石县派出所把我的户口本印错了')
  await world.advance(MINUTE)
}

async function aBurst(world: World): Promise<void> {
  const rumour = '听说东门水库大坝要垮了，是真的吗？要不要搬走？'
  const crowd = async (from: number): Promise<void> => {
    for (let n = from; n < from + 6; n += 1) await world.say('weibo', String(3_000_000_000 + n), rumour)
    await world.advance(MINUTE)
  }
  const act = async (user: string, action: string, values: Record<string, string>): Promise<void> => {
    await world.press(user, action, cardOf(world, 'QX-B1'))
    await world.fill(user, values)
  }
  await crowd(0)
  for (const text of ['open', 'mine', 'show QX-B1']) await world.slack.command({ user: people.zhang, text })
  await act(people.zhang, 'apart', { number: world.find('集中来信').text.match(/举例 (QX-\d+)/)?.[1] ?? '' })
  await act(people.zhang, 'write', { text: '您好，不属实。', also: '0m' })
  await act(people.zhang, 'edit', { text: '您好，经核实不属实。', also: '60m' })
  await world.press(people.zhang, 'approve', cardOf(world, 'QX-B1'))
  await world.press(people.zhang, 'undo', cardOf(world, 'QX-B1'))
  await world.press(people.zhang, 'approve', cardOf(world, 'QX-B1'))
  world.channel('weibo').emulator.fail('busy', 45)
  await world.advance(30 * HOUR)
  await world.press(people.zhang, 'retry', cardOf(world, 'QX-B1'))
  await crowd(10)
  await act(people.zhang, 'no-reply', { reason: '已发公告' })
  await world.advance(HOUR)
}

async function sendingFails(world: World): Promise<void> {
  await world.say('weibo', weibo(4), QUESTION)
  await world.say('weibo', weibo(5), QUESTION)
  await world.say('wechat', wechat(4), QUESTION)
  await world.advance(MINUTE)
  const [delivered = '', resent = '', refused = ''] = world
    .cards()
    .slice(-3)
    .map((card) => card.ts)
  await world.press(people.zhang, 'approve', delivered)
  await world.press(people.zhang, 'approve', resent)
  await world.advance(MINUTE)
  await world.press(people.zhang, 'delivered', delivered)
  await world.press(people.zhang, 'resend', resent)
  world.channel('wechat').emulator.fail('busy', 18)
  await world.press(people.zhang, 'approve', refused)
  await world.advance(10 * HOUR)
  await world.press(people.zhang, 'retry', refused)
  await world.advance(10 * HOUR)
  await world.slack.command({ user: people.wang, text: 'redrive' })
  world.channel('weibo').emulator.fail('bad-token', 1)
  await world.press(people.zhang, 'correct', resent)
  await world.fill(people.zhang, { text: '您好，请拨打12345。' })
  await world.press(people.zhang, 'approve', resent)
  await world.advance(HOUR)
}

async function staffAsk(world: World): Promise<void> {
  for (const text of ['ledger', 'stats month', 'chatter 谢谢', 'chatter open 6'])
    await world.slack.command({ user: people.zhang, text })
  for (const text of [
    'open',
    'mine',
    'find 路灯 东门',
    'show QX-1',
    'help',
    'faq list',
    'faq stats',
    'faq sign hukou-book-lost',
    'duty 2026-12-05',
    'swap 2026-12-05 李强',
  ])
    await world.slack.command({ user: people.zhang, text })
  await world.slack.openHome(people.zhang)
  await world.slack.openHome(people.wang)
  await world.settle()
  await world.press(people.li, 'agree')
}

interface Step {
  readonly statement: string
  readonly detail: string
}

/** Every step of every statement's plan that reads a growing table from end to end. */
function scans(): Step[] {
  const database = new DatabaseSync(file)
  const steps = [...statements]
    .filter((statement) => /^\s*(?:with|select|insert|update|delete)\b/i.test(statement))
    .flatMap((statement) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${statement}`)
        .all()
        .map((row): Step => ({ statement, detail: String(row.detail) })),
    )
  database.close()
  return steps.filter(({ statement, detail }) => {
    const [, alias = '', index = ''] = /^SCAN (\w+)(?:.* INDEX (\w+))?/.exec(detail) ?? []
    const table = new RegExp(`["\`]?(\\w+)["\`]? (?:as )?["\`]?${alias}\\b`, 'i').exec(statement)?.[1] ?? alias
    return (GROWING.includes(alias) || GROWING.includes(table)) && !SMALL_INDEXES.includes(index)
  })
}

describe('as a desk grows', () => {
  test('the story makes it execute what it ever executes', () => {
    const all = [...statements].join('\n')
    for (const part of [
      /select.*from "messages".*instr/is,
      /delete from "events"/,
      /delete from "nonces"/,
      /update "messages" set.*"text" = /,
      /from "effects".*'dead'/,
      /from "effects".*'running'/,
      /json_set/,
      /from "decisions"/,
      /update "lanes"/,
      /max\(id\)/,
      /from "faq_outcomes".*group by/s,
      /update "faq_outcomes"/,
      /delete from "faq_outcomes"/,
      /delete from "faq_gaps"/,
      /insert into "clocks"/,
      /update "clocks" set/,
      /delete from "clocks"/,
      /not exists.*from "clocks"/s,
      /min\(next_at\)/,
      /insert into "swaps"/,
      /from "swaps".*'agreed'|from "swaps" where \("swaps"\."day" in/s,
      /update "swaps"/,
      /"approach" = .*order by/s,
      /from "cases".*not exists.*from "clocks"/s,
      /update "cases" set .*"title"/,
      /delete from "case_events"/,
      /update "referrals"/,
      /insert into "received_letters"/,
      /delete from "received_letters"/,
      /from "received_letters"/,
      /insert into "handed_cases"/,
      /update "handed_cases" set .*"words"/,
      /from "handed_cases".*"number" = /s,
      /from "handed_cases".*"ref" = /s,
      /insert into "handed_referrals"/,
      /from "supervisions".*done_at/is,
      /delete from "supervisions"/,
      /min\(next_at\).*"supervisions"/s,
    ])
      expect(all).toMatch(part)
  })

  test('no statement reads a growing table from end to end', () => {
    expect(scans().filter(({ statement }) => ALLOWED.every((one) => !one.statement.test(statement)))).toEqual([])
  })

  test('and every exception that is named is still one', () => {
    const found = scans()
    expect(ALLOWED.filter(({ statement }) => found.every((step) => !statement.test(step.statement)))).toEqual([])
  })
})
