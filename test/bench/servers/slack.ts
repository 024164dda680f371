import { createServer } from 'node:http'
import { serveTo } from './serving.ts'

/** Slack's Web API as a far side that answers every call at once with success. */
let posted = 0
const server = createServer((request, response) => {
  request.resume()
  request.once('end', () => {
    posted += 1
    const ts = `1764000000.${String(posted).padStart(6, '0')}`
    const answer = { ok: true, channel: 'C0QINGXI01', ts, user_id: 'U0BOT', user: 'zhiban', bot_id: 'B0BOT' }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the far side of Slack has no port')
  serveTo(address.port, () => posted)
})
