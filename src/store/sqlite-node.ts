import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'

/** Statements kept prepared, more than a desk has; beyond this the one prepared first is dropped. */
const CACHE_SIZE = 500

export type Row = Record<string, SQLOutputValue>

/** The part of a Durable Object's `SqlStorageCursor` that drizzle and the desk use. */
export interface SqlCursor {
  /** Rows as arrays, in the order of the columns. */
  raw(): { toArray(): SQLOutputValue[][] }
  toArray(): Row[]
  next(): { done: false; value: Row } | { done: true; value: undefined }
  /** The only row. Throws when there is none or more than one. */
  one(): Row
}

/** The part of a Durable Object's `storage` that `drizzle-orm/durable-sqlite` needs. */
export interface SqliteStorage {
  readonly sql: {
    /** Runs all statements of `query` at once; the parameters and the cursor belong to the last one. */
    exec(query: string, ...params: SQLInputValue[]): SqlCursor
  }
  /** Commits when `fn` returns, rolls back when it throws. Nests. Throws when `fn` returns a promise. */
  transactionSync<T>(fn: () => T): T
}

export interface SqliteOptions {
  /**
   * `full` (the default): what was committed survives a power cut, which "acknowledged after commit" needs.
   * `normal`: it survives a crash of the process, but a power cut may take the last moments. Faster.
   * https://sqlite.org/pragma.html#pragma_synchronous
   */
  readonly synchronous?: 'normal' | 'full'
  /** Pages of 4 KiB that the log beside the file may reach before they are written into it; 8,000 unless given. */
  readonly logPages?: number
}

export interface Sqlite {
  readonly storage: SqliteStorage
  close(): void
}

/**
 * Opens a SQLite file (or `:memory:`) behind the storage interface of a Durable Object, so that both runtimes run
 * the same database code. Throws the error of `node:sqlite` when the file cannot be opened or written.
 */
export function openSqlite(path: string, options: SqliteOptions = {}): Sqlite {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false })
  db.exec(`
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = ${options.synchronous ?? 'full'};
    PRAGMA cache_size = -6000;
    PRAGMA temp_store = MEMORY;
    PRAGMA wal_autocheckpoint = ${options.logPages ?? 8_000};
  `)
  const prepare = preparer(db)

  function exec(query: string, ...params: SQLInputValue[]): SqlCursor {
    const { statement, rest } = prepare(query)
    if (rest === undefined) return cursor(statement, statement.all(...params))
    statement.all()
    return exec(rest, ...params)
  }

  return { storage: { sql: { exec }, transactionSync: transactions(db) }, close: () => db.close() }
}

interface Prepared {
  readonly statement: StatementSync
  /** What follows the first statement of the text, if anything does. */
  readonly rest: string | undefined
}

/** Nothing but space, semicolons and comments. */
const BLANK = /^(?:[\s;]|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*$/

function preparer(db: DatabaseSync): (query: string) => Prepared {
  const cache = new Map<string, Prepared>()

  return (query) => {
    const known = cache.get(query)
    if (known !== undefined) return known

    const statement = db.prepare(query)
    statement.setReturnArrays(true)
    // SQLite compiles one statement at a time and leaves the rest unread: `sourceSQL` ends where it stopped.
    const rest = query.slice(statement.sourceSQL.length)
    const prepared = { statement, rest: BLANK.test(rest) ? undefined : rest }
    cache.set(query, prepared)
    const [oldest] = cache.keys()
    if (cache.size > CACHE_SIZE && oldest !== undefined) cache.delete(oldest)
    return prepared
  }
}

/** `setReturnArrays` changes what `all` returns, but not its declared type. */
const areArrays = (rows: unknown[]): rows is SQLOutputValue[][] => rows.length === 0 || Array.isArray(rows[0])

function cursor(statement: StatementSync, result: unknown[]): SqlCursor {
  if (!areArrays(result)) throw new TypeError(`Expected rows as arrays from: ${statement.sourceSQL}`)
  const toObject = (values: SQLOutputValue[]): Row =>
    Object.fromEntries(statement.columns().map(({ name }, i) => [name, values[i] ?? null]))
  let read = 0

  return {
    raw: () => ({ toArray: () => result.slice(read) }),
    toArray: () => result.slice(read).map(toObject),
    next: () => {
      const values = result[read++]
      return values === undefined ? { done: true, value: undefined } : { done: false, value: toObject(values) }
    },
    one: () => {
      const [only] = result
      if (only === undefined || result.length > 1)
        throw new Error(`Expected exactly one row, got ${result.length}, from: ${statement.sourceSQL}`)
      return toObject(only)
    },
  }
}

function transactions(db: DatabaseSync): SqliteStorage['transactionSync'] {
  let depth = 0

  return (fn) => {
    // IMMEDIATE takes the write lock at once: a transaction that first reads could fail half-way if it had to wait.
    const [begin, commit, undo] =
      depth === 0
        ? ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']
        : [`SAVEPOINT s${depth}`, `RELEASE s${depth}`, `ROLLBACK TO s${depth}; RELEASE s${depth}`]
    db.exec(begin)
    depth += 1
    try {
      const result = fn()
      if (result instanceof Promise) throw new TypeError('A transaction cannot wait: its function returned a promise')
      db.exec(commit)
      return result
    } catch (error) {
      // SQLite has already rolled back by itself after some errors, e.g. a full disk.
      if (db.isTransaction) db.exec(undo)
      throw error
    } finally {
      depth -= 1
    }
  }
}

/** A file that is only read. */
export interface SqliteReader {
  /** Rows one after the other, so that a large table needs no more memory than a small one. */
  readonly rows: (query: string) => Iterable<unknown>
  /** One row at a time of a query that is asked again and again; undefined when there is none. */
  readonly row: (query: string) => (...values: (string | number | null)[]) => unknown
  /** Everything that `work` reads is of one moment, whoever writes meanwhile. */
  readonly atOnce: <T>(work: () => T) => T
  readonly close: () => void
}

/** Opens an existing file for reading. Throws SQLite's own error when it is none or cannot be read. */
export function readSqlite(file: string): SqliteReader {
  const db = new DatabaseSync(file, { readOnly: true })
  return {
    rows: (query) => db.prepare(query).iterate(),
    row: (query) => {
      const statement = db.prepare(query)
      return (...values) => statement.get(...values)
    },
    atOnce: (work) => {
      db.exec('BEGIN')
      try {
        return work()
      } finally {
        db.exec('COMMIT')
      }
    },
    close: () => db.close(),
  }
}
