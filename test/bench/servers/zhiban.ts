import { mkdirSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { createLog } from '../../../src/log.ts'
import { build } from '../../../src/runtime/serve.ts'
import { realSurroundings } from '../../../src/runtime/surroundings.ts'
import { answerAtOnce, createPostings } from '../support/far-side.ts'
import { environment, type Policies, sampleContent } from '../support/sample.ts'
import { input, serveTo } from './serving.ts'

/** The service as `npm start` runs it, over a far side that answers at once. */
const { folder, policies } = input<{ folder: string; policies: Policies }>()
mkdirSync(folder, { recursive: true })
const postings = createPostings()
const built = await build(
  sampleContent(policies),
  { ...realSurroundings(environment), fetch: answerAtOnce(postings.heard) },
  { folder, durability: 'normal', log: createLog(console.error, () => Date.now()) },
)
const host = built.desks.get('qingxi')?.host

const server = serve({ fetch: (request) => built.app.fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  serveTo(port, async (question) => {
    if (question === 'rss') return process.memoryUsage().rss
    if (question === 'postings') return postings.take()
    if (question === 'idle') {
      while (host?.idle === false) await new Promise((resolve) => setTimeout(resolve, 10))
      return true
    }
    if (question === 'close') {
      server.close()
      await built.stop()
      return true
    }
    throw new Error(`the server does not know the question ${question}`)
  }),
)
