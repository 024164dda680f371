import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sha256Hex } from '../../../adapters/shared/crypto.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { openSqlite } from '../../../src/store/sqlite-node.ts'
import { weiboUid } from './requests.ts'
import { sampleContent } from './sample.ts'
import { chance, createTexts, plainQuestion } from './texts.ts'

const DAY_MS = 86_400_000
const RECEIPT =
  '您的留言已收到，编号QX-100000。值班人员会查看并回复您，请保留编号。为保护隐私，请勿公开身份证号、电话和住址。遇有危险或紧急情况，请立即拨打110。'
const ANSWER =
  '您好，请携带户口簿到任一派出所户籍窗口办理，也可以在网上预约。本人到场，现场采集照片和指纹，受理后20个工作日内领证；急用的可以同时办理临时身份证，3个工作日内领取。'
const DRAFT = '您好，您反映的情况已收到，我们会转请辖区派出所核实处理，并将结果告知您。如有紧急情况，请立即拨打110。'

/** Rows of one table, written one after the other with one prepared statement. */
function inserter(db: DatabaseSync, table: string): (row: Readonly<Record<string, string | number | null>>) => number {
  let statement: ReturnType<DatabaseSync['prepare']> | undefined
  return (row) => {
    const columns = Object.keys(row)
    statement ??= db.prepare(
      `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `:${name}`).join()})`,
    )
    return Number(statement.run(row).lastInsertRowid)
  }
}

/** Opens the desk's file with the current schema and lets `write` fill it in one transaction, without a log. */
export async function fill(folder: string, write: (db: DatabaseSync) => void): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'qingxi.sqlite')
  const sqlite = openSqlite(file, { synchronous: 'normal' })
  await openDatabase(sqlite.storage, sampleContent({}).migrations)
  sqlite.close()
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN')
  write(db)
  db.exec('COMMIT')
  db.close()
}

export function tables(db: DatabaseSync) {
  const tables = {
    conversations: inserter(db, 'conversations'),
    messages: inserter(db, 'messages'),
    replies: inserter(db, 'replies'),
    drafts: inserter(db, 'drafts'),
    decisions: inserter(db, 'decisions'),
    events: inserter(db, 'events'),
    clocks: inserter(db, 'clocks'),
    cases: inserter(db, 'cases'),
    links: inserter(db, 'case_conversations'),
    caseEvents: inserter(db, 'case_events'),
  }
  const conversation = (sender: string, at: number, more: Readonly<Record<string, string | number | null>>) =>
    tables.conversations({
      channel: 'weibo',
      surface: 'private',
      thread: sender,
      sender,
      state: 'answered',
      turn: 1,
      turn_due_at: null,
      turn_since: at,
      approach: 'question',
      topic: 'household',
      urgency: 'normal',
      lang: 'zh',
      emergency: null,
      reasons: '[]',
      owner: null,
      deadline_at: null,
      draft_id: null,
      drafting_since: null,
      version: 2,
      card_ref: null,
      target: JSON.stringify({ by: 'message', to: sender }),
      last_inbound_at: at,
      replies_used: 1,
      changed: '已发出',
      created_at: at,
      updated_at: at + 60_000,
      ...more,
    })
  const message = (key: string, conversation: number | null, text: string, at: number, outcome: string) =>
    tables.messages({
      channel: 'weibo',
      dedupe_key: key,
      conversation_id: conversation,
      turn: conversation === null ? 0 : 1,
      kind: 'text',
      text,
      sent_at: at,
      received_at: at,
      passive: null,
      outcome,
      reason: outcome === 'no-reply' ? '问候或表情，无需答复' : null,
    })
  const hashes = new Map([RECEIPT, ANSWER, DRAFT].map((text) => [text, sha256Hex(text)]))
  const reply = (conversation: number, kind: string, text: string, at: number, draft: number | null) =>
    tables.replies({
      conversation_id: conversation,
      turn: 1,
      text,
      text_hash: hashes.get(text) ?? '',
      kind,
      provenance: kind === 'faq' ? '{"entry":"id-card-lost","confidence":0.93,"way":"cite"}' : '{"standing":"receipt"}',
      state: 'sent',
      passive: 0,
      corrects: null,
      draft_id: draft,
      problem: null,
      created_at: at,
      sent_at: at + 300,
    })
  const draft = (conversation: number, at: number, state: string) =>
    tables.drafts({
      conversation_id: conversation,
      turn: 1,
      text: DRAFT,
      origin: 'fallback',
      note: '没有相近的常见问题，按转办用语拟稿',
      provenance: '{"fallback":true,"way":"refer","used":[]}',
      citations: '[]',
      warnings: '[]',
      state,
      corrects: null,
      created_at: at,
    })
  const event = (conversation: number, at: number, actor: string, what: string, line: string) =>
    tables.events({ conversation_id: conversation, at, actor, what, line, detail: '{}' })
  /** A first response, or what else is said, is waited for until `due`. */
  const clock = (
    id: number,
    at: number,
    due: number,
    what: { about: string; kind: string } = { about: 'conversation', kind: 'first-response' },
  ) =>
    tables.clocks({
      ...what,
      about_id: id,
      started_at: at,
      amount: 60,
      unit: 'minutes',
      pauses: '[]',
      extensions: JSON.stringify([{ at, amount: Math.round((due - at) / 60_000), unit: 'minutes' }]),
      due_at: due,
      warn_at: null,
      warned: 1,
      step: 0,
      called: '[]',
      next_at: due,
    })
  return { ...tables, conversation, message, reply, draft, event, clock }
}

/** Senders of the stored messages: those of `weiboMessage` from 0 up to, not including, this one. */
export const KNOWN_SENDERS = 150_000

/**
 * A desk that has been in use for three months: `count` messages of {@link KNOWN_SENDERS} citizens, a third each
 * answered from the FAQ, answered by an approved reply, and needing none; all finished but for the last day's 500.
 */
export const fillUsed = (folder: string, count: number, now: number): Promise<void> =>
  fill(folder, (db) => {
    const draw = chance(7)
    const text = createTexts(draw)
    const to = tables(db)
    let drafts = 0
    for (let index = 0; index < count; index += 1) {
      const at = now - 90 * DAY_MS + Math.floor((index * 89 * DAY_MS) / count)
      const sender = weiboUid(Math.floor(draw() * KNOWN_SENDERS))
      const key = `stored_${index}`
      const ended = index % 3
      if (ended === 0) {
        to.message(key, null, text(), at, 'no-reply')
      } else if (ended === 1) {
        const id = to.conversation(sender, at, {})
        to.message(key, id, text(), at, 'faq')
        to.reply(id, 'faq', ANSWER, at, null)
      } else {
        const open = index >= count - 1500
        drafts += 1
        const id = to.conversation(sender, at, {
          owner: 'zhang',
          draft_id: drafts,
          card_ref: JSON.stringify({ channel: 'C0QINGXI01', ts: `${Math.floor(at / 1000)}.000100` }),
          ...(open ? waitingUntil(now + DAY_MS) : {}),
        })
        to.message(key, id, plainQuestion(draw), at, open ? 'pending' : 'approved')
        to.reply(id, 'standing', RECEIPT, at, null)
        to.draft(id, at, open ? 'waiting' : 'approved')
        to.event(id, at, 'desk', 'opened', '张敏 负责')
        if (open) {
          to.clock(id, at, now + DAY_MS)
          continue
        }
        to.decisions({
          conversation_id: id,
          draft_id: drafts,
          staff: 'zhang',
          verb: 'approve',
          text_hash: sha256Hex(DRAFT),
          at,
        })
        to.event(id, at, 'zhang', 'approve', '张敏 批准')
        to.reply(id, 'approved', DRAFT, at, drafts)
        to.event(id, at, 'desk', 'sent', '已发出')
      }
    }
  })

const waitingUntil = (at: number) => ({ state: 'waiting', deadline_at: at, changed: '已拟稿' })

/** The version of the cards of {@link fillWaiting}. */
export const WAITING_VERSION = 3

/** A desk with `count` Weibo conversations, of the ids from 1 on, whose drafts wait for approval; each has its card. */
export const fillWaiting = (folder: string, count: number, now: number): Promise<void> =>
  fill(folder, (db) => {
    const draw = chance(8)
    const to = tables(db)
    for (let index = 0; index < count; index += 1) {
      const at = now - 600_000 + index
      const id = to.conversation(weiboUid(index), at, {
        ...waitingUntil(now + DAY_MS),
        owner: 'zhang',
        draft_id: index + 1,
        version: WAITING_VERSION,
        card_ref: JSON.stringify({ channel: 'C0QINGXI01', ts: `1764000000.${String(index).padStart(6, '0')}` }),
      })
      to.message(`waiting_${index}`, id, plainQuestion(draw), at, 'pending')
      to.reply(id, 'standing', RECEIPT, at, null)
      to.draft(id, at, 'waiting')
      to.event(id, at, 'desk', 'opened', '张敏 负责')
      to.clock(id, at, now + DAY_MS)
    }
  })
