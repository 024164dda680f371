import type { StaffMember } from '../settings.ts'
import { readShift, type WrittenShift } from './read.ts'
import type { Shift } from './shift.ts'

const HEADERS: Readonly<Record<keyof WrittenShift, readonly string[]>> = {
  date: ['date', '日期'],
  from: ['from', '开始', '开始时间'],
  to: ['to', '结束', '结束时间'],
  duty: ['duty', '值班', '值班员', '值班人员'],
  deputy: ['deputy', '副班', '备班'],
  leader: ['leader', '领导', '带班领导', '值班领导'],
}
/** For the eyes of whoever keeps the file. */
const REMARKS = new Set(['', 'note', 'remark', 'weekday', '备注', '星期'])
const columns = ['date', 'from', 'to', 'duty', 'deputy', 'leader'] as const
const REQUIRED: ReadonlySet<string> = new Set(['date', 'from', 'to', 'duty'])

/** Reads a roster from CSV, its header in Chinese or English; every problem names its line. */
export function readRoster(
  text: string,
  staff: readonly StaffMember[],
): { readonly shifts: readonly Shift[]; readonly problems: readonly string[] } {
  const [header, ...lines] = parseCsv(text).filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (header === undefined)
    return { shifts: [], problems: ['是空的，第一行应为表头：日期,开始,结束,值班,副班,带班领导'] }
  const names = header.cells.map((cell) => cell.toLowerCase())
  const at = (column: keyof WrittenShift): number => names.findIndex((name) => HEADERS[column].includes(name))
  const known = new Set(Object.values(HEADERS).flat())
  const problems = [
    ...columns
      .filter((column) => REQUIRED.has(column) && at(column) < 0)
      .map((column) => `第 ${header.line} 行：表头缺少“${HEADERS[column][1]}”（${column}）`),
    ...names
      .filter((name) => !known.has(name) && !REMARKS.has(name))
      .map((name) => `第 ${header.line} 行：不认识表头“${name}”，可用的有日期、开始、结束、值班、副班、带班领导、备注`),
  ]
  if (problems.length > 0) return { shifts: [], problems }
  const shifts: Shift[] = []
  const seen = new Map<string, number>()
  for (const { line, cells } of lines) {
    const cell = (column: keyof WrittenShift): string => cells[at(column)] ?? ''
    const read = readShift(
      {
        date: cell('date'),
        from: cell('from'),
        to: cell('to'),
        duty: cell('duty'),
        deputy: cell('deputy'),
        leader: cell('leader'),
      },
      staff,
    )
    if (!read.ok) {
      problems.push(...read.problems.map((problem) => `第 ${line} 行：${problem}`))
      continue
    }
    const key = `${read.shift.on} ${read.shift.from} ${read.shift.to}`
    const before = seen.get(key)
    if (before === undefined) shifts.push(read.shift)
    else problems.push(`第 ${line} 行：与第 ${before} 行是同一个班次，请合并为一行，多人用“、”隔开`)
    seen.set(key, before ?? line)
  }
  return { shifts, problems }
}

/** Cells of CSV (RFC 4180), trimmed, with the line of the file on which each row begins. */
export function parseCsv(text: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const rows: { line: number; cells: string[] }[] = []
  let row: { line: number; cells: string[] } = { line: 1, cells: [] }
  let cell = ''
  let quoted = false
  let line = 1
  const source = `${text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')}\n`
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at] ?? ''
    if (letter === '\n') line += 1
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (source[at + 1] === '"') {
        cell += letter
        at += 1
      } else quoted = false
    } else if (letter === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (letter === ',' || letter === '\n') {
      row.cells.push(cell.trim())
      cell = ''
      if (letter === '\n') {
        rows.push(row)
        row = { line, cells: [] }
      }
    } else cell += letter
  }
  // A quotation mark that is never closed swallows the rest: what was read of it is shown as it is.
  if (quoted) rows.push({ line: row.line, cells: [...row.cells, cell.trim()] })
  return rows
}
