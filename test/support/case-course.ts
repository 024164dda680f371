import { expect } from 'vitest'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { parseConfig, sandboxEnvironment } from '../../src/config.ts'
import type { Card, StaffVerb } from '../../src/desk/card.ts'
import type { Desk } from '../../src/desk/desk.ts'
import type { Outcomes } from '../../src/desk/round.ts'
import { compose } from '../../src/runtime/compose.ts'
import type { Content } from '../../src/runtime/content.ts'
import { openDatabase, type Storage } from '../../src/store/database.ts'

// The world of the other stories reads files, which workerd cannot.
const MORNING = Date.UTC(2026, 10, 24, 1, 0, 0)
const SECOND = 1_000
const MINUTE = 60_000
const DAY = 86_400_000
const [zhang, wang, he, liu] = ['U0ZHANG001', 'U0WANGZR01', 'U0HEJG0001', 'U0LIUSZ001'] as const
const bytes = (n: number): Uint8Array => new Uint8Array(n).fill(7)

/** The sample's first desk over a database of any runtime, with a clock that the test holds; what leaves it arrives. */
class Course {
  readonly sent: string[] = []
  readonly called: string[] = []
  now = MORNING
  readonly #desk: Desk
  readonly #cards = new Map<string, Card>()

  constructor(desk: Desk) {
    this.#desk = desk
  }

  say(text: string): void {
    const message = {
      dedupeKey: String(this.now),
      surface: 'message',
      thread: 'citizen-1',
      sender: 'citizen-1',
      kind: 'text' as const,
      text,
      at: this.now,
      target: '{}',
    }
    this.#desk.receive({ channel: 'portal', messages: [message] }, this.now)
    this.pass(30 * SECOND)
  }

  /** Lets time pass, from one alarm to the next. */
  pass(ms: number): void {
    const end = this.now + ms
    for (let wake = this.#perform(); wake !== null && wake <= end; wake = this.#perform()) {
      this.now = Math.max(this.now, wake)
    }
    this.now = end
  }

  /** Does all that can be done by now; returns when there is more. */
  #perform(outcomes: Outcomes = []): number | null {
    const { jobs, wake } = this.#desk.round({ deliveries: [], outcomes, room: 100 }, this.now)
    if (jobs.length === 0) return wake
    const done = jobs.map((job) => {
      if (job.kind === 'reply') this.sent.push(job.text)
      if (job.kind === 'note') this.called.push(...job.mention)
      if (job.kind === 'card') this.#cards.set(job.card.key, job.card)
      const outcome =
        job.kind === 'card' ? ({ kind: 'posted', ref: job.card.key } as const) : ({ kind: 'done' } as const)
      return [job.id, outcome] as const
    })
    return this.#perform(done)
  }

  act(person: string, key: string, verb: StaffVerb, fields?: Record<string, string>): void {
    const card = { key, version: this.#cards.get(key)?.version ?? 0 }
    const outcome = this.#desk.decide(
      { kind: 'card', person, verb, card, ...(fields === undefined ? {} : { fields }) },
      this.now,
    )
    expect(outcome).toEqual({ kind: 'done' })
    this.pass(SECOND)
  }

  text = (key: string): string => JSON.stringify(this.#cards.get(key))
}

/** From a citizen's words over a department's question and report to a closed case: the same on every runtime. */
export async function caseCourse(storage: Storage, content: Content): Promise<void> {
  const config = parseConfig(content.config, platforms, teamChats)
  const service = compose({
    content,
    environment: sandboxEnvironment(config, platforms, teamChats, bytes),
    fetch: () => () => Promise.reject(new Error('nothing leaves this desk')),
    now: () => MORNING,
    randomBytes: bytes,
    sleep: () => Promise.resolve(),
    log: () => {},
    faqSigned: true,
    neighbour: () => () => Promise.reject(new Error('no letter leaves this desk')),
  })
  const composed = service.desks.get('qingxi')
  if (composed === undefined) throw new Error('the sample has no such desk')
  const course = new Course(composed.open(await openDatabase(storage, content.migrations)))

  course.say('东门派出所把我父亲身份证上的出生日期印错了，请更正')
  expect(course.sent.join()).toContain('编号QX-C1')
  expect(course.text('case-1')).toContain('12月1日周二09:00前：自11月24日周二09:00起7天')
  course.act(zhang, 'case-1', 'refer', { department: 'dongmen', note: '' })
  course.act(zhang, '1', 'no-reply', { reason: '已立为事项办理' })

  // Nobody accepts: whoever works there and the owner, then the leaders, then the head.
  course.pass(DAY + SECOND)
  course.called.length = 0
  for (const person of [wang, liu]) {
    course.pass(30 * MINUTE)
    expect(course.called).toEqual([person])
    course.called.length = 0
  }
  expect(course.text('case-1')).toContain('超过接收时限，已提醒 李强、何警官')
  course.act(he, 'referral-1', 'accept')

  course.act(he, 'referral-1', 'ask', { text: '请问旧证的签发日期是哪一天？' })
  course.act(zhang, '1', 'approve')
  course.pass(20 * SECOND)
  expect(course.sent.at(-1)).toBe('请问旧证的签发日期是哪一天？')
  expect(course.text('case-1')).toContain('暂停计时')
  course.pass(DAY)
  course.say('是2026年10月8日签发的')
  expect(course.text('case-1')).not.toContain('暂停计时')
  expect(course.text('case-1')).toContain('扣除等待对方的时间')

  const reply = '您好，身份证已重新制作，民警将上门送达。'
  course.act(he, 'referral-1', 'report', { findings: '录入有误', measures: '', reply })
  course.act(zhang, '1', 'approve')
  course.pass(20 * SECOND)
  expect(course.sent.filter((text) => text === reply)).toHaveLength(1)
  course.act(zhang, 'case-1', 'close')
  expect(course.text('case-1')).toContain('已办结')
  course.called.length = 0
  course.pass(30 * DAY)
  expect(course.called).toEqual([])
}
