import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { HOUR, openWorld, SECOND } from '../support/world.ts'
import { hour, Shift } from './bureau.ts'
import { chance } from './chance.ts'

const DAYS = 90
/** In the suite the days are quiet ones; `npm run simulate` makes them those of a large bureau. */
const MESSAGES_A_DAY = Number(process.env.ZHIBAN_MESSAGES_A_DAY ?? 4)
/** Hours of a day in which people write. */
const WRITING = [8, 10, 14, 20]
const DAY = 24 * HOUR

test(`in ${DAYS} days with ${MESSAGES_A_DAY} messages each, every message ends in one of the four ways`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiban-days-'))
  const world = await openWorld({ folder })
  const draw = chance(90)
  const shift = new Shift(world, draw)
  const midnight = world.clock.now() - 9 * HOUR
  let said = 0
  try {
    for (let day = 1; day <= DAYS; day += 1) {
      for (const [index, at] of WRITING.entries()) {
        await world.advance(midnight + day * DAY + at * HOUR - world.clock.now())
        const count = Math.floor((MESSAGES_A_DAY * (index + 1)) / 4) - Math.floor((MESSAGES_A_DAY * index) / 4)
        const letters = hour(draw, count, said, day % 30 === 15 && index === 2)
        // Who writes twice in one second in the same words has written once.
        const sent = new Map(letters.map((one) => [`${one.channel} ${one.sender} ${one.text}`, one]))
        said += sent.size
        await Promise.all(
          [...sent.values()].map((one) => world.channel(one.channel).say({ ...one, surface: 'private' })),
        )
        await world.settle()
        await world.advance(20 * SECOND)
        await shift.work()
      }
      // The desk is empty at the end of each day.
      if (day % 10 === 0) expect(await openOn(world), `open on day ${day}`).toEqual('未办结 0 件\n没有。')
    }
    await world.advance(DAY)
    everythingEnded(join(folder, 'qingxi.sqlite'), said)
  } finally {
    await world.stop()
    rmSync(folder, { recursive: true })
  }
}, 3_600_000)

const openOn = async (world: Awaited<ReturnType<typeof openWorld>>): Promise<string> =>
  await world.slack.command({ user: 'U0ZHANG001', text: 'open' })

/** Read from beside the desk: how every message ended, and that a reply or a reason stands behind it. */
function everythingEnded(path: string, said: number): void {
  const file = new DatabaseSync(path, { readOnly: true })
  const count = (sql: string): number => Number(file.prepare(sql).get()?.n)
  try {
    const ended = file.prepare('select outcome, count(*) as n from messages group by outcome order by outcome').all()
    const outcomes = new Map(ended.map(({ outcome, n }) => [String(outcome), Number(n)]))
    expect(count('select count(*) as n from messages')).toBe(said)
    expect([...outcomes.keys()]).toEqual(['approved', 'faq', 'no-reply'])
    const handled = [...outcomes.values()].reduce((sum, n) => sum + n, 0)
    expect(`${(100 * handled) / said} %`).toBe('100 %')
    expect(
      count(`select count(*) as n from messages m where outcome in ('approved', 'faq') and not exists (
        select 1 from replies r where r.conversation_id = m.conversation_id and r.turn >= m.turn and r.state = 'sent'
          and (r.kind = m.outcome or r.provenance like '%"emergency.%'))`),
    ).toBe(0)
    expect(count("select count(*) as n from messages where outcome = 'no-reply' and coalesce(reason, '') = ''")).toBe(0)
    expect(count("select count(*) as n from conversations where state not in ('answered', 'closed')")).toBe(0)
    expect(count("select count(*) as n from cases where state not in ('closed', 'merged')")).toBe(0)
    expect(count('select count(*) as n from clocks')).toBe(0)
    expect(count('select count(*) as n from effects')).toBe(0)
    expect(count("select count(*) as n from cases where state = 'closed'")).toBeGreaterThan(0)
    expect(count('select count(*) as n from bursts where sent > 20')).toBe(3)
    expect(count("select count(*) as n from events where what = 'emergency'")).toBeGreaterThan(0)
  } finally {
    file.close()
  }
}
