import { DatabaseSync, type StatementSync } from 'node:sqlite'

export type Row = Record<string, string | number | null>

/** Reads a desk's file from beside the service; each statement is prepared once. */
export class Reader {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true })
  }

  rows(sql: string, ...values: (string | number)[]): Row[] {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
      .all(...values)
      .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])))
  }

  close(): void {
    this.#database.close()
  }
}

function plain(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value
  throw new TypeError(`the desk's tables hold texts and numbers, not ${typeof value}`)
}
