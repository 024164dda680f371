import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { secrets } from '../support/sample.ts'
import { serveTo } from './serving.ts'

/** Bolt over its own HTTPReceiver, with a handler that counts and acknowledges. */
let handled = 0
const app = new App({
  receiver: new HTTPReceiver({ signingSecret: secrets.slack, endpoints: '/chat/qingxi', logLevel: LogLevel.ERROR }),
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BOT', botUserId: 'U0BOT' }),
  logLevel: LogLevel.ERROR,
})
app.action('approve', async ({ ack }) => {
  handled += 1
  await ack()
})
const server = await app.start({ port: 0, host: '127.0.0.1' })
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('Bolt has no port')
serveTo(address.port, () => handled)
