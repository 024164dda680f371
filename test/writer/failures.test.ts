import { describe, expect, test } from 'vitest'
import { apiKey, bench, context, failure } from './support.ts'

describe('the time limit', () => {
  /** Deadlines that pass when the test says so, by their length in milliseconds. */
  function clock() {
    const timers = new Map<number, AbortController>()
    const deadline = (ms: number) => {
      const timer = new AbortController()
      timers.set(ms, timer)
      return timer.signal
    }
    return { deadline, timers, pass: (ms: number) => timers.get(ms)?.abort() }
  }

  test('the first try may use 60 % of the time, and a second try follows', async () => {
    const { deadline, pass, timers } = clock()
    const { writer, emulator } = bench({
      deadline,
      fetch: (request) => {
        const answer = emulator.fetch(request)
        if (emulator.requests.length === 0) setImmediate(() => pass(12_000))
        return answer
      },
    })
    emulator.fail('time-out', 1)

    const { draft } = await writer.draft(context())

    expect(draft.used).toEqual(['id-lost'])
    expect([...timers.keys()]).toEqual([20_000, 12_000])
    expect(emulator.requests).toHaveLength(2)
  })

  test('when all of it is gone there is no further try', async () => {
    const { deadline, pass } = clock()
    const { writer, emulator } = bench({
      deadline,
      fetch: (request) => {
        setImmediate(() => pass(20_000))
        return emulator.fetch(request)
      },
    })
    emulator.fail('time-out', 1)

    expect((await failure(writer.draft(context()))).kind).toBe('time-out')
    expect(emulator.requests).toHaveLength(1)
  })

  test('two tries that hang are a time-out', async () => {
    const { deadline, pass } = clock()
    const { writer, emulator } = bench({
      deadline,
      fetch: (request) => {
        const ms = emulator.requests.length === 0 ? 12_000 : 20_000
        setImmediate(() => pass(ms))
        return emulator.fetch(request)
      },
    })
    emulator.fail('time-out', 2)

    expect((await failure(writer.draft(context()))).kind).toBe('time-out')
    expect(emulator.requests).toHaveLength(2)
  })
})

describe('failures that a second try would not mend', () => {
  test('a rate limit says how long to rest', async () => {
    const { writer, emulator } = bench()
    emulator.fail('rate-limit', 1)

    const error = await failure(writer.draft(context()))

    expect(error).toMatchObject({ kind: 'rate-limit', retryAfterMs: 7000 })
    expect(emulator.requests).toHaveLength(1)
  })

  test('Retry-After as a date is read against the server’s own clock', async () => {
    const headers = { 'retry-after': 'Tue, 24 Nov 2026 08:00:30 GMT', date: 'Tue, 24 Nov 2026 08:00:00 GMT' }
    const { writer } = bench({ fetch: async () => Response.json({ error: {} }, { status: 429, headers }) })

    expect(await failure(writer.draft(context()))).toMatchObject({ kind: 'rate-limit', retryAfterMs: 30_000 })
  })

  test.each([
    ['bad-token', 'credentials'],
    ['no-balance', 'credentials'],
    ['filtered', 'refused'],
    ['redirect', 'refused'],
    ['not-json', 'refused'],
  ] as const)('%s is an error of the kind %s after one request', async (how, kind) => {
    const { writer, emulator } = bench()
    emulator.fail(how, 1)

    expect((await failure(writer.draft(context()))).kind).toBe(kind)
    expect(emulator.requests).toHaveLength(1)
  })

  test('a wrong key is an error of the kind credentials, and the key is not in the message', async () => {
    const { writer } = bench({}, { apiKey: 'another' })

    const error = await failure(writer.draft(context()))

    expect(error.kind).toBe('credentials')
    expect(error.message).not.toContain(apiKey)
  })

  test('an unknown model is refused, with what to check', async () => {
    const { writer } = bench({}, { models: ['another'] })

    const error = await failure(writer.draft(context()))

    expect(error.kind).toBe('refused')
    expect(error.message).toContain('check the model name')
  })

  test('a refused connection is unreachable', async () => {
    const { writer, emulator } = bench()
    emulator.fail('no-connection', 2)

    expect((await failure(writer.draft(context()))).kind).toBe('unreachable')
  })
})
