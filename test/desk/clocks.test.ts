import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaseClass } from '../../src/desk/cases/kind.ts'
import { zh } from '../../src/desk/catalogue/zh.ts'
import { ofConversation } from '../../src/desk/clocks/conversation-clocks.ts'
import { climb } from '../../src/desk/clocks/ladder.ts'
import { outOfNight } from '../../src/desk/clocks/night.ts'
import { type ClockKind, type ClockPolicies, timeFor } from '../../src/desk/clocks/policy.ts'
import { extendClock, pauseClocks, resumeClocks, startClock } from '../../src/desk/clocks/running.ts'
import { deadlineInWords } from '../../src/desk/clocks/time.ts'
import { recoverClocks } from '../../src/desk/clocks.ts'
import type { DeskContext } from '../../src/desk/context.ts'
import { contextOf } from '../../src/desk/desk.ts'
import { createBooks } from '../../src/faq/book.ts'
import { createMatcher } from '../../src/faq/matcher.ts'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import type { Conversation } from '../../src/store/conversations.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openSqlite } from '../../src/store/sqlite-node.ts'
import { openWorld, type World } from '../support/world.ts'
import { shanghai } from './calendar/support.ts'

const MINUTE = 60_000

describe('how long may be taken', () => {
  const minutes = (amount: number) => ({ amount, unit: 'minutes' as const })
  const policies: Pick<ClockPolicies, 'rules' | 'standard'> = {
    rules: [
      { clock: 'first-response', within: minutes(1) },
      { clock: 'first-response', urgency: 'high', within: minutes(2) },
      { clock: 'first-response', topic: 'complaint', within: minutes(3) },
      { clock: 'first-response', topic: 'traffic', urgency: 'high', within: minutes(4) },
      { clock: 'report', class: 'general', within: minutes(5) },
      { clock: 'report', topic: 'traffic', class: 'general', within: minutes(6) },
    ],
    standard: [
      { clock: 'approval', within: minutes(9) },
      { clock: 'report', class: 'utilities', within: minutes(7) },
    ],
  }
  const time = (topic: string, approach: string, urgency: string, clock: ClockKind, of?: CaseClass) =>
    timeFor(
      { ...policies, warnShare: 0.8, stepMinutes: { emergency: 2, other: 30 }, night: { from: 0, to: 0 }, wake: [] },
      clock,
      {
        topic,
        approach,
        urgency,
        ...(of === undefined ? {} : { class: of }),
      },
    ).amount

  it('is what the rule says that names most', () => {
    expect(time('household', 'question', 'normal', 'first-response')).toBe(1)
    expect(time('household', 'question', 'high', 'first-response')).toBe(2)
    expect(time('household', 'complaint', 'high', 'first-response')).toBe(3)
    expect(time('traffic', 'complaint', 'high', 'first-response')).toBe(4)
    expect(time('traffic', 'complaint', 'high', 'approval')).toBe(9)
  })

  it('depends on the class of a case as well', () => {
    expect(time('household', 'report', 'normal', 'report', 'general')).toBe(5)
    expect(time('traffic', 'report', 'normal', 'report', 'general')).toBe(6)
    expect(time('traffic', 'report', 'high', 'report', 'utilities')).toBe(7)
  })
})

describe('the night', () => {
  const policies = (from: number, to: number): ClockPolicies => ({
    rules: [],
    standard: [],
    warnShare: 0.8,
    stepMinutes: { emergency: 2, other: 30 },
    night: { from: from * 60, to: to * 60 },
    wake: ['emergency'],
  })
  const out = (from: number, to: number, at: string, urgency = 'normal') =>
    outOfNight(policies(from, to), 'Asia/Shanghai', shanghai(at), urgency)

  it('ends in the morning, before and after midnight, and wakes only for what may wake people', () => {
    expect(out(22, 7, '2026-11-24 22:00')).toBe(shanghai('2026-11-25 07:00'))
    expect(out(22, 7, '2026-11-25 03:00')).toBe(shanghai('2026-11-25 07:00'))
    expect(out(22, 7, '2026-11-25 07:00')).toBe(shanghai('2026-11-25 07:00'))
    expect(out(22, 7, '2026-11-24 21:59')).toBe(shanghai('2026-11-24 21:59'))
    expect(out(22, 7, '2026-11-25 03:00', 'emergency')).toBe(shanghai('2026-11-25 03:00'))
  })

  it('may lie within one day, or not be at all', () => {
    expect(out(1, 6, '2026-11-25 03:00')).toBe(shanghai('2026-11-25 06:00'))
    expect(out(1, 6, '2026-11-25 23:00')).toBe(shanghai('2026-11-25 23:00'))
    expect(out(0, 0, '2026-11-25 03:00')).toBe(shanghai('2026-11-25 03:00'))
  })
})

describe('a clock', () => {
  let world: World
  let sqlite: ReturnType<typeof openSqlite>
  let desk: DeskContext
  let conversation: Conversation
  const start = shanghai('2026-11-24 10:00')

  beforeEach(async () => {
    world = await openWorld()
    const composed = world.built.service.desks.get('qingxi')
    if (composed === undefined) throw new Error('the sample has no such desk')
    sqlite = openSqlite(':memory:', { synchronous: 'normal' })
    const { migrations } = readContent(join(ROOT, 'zhiban.config.yaml'))
    desk = contextOf({
      settings: composed.settings,
      database: await openDatabase(sqlite.storage, migrations),
      book: createBooks(
        { entries: [], matcher: createMatcher([]) },
        { code: undefined, values: { zh: {}, en: {} }, places: [] },
        createMatcher,
      ),
      say: zh,
      fallback: () => ({ text: '', way: 'refer', used: [], from: { kind: 'referral' } }),
      hash: (text) => text,
    })
    conversation = desk.conversations.insert({
      channel: 'portal',
      surface: 'message',
      thread: 'c1',
      sender: 'c1',
      state: 'waiting',
      turn: 1,
      turnDueAt: null,
      turnSince: start,
      approach: 'question',
      topic: 'other',
      urgency: 'normal',
      lang: 'zh',
      emergency: null,
      burst: null,
      reasons: '[]',
      owner: 'li',
      deadlineAt: null,
      draftId: null,
      draftingSince: null,
      version: 1,
      cardRef: null,
      target: '{}',
      lastInboundAt: start,
      repliesUsed: 0,
      changed: '',
      createdAt: start,
      updatedAt: start,
    })
  })
  afterEach(async () => {
    sqlite.close()
    await world.stop()
  })

  const about = () => ofConversation(conversation.id)
  const clock = () => desk.clocks.of(about())[0]
  const due = () => desk.conversations.get(conversation.id)?.deadlineAt
  const pings = () => desk.journal.history(conversation.id).filter((event) => event.what === 'ping').length

  it('stands still while somebody outside is waited for: nobody is called, and the time is added', () => {
    startClock(desk, about(), 'first-response', start)
    expect(due()).toBe(start + 60 * MINUTE)
    pauseClocks(desk, about(), start + 20 * MINUTE)
    pauseClocks(desk, about(), start + 25 * MINUTE)
    // Meanwhile only the answer is waited for: three working days.
    expect(due()).toBe(shanghai('2026-11-27 17:00'))
    climb(desk, start + 600 * MINUTE, 100)
    expect(pings()).toBe(0)

    resumeClocks(desk, about(), start + 620 * MINUTE)
    expect(due()).toBe(start + 660 * MINUTE)
    expect(deadlineInWords(desk, clock() ?? fail())).toContain('扣除等待对方的时间')
    climb(desk, start + 648 * MINUTE, 100)
    expect(pings()).toBe(1)
  })

  it('that has warned its owner before a pause does not warn again after it', () => {
    startClock(desk, about(), 'first-response', start)
    climb(desk, start + 50 * MINUTE, 100)
    expect(pings()).toBe(1)
    pauseClocks(desk, about(), start + 51 * MINUTE)
    resumeClocks(desk, about(), start + 100 * MINUTE)
    climb(desk, start + 105 * MINUTE, 100)
    expect(pings()).toBe(1)
    climb(desk, start + 109 * MINUTE, 100)
    expect(pings()).toBe(2)
  })

  it('that is extended counts from its deadline, or from now once that has passed', () => {
    const first = startClock(desk, about(), 'first-response', start) ?? fail()
    const early = extendClock(desk, first, { amount: 30, unit: 'minutes' }, start + 10 * MINUTE)
    expect(early.dueAt).toBe(start + 90 * MINUTE)
    const late = extendClock(desk, early, { amount: 30, unit: 'minutes' }, start + 200 * MINUTE)
    expect(late.dueAt).toBe(start + 230 * MINUTE)
    expect(due()).toBe(start + 230 * MINUTE)
  })

  it('is given to what an older version has left waiting without one, once', () => {
    desk.conversations.update(conversation.id, { deadlineAt: start })
    recoverClocks(desk, start + 5 * MINUTE)
    recoverClocks(desk, start + 9 * MINUTE)
    expect(desk.clocks.of(about()).map(({ kind, startedAt }) => [kind, startedAt])).toEqual([
      ['first-response', start + 5 * MINUTE],
    ])
    expect(due()).toBe(start + 65 * MINUTE)
  })

  it('is one for each kind: starting it again begins anew', () => {
    startClock(desk, about(), 'first-response', start)
    startClock(desk, about(), 'first-response', start + 30 * MINUTE)
    expect(desk.clocks.of(about())).toHaveLength(1)
    startClock(desk, about(), 'approval', start + 30 * MINUTE)
    expect(desk.clocks.of(about())).toHaveLength(2)
    expect(due()).toBe(start + 60 * MINUTE)
  })
})

function fail(): never {
  throw new Error('there is no clock')
}
