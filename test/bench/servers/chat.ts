import { createSlackAdapter } from '@chat-adapter/slack'
import { createMemoryState } from '@chat-adapter/state-memory'
import { serve } from '@hono/node-server'
import { Chat, ConsoleLogger } from 'chat'
import { Hono } from 'hono'
import { secrets } from '../support/sample.ts'
import { input, serveTo } from './serving.ts'

/** The `chat` package over its Slack adapter, with state in memory and a handler that does nothing but count. */
const { slack } = input<{ slack: number }>()
let handled = 0
const chat = new Chat({
  userName: 'zhiban',
  adapters: {
    slack: createSlackAdapter({
      apiUrl: `http://127.0.0.1:${slack}/api/`,
      botToken: 'xoxb-bench',
      logger: new ConsoleLogger('error'),
      signingSecret: secrets.slack,
    }),
  },
  state: createMemoryState(),
  logger: new ConsoleLogger('error'),
})
chat.onAction('approve', async () => {
  handled += 1
})
await chat.initialize()

const app = new Hono()
app.post('/chat/qingxi', (c) => chat.webhooks.slack(c.req.raw, { waitUntil: (work) => void work }))
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => serveTo(port, () => handled))
