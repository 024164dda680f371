import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/durable-sqlite'
import { migrate } from 'drizzle-orm/durable-sqlite/migrator'
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqlite, type Sqlite } from '../../src/store/sqlite-node.ts'

let sqlite: Sqlite

beforeEach(() => {
  sqlite = openSqlite(':memory:')
  sqlite.storage.sql.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)')
})
afterEach(() => sqlite.close())

const insert = (text: string) => sqlite.storage.sql.exec('INSERT INTO notes (text) VALUES (?)', text)
const texts = () =>
  sqlite.storage.sql
    .exec('SELECT text FROM notes ORDER BY id')
    .toArray()
    .map((row) => row.text)

test('reads rows as objects by column name and as arrays in column order', () => {
  insert('甲')
  insert('乙')

  const exec = () => sqlite.storage.sql.exec('SELECT text, id FROM notes ORDER BY id')

  expect(exec().toArray()).toEqual([
    { text: '甲', id: 1 },
    { text: '乙', id: 2 },
  ])
  expect(exec().raw().toArray()).toEqual([
    ['甲', 1],
    ['乙', 2],
  ])
})

test('keeps both columns of a join that have the same name when rows are arrays', () => {
  insert('甲')

  const rows = sqlite.storage.sql.exec('SELECT a.id, b.id FROM notes a, notes b').raw().toArray()

  expect(rows).toEqual([[1, 1]])
})

test('steps through rows one by one and then says that it is done', () => {
  insert('甲')

  const cursor = sqlite.storage.sql.exec('SELECT text FROM notes')

  expect(cursor.next()).toEqual({ done: false, value: { text: '甲' } })
  expect(cursor.next()).toEqual({ done: true, value: undefined })
})

test('gives the only row, and refuses none and several', () => {
  insert('甲')
  insert('乙')

  const one = (where: string) => sqlite.storage.sql.exec(`SELECT id FROM notes WHERE ${where}`).one()

  expect(one('id = 2')).toEqual({ id: 2 })
  expect(() => one('id > 2')).toThrow('exactly one row, got 0')
  expect(() => one('id > 0')).toThrow('exactly one row, got 2')
})

test('runs a statement although nobody reads its cursor', () => {
  insert('甲')

  expect(texts()).toEqual(['甲'])
})

test('runs all statements of one text in order, with the parameters for the last', () => {
  const rows = sqlite.storage.sql
    .exec(
      `-- a table; and what goes into it
       CREATE TABLE cases (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO cases (title) VALUES ('a;b');
       SELECT title FROM cases WHERE id = ?; /* the end; */ -- really`,
      1,
    )
    .toArray()

  expect(rows).toEqual([{ title: 'a;b' }])
})

test('sees a column that was added after the statement was first used', () => {
  insert('甲')
  const read = () => sqlite.storage.sql.exec('SELECT * FROM notes').toArray()
  const before = read()

  sqlite.storage.sql.exec('ALTER TABLE notes ADD COLUMN lang TEXT')

  expect(before).toEqual([{ id: 1, text: '甲' }])
  expect(read()).toEqual([{ id: 1, text: '甲', lang: null }])
})

test('goes on working when more different statements were used than it keeps', () => {
  insert('甲')

  for (let i = 0; i < 1100; i++) sqlite.storage.sql.exec(`SELECT ${i} FROM notes`)

  expect(texts()).toEqual(['甲'])
})

test('commits a transaction and returns what its function returns', () => {
  const result = sqlite.storage.transactionSync(() => {
    insert('甲')
    return 7
  })

  expect(result).toBe(7)
  expect(texts()).toEqual(['甲'])
})

test('takes back a transaction whose function throws, and passes the error on', () => {
  const run = () =>
    sqlite.storage.transactionSync(() => {
      insert('甲')
      throw new Error('no')
    })

  expect(run).toThrow('no')
  expect(texts()).toEqual([])
})

test('takes back only the inner transaction when the outer one handles its error', () => {
  sqlite.storage.transactionSync(() => {
    insert('甲')
    try {
      sqlite.storage.transactionSync(() => {
        insert('乙')
        throw new Error('no')
      })
    } catch {
      insert('丙')
    }
  })

  expect(texts()).toEqual(['甲', '丙'])
})

test('takes back an inner transaction that was done when the outer one fails', () => {
  const run = () =>
    sqlite.storage.transactionSync(() => {
      sqlite.storage.transactionSync(() => insert('甲'))
      throw new Error('no')
    })

  expect(run).toThrow('no')
  expect(texts()).toEqual([])
})

test('refuses a transaction that would wait, and takes it back', () => {
  const run = () =>
    sqlite.storage.transactionSync(async () => {
      insert('甲')
    })

  expect(run).toThrow('cannot wait')
  expect(texts()).toEqual([])
})

test('starts a new transaction after one that SQLite took back by itself', () => {
  sqlite.storage.sql.exec('CREATE UNIQUE INDEX once ON notes (text)')
  insert('甲')
  const run = () =>
    sqlite.storage.transactionSync(() => sqlite.storage.sql.exec("INSERT OR ROLLBACK INTO notes (text) VALUES ('甲')"))

  expect(run).toThrow('UNIQUE')
  sqlite.storage.transactionSync(() => insert('乙'))

  expect(texts()).toEqual(['甲', '乙'])
})

const people = sqliteTable('people', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  active: integer('active', { mode: 'boolean' }).notNull(),
  tags: text('tags', { mode: 'json' }).$type<string[]>(),
  photo: blob('photo', { mode: 'buffer' }),
})
const journal = { entries: [{ idx: 0, when: 1, tag: '0000_people', breakpoints: true }] }
const migrations = {
  m0000: `CREATE TABLE people (id integer PRIMARY KEY, name text NOT NULL, active integer NOT NULL, tags text, photo blob);
--> statement-breakpoint
CREATE INDEX by_name ON people (name);`,
}

test('serves drizzle: migrations once, typed values both ways, prepared queries, raw SQL', async () => {
  const db = drizzle(sqlite.storage)
  const ada = { id: 1, name: 'Ada', active: true, tags: ['a', '乙'], photo: Buffer.from([1, 2]) }

  await migrate(db, { journal, migrations })
  await migrate(db, { journal, migrations })
  db.insert(people).values(ada).run()
  const byName = db
    .select()
    .from(people)
    .where(eq(people.name, sql.placeholder('name')))
    .prepare()

  expect(byName.all({ name: 'Ada' })).toEqual([ada])
  expect(byName.get({ name: 'Bob' })).toBeUndefined()
  expect(db.update(people).set({ active: false }).returning({ id: people.id }).all()).toEqual([{ id: 1 }])
  expect(db.get(sql`SELECT active FROM people`)).toEqual({ active: 0 })
  expect(db.all(sql`SELECT name FROM people`)).toEqual([{ name: 'Ada' }])
})

test('serves drizzle: a rolled back transaction leaves nothing', async () => {
  const db = drizzle(sqlite.storage)
  await migrate(db, { journal, migrations })

  const run = () =>
    db.transaction((tx) => {
      tx.insert(people).values({ name: 'Ada', active: true }).run()
      tx.rollback()
    })

  expect(run).toThrow('Rollback')
  expect(db.select().from(people).all()).toEqual([])
})

test('keeps a file that can be opened again, in write-ahead mode and flushed at every commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhiban-'))
  const path = join(folder, 'desk.sqlite')

  const first = openSqlite(path)
  first.storage.sql.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
  first.close()
  const again = openSqlite(path)
  const normal = openSqlite(path, { synchronous: 'normal' })
  const pragma = (db: Sqlite, name: string) => db.storage.sql.exec(`PRAGMA ${name}`).raw().toArray().flat()

  expect(again.storage.sql.exec('SELECT a FROM t').one()).toEqual({ a: 1 })
  expect(pragma(again, 'journal_mode')).toEqual(['wal'])
  expect(pragma(again, 'synchronous')).toEqual([2])
  expect(pragma(normal, 'synchronous')).toEqual([1])
  expect(pragma(again, 'foreign_keys')).toEqual([0])

  again.close()
  normal.close()
  rmSync(folder, { recursive: true })
})
