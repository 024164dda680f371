import { mkdirSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { createLog } from '../../../src/log.ts'
import { build } from '../../../src/runtime/serve.ts'
import { realSurroundings } from '../../../src/runtime/surroundings.ts'
import { answerAtOnce } from '../support/far-side.ts'
import { groupContent } from '../support/group.ts'
import { environment, type Policies } from '../support/sample.ts'
import { input, serveTo } from './serving.ts'

/** Many desks in one process, as `npm start` runs them, over a far side that answers at once. */
const { folder, policies, count } = input<{ folder: string; policies: Policies; count: number }>()
mkdirSync(folder, { recursive: true })
const built = await build(
  groupContent(count, policies),
  { ...realSurroundings(environment), faqSigned: true, fetch: answerAtOnce(() => {}) },
  { folder, durability: 'normal', log: createLog(console.error, () => Date.now()) },
)

serve({ fetch: (request) => built.app.fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  serveTo(port, (question) => {
    if (question === 'memory') return process.memoryUsage.rss()
    if (question === 'idle') return [...built.desks.values()].every(({ host }) => host.idle)
    throw new Error(`the server does not know the question ${question}`)
  }),
)
