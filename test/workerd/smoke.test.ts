import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/durable-sqlite'
import { migrate } from 'drizzle-orm/durable-sqlite/migrator'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { equalConstantTime, hmacKeys, hmacSha256, sortedSha1 } from '../../adapters/shared/crypto.ts'
import migration from './support/probe.sql'

const notes = sqliteTable('notes', { id: integer('id').primaryKey(), text: text('text').notNull() })
const journal = { entries: [{ idx: 0, when: 1, tag: '0000_probe', breakpoints: true }] }

const probe = (name: string) => env.PROBE.get(env.PROBE.idFromName(name))

test('drizzle migrates, writes and reads the SQLite of a Durable Object', async () => {
  await runInDurableObject(probe('drizzle'), async (_, state) => {
    const db = drizzle(state.storage)
    await migrate(db, { journal, migrations: { m0000: migration } })

    db.insert(notes).values({ text: '值班' }).run()

    expect(db.select().from(notes).where(eq(notes.text, '值班')).all()).toEqual([{ id: 1, text: '值班' }])
  })
})

test('a transaction that throws leaves nothing in a Durable Object', async () => {
  await runInDurableObject(probe('rollback'), async (_, state) => {
    const db = drizzle(state.storage)
    await migrate(db, { journal, migrations: { m0000: migration } })

    const run = () =>
      db.transaction((tx) => {
        tx.insert(notes).values({ text: '值班' }).run()
        throw new Error('no')
      })

    expect(run).toThrow('no')
    expect(db.select().from(notes).all()).toEqual([])
  })
})

test('signatures come out on Cloudflare as everywhere', () => {
  // https://datatracker.ietf.org/doc/html/rfc4231#section-4.3
  const mac = hmacSha256(hmacKeys((text) => Buffer.from(text))('Jefe'), 'what do ya want for nothing?').toString('hex')

  expect(mac).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
  expect(sortedSha1('b', 'a')).toBe('da23614e02469a0d7c7bd1bdab5c9c474b1904dc')
  expect(equalConstantTime('值班', '值班')).toBe(true)
  expect(equalConstantTime('值班', '值勤')).toBe(false)
})
