import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { test, vi } from 'vitest'
import text from '../../build/content.txt'
import { caseCourse } from '../support/case-course.ts'

vi.setConfig({ testTimeout: 40_000 })

test('a case goes from the citizen’s words to its end in a Durable Object as on Node', async () => {
  const probe = env.PROBE.get(env.PROBE.idFromName('cases'))
  await runInDurableObject(probe, (_, state) => caseCourse(state.storage, JSON.parse(text)))
})
