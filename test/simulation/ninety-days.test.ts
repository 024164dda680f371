import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createModelEmulator } from '../../src/writer/emulator.ts'
import { HOUR, openWorld, SECOND, type WorldOptions } from '../support/world.ts'
import { type Happening, hour } from './bureau.ts'
import { chance } from './chance.ts'
import {
  type Evidence,
  nothingIsDeleted,
  nothingIsSaidTwice,
  nothingUnapprovedIsPublished,
  theRecordHolds,
} from './promises.ts'
import { Reader } from './reader.ts'
import { Shift } from './shift.ts'

const DAYS = 90
/** In the suite the days are quiet ones; `npm run simulate` makes them those of a large bureau. */
const MESSAGES_A_DAY = Number(process.env.ZHIBAN_MESSAGES_A_DAY ?? 4)
/** Hours of a day in which people write. */
const WRITING = [8, 10, 14, 20]
const DAY = 24 * HOUR
/** On the mornings of these days the service starts anew, with a model and without. */
const MODEL = { from: 31, until: 61 }
const KEY = 'key-for-tests'

test(`in ${DAYS} days with ${MESSAGES_A_DAY} messages each, every message ends in one of the four ways`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiban-days-'))
  const calls: string[] = []
  const model = createModelEmulator({ apiKey: KEY })
  const options: WorldOptions = {
    folder,
    between: (_connection, request, next) => {
      calls.push(`${request.method} ${new URL(request.url).pathname}`)
      return next()
    },
  }
  const withModel: WorldOptions = {
    ...options,
    configure: (config) => {
      config.writer = { baseUrl: 'https://model.example/v1', model: 'emulated-1', key: 'TEST_WRITER_KEY' }
      for (const desk of config.desks) desk.faq = { auto: true, model: true }
    },
    environment: { TEST_WRITER_KEY: KEY },
    writer: (request) => model.fetch(request),
  }
  let world = await openWorld(options)
  const draw = chance(90)
  const shift = new Shift(world, draw)
  const midnight = world.clock.now() - 9 * HOUR
  let said = 0
  try {
    for (let day = 1; day <= DAYS; day += 1) {
      if (day === MODEL.from || day === MODEL.until) {
        await world.stop()
        world = await openWorld({ ...(day === MODEL.from ? withModel : options), after: world })
        shift.goOnWith(world)
      }
      for (const [index, at] of WRITING.entries()) {
        await world.advance(midnight + day * DAY + at * HOUR - world.clock.now())
        const count = Math.floor((MESSAGES_A_DAY * (index + 1)) / 4) - Math.floor((MESSAGES_A_DAY * index) / 4)
        const letters = hour(draw, count, said, happening(day, index))
        // Who writes twice in one second in the same words has written once.
        const sent = new Map(letters.map((one) => [`${one.channel} ${one.sender} ${one.text}`, one]))
        said += sent.size
        if (draw.happens(0.2)) model.fail(draw.oneOf(['busy', 'not-json', 'filtered', 'no-connection']), 2)
        const answers = await Promise.all(
          [...sent.values()].map((one) => world.channel(one.channel).say({ ...one, surface: 'private' })),
        )
        expect(answers.filter(({ status }) => status !== 200)).toEqual([])
        await world.settle()
        await world.advance(20 * SECOND)
        await shift.work()
      }
      // The desk is empty at the end of each day.
      if (day % 10 === 0)
        expect(await world.slack.command({ user: 'U0ZHANG001', text: 'open' }), `open on day ${day}`).toEqual(
          '未办结 0 件\n没有。',
        )
    }
    await world.advance(DAY)
    const file = join(folder, 'qingxi.sqlite')
    const reader = new Reader(file)
    try {
      const evidence: Evidence = { rows: reader.rows.bind(reader), world, calls, file, unanswered: [] }
      everythingEnded(evidence, said)
      nothingUnapprovedIsPublished(evidence)
      nothingIsSaidTwice(evidence)
      nothingIsDeleted(evidence)
      theRecordHolds(evidence)
    } finally {
      reader.close()
    }
  } finally {
    await world.stop()
    rmSync(folder, { recursive: true })
  }
}, 3_600_000)

/** Three days with a rumour, and one in ten on which neighbours write about one matter. */
function happening(day: number, index: number): Happening | undefined {
  if (day % 30 === 15 && index === 2) return 'rumour'
  return day % 10 === 3 && index === 1 ? 'neighbours' : undefined
}

/** How every message ended, that a reply or a reason stands behind it, and that all of it has happened. */
function everythingEnded({ rows }: Evidence, said: number): void {
  const count = (sql: string): number => Number(rows(`select count(*) as n from ${sql}`)[0]?.n)
  const ended = rows('select outcome, count(*) as n from messages group by outcome order by outcome')
  const outcomes = new Map(ended.map(({ outcome, n }) => [String(outcome), Number(n)]))
  expect(count('messages')).toBe(said)
  expect([...outcomes.keys()]).toEqual(['approved', 'faq', 'no-reply'])
  const handled = [...outcomes.values()].reduce((sum, n) => sum + n, 0)
  expect(`${(100 * handled) / said} %`).toBe('100 %')
  expect(
    count(`messages m where outcome in ('approved', 'faq') and not exists (
      select 1 from replies r where r.conversation_id = m.conversation_id and r.turn >= m.turn and r.state = 'sent'
        and (r.kind = m.outcome or r.provenance like '%"emergency.%'))`),
  ).toBe(0)
  expect(count("messages where outcome = 'no-reply' and coalesce(reason, '') = ''")).toBe(0)
  expect(count("conversations where state not in ('answered', 'closed')")).toBe(0)
  expect(count("cases where state not in ('closed', 'merged')")).toBe(0)
  expect(count('clocks')).toBe(0)
  expect(count('effects')).toBe(0)
  const happened = {
    messages: said,
    ...Object.fromEntries(outcomes),
    'cases closed': count("cases where state = 'closed'"),
    'cases merged': count("cases where state = 'merged'"),
    corrections: count("replies where corrects is not null and state = 'sent'"),
    emergencies: count("events where what = 'emergency'"),
    'bursts answered': count('bursts where sent > 20'),
    'replies that a model wrote': count(
      "replies r join drafts d on d.id = r.draft_id where r.state = 'sent' and d.origin = 'model'",
    ),
  }
  if (process.env.ZHIBAN_MESSAGES_A_DAY !== undefined) console.info(happened)
  expect(Object.entries(happened).filter(([, n]) => n === 0)).toEqual([])
  expect(happened['bursts answered']).toBe(3)
}
