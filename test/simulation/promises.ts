import { expect } from 'vitest'
import { sha256Hex } from '../../adapters/shared/crypto.ts'
import { OUT_OF_SERVICE } from '../../adapters/wechat/emulator-push.ts'
import { triage } from '../../src/desk/triage.ts'
import { joinWords } from '../../src/desk/words.ts'
import { verifyFiles } from '../../src/runtime/audit-verify.ts'
import { people, SECOND } from '../support/world.ts'
import { ID_NUMBER, OWN_WORDS, PHONE, type Saying } from './citizens.ts'
import { isCurated, isStanding } from './curated.ts'
import type { Town } from './town.ts'

/** What the promises are held against: the desk's own rows, what citizens and the chat have got, and what left. */
export type Evidence = Pick<Town, 'rows' | 'world' | 'calls' | 'file'> & {
  readonly unanswered: readonly Pick<Saying, 'channel' | 'sender'>[]
}

const leaders = new Set(['wang'])
const deciders = new Set(['zhang', 'li', 'wang'])

/** 1. Nothing is lost: every message that was acknowledged is there once, and has come to exactly one end. */
export function nothingIsLost(town: Town): void {
  const messages = town.rows('select * from messages')
  const all = town.acknowledged.length + town.unanswered.length
  expect(messages.length).toBeGreaterThanOrEqual(town.acknowledged.length)
  expect(messages.length).toBeLessThanOrEqual(all)
  for (const { text } of town.acknowledged.filter((one) => /\d/.test(one.text))) {
    expect(messages.filter((message) => message.text === text)).toHaveLength(1)
  }
  for (const message of messages) {
    expect(message.outcome).toMatch(/^(faq|approved|no-reply)$/)
    if (message.outcome === 'no-reply') expect(message.reason).toMatch(/./)
    else expect(answers(town, message), JSON.stringify(message)).not.toEqual([])
  }
}

/** The replies that a message ended with; in danger the approved text for it is one. */
const answers = (town: Town, { conversation_id, turn, outcome }: Record<string, unknown>) =>
  town.rows(
    `select id from replies where conversation_id = ? and turn >= ? and state = 'sent'
      and (kind = ? or (kind = 'standing' and provenance like '%"emergency.%'))`,
    Number(conversation_id),
    Number(turn),
    String(outcome),
  )

/** 3. Nothing is said twice: what citizens have is what the desk knows to have been sent, one for one. */
export function nothingIsSaidTwice(town: Evidence): void {
  const received = town.world.network.desks[0]?.channels.flatMap((channel) =>
    channel.emulator.received.map((one) => `${channel.id} ${one.to} ${one.how === 'passive'} ${one.text}`),
  )
  const sent = town.rows(
    "select c.channel, c.sender, r.passive, r.text from replies r join conversations c on c.id = r.conversation_id where r.state = 'sent'",
  )
  const known = sent.map((reply) => `${reply.channel} ${reply.sender} ${reply.passive === 1} ${reply.text}`)
  // A passive answer to a push that was never answered did not reach anybody.
  const lost = new Set(town.unanswered.map((saying) => `${saying.channel} ${saying.sender} true`))
  const certain = (lines: readonly string[] = []) =>
    lines.filter((line) => ![...lost].some((start) => line.startsWith(start))).sort()
  expect(certain(received)).toEqual(certain(known))
}

/** 2. Nothing unapproved is published: every text is a curated one, or exactly what the right people approved. */
export function nothingUnapprovedIsPublished(town: Evidence): void {
  const approved = new Set(approvedTexts(town))
  for (const channel of town.world.network.desks[0]?.channels ?? []) {
    for (const { text } of channel.emulator.received) {
      // WeChat's own words to its user, while the service is down.
      if (text === OUT_OF_SERVICE) continue
      expect(approved.has(text) || isCurated(text) || isStanding(town.world, text), text).toBe(true)
    }
  }
}

/** The bytes of which the required people approved a hash. */
function approvedTexts(town: Evidence): string[] {
  const replies = town.rows(
    "select * from replies where kind = 'approved' and state in ('sent', 'sending', 'uncertain')",
  )
  return replies.map((reply) => {
    const decisions = town.rows(
      "select * from decisions where draft_id = ? and verb = 'approve'",
      Number(reply.draft_id),
    )
    const staff = new Set(decisions.map((decision) => String(decision.staff)))
    for (const decision of decisions) expect(decision.text_hash).toBe(sha256Hex(String(reply.text)))
    for (const person of staff) expect(deciders).toContain(person)
    expect(staff.size).toBeGreaterThanOrEqual(isComplaint(town, reply) ? 2 : 1)
    if (isComplaint(town, reply)) expect([...staff].some((person) => leaders.has(person))).toBe(true)
    expect(lateWords(town, reply), `${reply.text}`).toEqual([])
    return String(reply.text)
  })
}

/** What the citizen wrote after the approval and before the reply could leave: nobody has approved an answer to that. */
const lateWords = (town: Evidence, reply: Record<string, string | number | null>) =>
  town.rows(
    "select text from messages where conversation_id = ? and turn = ? and received_at > ? and received_at < ? and reason is not '寒暄致谢，无需回复'",
    Number(reply.conversation_id),
    Number(reply.turn),
    Number(reply.created_at),
    Number(reply.created_at) + 10 * SECOND,
  )

function isComplaint(town: Evidence, reply: Record<string, string | number | null>): boolean {
  const turn = town.rows(
    "select text from messages where conversation_id = ? and turn = ? and received_at <= ? and outcome <> 'no-reply' order by id",
    Number(reply.conversation_id),
    Number(reply.turn),
    Number(reply.created_at),
  )
  return triage(joinWords(turn.map((message) => ({ text: String(message.text) })))).approach === 'complaint'
}

/** 4. Nothing is deleted or hidden: no such call ever left. */
export function nothingIsDeleted(town: Evidence): void {
  expect(town.calls.length).toBeGreaterThan(0)
  expect(town.calls.filter((call) => /^DELETE|destroy|delete|hide|remove|blocks\/create/i.test(call))).toEqual([])
}

/** 5. Personal data stays inside: in no card, thread or log; shown to one person only who asked, on record. */
export function personalDataStaysInside(town: Town): void {
  const chat =
    JSON.stringify(town.world.slack.messages) +
    JSON.stringify([...town.world.slack.views.values(), ...town.world.slack.homes.values()])
  const log = town.logs.flat().join('\n')
  for (const data of [ID_NUMBER, PHONE]) {
    expect(chat).not.toContain(data)
    expect(log).not.toContain(data)
  }
  expect(log).not.toContain(OWN_WORDS)
  const lookers = new Set(
    town.rows("select distinct actor from events where what = 'reveal'").map((event) => String(event.actor)),
  )
  const ids = new Map<string, string>(Object.entries(people).map(([id, chatId]) => [chatId, id]))
  for (const { to, text } of town.world.slack.ephemerals) {
    if (text.includes(ID_NUMBER) || text.includes(PHONE)) expect(lookers).toContain(ids.get(to))
  }
}

/** 6. One person is always responsible: whatever is open has an owner with a deadline, or its reply is on its way. */
export function somebodyIsResponsible(town: Town): void {
  for (const one of town.rows("select * from cases where state not in ('closed', 'merged')")) {
    const about = JSON.stringify(one)
    expect(one.owner, about).toMatch(/^(zhang|li|wang)$/)
    const running = "select id from clocks where about = 'case' and about_id = ? and next_at is not null"
    expect(town.rows(running, Number(one.id)), about).not.toEqual([])
  }
  for (const one of town.rows("select * from conversations where state not in ('answered', 'closed')")) {
    const about = JSON.stringify(one)
    if (one.burst !== null && (one.state === 'waiting' || one.state === 'failed')) {
      decidedWithOthers(town, one)
      continue
    }
    if (one.state === 'listening') expect(one.turn_due_at, about).toEqual(expect.any(Number))
    else if (one.state === 'holding' || one.state === 'sending') {
      const effects = town.rows(
        "select id from effects where conversation_id = ? and kind in ('reply', 'find') and state <> 'dead'",
        Number(one.id),
      )
      expect(effects, about).not.toEqual([])
    } else {
      expect(one.owner, about).toMatch(/^(zhang|li|wang)$/)
      expect(one.deadline_at, about).toEqual(expect.any(Number))
      const clocks = town.rows(
        "select next_at from clocks where about = 'conversation' and about_id = ?",
        Number(one.id),
      )
      expect(clocks, about).toEqual([{ next_at: expect.any(Number) }])
    }
  }
}

/** Whatever died and was undone, the record of who did what is one unbroken chain, and every reply is in it. */
export function theRecordHolds(town: Evidence): void {
  expect(verifyFiles([town.file], '')).toEqual({ ok: true, text: expect.stringContaining('记录完好') })
  const told = new Set(
    town.rows("select json_extract(detail, '$.reply') as reply from events").map(({ reply }) => reply),
  )
  expect(town.rows('select id from replies').filter(({ id }) => !told.has(id))).toEqual([])
}

/** A member of a burst has the burst's owner and clock, or the one reply to all is on its way to it. */
function decidedWithOthers(town: Town, one: Record<string, string | number | null>): void {
  const [burst] = town.rows('select * from bursts where id = ?', Number(one.burst))
  const about = JSON.stringify({ one, burst })
  expect(burst?.owner, about).toMatch(/^(zhang|li|wang)$/)
  const clocks = town.rows("select next_at from clocks where about = 'burst' and about_id = ?", Number(one.burst))
  const leaves = one.state === 'waiting' && typeof burst?.work_at === 'number'
  if (!leaves) expect(clocks, about).toEqual([{ next_at: expect.any(Number) }])
}
