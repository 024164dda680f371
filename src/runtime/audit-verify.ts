import { existsSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sha256Hex } from '../../adapters/shared/crypto.ts'
import type { ChainHead } from '../store/chain.ts'
import { readSqlite, type SqliteReader } from '../store/sqlite-node.ts'
import { type Break, type Verified, verifyChain } from '../store/verify-chain.ts'

/** `123:` and 64 hexadecimal digits, as `/zhiban audit head` and the log give it, or their beginning, as the ledger does. */
const HEAD = /^(\d{1,15}):([0-9a-f]{12,64})$/i

export interface Report {
  readonly text: string
  readonly ok: boolean
}

/**
 * Checks the records of desks: `npm run audit:verify [-- FILE|DESK…] [--head NUMBER:HASH]`. Without names every desk in
 * the data folder is checked; `--head` needs exactly one. Files are opened for reading only, also while the service runs.
 */
export function verifyFiles(args: readonly string[], data: string): Report {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { head: { type: 'string' } },
  })
  const files = positionals.length > 0 ? positionals.map((name) => fileOf(name, data)) : filesIn(data)
  if (files.length === 0)
    return failed(`${data} 中没有值班台的数据文件（*.sqlite）。请写出文件或值班台名称。No desk's file in ${data}.`)
  const head = values.head === undefined ? undefined : headOf(values.head)
  if (head === 'unreadable')
    return failed(
      '--head 应为“序号:哈希”，照 /zhiban audit head 或每天的台账填写。--head is NUMBER:HASH, as /zhiban audit head or the daily ledger gives it.',
    )
  if (head !== undefined && files.length !== 1)
    return failed('--head 只能对一个值班台使用，请写出是哪一个。--head is about one desk: name it.')
  const reports = files.map((file) => verifyFile(file, head))
  return { text: reports.map(({ text }) => text).join('\n'), ok: reports.every(({ ok }) => ok) }
}

const failed = (text: string): Report => ({ text, ok: false })

const filesIn = (data: string): string[] =>
  existsSync(data)
    ? readdirSync(data)
        .filter((name) => name.endsWith('.sqlite'))
        .map((name) => join(data, name))
    : []

/** A file, or the name of a desk in the data folder. */
const fileOf = (name: string, data: string): string => (existsSync(name) ? name : join(data, `${name}.sqlite`))

function headOf(text: string): ChainHead | 'unreadable' {
  const [, id, hash] = HEAD.exec(text.trim()) ?? []
  return id === undefined || hash === undefined ? 'unreadable' : { id: Number(id), hash: hash.toLowerCase() }
}

function verifyFile(file: string, noted: ChainHead | undefined): Report {
  if (!existsSync(file)) return failed(`找不到 ${file}。There is no such file.`)
  const name = basename(file)
  let database: SqliteReader | undefined
  try {
    database = readSqlite(file)
    const verified = verifyChain(database, sha256Hex, noted)
    const text = show(name, verified)
    if (verified.broken !== undefined || verified.compared) return { text, ok: verified.broken === undefined }
    return failed(
      `${text}所给的链头早于现存的记录，无法比对，请换一个新的。The head that you gave is older than what is left of the record: give a newer one.`,
    )
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return failed(`${name}：读不出记录（${why}）。It cannot be read.`)
  } finally {
    database?.close()
  }
}

function show(name: string, { rows, head, broken }: Verified): string {
  if (broken === undefined) {
    if (head === undefined) return `${name}：还没有记录。The record is empty.`
    return `${name}：${rows} 条记录完好，链头 ${head.id}:${head.hash}。All ${rows} rows hold.`
  }
  const at = new Date(broken.at).toISOString()
  const [zh, en] = words(broken.why)
  return [
    `${name}：记录在第 ${broken.id} 条断开（${at}，${broken.what}）：${zh}此前 ${rows} 条完好。`,
    `  Broken at row ${broken.id} (${at}, ${broken.what}): ${en} ${rows} rows before it hold.`,
  ].join('\n')
}

function words(why: Break['why']): readonly [string, string] {
  switch (why.code) {
    case 'changed':
      return [
        '内容与哈希不符，这一条或前一条被改动过。',
        'its content does not match its hash; it or the row before was changed.',
      ]
    case 'gap':
      return ['序号不连续，有记录被删除或插入。', 'the numbers have a gap; a row was removed or put in.']
    case 'beginning':
      return ['开头的记录缺失，且不是到期清理造成的。', 'the beginning is missing, and no retention removed it.']
    case 'cut':
      return [
        `结尾的记录缺失，只到第 ${why.last} 条，少于所给的链头。`,
        `the end is missing: the head that you gave is further on.`,
      ]
    case 'other-head':
      return [
        '与所给的链头不符，整条链可能被重写。',
        'it is not the head that you gave; the chain may have been made anew.',
      ]
    case 'touched':
      return [
        `它所记的 ${why.table} 中的“${why.row}”被改动或删除。`,
        `what it speaks of, "${why.row}" in ${why.table}, was changed or removed.`,
      ]
    case 'unknown-row':
      return [
        `${why.table} 中的“${why.row}”没有记录，是插入的。`,
        `"${why.row}" in ${why.table} is in no record: it was put in.`,
      ]
  }
}

if (import.meta.main) {
  const { text, ok } = verifyFiles(process.argv.slice(2), resolve(process.env.ZHIBAN_DATA ?? 'data'))
  console.log(text)
  if (!ok) process.exitCode = 1
}
