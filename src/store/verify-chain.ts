import { z } from 'zod'
import { type ChainHead, type Link, linkText, messageText } from './chain.ts'
import type { SqliteReader } from './sqlite-node.ts'

/** Where the record of a desk does not hold together. */
export interface Break {
  /** The row at which it shows; the row itself or one before it was touched. */
  readonly id: number
  readonly at: number
  readonly what: string
  readonly why:
    | { readonly code: 'changed' | 'gap' | 'beginning' }
    | { readonly code: 'cut'; readonly last: number }
    | { readonly code: 'other-head' }
    /** The row holds, but what it speaks of was changed or is gone. */
    | { readonly code: 'touched'; readonly table: string; readonly row: string }
    | { readonly code: 'unknown-row'; readonly table: string; readonly row: string }
}

export interface Verified {
  /** Rows of the chain that were read. */
  readonly rows: number
  /** The newest of them; undefined while there is none. */
  readonly head: ChainHead | undefined
  readonly broken: Break | undefined
  /** False when a noted head stands before the first row that is left, so that nothing can be said of it. */
  readonly compared: boolean
}

const Row = z.object({
  id: z.number(),
  conversation_id: z.number().nullable(),
  case_id: z.number().nullable(),
  at: z.number(),
  actor: z.string(),
  what: z.string(),
  line: z.string(),
  detail: z.string(),
  hash: z.string(),
})
type Row = z.infer<typeof Row>

/** What the details of a row may say of other tables. */
const Detail = z.looseObject({
  channel: z.string().optional(),
  key: z.string().optional(),
  digest: z.string().optional(),
  draft: z.number().nullable().optional(),
  reply: z.number().nullable().optional(),
  hash: z.string().optional(),
})
const Trimmed = z.object({ through: z.number(), hash: z.string() })
const Text = z.object({ text: z.string() })
const Message = z.object({ id: z.number(), text: z.string(), received_at: z.number(), sender: z.string().nullable() })

/**
 * Walks the record of a desk from its first row to its last, in bounded memory, and says where it first breaks. `noted`
 * is a head that was noted outside the database earlier, its hash whole or the beginning of it: it must still be in the
 * chain. `digest` is SHA-256, hexadecimal.
 * The database is only read; it is locked for nobody.
 */
export function verifyChain(
  database: SqliteReader,
  digest: (text: string) => string,
  noted: ChainHead | undefined,
): Verified {
  return database.atOnce(() => walk(database, digest, noted))
}

function walk(database: SqliteReader, digest: (text: string) => string, noted: ChainHead | undefined): Verified {
  const covered = coverage(database, digest)
  let before: ChainHead | undefined
  let rows = 0
  let compared = noted === undefined
  const stop = (row: Pick<Row, 'id' | 'at' | 'what'>, why: Break['why']): Verified => ({
    rows,
    head: before,
    broken: { id: row.id, at: row.at, what: row.what, why },
    compared,
  })
  let last: Row | undefined
  for (const found of database.rows('SELECT * FROM events ORDER BY id')) {
    const row = Row.parse(found)
    // Older than the chain itself.
    if (before === undefined && row.hash === '' && rows === 0) {
      last = row
      continue
    }
    if (before === undefined) {
      const start = beginning(database, row, last)
      if (start === undefined) return stop(row, { code: 'beginning' })
      before = start
    }
    if (row.id !== before.id + 1) return stop(row, { code: 'gap' })
    if (digest(linkText(before.hash, linkOf(row))) !== row.hash) return stop(row, { code: 'changed' })
    before = { id: row.id, hash: row.hash }
    rows += 1
    last = row
    if (noted?.id === row.id) {
      if (!row.hash.startsWith(noted.hash)) return stop(row, { code: 'other-head' })
      compared = true
    }
    const why = covered.check(row)
    if (why !== undefined) return stop(row, why)
  }
  const end = last ?? { id: 0, at: 0, what: '' }
  if (noted !== undefined && noted.id > end.id) return stop(end, { code: 'cut', last: end.id })
  const why = covered.end()
  return why === undefined ? { rows, head: before, broken: undefined, compared } : stop(end, why)
}

const linkOf = (row: Row): Link => ({
  id: row.id,
  conversationId: row.conversation_id,
  caseId: row.case_id,
  at: row.at,
  actor: row.actor,
  what: row.what,
  line: row.line,
  detail: row.detail,
})

/**
 * What stands before the first row that is left: nothing at the very beginning and after rows that are older than the
 * chain; otherwise a later row must say up to where retention has removed the record.
 */
function beginning(database: SqliteReader, first: Row, older: Row | undefined): ChainHead | undefined {
  if (older !== undefined || first.id === 1) return { id: older?.id ?? 0, hash: '' }
  for (const row of database.rows("SELECT detail FROM events WHERE what = 'trimmed' ORDER BY id DESC")) {
    const trimmed = Trimmed.safeParse(parsed(z.object({ detail: z.string() }).parse(row).detail))
    if (trimmed.success && trimmed.data.through === first.id - 1) return { id: first.id - 1, hash: trimmed.data.hash }
  }
  return undefined
}

/** Checks the rows of other tables that the record speaks of. Words may only be gone where the record says so. */
function coverage(database: SqliteReader, digest: (text: string) => string) {
  const message = database.row(
    `SELECT m.id, m.text, m.received_at, c.sender FROM messages m LEFT JOIN conversations c ON c.id = m.conversation_id
     WHERE m.channel = ? AND m.dedupe_key = ?`,
  )
  const emptied = database.row("SELECT 1 FROM events WHERE conversation_id = ? AND what = 'emptied' LIMIT 1")
  const caseEvent = database.row(
    'SELECT 1 FROM case_events WHERE case_id = ? AND at = ? AND actor = ? AND what = ? AND line = ? AND detail = ? LIMIT 1',
  )
  const texts = {
    drafts: database.row('SELECT text FROM drafts WHERE id = ?'),
    replies: database.row('SELECT text FROM replies WHERE id = ?'),
  }
  const decision = database.row('SELECT 1 FROM decisions WHERE draft_id = ? AND staff = ? AND text_hash = ? LIMIT 1')
  const between = database.row('SELECT id FROM messages WHERE id > ? AND id < ? LIMIT 1')
  let newest: number | undefined
  /** The youngest of the greetings and the like whose words are gone, and up to when retention says they are. */
  let loose = { row: '', at: Number.NEGATIVE_INFINITY }
  let cleared = Number.NEGATIVE_INFINITY

  const touched = (table: string, row: number | string): Break['why'] => ({ code: 'touched', table, row: String(row) })
  const mayBeEmpty = (row: Row): boolean => row.conversation_id !== null && emptied(row.conversation_id) !== undefined

  function checkMessage(row: Row, detail: z.infer<typeof Detail>): Break['why'] | undefined {
    const key = detail.key ?? ''
    const found = Message.safeParse(message(detail.channel ?? '', key)).data
    if (found === undefined) return touched('messages', key)
    // Messages are written in the order of the record: what lies between two of them is not in it.
    const unknown = newest === undefined ? undefined : between(newest, found.id)
    if (unknown !== undefined)
      return { code: 'unknown-row', table: 'messages', row: String(z.object({ id: z.number() }).parse(unknown).id) }
    newest = Math.max(newest ?? 0, found.id)
    // Small talk that became a conversation later was recorded without one.
    const sender = row.conversation_id === null ? '' : (found.sender ?? '')
    if (digest(messageText(sender, found.text)) === detail.digest) return undefined
    if (found.text !== '') return touched('messages', key)
    if (row.conversation_id !== null) return mayBeEmpty(row) ? undefined : touched('messages', key)
    if (found.received_at > loose.at) loose = { row: key, at: found.received_at }
    return undefined
  }

  function checkText(table: 'drafts' | 'replies', id: number, hash: string, row: Row): Break['why'] | undefined {
    const found = Text.safeParse(texts[table](id)).data
    if (found === undefined) return touched(table, id)
    if (digest(found.text) === hash || (found.text === '' && mayBeEmpty(row))) return undefined
    return touched(table, id)
  }

  return {
    check: (row: Row): Break['why'] | undefined => {
      const detail = Detail.safeParse(parsed(row.detail)).data ?? {}
      if (row.what === 'cleared') {
        const { before } = z.object({ before: z.number() }).parse(detail)
        cleared = Math.max(cleared, before)
      }
      if (row.case_id !== null && !row.what.startsWith('clock-') && !row.what.startsWith('audit')) {
        if (caseEvent(row.case_id, row.at, row.actor, row.what, row.line, row.detail) === undefined)
          return touched('case_events', `${row.case_id}`)
      }
      if (row.what === 'received') {
        const why = checkMessage(row, detail)
        if (why !== undefined) return why
      }
      const { draft, reply, hash } = detail
      if (hash === undefined || row.case_id !== null) return undefined
      if (typeof draft === 'number') {
        const why = checkText('drafts', draft, hash, row)
        if (why !== undefined) return why
        const approves = row.what === 'approve' || row.what === 'approve-first'
        if (approves && decision(draft, row.actor, hash) === undefined) return touched('decisions', draft)
      }
      return typeof reply === 'number' ? checkText('replies', reply, hash, row) : undefined
    },
    end: (): Break['why'] | undefined => (loose.at > cleared ? touched('messages', loose.row) : undefined),
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
