import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Platform } from '../../adapters/platform.ts'
import type { Delivery } from '../../src/desk/intake.ts'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import { DeskHost } from '../../src/runtime/host.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openSqlite, type Sqlite } from '../../src/store/sqlite-node.ts'
import { HOUR, MINUTE, MORNING, openWorld, people, SECOND, type World, withoutBursts } from '../support/world.ts'

/** A host over a desk of its own, whose platforms and chat are a world's; the test turns its hands itself. */
let world: World
let sqlite: Sqlite
let host: DeskHost
let now: number
let woken: (number | null)[]
let log: { level: string; message: string }[]
/** Replies that left for the portal, by key. */
let sent: string[]
/** Stands in front of every call that sends a reply. */
let gate: () => Promise<void>
/** When what has arrived is taken in. */
let gather: (take: () => void) => void
const work: (() => Promise<void>)[] = []
/** What is put off until after an answer is begun at once. */
let flowing: boolean

beforeEach(async () => {
  world = await openWorld({ configure: withoutBursts })
  const composed = world.built.service.desks.get('qingxi')
  if (composed === undefined) throw new Error('the sample has no desk')
  sqlite = openSqlite(':memory:', { synchronous: 'normal' })
  const database = await openDatabase(sqlite.storage, readContent(`${ROOT}/zhiban.config.yaml`).migrations)
  now = MORNING
  woken = []
  log = []
  sent = []
  gate = () => Promise.resolve()
  gather = (take) => take()
  work.length = 0
  flowing = false
  const counted = (platform: Platform): Platform => ({
    ...platform,
    reply: async (target, text, key) => {
      sent.push(key)
      await gate()
      await platform.reply(target, text, key)
    },
  })
  const platforms = new Map([...composed.targets.platforms].map(([id, platform]) => [id, counted(platform)]))
  host = new DeskHost({
    desk: composed.open(database),
    targets: { ...composed.targets, platforms },
    log: (level, message) => log.push({ level, message }),
    now: () => now,
    gather: (take) => gather(take),
    soon: (next) => {
      if (flowing) void next()
      else work.push(next)
    },
    wakeAt: (at) => woken.push(at),
  })
  host.start()
  await soon()
})
afterEach(async () => {
  await world.stop()
  sqlite.close()
})

/** Does what was put off until after the answer, and whatever follows from it. */
async function soon(): Promise<void> {
  flowing = true
  for (const next of work.splice(0)) void next()
  await host.settled()
  flowing = false
}
/** The desk's alarm. */
const run = () => Promise.all([host.run(), soon()])
const sql = (text: string): Record<string, unknown>[] => sqlite.storage.sql.exec(text).toArray()
const broken = (on: string): string =>
  `create trigger full before ${on} begin select raise(abort, 'disk I/O error'); end`

let count = 0
function from(channel: string, sender: string, text: string): Delivery {
  count += 1
  const surface = channel === 'portal' ? 'message' : 'private'
  const target = JSON.stringify(
    channel === 'portal' ? { thread: sender, sender, inReplyTo: '1' } : { by: 'message', to: sender },
  )
  return {
    channel,
    messages: [{ dedupeKey: `m${count}`, surface, thread: sender, sender, kind: 'text', text, at: now, target }],
  }
}
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'
/** A portal sends the receipt as a message of its own: one effect, at once. */
const ask = (sender = 'c1') => host.receive(from('portal', sender, QUESTION))

test('a command is answered before its effects are begun', async () => {
  await ask()
  expect(sent).toEqual([])
  expect(work).toHaveLength(1)
  await soon()
  expect(world.got('portal', 'c1')).toHaveLength(1)
})

test('however often it is asked to run, there is one run, and each effect is done once', async () => {
  await ask()
  await ask('c2')
  await Promise.all([host.run(), host.run(), host.run(), soon()])
  await Promise.all([host.run(), host.run()])

  expect(sent).toEqual(['qingxi-1', 'qingxi-2'])
  expect(host.idle).toBe(true)
})

test('a call that hangs holds up neither another channel nor a new command, and a second run does not repeat it', async () => {
  let release = (): void => {}
  gate = () => new Promise((resolve) => (release = resolve))
  await ask()
  const run = soon()
  await expect.poll(() => sent).toEqual(['qingxi-1'])
  gate = () => Promise.resolve()

  await host.receive(from('weibo', '2489518277', '有人拿刀在砍人，快来'))
  void soon()
  await expect.poll(() => world.cards()).toHaveLength(1)
  expect(sent).toEqual(['qingxi-1'])
  expect(host.idle).toBe(false)

  release()
  await run
  await host.settled()
  expect(world.got('portal', 'c1')).toHaveLength(1)
  expect(host.idle).toBe(true)
})

test('a long queue for a platform that hangs does not keep an emergency from the chat', async () => {
  let release = (): void => {}
  gate = () => new Promise((resolve) => (release = resolve))
  for (let n = 0; n < 50; n += 1) await ask(`visitor-${n}`)
  now += SECOND
  await host.receive(from('weibo', '2489518277', '有人拿刀在砍人，快来'))
  const run = soon()
  await expect.poll(() => world.cards()).toHaveLength(1)
  expect(sent).toHaveLength(1)

  gate = () => Promise.resolve()
  release()
  await run
  await host.settled()
  expect(sent).toHaveLength(50)
})

test('what the clock makes due while a call hangs is not put off', async () => {
  let release = (): void => {}
  await host.receive(from('weibo', '2489518277', QUESTION))
  await soon()
  gate = () => new Promise((resolve) => (release = resolve))
  await ask()
  const run = soon()
  await expect.poll(() => sent).toHaveLength(1)
  expect(woken.at(-1)).toBe(MORNING + 20 * SECOND)

  now = MORNING + 20 * SECOND
  void host.run()
  await expect.poll(() => world.cards()).toHaveLength(2)
  release()
  await run
  await host.settled()
})

/** The next midnight in Shanghai, when old words are cleared. */
const MIDNIGHT = MORNING + 15 * HOUR

test('it asks to be woken when the next thing is due', async () => {
  expect(woken.at(-1)).toBe(MIDNIGHT)
  await ask()
  await soon()
  expect(woken.at(-1)).toBe(MORNING + 20 * SECOND)

  now = MORNING + 20 * SECOND
  await run()
  // The owner is warned when four fifths of the hour have passed.
  expect(woken.at(-1)).toBe(now + 48 * MINUTE)

  const card = { key: '1', version: Number(sql('select version from conversations')[0]?.version) }
  host.decide({ kind: 'card', person: people.zhang, verb: 'approve', card })
  await soon()
  expect(woken.at(-1)).toBe(now + 10 * SECOND)

  now += 10 * SECOND
  await run()
  expect(world.got('portal', 'c1')).toHaveLength(2)
  expect(woken.at(-1)).toBe(MIDNIGHT)
})

test('while a call is under way it is woken within a minute, should the process that makes it die', async () => {
  let release = (): void => {}
  gate = () => new Promise((resolve) => (release = resolve))
  await host.receive(from('portal', 'c1', QUESTION))
  sql('update conversations set turn_due_at = null')
  const done = run()
  await expect.poll(() => woken.at(-1)).toBe(MORNING + MINUTE)
  release()
  await done
})

test('an outcome that could not be written is written later, and the effect is not done again', async () => {
  sql(broken('delete on effects'))
  await ask()
  await soon()
  expect(sent).toEqual(['qingxi-1'])
  expect(woken.at(-1)).toBe(MORNING + 5 * SECOND)
  expect(log.map((line) => line.level)).toContain('error')

  now = MORNING + 5 * SECOND
  await run()
  expect(woken.at(-1)).toBe(MORNING + 10 * SECOND)
  expect(sql("select state from effects where kind = 'reply'")).toEqual([{ state: 'running' }])

  sql('drop trigger full')
  now = MORNING + 10 * SECOND
  await run()
  expect(sql('select state from replies')).toEqual([{ state: 'sent' }])
  expect(sql("select * from effects where kind = 'reply'")).toEqual([])
  expect(sent).toEqual(['qingxi-1'])
  expect(world.got('portal', 'c1')).toHaveLength(1)
})

test('while the database refuses, nothing leaves; once it can be written again everything does, once', async () => {
  sql(broken('update on effects'))
  await ask()
  for (const step of [0, 5, 10]) {
    now = MORNING + step * SECOND
    await run()
    expect(woken.at(-1)).toBe(now + 5 * SECOND)
  }
  expect(sent).toEqual([])

  sql('drop trigger full')
  now += 5 * SECOND
  await run()
  expect(sent).toEqual(['qingxi-1'])
})

test('a matter that cannot be dealt with when it is due holds up neither a reply nor a new message', async () => {
  await ask('stuck')
  await soon()
  sql("create trigger full before insert on clocks begin select raise(abort, 'out of range'); end")
  now = MORNING + 20 * SECOND
  await run()
  expect(log.map((line) => line.level)).toContain('error')
  expect(woken.at(-1)).toBe(now + 5 * SECOND)

  await ask('next')
  await soon()
  expect(sent).toEqual(['qingxi-1', 'qingxi-2'])
  expect(host.idle).toBe(true)

  sql('drop trigger full')
  now += 5 * SECOND
  await run()
  expect(world.cards()).toHaveLength(1)
})

test('a delivery that the database refuses is refused to its sender, and neither rows nor effects stay behind', async () => {
  sql(broken('insert on messages'))
  await expect(ask()).rejects.toThrow(/disk I\/O error/)
  await soon()
  expect(sent).toEqual([])
  expect(sql('select * from conversations')).toEqual([])
})

test('what arrives together is taken in together, each with an answer of its own', async () => {
  let take = (): void => {}
  gather = (later) => (take = later)
  const both = [
    host.receive(from('weibo', '24895182771', QUESTION)),
    host.receive(from('weibo', '24895182772', QUESTION)),
  ]
  expect(host.idle).toBe(false)
  expect(sql('select * from messages')).toEqual([])
  take()

  const [first, second] = await Promise.all(both)
  expect([first, second]).toMatchObject([
    { kind: 'accepted', stored: 1 },
    { kind: 'accepted', stored: 1 },
  ])
  expect(first).not.toEqual(second)
  expect(sql('select * from messages')).toHaveLength(2)
})

test('one delivery that cannot be taken does not harm those that arrive with it', async () => {
  let take = (): void => {}
  gather = (later) => (take = later)
  const good = ask('c1')
  const bad = host.receive(from('nowhere', 'c2', QUESTION))
  const refused = expect(bad).rejects.toThrow(/nowhere/)
  take()
  gather = (later) => later()

  await refused
  expect(await good).toMatchObject({ stored: 1 })
  await soon()
  expect(sent).toEqual(['qingxi-1'])
})
