import { getTableColumns, is, Param, Placeholder, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import type { Database } from './database.ts'

/** A query of drizzle's that takes only placeholders and constants. */
interface Query {
  toSQL(): { readonly sql: string; readonly params: readonly unknown[] }
}

type Value = string | number | null
/** What is put in for the placeholders, by their names. */
export type Values = Readonly<Record<string, string | number | boolean | null | undefined>>

/**
 * A statement of the hot path: drizzle writes its SQL once, at the start, and afterwards only the values are handed to
 * SQLite. Filling drizzle's own prepared statement costs about as much as SQLite itself for a row of thirty columns.
 */
function compile(db: Database, query: Query): (values: Values) => ReturnType<Database['$client']['sql']['exec']> {
  const { sql: text, params } = query.toSQL()
  const slots = params.map(slotOf)
  // SQLite compiles a statement anew whenever a parameter is bound that is all of its LIMIT, but not an expression.
  const fixed = text.replaceAll(' limit ?', ' limit (? + 0)')
  const { sql: client } = db.$client
  return (values) => client.exec(fixed, ...slots.map((slot) => valueFor(slot, values)))
}

type Slot = { readonly name: string } | { readonly value: Value }

function slotOf(param: unknown): Slot {
  if (is(param, Placeholder)) return { name: param.name }
  if (is(param, Param)) return slotOf(param.value)
  if (typeof param === 'string' || typeof param === 'number' || param === null) return { value: param }
  throw new TypeError(`a statement takes texts, numbers and placeholders, not ${typeof param}`)
}

function valueFor(slot: Slot, values: Values): Value {
  if ('value' in slot) return slot.value
  const value = values[slot.name]
  if (value === undefined) throw new TypeError(`a statement lacks its value ${slot.name}`)
  return typeof value === 'boolean' ? Number(value) : value
}

/** Runs a statement that returns nothing. */
export function runs(db: Database, query: Query): (values: Values) => void {
  const exec = compile(db, query)
  return (values) => {
    exec(values)
  }
}

/** Changes columns of a row: the same few sets of them are changed again and again, and each is prepared once. */
export function changes(
  db: Database,
  query: (set: Record<string, Placeholder>) => Query,
): (change: Values, where: Values) => void {
  const prepared = new Map<string, (values: Values) => void>()
  return (change, where) => {
    const columns = Object.keys(change)
    const key = columns.join()
    let run = prepared.get(key)
    if (run === undefined) {
      run = runs(db, query(Object.fromEntries(columns.map((name) => [name, sql.placeholder(name)]))))
      prepared.set(key, run)
    }
    run({ ...change, ...where })
  }
}

/** Runs a statement that returns one whole number: an id, a count, a time; undefined for no row, null for SQL's null. */
export function takesNumber(db: Database, query: Query): (values: Values) => number | null | undefined {
  const exec = compile(db, query)
  return (values) => {
    const [row] = exec(values).raw().toArray()
    const value = row?.[0]
    if (value === undefined || value === null || typeof value === 'number') return value
    throw new TypeError(`a statement returned ${typeof value} where a number was wanted`)
  }
}

/** Runs a query written out in SQL that returns one row of `width` whole numbers or nulls. */
export function takesNumbers(db: Database, query: SQL, width: number): (values: Values) => (number | null)[] {
  const exec = compile(db, written(query))
  return (values) => {
    const [row] = exec(values).raw().toArray()
    const numbers = row?.filter((cell) => cell === null || typeof cell === 'number')
    if (numbers?.length !== width) throw new TypeError(`a statement returned other than ${width} numbers`)
    return numbers
  }
}

/** Reads whole rows of `table`; the query selects all of its columns in their order (`select().from(table)`). */
export function takesRows<T extends SQLiteTable>(
  db: Database,
  table: T,
  query: Query,
): (values: Values) => T['$inferSelect'][] {
  const exec = compile(db, query)
  const columns: [string, SQLiteColumn][] = Object.entries(getTableColumns(table))
  const names = columns.map(([name]) => name)
  const booleans = new Set(columns.flatMap(([, column], at) => (column.dataType === 'boolean' ? [at] : [])))
  // Every row begins as a copy of this one, so that all of them have one shape, and thirty columns are no thirty changes of it.
  const blank: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]))
  const isRow = (_row: Record<string, unknown>, cells: readonly unknown[]): _row is T['$inferSelect'] =>
    cells.length === names.length
  return (values) =>
    exec(values)
      .raw()
      .toArray()
      .map((cells) => {
        const row = { ...blank }
        for (let at = 0; at < names.length; at += 1) {
          const cell = cells[at]
          row[names[at] ?? ''] = cell !== null && booleans.has(at) ? cell === 1 : cell
        }
        if (!isRow(row, cells)) throw new TypeError('a statement returned other columns than those of its table')
        return row
      })
}

const written = (query: SQL): Query => ({ toSQL: () => new SQLiteSyncDialect().sqlToQuery(query) })

/** Runs a query written out in SQL that returns one column of texts. */
export function texts(db: Database, query: SQL): (values: Values) => string[] {
  const exec = compile(db, written(query))
  return (values) =>
    exec(values)
      .raw()
      .toArray()
      .map(([cell]) => {
        if (typeof cell !== 'string') throw new TypeError(`a statement returned ${typeof cell} where a text was wanted`)
        return cell
      })
}

/** The id that an `insert … returning` gave. */
export function idOf(value: number | null | undefined): number {
  if (typeof value !== 'number') throw new TypeError('an insert returned no id')
  return value
}
