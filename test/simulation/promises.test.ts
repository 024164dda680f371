import { expect, test } from 'vitest'
import { MINUTE } from '../support/world.ts'
import {
  nothingIsDeleted,
  nothingIsLost,
  nothingIsSaidTwice,
  nothingUnapprovedIsPublished,
  personalDataStaysInside,
  somebodyIsResponsible,
  theRecordHolds,
} from './promises.ts'
import { Staff } from './staff.ts'
import { Town } from './town.ts'

/** Steps of one day; at each of them somebody writes, decides, or something breaks. */
const STEPS = 220
/** Ten minutes each, in which staff decide everything and nothing breaks any more. */
const ROUNDS = 150

const happened = new Map<string, number>()

test.each([4, 7, 11, 24, 27, 37])(
  'whatever breaks and whoever presses what, the promises hold (day %i)',
  async (seed) => {
    const town = new Town(seed)
    await town.open()
    const staff = new Staff(town)
    for (let step = 0; step < STEPS; step += 1) {
      const draw = town.chance.below(100)
      if (step % 70 === 20) await town.crowdWrites()
      else if (draw < 34) await town.citizenWrites()
      else if (draw < 74) await staff.doesSomething()
      else if (draw < 80) town.breakSomething()
      else await town.timePasses()
      await town.revive()
      somebodyIsResponsible(town)
    }

    town.calm()
    let quiet = 0
    for (let round = 0; round < ROUNDS && quiet < 2; round += 1) {
      await town.world.advance(10 * MINUTE)
      quiet = (await staff.decidesEverything()) || town.rows('select id from effects').length > 0 ? 0 : quiet + 1
      somebodyIsResponsible(town)
    }
    expect(quiet, 'the desk comes to rest').toBe(2)

    nothingIsLost(town)
    nothingUnapprovedIsPublished(town)
    nothingIsSaidTwice(town)
    nothingIsDeleted(town)
    personalDataStaysInside(town)
    theRecordHolds(town)
    for (const { what, n } of [
      ...town.rows('select outcome as what, count(*) as n from messages group by outcome'),
      ...town.rows('select what, count(*) as n from events group by what'),
      ...town.rows("select kind || ' ' || state as what, count(*) as n from replies group by what"),
      { what: 'burst answered', n: town.rows('select coalesce(sum(sent), 0) as n from bursts')[0]?.n ?? 0 },
      { what: 'death', n: town.deaths },
      { what: 'effect failed', n: town.logs.flat().filter((line) => line.includes('effect failed')).length },
    ]) {
      happened.set(String(what), (happened.get(String(what)) ?? 0) + Number(n))
    }
    await town.close()
  },
  180_000,
)

test('and the days were eventful enough to mean something', () => {
  for (const what of [
    'faq',
    'approved',
    'no-reply',
    'uncertain',
    'resend',
    'delivered',
    'failed',
    'undo',
    'reject',
    'edit',
    'hand-over',
    'emergency',
    'reveal',
    'withdrawn',
    'approve-first',
    'effect failed',
    'death',
    'burst',
    'burst answered',
  ]) {
    expect(happened.get(what) ?? 0, `${what} in ${JSON.stringify([...happened])}`).toBeGreaterThan(0)
  }
})
