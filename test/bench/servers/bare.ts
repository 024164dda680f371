import { createHmac, timingSafeEqual } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { decodeSecret } from '../../../adapters/webhook/sign.ts'
import { secrets } from '../support/sample.ts'
import { input, serveTo } from './serving.ts'

/**
 * The least that can be called taking a signed webhook: a Hono handler that checks the HMAC, parses the JSON and
 * inserts one row with a prepared statement, each insert committed by itself. No zod, no dedupe, no triage.
 */
const { file } = input<{ file: string }>()
const db = new DatabaseSync(file)
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
db.exec('CREATE TABLE messages (id INTEGER PRIMARY KEY, sender TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL)')
const insert = db.prepare('INSERT INTO messages (sender, text, at) VALUES (?, ?, ?)')
const key = decodeSecret(secrets.portal)
if (key instanceof Error) throw key

const app = new Hono()
app.post('/hooks/qingxi/portal', async (c) => {
  const body = await c.req.text()
  const id = c.req.header('webhook-id') ?? ''
  const timestamp = c.req.header('webhook-timestamp') ?? ''
  const given = Buffer.from((c.req.header('webhook-signature') ?? '').slice(3), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  if (given.length !== signature.length || !timingSafeEqual(given, signature))
    return c.json({ error: 'signature' }, 401)
  const { data }: { data: { sender: string; text: string } } = JSON.parse(body)
  insert.run(data.sender, data.text, Date.now())
  return c.json({ received: true })
})

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => serveTo(port))
