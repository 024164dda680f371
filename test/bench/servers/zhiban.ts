import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { serve } from '@hono/node-server'
import { createLog } from '../../../src/log.ts'
import { build } from '../../../src/runtime/serve.ts'
import { realSurroundings } from '../../../src/runtime/surroundings.ts'
import { answerAtOnce, createPostings, throughHttp } from '../support/far-side.ts'
import { environment, type Policies, sampleContent } from '../support/sample.ts'
import { input, serveTo } from './serving.ts'

/**
 * The service as `npm start` runs it, over a far side that answers at once: in this process, or for Slack over HTTP at
 * the port `slack`.
 */
const { folder, policies, slack } = input<{ folder: string; policies: Policies; slack?: number }>()
mkdirSync(folder, { recursive: true })
const postings = createPostings()
const built = await build(
  sampleContent(policies),
  {
    ...realSurroundings(environment),
    faqSigned: true,
    fetch: slack === undefined ? answerAtOnce(postings.heard) : throughHttp(slack, answerAtOnce(postings.heard)),
  },
  { folder, durability: 'normal', log: createLog(console.error, () => Date.now()) },
)
const host = built.desks.get('qingxi')?.host

/** What the outbox still holds, and the turns that wait for their citizen to be quiet. Read beside the service. */
function left(): unknown {
  const database = new DatabaseSync(join(folder, 'qingxi.sqlite'), { readOnly: true })
  const counts = database
    .prepare(
      'SELECT (SELECT count(*) FROM effects) AS effects, (SELECT count(*) FROM conversations WHERE turn_due_at IS NOT NULL) AS turns',
    )
    .get()
  database.close()
  return counts
}

serve({ fetch: (request) => built.app.fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  serveTo(port, (question) => {
    if (question === 'memory') return process.memoryUsage.rss()
    if (question === 'postings') return postings.take()
    if (question === 'left') return left()
    if (question === 'idle') return host?.idle
    throw new Error(`the server does not know the question ${question}`)
  }),
)
